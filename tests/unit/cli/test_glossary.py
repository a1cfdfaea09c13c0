"""`wikilatch glossary` as a person runs it, on a copy of config/."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner

from bot.cli.glossary import command
from bot.settings import CONFIG

TERMS = """# Kept comment.
source_language: en
terms:
- id: vpn
  term: VPN
  part_of_speech: abbreviation
  definition: A tunnel.
  do_not_translate: true
- id: phishing
  term: phishing
  definition: A lure.
  renderings:
    de: {text: Phishing, status: approved}
    fr: {text: hameçonnage, status: suggested}
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config, ignore=shutil.ignore_patterns("glossary"))
    (config / "glossary").mkdir()
    (config / "glossary" / "terms.yaml").write_text(TERMS, encoding="utf-8")
    monkeypatch.setenv("WIKILATCH_CONFIG", str(config))

    def run(*arguments: str, exit_code: int = 0) -> str:
        result = CliRunner().invoke(command, arguments, env={"COLUMNS": "140"})
        assert result.exit_code == exit_code, result.output + repr(result.exception)
        return result.output

    run.file = config / "glossary" / "terms.yaml"
    return run


def test_list_marks_what_is_approved_and_what_is_only_suggested(run):
    assert "✓ Phishing" in run("list", "--language", "de")
    output = run("list", "--language", "fr")
    assert "? hameçonnage" in output
    assert "stays as it is in every language" in output


def test_search_looks_at_renderings_too(run):
    output = run("list", "--search", "HAMEÇON")
    assert "phishing" in output
    assert "VPN" not in output


def test_show_tells_all_of_a_term_and_helps_with_a_wrong_name(run):
    output = run("show", "Phishing")
    assert "A lure." in output
    assert "French" in output
    assert "no term 'tunnel'; vpn" in run("show", "tunnel", exit_code=1)


def test_export_says_what_the_format_loses(run, tmp_path):
    assert "PO holds one language" in run("export", "--format", "po", "--language", "fr")
    run("export", "--format", "po", exit_code=2)
    run("export", "--format", "tbx", "--output", str(tmp_path / "x.tbx"))
    assert "hameçonnage" in (tmp_path / "x.tbx").read_text(encoding="utf-8")


def test_import_is_a_dry_run_until_live_and_keeps_the_heads_comment(run, tmp_path):
    more = tmp_path / "more.csv"
    more.write_text(
        "id,term,language,rendering\nphishing,phishing,ja,フィッシング\ntor,Tor,,\n", encoding="utf-8"
    )
    assert "Dry run" in run("import", str(more))
    assert run.file.read_text(encoding="utf-8") == TERMS
    assert "written" in run("import", str(more), "--live")
    written = run.file.read_text(encoding="utf-8")
    assert written.startswith("# Kept comment.\n")
    assert "フィッシング" in written
    assert "Tor" in written
    assert "Nothing to add." in run("import", str(more), "--live")


def test_a_conflict_is_shown_and_nothing_is_written_until_a_person_chooses(run, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text(
        "id,term,language,rendering,rendering_status\nphishing,phishing,de,Fischen,approved\n",
        encoding="utf-8",
    )
    output = run("import", str(other), "--live", exit_code=1)
    assert "Phishing (approved)" in output
    assert "Fischen (approved)" in output
    assert run.file.read_text(encoding="utf-8") == TERMS
    run("import", str(other), "--prefer", "theirs", "--live")
    assert "Fischen" in run.file.read_text(encoding="utf-8")


def test_a_broken_file_is_one_line_with_its_place(run, tmp_path):
    broken = tmp_path / "broken.csv"
    broken.write_text("id,term,language,rendering\nphishing,phishing,xx-yy,z\n", encoding="utf-8")
    output = run("import", str(broken), "--live", exit_code=1)
    assert f"{broken}:2: unknown language code 'xx-yy'" in output
    assert "Traceback" not in output


def test_check_counts_renderings_in_units(run, tmp_path):
    units = tmp_path / "units.json"
    rows = [
        {"source": "Beware of phishing.", "translation": "Vorsicht vor Phishing.", "language": "de"},
        {"source": "Beware of phishing.", "translation": "Vorsicht vor Betrug.", "language": "de"},
    ]
    units.write_text(json.dumps(rows), encoding="utf-8")
    output = run("check", str(units), exit_code=1)
    assert "2 terms, 2 languages, 1 suggestions to approve" in output
    assert "term-missing: phishing → Phishing" in output
    assert "de phishing: Phishing (1); none known in 1" in output


def test_suggestions_come_from_existing_translations_and_can_be_imported(run, tmp_path):
    texts = [
        ("Beware of phishing.", "フィッシングに注意してください。"),
        ("Phishing is common.", "フィッシングはよくあります。"),
        ("Report phishing mails.", "フィッシングのメールを報告しましょう。"),
        ("Read the guide.", "手引きをお読みください。"),
        ("Ask the team.", "チームに聞いてください。"),
    ]
    units = tmp_path / "units.json"
    units.write_text(
        json.dumps([{"source": s, "translation": t, "language": "ja"} for s, t in texts]), encoding="utf-8"
    )
    output = tmp_path / "out.json"
    assert "フィッシング" in run("suggest", "--language", "ja", "--output", str(output), str(units))
    run("import", str(output), "--live")
    written = run.file.read_text(encoding="utf-8")
    assert "フィッシング" in written
    assert "suggested by 3 translations" in written
    assert written.count("approved") == 1


def test_an_unknown_language_is_refused(run):
    assert "unknown language code 'jp'" in run("list", "--language", "jp", exit_code=2)
