from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from bot.cli.scan import command

if TYPE_CHECKING:
    from pathlib import Path


def page(text: str, **more: str) -> str:
    fields = {
        "id": "1",
        "wiki": "enwiki",
        "lang": "en",
        "title": "User:Quiet Heron",
        "username": "Quiet Heron",
    }
    return json.dumps({**fields, "wikitext": text, **more})


def test_findings_are_shown_to_people() -> None:
    done = CliRunner().invoke(command, ["I live in Whitby."])
    assert done.exit_code == 0
    assert "Whitby" in done.output
    assert "notice" in done.output


def test_a_dash_reads_standard_input() -> None:
    done = CliRunner().invoke(command, ["-"], input="I live in Whitby.")
    assert "Whitby" in done.output
    assert "1 finding;" in done.output


def test_explain_names_rules_and_what_speaks_for_and_against() -> None:
    done = CliRunner().invoke(command, ["--explain", "My sister's mail is ottoline@kelp-post.org."])
    assert (
        "shared.email.plain" in done.output.replace("\n", "").replace("│", "").replace(" ", "")
        or "email" in done.output
    )
    assert "0 findings" in done.output


def test_lines_are_answered_in_order_and_a_bad_one_does_not_stop_the_rest() -> None:
    text = "\n".join([page("I live in Whitby."), "{nonsense", page("nothing", id="3"), '{"id": "4"}'])
    done = CliRunner().invoke(command, ["--jsonl"], input=text)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("id", answer.get("line")) for answer in answers] == ["1", 2, "3", "4"]
    assert answers[0]["findings"] == [
        {"type": "location", "start": 10, "end": 16, "score": 0.75, "tier": "notice"}
    ]
    assert answers[2] == {"id": "3", "findings": [], "username_is_real_name": False}
    assert "error" in answers[1]
    assert "'wiki' is missing" in answers[3]["error"]
    assert done.exit_code == 1


def test_a_tuning_is_tried_and_its_bad_entries_named(tmp_path: Path) -> None:
    path = tmp_path / "tuning.json"
    path.write_text(json.dumps({"allow": ["Whitby"], "thresholds": {"town": 1}}), "utf-8")
    done = CliRunner().invoke(command, ["--rules", str(path), "I live in Whitby."])
    assert "thresholds.town: no such type" in done.output
    assert "0 more and 1 fewer findings on 1 pages" in done.output


def test_a_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, ["--file", str(tmp_path / "none.txt")])
    assert done.exit_code == 1
    assert "cannot be read" in done.output
