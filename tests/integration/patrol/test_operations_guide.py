"""docs/operations.md, tried: its commands, as they are written there, on the real local wiki."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.settings import ROOT
from scripts.localwiki import operator
from tests.integration.patrol.commands import EXPOSING, PERSON

pytestmark = [pytest.mark.wiki, pytest.mark.long]

GUIDE = (ROOT / "docs" / "operations.md").read_text("utf-8")
BLOCK = GUIDE.split("## Try it first", 1)[1].split("```sh\n", 1)[1].split("```", 1)[0]


@pytest.fixture
def environment(wiki, tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WIKILATCH_")}
    return kept | operator.environment(wiki.api, wiki.url, tmp_path / "operator")


def run(environment, words):
    assert words[0] == "wikilatch"
    return subprocess.run(
        [sys.executable, "-m", "bot", *words[1:]],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def steps():
    """The block's commands, and True where somebody is to write on their page."""
    for line in BLOCK.splitlines():
        if line.startswith("# somebody writes"):
            yield True
        elif line.startswith("wikilatch"):
            yield shlex.split(line, comments=True)


def test_each_step_does_what_is_written_beside_it(wiki, environment):
    said = {}
    for step in steps():
        if step is True:
            wiki.save(PERSON, f"User:{PERSON}", EXPOSING)
            continue
        done = run(environment, step)
        assert done.returncode == 0, f"{step}: {done.stdout}{done.stderr}"
        said[" ".join(step)] = done.stdout + done.stderr
    assert '"cases": 1' in said["wikilatch patrol --live --once"]
    assert "would_send" in said["wikilatch nudge --once"]
    assert '"outcome": "sent"' in said["wikilatch nudge --live --once"]
    assert len(wiki.mail.mails()) == 1
    assert "No case is unknown" in said["wikilatch cases unknown"]
    assert re.search(r"cases\s+│ 1", said[f"wikilatch erase {PERSON} --live"])
    found = [json.loads(line) for line in said["wikilatch doctor --json"].splitlines()]
    assert {each["health"] for each in found} == {"good", "take care"}
    care = {each["about"] for each in found if each["health"] == "take care"}
    assert care == {"web", "localwiki: groups", "localwiki: address", "localwiki: stop page", "sync"}


def _heard():
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background


@pytest.mark.parametrize("more", [["patrol", "--live"], ["patrol", "--live", "--share"], ["nudge", "--live"]])
def test_what_runs_on_is_stopped_by_ctrl_c_in_one_line(wiki, environment, tmp_path, more):
    log = tmp_path / "log"
    with log.open("w") as out:
        running = subprocess.Popen(
            [sys.executable, "-m", "bot", *more],
            env=environment,
            cwd=ROOT,
            stdout=out,
            stderr=out,
            preexec_fn=_heard,
        )
    try:
        while not (tmp_path / "operator" / "store.sqlite").exists():
            assert running.poll() is None, log.read_text("utf-8")
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        # A shell says 130 of either: CPython ends itself by a signal that came while it compiled a text
        # (`_Py_UnhandledKeyboardInterrupt`: a dataclass being made), though the interrupt was handled.
        assert running.wait(30) in (130, -signal.SIGINT)
    finally:
        running.kill()
        running.wait(30)
    said = Path(log).read_text("utf-8")
    assert said.strip().splitlines()[-1] == (
        "wikilatch: stopped; what was finished is kept, the next run goes on from there"
    )
    assert "Traceback" not in said


def test_a_sweep_that_is_through_is_no_stale_cursor(wiki, environment):
    assert run(environment, ["wikilatch", "patrol", "--sweep", "--live"]).returncode == 0
    done = run(environment, ["wikilatch", "doctor", "--offline", "--json"])
    assert "sweep:" not in done.stdout


def test_every_other_command_of_the_guide_exists(environment):
    named = {match[1] for match in re.finditer(r"`wikilatch ((?:[a-z]+ ?)+)", GUIDE) if match[1].split()} - {
        "serve"
    }
    for words in sorted(named):
        done = run(environment, ["wikilatch", *words.split(), "--help"])
        assert done.returncode == 0, f"{words}: {done.stderr}"
