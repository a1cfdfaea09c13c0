"""Writing the team's pages on a real MediaWiki: what is saved, who wins, and what is refused."""

from dataclasses import replace

import pytest

from bot.settings import SettingsError
from bot.wiki.edit import Outcome, RefusedEditError, TeamEditor
from bot.wiki.team import open_team_wiki
from scripts.localwiki import people
from tests.integration.translation.conftest import GLOSSARY, REPORT, Interrupted, Team

pytestmark = pytest.mark.wiki

UNIT = f"Translations:{GLOSSARY}/doxxing/ja"


def test_a_report_is_created_then_updated_as_the_sync_and_not_minor(team: Team):
    assert team.editor().save_report(REPORT, lambda _: "one", "Update the status").outcome is Outcome.SAVED
    assert team.editor().save_report(REPORT, lambda _: "two", "Update the status").outcome is Outcome.SAVED
    latest, first = team.revisions(REPORT)
    assert team.text(REPORT) == "two"
    assert (latest["user"], latest["comment"], latest["minor"]) == (
        people.SYNC_BOT,
        "Update the status",
        False,
    )
    assert first["user"] == people.SYNC_BOT


def test_the_same_text_makes_no_revision(team: Team):
    team.editor().save_report(REPORT, lambda _: "one", "s")
    assert team.editor().save_report(REPORT, lambda _: "one\n\n", "s").outcome is Outcome.UNCHANGED
    assert len(team.revisions(REPORT)) == 1


def test_a_dry_run_leaves_the_wiki_as_it_is(team: Team):
    assert team.editor(live=False).save_report(REPORT, lambda _: "one", "s").outcome is Outcome.PLANNED
    assert team.text(REPORT) is None


def test_a_person_who_saves_in_between_is_not_overwritten(team: Team):
    team.wiki.save(people.ADMIN, REPORT, "theirs")
    other = Interrupted(team.translate, lambda: team.wiki.save(people.ADMIN, REPORT, "theirs, longer"))
    result = team.editor(other).save_report(REPORT, lambda text: f"{text} + ours", "s")
    assert result.outcome is Outcome.SAVED
    assert team.text(REPORT) == "theirs, longer + ours"


def test_a_second_person_in_between_stops_the_edit(team: Team):
    team.wiki.save(people.ADMIN, REPORT, "a")
    other = Interrupted(
        team.translate, lambda: team.wiki.save(people.ADMIN, REPORT, f"{team.text(REPORT)}a"), times=2
    )
    result = team.editor(other).save_report(REPORT, lambda text: f"{text} + ours", "s")
    assert result.outcome is Outcome.CONFLICT
    assert team.text(REPORT) == "aaa"


def test_two_syncs_at_once_fill_a_unit_once(team: Team):
    other = team.editor()
    first = Interrupted(team.translate, lambda: other.fill_unit(UNIT, "晒し", "s"))
    assert team.editor(first).fill_unit(UNIT, "晒し", "s").outcome is Outcome.LEFT
    assert len(team.revisions(UNIT)) == 1


def test_a_translator_who_saves_in_between_wins(team: Team):
    first = Interrupted(team.translate, lambda: team.wiki.save(team.translator, UNIT, "本人の訳"))
    assert team.editor(first).fill_unit(UNIT, "晒し", "s").outcome is Outcome.LEFT
    assert team.text(UNIT) == "本人の訳"
    assert [row["user"] for row in team.revisions(UNIT)] == [team.translator]


def test_a_page_deleted_in_between_is_not_made_again(team: Team):
    team.wiki.save(people.ADMIN, "Team tabs", "old")
    admin = team.wiki.session(people.ADMIN)
    first = Interrupted(team.translate, lambda: admin.act("delete", title="Team tabs", reason="gone"))
    result = team.editor(first).save_source("Team tabs", lambda text: f"{text} new", "s")
    assert result.outcome is Outcome.LEFT
    assert team.text("Team tabs") is None


@pytest.mark.parametrize("title", ["Team/ja", "Translations:Team/1/ja", "Translations talk:Team/1/ja"])
def test_translation_pages_and_units_are_refused(team: Team, title: str):
    with pytest.raises(RefusedEditError):
        team.editor().save_report(title, lambda _: "x", "s")
    assert team.text(title) is None


def test_a_translation_admin_is_refused(team: Team):
    admin = team.wiki.session(people.ADMIN)
    token = admin.get(action="query", meta="tokens", type="userrights")["query"]["tokens"]["userrightstoken"]
    admin.post(action="userrights", user=people.SYNC_BOT, add="translationadmin", token=token)
    with pytest.raises(RefusedEditError, match="may administer translations"):
        team.editor()


def test_the_stop_page_is_read_before_every_edit(team: Team):
    editor = team.editor()
    editor.save_report(REPORT, lambda _: "one", "s")
    team.wiki.save(people.ADMIN, people.SYNC_STOP_PAGE, "Please wait.")
    with pytest.raises(RefusedEditError, match="does not say 'run'"):
        editor.save_report(REPORT, lambda _: "two", "s")
    assert team.text(REPORT) == "one"


def test_the_patrols_account_is_never_the_syncs(team: Team):
    with pytest.raises(SettingsError, match="patrol's account"):
        open_team_wiki(team.settings, replace(team.pages, account=people.PATROL_BOT), log_in=True)


def test_the_editor_needs_the_account_that_the_settings_name(team: Team):
    with pytest.raises(RefusedEditError, match="logged in as"):
        TeamEditor(team.translate, replace(team.pages, account="Somebody"), live=True)
