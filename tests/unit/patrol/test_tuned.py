from dataclasses import replace

import pytest

from bot.model import PageText, Policy, Refusal
from bot.patrol.hourly import HOUR, Hourly
from bot.patrol.tuned import Tuned
from bot.patrol.watch import Desk, Watch
from bot.wiki.errors import WikiUnreachableError
from tests.unit.patrol.doubles import WIKI, MarkedDetector, PaperWiki

MAIL = "Write to me at imogen@tidewrack-lantern.net."


class Page:
    """A page on a wiki that may be down."""

    def __init__(self, text=None):
        self.text, self.down, self.asked = text, False, 0

    def __call__(self):
        self.asked += 1
        if self.down:
            raise WikiUnreachableError("down")
        return self.text


class Time:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def found(detector, text, wiki="examplewiki"):
    page = PageText(wiki, "en", "User:Kelp Otter", "Kelp Otter", text)
    return {str(finding.type) for finding in detector.analyze(page).findings}


def test_a_page_is_read_once_an_hour_and_understood_when_it_changes():
    page, time, understood = Page("one"), Time(), []
    hourly = Hourly(page, lambda text: understood.append(text) or text, time)
    assert [hourly.now(), hourly.now()] == ["one", "one"]
    assert page.asked == 1
    time.now += HOUR
    assert hourly.now() == "one"
    page.text = "two"
    assert hourly.now() == "one"
    time.now += HOUR
    assert hourly.now() == "two"
    assert (page.asked, understood) == (3, ["one", "two"])


def test_what_was_known_holds_while_the_wiki_is_down_and_is_asked_for_again_soon():
    page, time = Page("one"), Time()
    hourly = Hourly(page, str, time)
    hourly.now()
    page.down, page.text = True, "two"
    time.now += HOUR
    assert [hourly.now(), hourly.now()] == ["one", "one"]
    assert page.asked == 2
    page.down = False
    time.now += 61
    assert hourly.now() == "two"


def test_a_page_that_could_never_be_read_is_not_taken_for_none():
    page = Page()
    page.down = True
    with pytest.raises(WikiUnreachableError):
        Hourly(page, str).now()


def test_a_community_s_rules_hold_on_its_wiki_and_on_no_other(analyzer):
    page = Page('{"allow": ["imogen@tidewrack-lantern.net"]}')
    tuned = Tuned(analyzer, {"examplewiki": page})
    assert found(tuned, MAIL) == set()
    assert found(tuned, MAIL, wiki="otherwiki") == {"email"}


def test_a_bad_entry_is_named_and_the_rest_counts(analyzer):
    said = []
    page = Page('{"thresholds": {"email": "high"}, "allow": ["imogen@tidewrack-lantern.net"], "alow": []}')
    tuned = Tuned(analyzer, {"examplewiki": page}, lambda *problem: said.append(problem))
    assert found(tuned, MAIL) == set()
    assert {wiki for wiki, _ in said} == {"examplewiki"}
    assert any("thresholds.email" in problem for _, problem in said)
    assert any(problem.startswith("alow") for _, problem in said)


@pytest.mark.parametrize("text", [None, "{", "[]"])
def test_without_a_page_that_can_be_used_the_packaged_rules_hold(analyzer, text):
    assert found(Tuned(analyzer, {"examplewiki": Page(text)}), MAIL) == {"email"}


def test_edits_of_a_wiki_whose_rules_were_never_read_are_not_decided(analyzer, store, subscribe):
    subscribe("Otter")
    wiki, page = PaperWiki(), Page()
    page.down = True
    wiki.edit("Otter", MAIL)
    watch = Watch({WIKI.name: Desk(WIKI, wiki)}, store, Tuned(analyzer, {WIKI.name: page}), live=True)
    with pytest.raises(WikiUnreachableError):
        list(watch.run(wiki))
    page.down = False
    assert sum(report.cases for report in watch.run(wiki)) == 1


def test_what_a_community_decides_while_the_patrol_runs_holds_from_then_on(store, subscribe):
    subscribe("Otter")
    wiki, decided = PaperWiki(), [WIKI]
    watch = Watch({WIKI.name: Desk(WIKI, wiki, lambda: decided[0])}, store, MarkedDetector(), live=True)
    wiki.edit("Otter", "<phone:1>")
    assert sum(report.cases for report in watch.run(wiki)) == 1
    decided[0] = replace(WIKI, policy=Policy.OFF)
    wiki.edit("Otter", "<phone:2>", title="User:Otter/About")
    (report,) = watch.run(wiki)
    assert report.cases == 0
    assert report.skipped[Refusal.POLICY_OFF] == 1
