"""P1, P2 and P3 on the real wiki, by command: whatever the patrol, the nudger and the web leave behind.

Each process logs all that its libraries can say (urllib3, pywikibot, SQLAlchemy with its statements,
gunicorn), and prints every request; the wiki fails with the page's own text in its answers; one process is
killed in its work.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from bot.settings import ROOT
from scripts.standins.faulty_proxy import FaultyProxy
from tests.integration.patrol.commands import PERSON, commands, subscribe
from tests.promises.canary import SECRETS
from tests.promises.house import EVERYTHING

pytestmark = pytest.mark.wiki

TALKATIVE = """
import http.client, logging, os
form = "%(name)s %(message)s %(args)s"
logging.basicConfig(level=logging.DEBUG, filename=os.environ["CANARY_LOG"], format=form)
http.client.HTTPConnection.debuglevel = 1
logging.getLogger("sqlalchemy.engine.Engine").setLevel(logging.DEBUG)
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    """Where the processes work: state, temp files, logs, database, core dumps."""
    for name in ("temp", "work", "site"):
        (tmp_path / name).mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(TALKATIVE, "utf-8")
    return tmp_path


@pytest.fixture
def run(wiki, folder):
    """Start a command that tells all it can; what it prints goes into files that are searched."""
    environment = commands(wiki, folder, f"sqlite:///{folder}/store.sqlite")
    subscribe(environment)

    def start(name, *arguments, api=""):
        more = {"TMPDIR": str(folder / "temp"), "CANARY_LOG": str(folder / f"{name}.log"),
                "PYTHONPATH": f"{folder / 'site'}:{ROOT}", "PYTHONFAULTHANDLER": "1"}  # fmt: skip
        if api:
            text = Path(environment["WIKILATCH_WIKIS_FILE"]).read_text("utf-8")
            more["WIKILATCH_WIKIS_FILE"] = str(folder / f"{name}.toml")
            Path(more["WIKILATCH_WIKIS_FILE"]).write_text(text.replace(wiki.api, api), "utf-8")
        kept = {key: value for key, value in os.environ.items() if not key.startswith("WIKILATCH_")}
        with (folder / f"{name}.out").open("wb") as out:
            return subprocess.Popen(
                ["bash", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$@"', "-",
                 sys.executable, "-m", "bot", *arguments],
                cwd=folder / "work", env=kept | environment | more, stdout=out, stderr=out,
            )  # fmt: skip

    return start


def test_nothing_is_left_of_what_was_found_and_nothing_is_public(wiki, folder, run, canaries):
    wiki.save(PERSON, f"User:{PERSON}", EVERYTHING)
    patrol = ("patrol", "--live", "--once", "--json", "--wiki", "localwiki")
    said = {"error": {"code": "internal_api_error_X", "info": EVERYTHING}}
    with FaultyProxy(wiki.api, sick=b"revids=") as proxy:
        for number, fault in enumerate(
            [
                (200, "application/json", json.dumps(said).encode()),
                (200, "text/html", b"<pre>" + EVERYTHING.encode()),
            ]
        ):
            proxy.fault = fault
            assert run(f"ill-{number}", *patrol, api=proxy.api).wait(120) == 3, text_of(
                folder, f"ill-{number}"
            )
        proxy.fault, proxy.sick, proxy.held = None, b"User%3AKelpForester", True
        killed = run("killed", "nudge", "--live", "--once", "--wiki", "localwiki", api=proxy.api)
        assert run("patrol", *patrol).wait(120) == 0, text_of(folder, "patrol")
        time.sleep(1)
        killed.send_signal(signal.SIGABRT)
        killed.wait(60)
    assert run("nudge", "nudge", "--live", "--once", "--wiki", "localwiki").wait(120) == 0
    mails = wiki.mail.wait(1)
    serve(run, folder)

    assert json.loads(text_of(folder, "patrol").splitlines()[-1])["cases"] == 1
    hits = canaries.folder(folder) + canaries.sqlite(folder / "store.sqlite")
    for mail in mails:
        hits += canaries.data("mail", mail.raw + mail.text.encode())
    assert list(map(str, hits)) == []
    assert "sqlalchemy.engine" in (folder / "patrol.log").read_text("utf-8"), "it did tell all it could"
    assert "urllib3" in (folder / "patrol.log").read_text("utf-8")
    assert not [*(folder / "work").iterdir()], "no core dump, no log of pywikibot's"
    seen = wiki.session("Admin")
    shown = seen.get(action="query", list="usercontribs|logevents", ucuser=wiki.account, leuser=wiki.account)
    assert shown["query"] == {"usercontribs": [], "logevents": []}, "P3"


def text_of(folder, name):
    return (folder / f"{name}.out").read_text("utf-8", "replace")


def serve(run, folder):
    """Ask the real web server for pages, and for what no browser asks for."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = run("web", "serve", "--port", str(port))
    try:
        end = time.monotonic() + 60
        while True:
            try:
                requests.get(f"http://127.0.0.1:{port}/inbox", timeout=5)
                break
            except requests.ConnectionError:
                assert time.monotonic() < end, text_of(folder, "web")
                time.sleep(0.2)
        secret = SECRETS[10].value
        for raw in (
            f"GET /inbox?{secret} HTTP/9.9\r\n\r\n",
            f"{secret}\r\n\r\n",
            f"GET / HTTP/1.1\r\n{secret}\r\n\r\n",
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
                client.sendall(raw.encode())
                client.recv(4096)
        requests.get(f"http://127.0.0.1:{port}/link/{secret}?{secret}", timeout=5)
        requests.post(f"http://127.0.0.1:{port}/inbox/finding", data={"finding": secret}, timeout=5)
    finally:
        server.terminate()
        server.wait(30)
    assert "ip=" not in text_of(folder, "web"), "no address of a reader"
    assert "no HTTP was refused" in text_of(folder, "web")
