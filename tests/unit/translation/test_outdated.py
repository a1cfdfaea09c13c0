from datetime import timedelta

import pytest

from bot.settings import TeamPage, TeamPages
from bot.translation.completeness import Importance
from bot.translation.outdated import OutdatedFinder, OutdatedReport
from bot.translation.survey import Surveyor
from bot.translation.worddiff import Kind
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateClient
from tests.unit.translation.team import TeamWiki


@pytest.fixture
def team() -> TeamWiki:
    team = TeamWiki()
    team.page()
    return team


def outdated(team: TeamWiki, *languages: str) -> OutdatedReport:
    client, pages = TranslateClient(team.translate), TranslatablePages(team.translate)
    rules = (("emergency", 5.0),)
    matrix = (
        Surveyor(client, pages, TeamPages("w", (TeamPage("Team"),), rules)).survey(None, team.wiki.now).matrix
    )
    return OutdatedFinder(client, pages, Importance(rules)).find(matrix, languages)


def change(team: TeamWiki, old: str, new: str) -> None:
    team.wiki.tick(days=2)
    team.edit(old, new)
    team.translate.mark("Team")


def test_the_diff_is_from_the_text_that_was_translated(team: TeamWiki):
    team.say("2", "ja", "長い合言葉を。")
    change(team, "a long password", "a long pass phrase")
    moved_on = team.wiki.now
    change(team, "pass phrase", "pass phrase of six words")
    (found,) = outdated(team).units
    assert found.old == "Use a long password."
    removed = [piece.text for piece in found.pieces if piece.kind is Kind.REMOVED]
    added = [piece.text for piece in found.pieces if piece.kind is Kind.ADDED]
    assert (removed, added) == (["password"], ["pass phrase of six words"])
    assert found.since is not None
    assert abs(found.since - moved_on) < timedelta(minutes=1)
    assert not found.by_hand


def test_important_first_then_oldest(team: TeamWiki):
    for unit in ("1", "2", "3"):
        team.say(unit, "ja", "x $mail")
    change(team, "Stay safe", "Stay very safe")
    change(team, "password", "pass phrase")
    change(team, "In an emergency", "In any emergency")
    assert [found.unit.id for found in outdated(team).units] == ["3", "1", "2"]


def test_a_unit_marked_by_hand_is_told_apart(team: TeamWiki):
    team.say("2", "ja", "!!FUZZY!!長い合言葉を。")
    (found,) = outdated(team).units
    assert found.by_hand
    assert found.words_changed == 0


def test_only_the_languages_asked_for(team: TeamWiki):
    for language in ("ja", "de"):
        team.say("2", language, "x")
    change(team, "password", "pass phrase")
    assert [found.unit.language for found in outdated(team, "de").units] == ["de"]
    assert not outdated(team, "sw").units


def test_the_history_of_a_source_unit_is_read_once_for_all_languages(team: TeamWiki):
    for language in ("ja", "de", "sw", "ar"):
        team.say("2", language, "x")
    change(team, "password", "pass phrase")
    team.translate.requests.clear()
    assert len(outdated(team).units) == 4
    histories = [p for p in team.translate.requests if p.get("rvdir") == "newer"]
    assert len(histories) == 1


def test_an_unmarked_edit_is_listed(team: TeamWiki):
    team.wiki.tick(hours=1)
    team.edit("password", "pass phrase")
    report = outdated(team)
    assert [group.title for group in report.unmarked] == ["Team"]
    assert report.units == ()
