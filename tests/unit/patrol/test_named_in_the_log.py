"""What befalls patrol and nudge has a name in the log, and what is as usual has none."""

from dataclasses import replace

import pytest

from bot.incidents import Incident
from bot.messages import Messages
from bot.model import Outcome, Pointer, Subscriber
from bot.patrol.clock import ClockWatch
from bot.patrol.hourly import Hourly
from bot.patrol.letter import Letters
from bot.patrol.links import Links
from bot.patrol.nudge import Nudge
from bot.patrol.watch import Desk, Watch
from bot.settings import CONFIG
from bot.store.cases import Cases
from bot.wiki.errors import WikiUnreachableError
from tests.incidents import named
from tests.unit.patrol.doubles import NOW, WIKI, Mailbox, MarkedDetector, PaperWiki

MESSAGES = Messages.load(CONFIG / "i18n")
PHONE = "call <phone:+44 121 234 5678>"
URL = "https://wikilatch.example.org"
POINTER = Pointer("localwiki", "Otter", "User:Otter", 1)


@pytest.fixture
def paper(store):
    paper = PaperWiki()
    with store.begin() as tables:
        tables.subscribers.add(Subscriber("localwiki", "Otter"))
    paper.edit("Otter", PHONE)
    return paper


def watch(store, paper, **more):
    return Watch({"localwiki": Desk(WIKI, paper)}, store, MarkedDetector(), live=True, **more)


@pytest.fixture
def nudge(store, paper):
    list(watch(store, paper).run(paper))
    letters = Letters(MESSAGES, Links("secret", URL), URL)

    def make(mailbox):
        return Nudge(WIKI, store, paper, paper, mailbox, paper, MarkedDetector(), letters, MESSAGES)

    return make


def test_a_patrol_that_reads_on_says_so_once_and_a_first_one_says_nothing(store, paper, clock, log):
    first = watch(store, paper)
    for _ in range(3):
        list(first.run(paper))
    assert named(log) == []
    clock.days(1.03)
    second = watch(store, paper)
    for _ in range(3):
        list(second.run(paper))
    assert named(log) == [Incident.RESUMED]
    assert log[0]["stream"] == paper.name
    assert log[0]["seconds"] == 24 * 3600, "whole hours: a moment would name an edit"


def test_a_second_patrol_is_named_by_whoever_comes_later(store, paper, log):
    one, other = watch(store, paper), watch(store, paper)
    list(one.run(paper))
    reports = other.run(paper)
    paper.batches = lambda position, *, until=None: iter([([], "2027-01-15T07:30:00Z"), ([], NOW)])
    next(reports)
    list(one.run(paper))
    assert Incident.SECOND_PATROL in named(log)


def test_a_dry_run_beside_a_patrol_is_no_second_patrol(store, paper, log):
    real = watch(store, paper)
    list(real.run(paper))
    list(Watch({"localwiki": Desk(WIKI, paper)}, store, MarkedDetector(), live=False).run(paper))
    paper.batches = lambda position, *, until=None: iter([([], "2027-01-15T07:30:00Z")])
    list(real.run(paper))
    list(real.run(paper))
    assert Incident.SECOND_PATROL not in named(log)


def test_a_cursor_from_the_future_means_a_clock_that_was_set_back(store, paper, clock, log):
    list(watch(store, paper).run(paper))
    clock.days(-2)
    list(watch(store, paper).run(paper))
    assert named(log) == [Incident.CLOCK_BACK, Incident.RESUMED]
    assert log[0]["seconds"] == 2 * 86_400


@pytest.mark.parametrize(
    ("wall", "told"),
    [([0, 10, 70], []), ([0, 10, 3700], ["clock_ahead"]), ([0, 10, -3600], ["clock_back"])],
    ids=["steady", "ahead", "back"],
)
def test_a_clock_that_jumps_is_told_of_once(wall, told, log):
    walls, steady = iter([*wall, wall[-1] + 60]), iter([0, 10, 70, 130])
    watch = ClockWatch(lambda: next(walls), lambda: next(steady))
    for _ in range(3):
        watch.look()
    assert named(log) == told


@pytest.mark.parametrize(
    ("meanwhile", "told"),
    [(Cases.claim, [Incident.SECOND_NUDGER]), (Cases.drop, [])],
    ids=["another nudger", "withdrawn by its owner"],
)
def test_a_second_nudger_is_named_and_nobody_else(store, paper, nudge, log, meanwhile, told):
    class Busy(PaperWiki):
        def look_up(self, names):
            with store.begin() as tables:
                assert meanwhile(tables.cases, tables.cases.digest(POINTER))
            return paper.look_up(names)

    slow = nudge(Mailbox())
    slow._people = Busy()
    assert list(slow.run(live=True)) == ["taken"]
    assert named(log) == told


def test_sendings_that_were_cut_off_are_counted(store, nudge, clock, log):
    with store.begin() as tables:
        assert tables.cases.claim(tables.cases.digest(POINTER))
    clock.days(0.1)
    assert list(nudge(Mailbox()).run(live=False)) == []
    assert named(log) == [], "a dry run settles nothing"
    assert list(nudge(Mailbox()).run(live=True)) == []
    assert named(log) == [Incident.SENDING_CUT_OFF]
    assert log[0]["number"] == 1


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Outcome.MAIL_FAILED, [Incident.MAIL_REFUSED]),
        (Outcome.UNKNOWN, [Incident.MAIL_UNKNOWN]),
        (Outcome.SENT, []),
        (Outcome.NOT_EMAILABLE, []),
    ],
)
def test_a_mail_that_failed_is_named_and_nobody_with_it(nudge, outcome, told, log):
    list(nudge(Mailbox(outcome)).run(live=True))
    assert named(log) == told
    assert "Otter" not in repr(log)


def down():
    error = WikiUnreachableError("down")
    error.incident = Incident.WIKI_FAILS
    raise error


def test_one_wiki_of_many_that_is_down_is_named(store, paper, log):
    class Down(PaperWiki):
        def revisions(self, ids):
            down()

    desks = {"localwiki": Desk(WIKI, Down()), "otherwiki": Desk(replace(WIKI, name="otherwiki"), PaperWiki())}
    assert next(iter(Watch(desks, store, MarkedDetector(), live=True).run(paper))).cases == 1
    assert named(log) == [Incident.WIKI_FAILS]
    assert log[0]["wiki"] == "localwiki"


def test_a_page_of_decisions_that_cannot_be_read_again_is_named(log):
    moment, reads = iter([0.0, 9999.0, 9999.0]), iter([lambda: "text", down])
    page = Hourly(lambda: next(reads)(), lambda text: text, lambda: next(moment))
    assert page.now() == "text"
    assert page.now() == "text"
    assert named(log) == [Incident.WIKI_FAILS]
