"""`wikilatch translations check`, on a team's page in memory and on files."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from bot.cli.translations import command
from bot.cli.translations.service import TeamService
from bot.messages import Messages
from bot.settings import CONFIG, TeamPage, TeamPages, load
from bot.store.database import open_engine
from tests.unit.translation.team import TeamWiki

TEAM = TeamPages(wiki="metawiki", pages=(TeamPage("Team"),), importance=(), account="WikilatchSync")


@pytest.fixture
def run(tmp_path):
    wiki = TeamWiki()
    wiki.page()
    wiki.say("1", "ja", "== 安全 ==")
    wiki.say("2", "ja", "Use a long password.")
    wiki.say("3", "ja", "緊急のときは alarms@team.example.org に連絡してください。")
    wiki.say("3", "de", "Schreib im Notfall an $mail.")
    engine = open_engine(f"sqlite:///{tmp_path}/store.sqlite")
    settings = load({"WIKILATCH_STATE": str(tmp_path)})
    service = TeamService(settings, TEAM, Messages.load(CONFIG / "i18n"), wiki.translate, engine)

    def run(*arguments: str, exit_code: int = 0) -> str:
        result = CliRunner().invoke(command, ["check", *arguments], obj=service, env={"COLUMNS": "160"})
        assert result.exit_code == exit_code, result.output + repr(result.exception)
        return result.stdout if "json" in arguments else result.output

    yield run
    engine.dispose()


def test_the_wikis_units_are_checked_with_what_the_source_page_defines(run):
    data = json.loads(run("--format", "json"))
    found = {(row["language"], row["unit"], row["check"]) for row in data["defects"]}
    assert found == {
        ("ja", "Team/2", "same-as-source"),
        ("ja", "Team/3", "contact-changed"),
        ("ja", "Team/3", "variable-lost"),
    }
    assert data["checked"] == 4
    (contact,) = data["contacts"]
    assert contact["value"] == "alarm@team.example.org"
    assert contact["wrong"] == {"changed": ["ja"]}
    assert contact["right"] == 1


def test_each_finding_links_to_its_unit_in_the_editor(run):
    data = json.loads(run("--format", "json", "--only", "same-as-source"))
    (row,) = data["defects"]
    assert "title=Special%3ATranslate" in row["link"]
    assert "language=ja" in row["link"]
    assert "showMessage=Team%2F2" in row["link"]


def test_one_language_and_plain_words(run):
    output = run("--language", "ja")
    assert "the translation says alarms@team.example.org" in output
    assert "changed: ja" in output
    assert "0 found in 1 translated units." in run("--language", "de")


def test_a_scheduled_job_can_fail_on_what_is_serious(run):
    run("--fail-on", "error", exit_code=1)
    run("--fail-on", "error", "--language", "de")


def test_the_checks_are_listed_with_what_they_say(run):
    output = run("--list")
    assert "contact-missing" in output
    assert "bidi-isolation" in output


def test_an_unknown_check_is_refused(run):
    assert "unknown check 'typos'" in run("--only", "typos", exit_code=2)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("u.json", '[{"source": "Call +1 415 555 0100.", "translation": "Ruf an.", "language": "de"}]'),
        ("u.jsonl", '{"definition": "Call +1 415 555 0100.", "target": "Ruf an.", "language": "DE"}\n\n'),
        ("u.csv", "source,translation,language\nCall +1 415 555 0100.,Ruf an.,de\n"),
        ("u.po", 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Call +1 415 555 0100."\nmsgstr "Ruf an."\n'),
    ],
)
def test_units_in_files_need_no_wiki(run, tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    data = json.loads(run(str(path), "--format", "json"))
    assert [(row["language"], row["check"]) for row in data["defects"]] == [("de", "contact-missing")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("u.json", '[{"source": 3}]', "u.json: unit 1: 'source' is missing or no text"),
        ("u.json", "[\n{", "u.json:2: not valid JSON"),
        ("u.jsonl", '{"source": "a"}\n', "u.jsonl:1: 'translation' is missing"),
        ("u.csv", "source,language\na,de\n", "u.csv:2: 'translation' is missing"),
        ("u.po", 'msgid "a"\nmsgstr "b"\n', "u.po:1: the header names no Language"),
        ("u.txt", "", "unknown ending"),
    ],
)
def test_a_broken_file_of_units_is_one_line_with_its_place(run, tmp_path, name, text, said):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    output = run(str(path), exit_code=1)
    assert said in output
    assert "Traceback" not in output


def test_a_missing_file_is_said_plainly(run, tmp_path):
    assert "cannot be read" in run(str(tmp_path / "none.json"), exit_code=1)
