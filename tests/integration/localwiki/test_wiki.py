"""The local wiki does what a real one does: the rest of the integration tests stand on this."""

import contextlib
import fcntl
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from scripts.localwiki import create, serve
from scripts.localwiki.client import ApiError, WikiClient

pytestmark = pytest.mark.wiki


def bot(wiki):
    client = WikiClient(wiki.api)
    token = client.get(action="query", meta="tokens", type="login")["query"]["tokens"]["logintoken"]
    answer = client.post(
        action="login",
        lgname=f"{wiki.account}@wikilatch",
        lgpassword=wiki.bot_password.split("@")[1],
        lgtoken=token,
    )
    assert answer["login"]["result"] == "Success"
    return client


def is_busy(wiki):
    with (wiki.site.folder / "requests.lock").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_a_page_saved_by_its_owner_shows_up_in_recent_changes(wiki):
    revision = wiki.save("KelpForester", "User:KelpForester", "Kelp.")
    changes = wiki.session().get(action="query", list="recentchanges", rcnamespace=2, rcprop="ids|title|user")
    newest = changes["query"]["recentchanges"][0]
    assert (newest["title"], newest["user"], newest["revid"]) == (
        "User:KelpForester",
        "KelpForester",
        revision,
    )


def test_pages_saved_in_one_go_are_edits_by_their_authors(wiki):
    mine = create.Edit("KelpForester", "User:KelpForester", "Kelp.")
    create.save(wiki.site, [mine, create.Edit("Strandkorbleser", mine.title, "Kelp, and more.")])
    changes = wiki.session().get(
        action="query", list="recentchanges", rcnamespace=2, rctitle=mine.title, rcprop="title|user|flags"
    )["query"]["recentchanges"]
    assert [change["user"] for change in changes] == ["Strandkorbleser", "KelpForester"]
    assert not any(change["bot"] for change in changes)
    assert wiki.session().text(mine.title) == "Kelp, and more."


@pytest.mark.parametrize("attempt", [1, 2])
def test_every_test_gets_the_wiki_of_the_first_day(wiki, attempt):
    assert wiki.session().text("User:KelpForester") is None
    assert wiki.mail.mails() == []
    wiki.save("KelpForester", "User:KelpForester", "Kelp.")
    wiki.session("KelpForester").act("emailuser", target="Strandkorbleser", subject="Hello", text="Hello.")
    assert len(wiki.mail.wait(1)) == 1


def test_the_wiki_is_put_back_only_when_a_request_under_way_has_ended(wiki):
    template = create.template(wiki.site.mediawiki, print)
    database = sqlite3.connect(wiki.site.folder / "data" / "wiki.sqlite", timeout=60, isolation_level=None)
    with contextlib.closing(database), ThreadPoolExecutor() as beside:
        session = wiki.session("KelpForester")
        session.save("User:KelpForester", "Kelp.")  # so that its next one is a single request
        with serve.still(wiki.site.folder):
            database.execute("BEGIN EXCLUSIVE")  # whoever saves waits
        saving = beside.submit(session.save, "User:KelpForester", "Kelp, and more.")
        while not is_busy(wiki):
            assert not saving.done()
            time.sleep(0.01)
        restoring = beside.submit(serve.restore, template, wiki.site.folder)
        with pytest.raises(TimeoutError):
            restoring.result(0.5)
        database.execute("ROLLBACK")
        assert saving.result(60) > 0
        restoring.result(60)
    assert wiki.session().text("User:KelpForester") is None


def test_nobody_is_answered_while_the_wiki_is_put_back(wiki):
    with ThreadPoolExecutor() as beside:
        with serve.still(wiki.site.folder):
            asked = beside.submit(wiki.session().text, "Main Page")
            with pytest.raises(TimeoutError):
                asked.result(1)
        assert asked.result(60)


def test_the_patrol_can_read_and_send_mail_and_nothing_else(wiki):
    with bot(wiki) as patrol:
        rights = set(
            patrol.get(action="query", meta="userinfo", uiprop="rights")["query"]["userinfo"]["rights"]
        )
        with pytest.raises(ApiError) as refused:
            patrol.save(f"User:{wiki.account}", "I may not write this.")
    assert "sendemail" in rights
    assert not rights & {"edit", "createpage", "createtalk", "move", "upload", "minoredit", "editmyoptions"}
    assert refused.value.code in {"permissiondenied", "protectedpage"}


def test_the_patrol_cannot_write_with_its_main_password_either(wiki):
    with pytest.raises(ApiError):
        wiki.save(wiki.account, f"User:{wiki.account}", "I may not write this.")


def test_mail_reaches_the_sink_as_it_was_written(wiki):
    with bot(wiki) as patrol:
        patrol.act(
            "emailuser", target="ハナミズキ", subject="扉について", text="こんにちは。\nここだけの話です。"
        )
    (mail,) = wiki.mail.wait(1)
    assert mail.recipients == ("hanamizuki@example.org",)
    assert mail.message["Subject"] == "扉について"
    assert mail.text.startswith("こんにちは。\nここだけの話です。")


@pytest.mark.parametrize(
    ("target", "codes"),  # MediaWiki 1.39's, and 1.43's
    [
        ("Brume du large", ("noemail", "noemailtext")),  # no address
        ("Лелека", ("noemail", "noemailtext")),  # address not confirmed
        ("Deniz Kabuğu", ("nowikiemail", "nowikiemailtext")),  # takes no mail
        ("松江漁火", ("nowikiemail", "nowikiemailtext")),  # muted the sender
        ("Nobody here", ("notarget", "emailnotarget")),
    ],
)
def test_who_cannot_be_written_to_is_refused_by_the_wiki(wiki, target, codes):
    with bot(wiki) as patrol, pytest.raises(ApiError) as refused:
        patrol.act("emailuser", target=target, subject="Hello", text="Hello.")
    assert refused.value.code in codes
    assert wiki.mail.mails() == []


def test_a_sink_that_refuses_makes_the_wiki_say_failure(wiki):
    wiki.mail.answer = "550 No"
    with bot(wiki) as patrol:
        answer = patrol.act("emailuser", target="KelpForester", subject="Hello", text="Hello.")
    assert answer["emailuser"]["result"] == "Failure"
    assert wiki.mail.mails() == []


@pytest.mark.parametrize(
    ("name", "language"), [("ハナミズキ", "ja"), ("نورس البحر", "ar"), ("KelpForester", "en")]
)
def test_a_user_page_is_in_its_owners_language(wiki, name, language):
    wiki.save(name, f"User:{name}", "…")
    page = wiki.session().get(action="query", titles=f"User:{name}", prop="info")["query"]["pages"][0]
    assert page["pagelanguage"] == language


def test_the_stop_page_says_run_and_only_administrators_may_say_otherwise_for_now(wiki):
    assert wiki.session().text(wiki.stop_page) == "run"
    wiki.save("Admin", wiki.stop_page, "stop")
    assert wiki.session().text(wiki.stop_page) == "stop"


@pytest.mark.parametrize(
    "path",
    [
        "/w/LocalSettings.php",
        "/w/maintenance/install.php",
        "/w/resources/Resources.php",
        "/w/resources/../LocalSettings.php",
        "/w/resources/..%2f..%2f..%2fetc/passwd",
        "/w/images/../data/wiki.sqlite",
        "/data/wiki.sqlite",
        "/seed.php",
    ],
)
def test_the_server_gives_out_no_code_and_no_database(wiki, path):
    with requests.Session() as session:
        prepared = session.prepare_request(requests.Request("GET", wiki.url))
        prepared.url = wiki.url + path  # as written: requests would tidy the dots away
        assert session.send(prepared).status_code == 404


def test_the_rest_api_answers(wiki):
    wiki.save("KelpForester", "User:KelpForester", "Kelp.")
    with requests.get(f"{wiki.url}/w/rest.php/v1/page/User:KelpForester", timeout=30) as answer:
        assert answer.json()["source"] == "Kelp."
