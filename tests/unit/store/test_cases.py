import pytest

from bot.model import CaseState, Pointer

PAGE = Pointer(wiki="dewiki", user="Kelp Otter", title="Benutzer:Kelp Otter", revision=7)


def open_case(store, pointer=PAGE, due_in=0):
    with store.begin() as tables:
        return tables.cases.open(pointer, int(store.clock()) + due_in)


def states(store):
    with store.begin() as tables:
        return tables.cases.count()


def test_a_case_is_due_only_after_its_delay(store, clock):
    assert open_case(store, due_in=3600)
    with store.begin() as tables:
        assert tables.cases.due() == []
    clock.now += 3601
    with store.begin() as tables:
        assert [case.pointer for case in tables.cases.due()] == [PAGE]


def test_a_second_edit_points_the_case_at_the_newer_revision(store):
    open_case(store)
    newer = Pointer(wiki=PAGE.wiki, user=PAGE.user, title=PAGE.title, revision=9)
    assert not open_case(store, newer)
    with store.begin() as tables:
        assert [case.pointer.revision for case in tables.cases.due()] == [9]


def test_only_one_of_two_nudgers_gets_a_case(store):
    open_case(store)
    with store.begin() as tables:
        digest = tables.cases.due()[0].digest
        assert tables.cases.claim(digest)
        assert not tables.cases.claim(digest)


def test_a_refusal_or_a_delay_leaves_a_case_alone_that_another_nudger_is_sending(store, clock):
    open_case(store)
    with store.begin() as tables:
        digest = tables.cases.due()[0].digest
        tables.cases.claim(digest)
        assert not tables.cases.drop(digest, state=CaseState.OPEN)
        tables.cases.postpone(digest, 3600)
        tables.cases.settle(digest, CaseState.OPEN)
        assert [case.pointer for case in tables.cases.due()] == [PAGE]


def test_another_wiki_s_waiting_cases_do_not_hold_up_this_one_s(store, clock):
    for number in range(3):
        open_case(store, Pointer("otherwiki", f"Otter {number}", f"User:Otter {number}", number))
    open_case(store, due_in=60)
    clock.now += 61
    with store.begin() as tables:
        assert [case.pointer for case in tables.cases.due(2, wiki="dewiki")] == [PAGE]
        assert len(tables.cases.due(2)) == 2


@pytest.mark.parametrize("jump", [-30 * 86_400, 30 * 86_400])
def test_a_clock_that_jumped_leaves_no_sending_stuck(store, clock, jump):
    open_case(store)
    with store.begin() as tables:
        tables.cases.claim(tables.cases.digest(PAGE))
    clock.now += jump
    with store.begin() as tables:
        assert tables.cases.recover() == 1


def test_a_case_that_is_being_sent_is_not_opened_again(store):
    open_case(store)
    with store.begin() as tables:
        tables.cases.claim(tables.cases.digest(PAGE))
    assert not open_case(store)
    assert states(store) == {CaseState.SENDING: 1}


def test_a_sending_cut_off_by_a_crash_becomes_unknown_and_stays_so(store, clock):
    open_case(store)
    with store.begin() as tables:
        tables.cases.claim(tables.cases.digest(PAGE))
        assert tables.cases.recover() == 0, "it may still be going on"
    clock.now += 1000
    with store.begin() as tables:
        assert tables.cases.recover() == 1
        assert tables.cases.due() == []
        assert [case.pointer for case in tables.cases.unknown()] == [PAGE]
    assert not open_case(store)


def test_an_operator_can_settle_an_unknown(store, clock):
    open_case(store)
    with store.begin() as tables:
        digest = tables.cases.digest(PAGE)
        tables.cases.claim(digest)
        assert tables.cases.settle(digest, CaseState.UNKNOWN)
        assert tables.cases.settle(digest, CaseState.SENT)
    assert states(store) == {CaseState.SENT: 1}


@pytest.mark.parametrize("day", [0, 1, 13, 27])
def test_a_case_is_forgotten_after_nine_weeks_and_90_days_at_most(store, clock, day):
    clock.days(day)
    open_case(store)
    clock.days(90 - 27)
    with store.begin() as tables:
        assert tables.cases.purge() == 0
    clock.days(28)
    with store.begin() as tables:
        assert tables.cases.purge() == 1
    assert states(store) == {}


def test_nothing_tells_when_a_case_that_was_told_was_due_or_sent(store, clock):
    for state in (CaseState.SENT, CaseState.UNKNOWN):
        open_case(store)
        with store.begin() as tables:
            digest = tables.cases.digest(PAGE)
            tables.cases.claim(digest)
            assert tables.cases.settle(digest, state)
        with store.engine.connect() as connection:
            (row,) = connection.exec_driver_sql("SELECT due_at, claimed_at FROM cases").all()
        assert tuple(row) == (0, 0)
        with store.begin() as tables:
            tables.cases.drop(digest)


def test_nothing_is_kept_of_a_transaction_that_failed(store):
    def cut_off():
        with store.begin() as tables:
            tables.cases.open(PAGE, 0)
            tables.progress.move("recentchanges:dewiki", "5")
            raise RuntimeError("cut")

    with pytest.raises(RuntimeError, match="cut"):
        cut_off()
    assert states(store) == {}
    with store.begin() as tables:
        assert tables.progress.position("recentchanges:dewiki") is None


def test_a_person_s_cases_are_found_and_dropped_together(store):
    other = Pointer(wiki="dewiki", user="Kelp Otter", title="Benutzer:Kelp Otter/Über", revision=8)
    stranger = Pointer(wiki="dewiki", user="Quiet Wren", title="Benutzer:Quiet Wren", revision=9)
    for pointer in (PAGE, other, stranger):
        open_case(store, pointer)
    with store.begin() as tables:
        assert len(tables.cases.of_owner("dewiki", "Kelp Otter")) == 2
        assert tables.cases.drop_owner("dewiki", "Kelp Otter") == 2
    assert states(store) == {CaseState.OPEN: 1}
