"""What a wiki that is not well answers, and what becomes of an edit or mail: a proxy before the real wiki."""

import json
import subprocess
from dataclasses import replace

import pytest
import pywikibot

from bot.model import Outcome, Subscriber
from bot.patrol.watch import Desk, Watch
from bot.wiki.errors import WikiError
from bot.wiki.mail import Mailer
from bot.wiki.pages import Pages
from bot.wiki.site import open_wiki
from bot.wiki.stream import RecentChanges
from scripts.standins.faulty_proxy import FaultyProxy
from tests.integration.patrol.commands import EXPOSING, PERSON, command, commands, plainly, subscribe
from tests.unit.patrol.doubles import MarkedDetector

pytestmark = pytest.mark.wiki


@pytest.fixture
def faulty(wiki, wiki_settings, fresh_pywikibot):
    with FaultyProxy(wiki.api) as proxy:
        settings = replace(wiki_settings.wikis["localwiki"], name=proxy.name, api=proxy.api)
        proxy.wiki = open_wiki(replace(wiki_settings, wikis={proxy.name: settings}), proxy.name)
        yield proxy


def refusal(code, info="said by the proxy"):
    body = {"error": {"code": code, "info": info}}
    return 200, "application/json", json.dumps(body).encode()


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ((503, "text/html", b"down"), Outcome.UNKNOWN),
        ((504, "text/html", b"late"), Outcome.UNKNOWN),
        ((200, "text/html", b"<p>A page of a proxy, no JSON"), Outcome.UNKNOWN),
        (refusal("internal_api_error_DBQueryError"), Outcome.UNKNOWN),
        (refusal("ratelimited"), Outcome.RATE_LIMITED),
        (refusal("readonly"), Outcome.WIKI_UNREACHABLE),
        (refusal("mwoauth-invalid-authorization"), Outcome.NOT_PERMITTED),
        (refusal("mwoauth-invalid-authorization", "Nonce already used: 5"), Outcome.UNKNOWN),
    ],
)
def test_a_fault_has_its_outcome_and_the_mail_is_asked_for_once(wiki, faulty, fault, outcome):
    faulty.fault = fault
    assert Mailer(faulty.wiki).send("KelpForester", "A note", "Hello.") is outcome
    assert faulty.asked == 1
    assert wiki.mail.mails() == []


def test_no_answer_in_time_is_unknown_though_the_mail_went_out_and_it_is_asked_for_once(
    wiki, faulty, monkeypatch
):
    assert faulty.wiki.site.tokens["csrf"]  # had beforehand: only the mail itself is to be late
    monkeypatch.setattr(pywikibot.config, "socket_timeout", (5, 2))
    faulty.held = True
    assert Mailer(faulty.wiki).send("KelpForester", "A note", "Hello.") is Outcome.UNKNOWN
    faulty.released.set()
    assert len(wiki.mail.wait(1)) == 1
    assert faulty.asked == 1


@pytest.mark.parametrize(
    "answer", ["550 5.7.1 Not from you", "451 4.3.0 Try later", "552 5.3.4 Mailbox full"]
)
def test_a_mail_server_that_refuses_is_a_failure_and_no_mail(wiki, faulty, answer):
    wiki.mail.answer = answer
    assert Mailer(faulty.wiki).send("KelpForester", "A note", "Hello.") is Outcome.MAIL_FAILED
    assert faulty.asked == 1
    assert wiki.mail.mails() == []


def test_a_wiki_whose_copies_lag_refuses_before_anything_is_done(wiki, faulty, monkeypatch):
    assert faulty.wiki.site.tokens["csrf"]
    # A real wiki says `maxlag` to whoever tolerates less lag than there is; without copies that is -1 s.
    monkeypatch.setattr(pywikibot.config, "write_maxlag", -2)
    assert Mailer(faulty.wiki).send("KelpForester", "A note", "Hello.") is Outcome.WIKI_UNREACHABLE
    assert faulty.asked == 1
    assert wiki.mail.mails() == []


@pytest.mark.parametrize(
    "fault",
    [(503, "text/html", b"down"), (504, "text/html", b"late"), (200, "text/html", b"<p>no JSON")],
    ids=["503", "504", "garbage"],
)
def test_a_wiki_that_fails_while_texts_are_fetched_costs_no_edit(wiki, faulty, store, fault, monkeypatch):
    monkeypatch.setattr(pywikibot.config, "max_retries", 0)
    feed, desk = RecentChanges(faulty.wiki), Desk(faulty.wiki.settings, Pages(faulty.wiki))
    watch = Watch({faulty.name: desk}, store, MarkedDetector(), live=True)
    with store.begin() as tables:
        tables.subscribers.add(Subscriber(faulty.name, "KelpForester"))
    wiki.save("KelpForester", "User:KelpForester", "call <phone:+44 121 234 5678>")
    faulty.sick, faulty.fault = b"revids=", fault
    with pytest.raises(WikiError):
        list(watch.run(feed))
    with store.begin() as tables:
        assert tables.progress.position(feed.name) is None
    faulty.fault = None
    assert sum(report.cases for report in watch.run(feed)) == 1


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of 2 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True
    ).returncode:
        pytest.skip("needs a user who may mount a file system")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk_is_said_plainly_and_costs_no_edit(wiki, tmp_path, small_disk):
    environment = commands(wiki, tmp_path, f"sqlite:///{small_disk}/store.sqlite")
    subscribe(environment)
    wiki.save(PERSON, f"User:{PERSON}", EXPOSING)
    rest = small_disk / "everything-else"
    assert subprocess.run(["dd", "if=/dev/zero", f"of={rest}", "bs=1k"], capture_output=True).returncode
    patrol = ("patrol", "--live", "--once", "--json", "--wiki", "localwiki")
    plainly(command(environment, *patrol), 4, "disk", "WIKILATCH_DATABASE_URL")
    rest.unlink()
    done = command(environment, *patrol)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["cases"] == 1
