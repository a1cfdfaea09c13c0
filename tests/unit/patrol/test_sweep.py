from dataclasses import replace

import pytest

from bot.model import Policy, Subscriber
from bot.patrol.sweep import Sweep
from bot.patrol.watch import Desk, Watch
from tests.unit.patrol.doubles import WIKI, MarkedDetector, PaperWiki

PHONE = "call <phone:+44 121 234 5678>"


class Shelf(PaperWiki):
    """A paper wiki that also knows whose pages there are."""

    def user_pages(self, user):
        return [title for title in self.latest if title.split("/")[0] == f"User:{user}"]

    def latest_by(self, title, user):
        own = [n for n, text in self.texts.items() if (text.title, text.user) == (title, user)]
        return max(own, default=None)

    def active(self, after):
        return (name for name in sorted(self.people) if name > after)


@pytest.fixture
def shelf(store):
    shelf = Shelf()
    for number in range(45):
        user = f"Otter {number:02}"
        shelf.edit(user, PHONE if number % 3 == 0 else "Kelp.")
        with store.begin() as tables:
            tables.subscribers.add(Subscriber("localwiki", user))
    return shelf


def sweep(store, shelf, wiki=WIKI):
    watch = Watch({"localwiki": Desk(wiki, shelf)}, store, MarkedDetector(), live=True)
    return Sweep(wiki, store, watch, shelf, shelf)


def cases(store):
    with store.begin() as tables:
        return {case.pointer.user for case in tables.cases.due(1000)}


def test_a_sweep_finds_what_was_there_before(store, shelf):
    steps = list(sweep(store, shelf).run())
    assert [(step.done, step.total) for step in steps] == [(20, 45), (40, 45), (45, 45)]
    assert len(cases(store)) == 15


def test_a_sweep_that_was_cut_off_goes_on_where_it_was(store, shelf):
    next(iter(sweep(store, shelf).run()))
    before = len(shelf.fetched)
    steps = list(sweep(store, shelf).run())
    assert steps[-1].done == 25
    assert len(shelf.fetched) == before + 2
    assert len(cases(store)) == 15


def test_a_finished_sweep_begins_anew_and_makes_nothing_twice(store, shelf):
    list(sweep(store, shelf).run())
    steps = list(sweep(store, shelf).run())
    assert steps[-1].done == 45
    assert sum(step.report.cases for step in steps) == 0


def test_where_the_sweep_is_names_nobody(store, shelf):
    next(iter(sweep(store, shelf).run()))
    with store.begin() as tables:
        assert "Otter" not in tables.progress.position("sweep:localwiki")


def test_only_what_the_owner_saved_counts(store, shelf):
    shelf.edit("Vandal", PHONE, owner="Otter 01")
    list(sweep(store, shelf).run())
    assert "Otter 01" not in cases(store)


def test_where_the_community_allowed_it_active_users_are_looked_at_too(store, shelf):
    shelf.edit("Wren", PHONE)
    list(sweep(store, shelf, replace(WIKI, policy=Policy.APPROVED)).run())
    assert "Wren" in cases(store)


def test_what_the_patrol_saw_before_somebody_subscribed_is_looked_at_again(store, shelf):
    shelf.edit("Late Wren", PHONE)
    watch = Watch({"localwiki": Desk(WIKI, shelf)}, store, MarkedDetector(), live=True)
    list(watch.run(shelf))
    assert "Late Wren" not in cases(store)
    with store.begin() as tables:
        tables.subscribers.add(Subscriber("localwiki", "Late Wren"))
    list(sweep(store, shelf).run())
    assert "Late Wren" in cases(store)
