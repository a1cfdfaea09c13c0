"""The commands as a person runs them, on a team's page in memory."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from bot.cli.translations import command
from bot.cli.translations.service import TeamService
from bot.messages import Messages
from bot.settings import CONFIG, TeamPage, TeamPages, load
from bot.store.database import open_engine
from tests.unit.translation.team import SOURCE, TeamWiki

TEAM = TeamPages(
    wiki="metawiki",
    pages=(TeamPage("Team"),),
    importance=(("emergency", 5.0),),
    readers={"ja": 10},
    account="WikilatchSync",
    report_page="User:WikilatchSync/Status",
    stop_page="User:WikilatchSync/run",
    digest_page="Team/Digest",
    approved=frozenset({"report", "digest"}),
)


@pytest.fixture
def team() -> TeamWiki:
    team = TeamWiki()
    team.page()
    team.say("1", "ja", "== 安全 ==")
    team.say("2", "ja", "長い合言葉を。")
    team.say("2", "de", "Nimm ein langes Passwort.")
    return team


@pytest.fixture
def run(team: TeamWiki, tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/store.sqlite")
    settings = load({"WIKILATCH_STATE": str(tmp_path)})
    service = TeamService(settings, TEAM, Messages.load(CONFIG / "i18n"), team.translate, engine)

    def run(*arguments: str, exit_code: int = 0):
        result = CliRunner().invoke(command, arguments, obj=service, env={"COLUMNS": "120"})
        assert result.exit_code == exit_code, result.output + repr(result.exception)
        return result

    yield run
    engine.dispose()


def test_status_shows_a_language_a_row_and_the_pages_below(run):
    output = run("status").output
    assert "50%" in output  # ja: 2 of 4
    assert "25%" in output  # ja weighted and de: 2 of 8, 1 of 4
    assert "1  Team" in output


def test_status_of_one_language_counts_every_page(run):
    output = run("status", "--language", "ja").output
    assert "Translations into ja" in output
    assert "All pages" in output


@pytest.mark.parametrize("form", ["json", "csv", "wikitext", "html", "svg"])
def test_every_format_names_language_and_page(run, form: str):
    output = run("status", "--format", form).output
    assert "ja" in output
    assert "Team" in output
    if form == "json":
        assert json.loads(output)["languages"][0]["all"]["percent"] == 50
    if form == "csv":
        assert {row["language"] for row in csv.DictReader(io.StringIO(output))} == {"ja", "de"}


def test_a_format_can_go_into_a_file(run, tmp_path):
    run("status", "--format", "svg", "--output", str(tmp_path / "matrix.svg"))
    assert (tmp_path / "matrix.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_only_live_keeps_a_survey_and_the_trend_shows_it(run, tmp_path):
    assert "no survey was kept yet" in run("trend", "--language", "ja", exit_code=2).output
    run("status")
    run("trend", "--language", "ja", exit_code=2)
    run("status", "--live")
    assert "50%" in run("trend", "--language", "ja").output
    run("trend", "--language", "ja", "--svg", str(tmp_path / "ja.svg"))
    assert "polyline" in (tmp_path / "ja.svg").read_text(encoding="utf-8")


def test_outdated_shows_the_words_that_changed(run, team: TeamWiki):
    assert "No translation is outdated" in run("outdated").output
    team.edit("long password", "long pass phrase")
    team.translate.mark("Team")
    output = run("outdated", "--language", "ja").output
    assert "Use a long [-password-]{+pass phrase+}." in output
    assert "de " not in output
    assert json.loads(run("outdated", "--format", "json").output)["units"][0]["words_changed"] == 2


def test_impact_says_what_marking_would_cost(run, team: TeamWiki):
    assert "outdates nothing" in run("impact", "Team").output
    team.edit("long password", "long pass phrase")
    output = run("impact", "Team").output
    assert "2 languages (de, ja), 5 words each" in output
    assert "Marking it would outdate 2 translations in 2 languages: 10 words to go through." in output


def test_impact_of_a_draft_that_is_not_saved(run, team: TeamWiki, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(SOURCE.replace("<!--T:2-->\n", ""), encoding="utf-8")
    output = run("impact", "Team", "--file", str(draft)).output
    assert "its marker was lost" in output
    assert json.loads(run("impact", "Team", "--file", str(draft), "--format", "json").output)[
        "languages"
    ] == ["de", "ja"]


def test_impact_of_a_page_that_is_missing_or_unmarked_is_a_clear_error(run, team: TeamWiki):
    assert "no page 'Nowhere'" in run("impact", "Nowhere", exit_code=2).output
    team.wiki.save("Plain", "text")
    assert "never marked" in run("impact", "Plain", exit_code=2).output


def test_discover_proposes_pages_templates_and_bundles(run, team: TeamWiki):
    team.page("Team/Sub page")
    team.page("Template:Team tabs", "<translate>\n<!--T:1-->\nSafety\n</translate>")
    team.page("Unrelated")
    team.wiki.save("Team/Glossary.json", '{"doxxing": "Doxxing"}')
    team.translate.publish_bundle("Team/Glossary.json")
    output = run("discover", "Team*").output
    assert (
        f'[[pages]]\ntitle = "Team/Sub page"\nid = {team.wiki.pages["Team/Sub page"]}\nkind = "page"'
        in output
    )
    assert 'title = "Template:Team tabs"' in output
    assert 'kind = "template"' in output
    assert 'kind = "bundle"' in output
    assert "Unrelated" not in output
    assert "no message group under Nope" in run("discover", "Nope*", exit_code=2).output


def test_what_could_not_be_checked_is_said_and_is_no_success(run, team: TeamWiki):
    team.wiki.pages.pop("Team")
    result = run("status", exit_code=1)
    assert "Could not check: Team" in result.output


def test_publish_shows_a_difference_first_and_saves_only_when_told(run, team: TeamWiki):
    team.wiki.save(TEAM.stop_page, "run")
    output = run("publish").output
    assert "+<!-- wikilatch:status:begin -->" in output
    assert "nothing was saved" in output
    assert team.wiki.text(TEAM.report_page) is None
    assert "saved as revision" in run("publish", "--live").output
    text = team.wiki.text(TEAM.report_page)
    assert text is not None
    assert "{{#language:ja}} (ja)" in text
    assert "http://127.0.0.1:8080/translations" in text
    assert team.wiki.history(TEAM.report_page)[-1].comment == "Update the translation status"
    assert "already so" in run("publish", "--live").output


def test_publish_stops_where_the_wiki_says_stop(run, team: TeamWiki):
    team.wiki.save(TEAM.stop_page, "stop")
    assert "does not say 'run'" in run("publish", "--live", exit_code=3).output
    assert team.wiki.text(TEAM.report_page) is None


def test_a_digest_goes_once_to_who_asked_and_only_with_news(run, team: TeamWiki):
    team.wiki.save(TEAM.stop_page, "run")
    team.wiki.save(TEAM.digest_page, "* [[User:Aiko]]: ja", user="Aiko")
    assert "1 signed up; 0 to write to" in run("digest", "--live").output
    team.edit("long password", "long pass phrase")
    team.translate.mark("Team")
    assert "nothing was saved" in run("digest").output
    assert team.wiki.text("User talk:Aiko") is None
    run("digest", "--live")
    text = team.wiki.text("User talk:Aiko")
    assert text is not None
    assert "pass phrase" in text
    assert "[[Team/Digest]]" in text
    run("digest", "--live")
    assert len(team.wiki.history("User talk:Aiko")) == 1


def test_refresh_keeps_what_the_web_shows_only_when_live(run, tmp_path):
    assert "nothing was kept" in run("refresh").output
    assert "1 pages in 2 languages" in run("refresh", "--live").output
    assert "Nothing to do" in run("refresh", "--live", "--if-older-than", "60").output
