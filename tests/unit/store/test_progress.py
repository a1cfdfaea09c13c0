def test_a_cursor_is_where_it_was_left(store):
    with store.begin() as tables:
        assert tables.progress.position("stream") is None
        tables.progress.move("stream", "5")
        tables.progress.move("stream", "6")
        assert tables.progress.position("stream") == "6"


def test_a_revision_is_handled_once(store):
    with store.begin() as tables:
        tables.progress.see([("dewiki", 1)])
        assert tables.progress.unseen([("dewiki", 1), ("dewiki", 2), ("frwiki", 1)]) == {
            ("dewiki", 2),
            ("frwiki", 1),
        }


def test_counts_add_up_over_days(store, clock):
    for _ in range(3):
        with store.begin() as tables:
            tables.progress.count({("dewiki", "checked"): 2, ("dewiki", "cases"): 1})
        clock.days(1)
    with store.begin() as tables:
        assert tables.progress.counts() == {("dewiki", "checked"): 6, ("dewiki", "cases"): 3}
        assert tables.progress.counts(days=3) == {("dewiki", "checked"): 4, ("dewiki", "cases"): 2}


def test_attempts_are_counted_over_24_hours(store, clock):
    with store.begin() as tables:
        tables.progress.attempt("PatrolBot")
    clock.now += 7200
    with store.begin() as tables:
        tables.progress.attempt("PatrolBot")
        tables.progress.attempt("PatrolBot")
        assert tables.progress.attempts("PatrolBot") == 3
        assert tables.progress.attempts("OtherBot") == 0
    clock.days(1)
    with store.begin() as tables:
        assert tables.progress.attempts("PatrolBot") == 2
    clock.now += 7200
    with store.begin() as tables:
        assert tables.progress.attempts("PatrolBot") == 0


def test_everything_is_forgotten_in_time(store, clock):
    with store.begin() as tables:
        tables.progress.see([("dewiki", 1)])
        tables.progress.count({("dewiki", "checked"): 2})
        tables.progress.attempt("PatrolBot")
    clock.days(92)
    with store.begin() as tables:
        assert tables.progress.purge() == 3
