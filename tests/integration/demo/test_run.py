"""`scripts/run`, as a newcomer uses it: the whole path from an edit to a mail, with nothing stood in for."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from scripts.localwiki import people
from scripts.localwiki.client import WikiClient
from scripts.localwiki.paths import LOCAL, ROOT

pytestmark = pytest.mark.wiki


@pytest.fixture(scope="module")
def made(_wiki_template):
    """Makes a place for a run, where MediaWiki and the template are already."""

    def make(folder):
        for there in (*LOCAL.glob("template-*"), *LOCAL.glob("l10n-*"), LOCAL / "mediawiki"):
            (folder / there.name).symlink_to(there)
        return folder

    return make


@pytest.fixture
def place(made, tmp_path):
    """A place of the test's own."""
    return made(tmp_path)


@pytest.fixture(scope="module")
def once(made, tmp_path_factory):
    """One run of `--once`, looked at by several tests: its place, its exit code, what it said."""
    place = made(tmp_path_factory.mktemp("once"))
    run = start(place, "--once")
    out, err = run.communicate(timeout=180)
    return place, run.returncode, out, err


def start(place, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "scripts.demo", *arguments],
        cwd=ROOT,
        env=os.environ | {"WIKILATCH_LOCAL": str(place), "COLUMNS": "120"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def mails(place):
    files = sorted((place / "demo" / "mail").glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=default) for file in files]


def running_in(place):
    """The processes whose command line or environment names the place."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if str(place).encode() in told and process.name != str(os.getpid()):
            found.append(process.name)
    return found


def test_once_tells_those_who_asked_and_nobody_else(once):
    place, code, out, err = once
    assert code == 0, err
    told = json.loads(out.splitlines()[-1])
    expected = {person.email for person in people.load() if person.expects_mail}
    assert {str(mail["X-Envelope-To"]) for mail in mails(place)} == expected
    assert told["mails_sent"] == len(mails(place)) == len(expected)
    assert told["pages_checked"] >= told["cases"] >= told["mails_sent"]
    assert told["skipped"]["not_the_owner"] >= 1
    assert told["seconds"] > 0
    assert "Who" in out
    assert "KelpForester" in out
    assert running_in(place) == []


def test_nothing_that_was_found_is_kept_or_told(once):
    """P1: what a page gives away is in no mail, no file of the bot, and nothing that is printed."""
    place, _, out, err = once
    files = [path for path in (place / "demo").iterdir() if path.is_file() and path.name != "wiki.log"]
    held = "".join(path.read_bytes().decode("utf-8", "replace") for path in files)
    held += out + err + "".join(mail.get_content() + str(mail["Subject"]) for mail in mails(place))
    assert mails(place)
    for value in (
        "tidewrack",
        "faro-salobre",
        "٠١٢٣٤٥٦٧",
        "1234-5678",
        "०८१२३४",
        "Leuchtturm",
        "ninho-de-ria",
    ):
        assert any(value in person.page for person in people.load())
        assert value not in held


def test_it_keeps_running_and_ctrl_c_ends_everything(place):
    run = start(place)
    try:
        shown = ""
        while "Ctrl-C" not in shown:
            line = run.stdout.readline()
            assert line, run.stderr.read()
            shown += line
        wiki = re.search(r"Wiki +(\S+)/\n", shown)[1]
        backend = re.search(r"Backend +(\S+)/ ", shown)[1]
        assert "/demo/mail/" in shown
        assert people.PASSWORD in shown
        beside = re.search(r"another terminal: \. (\S+)\n", shown)[1]
        status = f". {beside} && wikilatch translations status --language ja --format csv"
        assert "Safety desk" in subprocess.check_output(["bash", "-c", status], text=True, cwd=ROOT)
        before = len(mails(place))
        with WikiClient(f"{wiki}/w/api.php") as client:
            assert client._session.get(f"{backend}/healthz", timeout=10).ok
            client.login("갈매기").save("User:갈매기", "제 이메일: galmaegi@pado-sori.kr 로 연락 주세요.")
        end = time.monotonic() + 60
        while len(mails(place)) == before:
            assert time.monotonic() < end, "no mail came"
            time.sleep(0.2)
        assert [str(mail["X-Envelope-To"]) for mail in mails(place)[before:]] == ["galmaegi@example.org"]
    finally:
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=30)
    assert running_in(place) == []
    assert run.returncode == 130


def test_killed_without_mercy_it_leaves_no_process_behind(place):
    run = start(place)
    while "Ctrl-C" not in run.stdout.readline():
        assert run.poll() is None, run.stderr.read()
    assert len(running_in(place)) > 3
    run.kill()
    run.communicate(timeout=30)
    end = time.monotonic() + 10
    while running_in(place):
        assert time.monotonic() < end, "processes were left behind"
        time.sleep(0.1)


def test_another_wiki_that_does_not_answer_is_said_plainly(place):
    run = start(place, "--once", "--wiki", "http://127.0.0.1:9/w/api.php")
    out, err = run.communicate(timeout=60)
    assert run.returncode == 1
    assert "does not answer as a wiki's API" in err
    assert "Traceback" not in out + err
