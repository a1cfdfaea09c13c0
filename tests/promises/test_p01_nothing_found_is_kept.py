"""P1: nothing that was found is kept, logged, mailed, or told to anybody but the page's owner."""

import json
import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet

from bot.cli import main
from bot.model import Analysis, Outcome
from bot.patrol.detection import DetectorFailedError, detect
from bot.patrol.trial import Trial
from bot.settings import ROOT
from bot.store import DatabaseError
from bot.wiki.errors import WikiUnreachableError
from tests.dumps import Page, xml
from tests.promises.canary import SECRETS
from tests.promises.house import EVERYTHING
from tests.promises.packed import seven_zip, zstandard
from tests.unit.gadget.test_api import ask, connect
from tests.unit.patrol.doubles import WIKI
from tests.web import InventedPages, Site

PATHS = (
    "/", "/inbox", "/about", "/settings", "/my-data", "/my-data.json", "/healthz", "/metrics",
    "/inbox?user=Kelp%20Otter", "/api/v1/state", "/nowhere",
)  # fmt: skip


@pytest.fixture
def nothing_left(house, sinks, canaries):
    """After the test: no secret in any sink."""
    yield
    house.store.close()
    hits = [*sinks.search(canaries), *house.search(canaries), *canaries.folder(house.folder, but=("web",))]
    assert list(map(str, hits)) == []


@pytest.mark.long
def test_from_the_stream_to_the_mail(house, sinks, nothing_left):
    house.settle()
    assert house.patrol() >= len(SECRETS) - 2
    told = house.nudge()
    assert told.count(Outcome.SENT) >= len(SECRETS) - 2
    assert len(house.mailbox.sent) == told.count(Outcome.SENT)
    assert "sqlalchemy.engine" in sinks.log.getvalue(), "the statements were logged"


@pytest.mark.long
def test_a_sweep_and_a_trial(house, nothing_left):
    house.settle()
    trial = Trial()
    for report in house.watch(live=False).run(house.wiki):
        trial.add(report.counts)
    print(trial.markdown(), trial.wikitext())
    assert house.sweep() >= len(SECRETS) - 2


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.MAIL_FAILED, Outcome.NOT_PERMITTED])
def test_a_mail_that_did_not_go_out(house, nothing_left, outcome):
    house.settle(3)
    house.patrol()
    house.mailbox.outcomes = [outcome] * 3
    assert outcome in house.nudge()


def test_the_web(house, sinks, provider, nothing_left):
    """The inbox's own answer is the reader's; everything else is searched, what others are answered too."""
    pages = InventedPages()
    pages.put("Kelp Otter", EVERYTHING)
    owner = house.site(provider, pages)
    owner.log_in("Kelp Otter")
    inbox = owner.get("/inbox")
    assert inbox.text.count("<mark>") > 10
    sinks.note_answer("the inbox's headers", str(inbox.headers))
    for does in ("keep", "false-alarm", "later", "unkeep"):
        answer = owner.submit(owner.get("/inbox"), "/inbox/finding", do=does)
        sinks.note_answer(f"{does}", f"{answer.headers}{answer.text}")
    token = connect(owner)[1]["token"]
    for method, path, sent in (
        ("GET", "/api/v1/state", None),
        ("PUT", "/api/v1/settings", {"mail": True, "language": "en"}),
        ("POST", "/api/v1/keep", {"title": "User:Kelp Otter"}),
        ("GET", "/api/v1/data", None),
    ):
        sinks.note_answer(path, ask(owner, token, method, path, json=sent).text)
    others = Site(owner.app)
    others.log_in("Sea Urchin")
    for browser, who in ((others, "somebody else"), (Site(owner.app), "nobody"), (owner, "the owner")):
        for path in PATHS:
            if (who, path[:6]) != ("the owner", "/inbox"):
                answer = browser.get(path)
                sinks.note_answer(f"{path} to {who}", f"{answer.status} {answer.headers}\n{answer.text}")
    pages.down = True
    sinks.note_answer("the inbox while the wiki is down", owner.get("/inbox").text)
    erased = owner.submit(owner.get("/my-data"), "/my-data/erase")
    sinks.note_answer("erased", erased.text)


def test_a_census(house, sinks, monkeypatch, nothing_left):
    everybody = [Page(f"Heron {n}", s.sentence) for n, s in enumerate(SECRETS)]
    dumps = house.folder / "web"
    dumps.mkdir()
    whole = dumps / "pages.xml"
    whole.write_text(xml(everybody * 4), "utf-8")
    cut = dumps / "cut.xml"
    cut.write_text(whole.read_text("utf-8")[:-3000], "utf-8")
    row = {"wiki": "dewiki", "lang": "de", "title": "User:Heron", "username": "Heron", "wikitext": EVERYTHING}
    lines = dumps / "pages.jsonl"
    lines.write_text(json.dumps(row) + "\n" + json.dumps(row)[:-20] + "\n", "utf-8")
    garbled = dumps / "garbled.xml"
    garbled.write_text(
        xml(everybody).replace("<text", f"<{'b' * 3} x='{SECRETS[0].value}'>\n<text", 2), "utf-8"
    )
    monkeypatch.setenv("WIKILATCH_STATE", str(house.folder / "state"))
    monkeypatch.setattr("bot.census.local.Analyzer.load", lambda *_: house.detector)
    for name in ("SEAL_KEYS", "DIGEST_KEY", "QUIET_KEY", "SECRET_KEY"):
        monkeypatch.setenv(f"WIKILATCH_{name}", Fernet.generate_key().decode())
    packed = dumps / "pages.xml.zst"
    packed.write_bytes(zstandard(whole.read_bytes()))
    cut_packed = dumps / "cut.xml.zst"
    cut_packed.write_bytes(packed.read_bytes()[:-50])
    seven = dumps / "pages.xml.7z"
    seven_zip(seven, whole)
    cut_seven = dumps / "cut.xml.7z"
    cut_seven.write_bytes(seven.read_bytes()[:-40])
    sound, damaged = (whole, packed, seven), (cut, cut_packed, cut_seven, lines, garbled)
    for dump, code in (*((one, 0) for one in sound), *((one, 1) for one in damaged)):
        done = CliRunner().invoke(main, ["census", str(dump), "--svg", str(dumps / "c.svg")])
        assert done.exit_code == code, done.output
        sinks.note_answer(f"census of {dump.name}", done.output + done.stderr)
    assert list((house.folder / "state").iterdir()), "a census that was cut off left its checkpoint"


def test_scan_keeps_nothing_of_what_it_shows(house, sinks, nothing_left):
    done = CliRunner().invoke(main, ["scan", "--lang", "en", EVERYTHING])
    assert SECRETS[0].value in done.stdout
    sinks.note_answer("what scan says on standard error", done.stderr)


class Quarrelsome:
    """A detector that fails, and says with what in its hands."""

    def analyze(self, page) -> Analysis:
        kept = page.wikitext
        raise ValueError(f"invalid literal for int(): {kept!r}")


def failing(error):
    def fail(*_args, **_more):
        raise error

    return fail


def test_a_detector_that_fails_says_where_and_not_on_what(sinks, house, canaries, nothing_left):
    """What a failing detector raised would have gone to the terminal, with the page's text in it."""
    house.settle(3)
    house.patrol()
    house.wiki.edits.clear()
    house.wiki.edit("Heron 1", EVERYTHING)
    house.detector = Quarrelsome()
    assert house.patrol() == 0
    with house.store.begin() as tables:
        assert tables.progress.counts()[WIKI.name, "refused:could_not_check"] == 1
    assert set(house.nudge()) == {"could_not_check"}
    with pytest.raises(DetectorFailedError, match=r"ValueError at .*\.py:\d+$") as caught:
        detect(Quarrelsome(), type("Page", (), {"wikitext": EVERYTHING})())
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    sinks.note_exception(caught.value)
    assert "the detector failed on a page" in sinks.log.getvalue()


def test_the_inbox_of_a_page_that_cannot_be_checked(sinks, house, provider, nothing_left):
    pages = InventedPages()
    pages.put("Kelp Otter", EVERYTHING)
    house.detector = Quarrelsome()
    owner = house.site(provider, pages)
    owner.log_in("Kelp Otter")
    answer = owner.get("/inbox")
    assert answer.status_code == 200
    assert "could not be read just now" in answer.text
    sinks.note_answer("the inbox", answer.text)


@pytest.mark.parametrize("way", ["revisions", "current", "look_up", "says_run"])
@pytest.mark.parametrize(
    "error", [WikiUnreachableError("down"), KeyError("revid")], ids=lambda e: type(e).__name__
)
def test_a_wiki_that_fails_on_the_way(house, sinks, nothing_left, way, error):
    """Down to the variables of each frame of ours, which a crash reporter would collect."""
    house.settle(3)
    house.patrol()
    house.wiki.edit("Heron 2", EVERYTHING)
    setattr(house.wiki, way, failing(error))
    for step in (house.patrol, house.nudge):
        try:
            step()
        except (WikiUnreachableError, KeyError) as raised:
            sinks.note_exception(raised)
    assert way == "revisions" or sinks.exceptions


def test_a_database_that_fails_on_the_way(house, sinks, nothing_left):
    house.settle(3)
    house.store.engine.dispose()
    with house.store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE cases RENAME TO lost")
    with pytest.raises(DatabaseError) as caught:
        house.patrol()
    sinks.note_exception(caught.value)
    with house.store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE lost RENAME TO cases")


def test_a_mistake_of_ours_ends_in_a_line_of_its_place(monkeypatch, sinks, house, nothing_left):
    """An exception that nobody expected would have been printed with its words."""
    monkeypatch.setattr("bot.cli.scan._analyzer", failing(RuntimeError(EVERYTHING)))
    done = CliRunner().invoke(main, ["scan", "some text"])
    assert done.exit_code == 70
    assert re.search(r"a mistake of ours.*RuntimeError at [\w.]+:\d+", done.stderr)
    sinks.note_answer("standard error", done.output + done.stderr)


@pytest.mark.long
def test_no_core_dump_can_be_made_of_a_command_or_of_the_web(tmp_path):
    """A dump of the memory would hold texts and keys alike."""
    look = (
        "import ctypes, resource; print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3))"
    )
    for first in (
        "from click.testing import CliRunner; from bot.cli import main;"
        "CliRunner().invoke(main, ['keys', 'new'])",
        "import gadget.wsgi, contextlib\nwith contextlib.suppress(SystemExit): gadget.wsgi.app\n",
    ):
        done = subprocess.run(
            ["bash", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$@"', "-", sys.executable, "-c",
             f"{first}\n{look}"],
            cwd=ROOT, capture_output=True, text=True, timeout=60, env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.stdout.splitlines()[-1] == "(0, 0) 0", done.stderr
