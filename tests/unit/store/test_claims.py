from __future__ import annotations

import pytest

from bot.store import ClaimLostError
from bot.store.claims import LEASE

WIKIS = ("arwiki", "dewiki", "enwiki", "jawiki")


def turn(store, holder, wikis=WIKIS):
    with store.begin() as tables:
        return tables.claims.turn(holder, wikis)


def test_one_patrol_follows_everything(store):
    assert turn(store, "one") == set(WIKIS)
    assert turn(store, "one") == set(WIKIS)


def test_a_second_gets_its_share_once_the_first_gives_back(store):
    turn(store, "one")
    assert turn(store, "two") == frozenset()
    first = turn(store, "one")
    second = turn(store, "two")
    assert len(first) == len(second) == 2
    assert first | second == set(WIKIS)


def test_what_a_dead_one_held_is_taken_when_its_lease_ends(store, clock):
    turn(store, "one")
    clock.now += LEASE
    assert turn(store, "two") == frozenset()
    clock.now += 1
    assert turn(store, "two") == set(WIKIS)


def test_one_that_leaves_is_not_waited_for(store):
    turn(store, "one")
    with store.begin() as tables:
        tables.claims.leave("one")
    assert turn(store, "two") == set(WIKIS)


def test_more_patrols_than_wikis(store):
    for holder in ("one", "two", "three") * 2:
        turn(store, holder, ("dewiki",))
    held = [turn(store, holder, ("dewiki",)) for holder in ("one", "two", "three")]
    assert sorted(map(len, held)) == [0, 0, 1]


def test_nothing_may_be_kept_under_a_lost_claim(store, clock):
    turn(store, "one")
    with store.begin() as tables:
        tables.claims.keep("one", WIKIS)
        tables.claims.keep("one", WIKIS)  # within one second nothing changes, and it is still ours
    clock.now += LEASE + 1
    turn(store, "two")
    with pytest.raises(ClaimLostError), store.begin() as tables:
        tables.claims.keep("one", ["dewiki"])
