"""Writing the team's pages on a real MediaWiki: what is saved, who wins, and what is refused."""

from dataclasses import replace

import pytest

from bot.settings import SettingsError, SharedPart
from bot.wiki.edit import Outcome, RefusedEditError, TeamEditor
from bot.wiki.team import open_team_wiki
from scripts.localwiki import people
from tests.integration.translation.conftest import Interrupted, Team

pytestmark = pytest.mark.wiki


@pytest.fixture
def unit(team: Team) -> str:
    team.bundle()
    return f"Translations:{team.glossary}/doxxing/ja"


def test_a_report_is_created_then_updated_as_the_sync_and_not_minor(team: Team):
    assert (
        team.editor().save_report(team.report, lambda _: "one", "Update the status").outcome is Outcome.SAVED
    )
    assert (
        team.editor().save_report(team.report, lambda _: "two", "Update the status").outcome is Outcome.SAVED
    )
    latest, first = team.revisions(team.report)
    assert team.text(team.report) == "two"
    assert (latest["user"], latest["comment"], latest["minor"]) == (
        team.pages.account,
        "Update the status",
        False,
    )
    assert first["user"] == team.pages.account


def test_the_same_text_makes_no_revision(team: Team):
    team.editor().save_report(team.report, lambda _: "one", "s")
    assert team.editor().save_report(team.report, lambda _: "one\n\n", "s").outcome is Outcome.UNCHANGED
    assert len(team.revisions(team.report)) == 1


def test_a_dry_run_leaves_the_wiki_as_it_is(team: Team):
    assert team.editor(live=False).save_report(team.report, lambda _: "one", "s").outcome is Outcome.PLANNED
    assert team.text(team.report) is None


def test_a_person_who_saves_in_between_is_not_overwritten(team: Team):
    team.wiki.save(team.admin, team.report, "theirs")
    other = Interrupted(team.translate, lambda: team.wiki.save(team.admin, team.report, "theirs, longer"))
    result = team.editor(other).save_report(team.report, lambda text: f"{text} + ours", "s")
    assert result.outcome is Outcome.SAVED
    assert team.text(team.report) == "theirs, longer + ours"


def test_a_second_person_in_between_stops_the_edit(team: Team):
    team.wiki.save(team.admin, team.report, "a")
    other = Interrupted(
        team.translate, lambda: team.wiki.save(team.admin, team.report, f"{team.text(team.report)}a"), times=2
    )
    result = team.editor(other).save_report(team.report, lambda text: f"{text} + ours", "s")
    assert result.outcome is Outcome.CONFLICT
    assert team.text(team.report) == "aaa"


def test_two_syncs_at_once_fill_a_unit_once(team: Team, unit: str):
    other = team.editor()
    first = Interrupted(team.translate, lambda: other.fill_unit(unit, "晒し", "s"))
    assert team.editor(first).fill_unit(unit, "晒し", "s").outcome is Outcome.LEFT
    assert len(team.revisions(unit)) == 1


def test_a_translator_who_saves_in_between_wins(team: Team, unit: str):
    first = Interrupted(team.translate, lambda: team.wiki.save(team.translator, unit, "本人の訳"))
    assert team.editor(first).fill_unit(unit, "晒し", "s").outcome is Outcome.LEFT
    assert team.text(unit) == "本人の訳"
    assert [row["user"] for row in team.revisions(unit)] == [team.translator]


def test_a_page_deleted_in_between_is_not_made_again(team: Team):
    tabs = f"{team.title} tabs"
    team.pages = replace(team.pages, shared_parts=(SharedPart("tabs", "{{Tabs}}", (tabs,)),))
    team.wiki.save(team.admin, tabs, "old")
    first = Interrupted(team.translate, lambda: team.act("delete", title=tabs, reason="gone"))
    result = team.editor(first).save_source(tabs, lambda text: f"{text} new", "s")
    assert result.outcome is Outcome.LEFT
    assert team.text(tabs) is None


@pytest.mark.parametrize("title", ["{}/ja", "Translations:{}/1/ja", "Translations talk:{}/1/ja"])
def test_translation_pages_and_units_are_refused(team: Team, title: str):
    title = title.format(team.title)
    with pytest.raises(RefusedEditError):
        team.editor().save_report(title, lambda _: "x", "s")
    assert team.text(title) is None


def test_a_translation_admin_is_refused(team: Team):
    admin = team.wiki.session(team.admin)
    token = admin.get(action="query", meta="tokens", type="userrights")["query"]["tokens"]["userrightstoken"]
    group = {"action": "userrights", "user": team.pages.account, "token": token}
    admin.post(**group, add="translationadmin")
    try:
        with pytest.raises(RefusedEditError, match="may administer translations"):
            team.editor()
    finally:
        admin.post(**group, remove="translationadmin")


def test_the_stop_page_is_read_before_every_edit(team: Team):
    editor = team.editor()
    editor.save_report(team.report, lambda _: "one", "s")
    team.wiki.save(team.admin, team.pages.stop_page, "Please wait.")
    with pytest.raises(RefusedEditError, match="does not say 'run'"):
        editor.save_report(team.report, lambda _: "two", "s")
    assert team.text(team.report) == "one"


def test_the_patrols_account_is_never_the_syncs(team: Team):
    with pytest.raises(SettingsError, match="patrol's account"):
        open_team_wiki(team.settings, replace(team.pages, account=people.PATROL_BOT), log_in=True)


def test_the_editor_needs_the_account_that_the_settings_name(team: Team):
    with pytest.raises(RefusedEditError, match="logged in as"):
        TeamEditor(team.translate, replace(team.pages, account="Somebody"), live=True)
