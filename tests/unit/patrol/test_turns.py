from itertools import islice

import pytest

from bot.model import Subscriber
from bot.patrol.turns import follow
from bot.patrol.watch import Desk, Report, Watch
from bot.wiki.errors import WikiUnreachableError
from tests.unit.patrol.doubles import NOW, WIKI, MarkedDetector, PaperWiki


class Endless(PaperWiki):
    """A stream as EventStreams is: it never ends, whatever happens."""

    name = "eventstreams:localwiki"
    cursors = (name,)

    def batches(self, position, *, until=None):
        while True:
            yield [], NOW


class Down(PaperWiki):
    """A wiki that does not answer, until it does."""

    name = "recentchanges:downwiki"
    cursors = (name,)
    down = True

    def batches(self, position, *, until=None):
        if self.down:
            raise WikiUnreachableError("downwiki does not answer")
        yield from super().batches(position, until=until)


@pytest.fixture
def polled(store):
    wiki = PaperWiki()
    wiki.edit("Otter", "call <phone:+44 121 234 5678>")
    with store.begin() as tables:
        tables.subscribers.add(Subscriber("localwiki", "Otter"))
    return wiki


def watch(store, wiki):
    return Watch({WIKI.name: Desk(WIKI, wiki)}, store, MarkedDetector(), live=True)


@pytest.mark.parametrize("first", ["streamed", "polled"])
def test_a_polled_wiki_is_not_starved_by_a_stream_that_never_ends(store, polled, first):
    feeds = [Endless(), polled] if first == "streamed" else [polled, Endless()]
    seen = []
    reports = follow(watch(store, polled), feeds, every=0.01, happened=lambda feed, _: seen.append(feed.name))
    while not (seen.count(polled.name) > 2 and seen.count(Endless.name) > 2):
        next(reports)
    with store.begin() as tables:
        assert len(tables.cases.due()) == 1


def test_a_wiki_that_is_down_does_not_hold_up_the_others(store, polled):
    down, told = Down(), []
    followed = watch(store, polled)
    reports = follow(followed, [down, polled], every=0.0, failed=lambda feed, _: told.append(feed.name))
    assert sum(report.cases for report in islice(reports, 4)) == 1
    assert set(told) == {down.name}
    down.down = False
    told.clear()
    list(islice(reports, 6))
    assert len(told) <= 1, "it is asked again in its turn"


@pytest.mark.parametrize("every", [None, 0.0], ids=["once", "for ever"])
def test_where_none_can_be_reached_the_run_ends_and_says_so(store, polled, every):
    with pytest.raises(WikiUnreachableError):
        list(follow(watch(store, polled), [Down()], every=every))


def test_once_through_one_that_is_down_is_an_error_and_not_passed_over(store, polled):
    with pytest.raises(WikiUnreachableError):
        list(follow(watch(store, polled), [polled, Down()], every=None))


def test_since_counts_for_the_first_time_only(store, polled):
    asked = []
    polled.batches = lambda position, *, until=None: asked.append(position) or iter([([], NOW)])
    reports = follow(watch(store, polled), [polled], since="2026-01-01T00:00:00Z", every=0.0)
    assert isinstance(next(reports), Report)
    list(islice(reports, 3))
    assert asked[0] == "2026-01-01T00:00:00Z"
    assert set(asked[1:]) == {NOW}
