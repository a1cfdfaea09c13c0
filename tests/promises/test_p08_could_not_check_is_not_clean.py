"""P8: what could not be checked has a name and a number, and is never called clean."""

import pytest

from bot.cli.errors import WIKI, told_plainly
from bot.model import Outcome, Refusal
from bot.wiki.errors import WikiUnreachableError
from tests.promises.town import PHONE


def down(*_args):
    raise WikiUnreachableError("down")


def test_a_wiki_that_is_down_ends_the_run_with_a_code_and_the_edit_waits(town, capsys):
    town.subscribe("Otter")
    town.wiki.edit("Otter", PHONE)
    texts, town.wiki.revisions = town.wiki.revisions, down
    with pytest.raises(SystemExit) as ended, told_plainly():
        town.patrol()
    assert ended.value.code == WIKI
    assert "Nothing is lost" in capsys.readouterr().err
    town.wiki.revisions = texts
    assert town.patrol().cases == 1


def test_a_page_on_which_the_detector_fails_is_counted_and_holds_up_nobody(town):
    find = town.detector.analyze
    town.detector.analyze = lambda page: 1 / 0 if page.username == "Otter" else find(page)
    town.subscribe("Otter", "Wren")
    town.wiki.edit("Otter", PHONE)
    town.wiki.edit("Wren", PHONE)
    report = town.patrol()
    assert report.skipped == {Refusal.COULD_NOT_CHECK: 1}
    assert (report.checked, report.cases) == (1, 1)


def test_a_person_who_cannot_be_looked_up_is_asked_for_again_later(town):
    town.subscribe("Otter")
    town.wiki.edit("Otter", PHONE)
    town.patrol()
    person = town.wiki.people.pop("Otter")
    assert town.nudge() == [Refusal.COULD_NOT_CHECK]
    town.wiki.people["Otter"] = person
    town.clock.days(1)
    assert town.nudge() == [Outcome.SENT]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_each_way_a_mail_can_end_is_counted_under_its_name(town, outcome):
    town.subscribe("Otter")
    town.mailbox.outcomes = [outcome]
    town.wiki.edit("Otter", PHONE)
    town.patrol()
    assert town.nudge() == [outcome]
    with town.store.begin() as tables:
        assert tables.progress.counts()["localwiki", f"mail:{outcome}"] == 1


@pytest.mark.parametrize("page", [1, [], {"policy": "everybody"}, "no JSON {"])
def test_a_policy_page_that_cannot_be_understood_never_allows_more(page):
    import json

    from bot.model import Policy
    from bot.patrol import onwiki
    from tests.unit.patrol.doubles import WIKI

    decided = onwiki.apply(WIKI, page if isinstance(page, str) else json.dumps(page))
    assert decided.problems
    assert decided.wiki.policy in (Policy.OFF, WIKI.policy)
