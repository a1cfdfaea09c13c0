"""bot.wiki against a real MediaWiki."""

from dataclasses import replace
from pathlib import Path

import pytest
import pywikibot
from pywikibot.comms import http

from bot import settings as settings_module
from bot.model import Outcome
from bot.wiki.errors import LoginError, WikiUnreachableError
from bot.wiki.mail import Mailer
from bot.wiki.pages import Pages
from bot.wiki.people import People
from bot.wiki.relogin import Login
from bot.wiki.site import open_wiki
from bot.wiki.stream import RecentChanges
from tests.integration.conftest import describe

pytestmark = pytest.mark.wiki


def read(feed, position=None):
    batches = list(feed.batches(position))
    return [edit for edits, _ in batches for edit in edits], batches[-1][1] if batches else position


def test_an_edit_is_announced_with_its_owner(wiki, patrol_wiki):
    revision = wiki.save("KelpForester", "User:KelpForester/Notes", "Kelp.")
    edits, position = read(RecentChanges(patrol_wiki))
    mine = [edit for edit in edits if edit.revision == revision]
    assert [(edit.owner, edit.user, edit.title) for edit in mine] == [
        ("KelpForester", "KelpForester", "User:KelpForester/Notes")
    ]
    assert position == mine[0].timestamp


def test_reading_on_finds_only_what_is_new_or_overlaps(wiki, patrol_wiki):
    feed = RecentChanges(patrol_wiki)
    _, position = read(feed)
    revision = wiki.save("KelpForester", "User:KelpForester", "Kelp.")
    edits, _ = read(feed, position)
    assert revision in {edit.revision for edit in edits}
    edits, _ = read(feed, "2037-01-01T00:00:00Z")
    assert edits == []


def test_deletion_and_hiding_are_announced(wiki, patrol_wiki):
    wiki.save("KelpForester", "User:KelpForester", "First.")
    hidden = wiki.save("KelpForester", "User:KelpForester", "Second.")
    wiki.save("KelpForester", "User:KelpForester", "Third.")
    admin = wiki.session("Admin")
    admin.act("revisiondelete", type="revision", ids=hidden, hide="content")
    admin.act("delete", title="User:KelpForester")
    kinds = [edit.kind for edit in read(RecentChanges(patrol_wiki))[0] if edit.title == "User:KelpForester"]
    assert {"hidden", "deleted"} <= set(kinds)


def test_texts_come_in_one_request_and_missing_ones_are_missing(wiki, patrol_wiki):
    ids = [wiki.save("KelpForester", f"User:KelpForester/{n}", f"Text {n}") for n in range(3)]
    found = Pages(patrol_wiki).revisions([*ids, 99999])
    assert sorted(found) == ids
    assert found[ids[1]].text == "Text 1"
    assert found[ids[1]].user == "KelpForester"
    assert found[ids[1]].lang == "en"


def test_a_hidden_revision_has_no_text(wiki, patrol_wiki):
    hidden = wiki.save("KelpForester", "User:KelpForester", "Secret.")
    wiki.save("KelpForester", "User:KelpForester", "Gone.")
    wiki.session("Admin").act("revisiondelete", type="revision", ids=hidden, hide="content|user")
    revision = Pages(patrol_wiki).revisions([hidden])[hidden]
    assert revision.text is None
    assert revision.user_hidden


def test_current_texts_and_own_pages(wiki, patrol_wiki):
    wiki.save("KelpForester", "User:KelpForester", "One.")
    wiki.save("KelpForester", "User:KelpForester", "Two.")
    wiki.save("KelpForester", "User:KelpForester/Notes", "Notes.")
    pages = Pages(patrol_wiki)
    assert pages.current(["User:KelpForester", "User:Nobody"])["User:KelpForester"].text == "Two."
    assert pages.user_pages("KelpForester") == ["User:KelpForester", "User:KelpForester/Notes"]


def test_people_are_as_the_wiki_says(wiki, patrol_wiki):
    wiki.save("KelpForester", "User:KelpForester", "Kelp.")
    names = [*wiki.people, "Nobody At All"]
    found = People(patrol_wiki).look_up(names)
    assert found["KelpForester"].emailable
    assert found["KelpForester"].last_edit
    assert not found["Nobody At All"].exists
    without = [name for name, person in wiki.people.items() if person.email is None]
    assert without
    assert not any(found[name].emailable for name in without)


def test_a_mail_arrives_once_and_only_there(wiki, patrol_wiki):
    outcome = Mailer(patrol_wiki).send("KelpForester", "A note", "Hello.\n\nこんにちは。\n")
    assert outcome is Outcome.SENT
    mails = wiki.mail.wait(1)
    assert len(mails) == 1
    assert wiki.people["KelpForester"].email in str(mails[0])


def cannot_be_reached(wiki):
    people = wiki.people.values()
    yield next(p.name for p in people if p.email is None), Outcome.NO_ADDRESS
    yield next(p.name for p in people if p.mutes), Outcome.NOT_EMAILABLE
    yield "Nobody At All", Outcome.NO_SUCH_USER


def test_each_reason_why_a_mail_cannot_reach_somebody_has_a_name(wiki, patrol_wiki):
    for name, outcome in cannot_be_reached(wiki):
        assert Mailer(patrol_wiki).send(name, "A note", "Hello.") is outcome, name
    assert wiki.mail.mails() == []


def test_the_patrol_s_account_is_accepted(patrol_wiki):
    patrol_wiki.require_patrol_rights()
    assert "edit" not in patrol_wiki.rights()


def test_the_stop_page_must_say_run(wiki, patrol_wiki):
    assert patrol_wiki.says_run()
    wiki.save("Admin", wiki.stop_page, "stop, please")
    assert not patrol_wiki.says_run()
    wiki.session("Admin").act("delete", title=wiki.stop_page)
    assert not patrol_wiki.says_run()


def test_a_wrong_password_is_said_plainly(wiki, tmp_path, fresh_pywikibot):
    environment = describe(wiki, tmp_path, WIKILATCH_BOT_PASSWORD="wikilatch@" + "x" * 32)
    with pytest.raises(LoginError, match="WIKILATCH_BOT_PASSWORD"):
        open_wiki(settings_module.load(environment), "localwiki")


def test_a_wiki_that_is_down_is_said_plainly(wiki, tmp_path, fresh_pywikibot):
    environment = describe(wiki, tmp_path)
    settings = settings_module.load(environment)
    down = replace(settings.wikis["localwiki"], name="downwiki", api="http://127.0.0.1:9/w/api.php")
    settings = replace(settings, wikis={"downwiki": down})
    with pytest.raises(WikiUnreachableError, match=r"http://127\.0\.0\.1:9/w/api\.php"):
        open_wiki(settings, "downwiki")


def test_a_second_command_goes_on_in_the_session_that_the_first_one_left(patrol_wiki, wiki_settings):
    """Pywikibot keeps the session, and MediaWiki refuses to log in inside a bot password's session."""
    left = list(http.session.cookies)
    pywikibot._sites.clear()
    http.session.cookies.clear()
    for cookie in left:
        http.session.cookies.set_cookie(cookie)
    assert "sendemail" in open_wiki(wiki_settings, "localwiki").rights()


def test_a_session_that_the_wiki_lost_is_begun_again_and_nobody_is_asked_for_a_password(
    wiki, wiki_settings, fresh_pywikibot, monkeypatch
):
    opened = open_wiki(wiki_settings, "localwiki")
    monkeypatch.setattr("pywikibot.input", lambda *_a, **_k: pytest.fail("it asked on the terminal"))
    forget_cookies()
    assert opened.get(action="query", meta="userinfo")["query"]["userinfo"]["name"] == wiki.account


def test_a_password_that_is_taken_no_more_is_said_plainly(wiki, wiki_settings, fresh_pywikibot, monkeypatch):
    opened = open_wiki(wiki_settings, "localwiki")
    monkeypatch.setitem(Login.passwords, wiki.account, "wikilatch@" + "x" * 32)
    forget_cookies()
    with pytest.raises(LoginError, match="could not log in"):
        opened.get(action="query", meta="userinfo")


def forget_cookies():
    http.session.cookies.clear()
    for cookies in Path(pywikibot.config.base_dir).glob("*.lwp"):
        cookies.unlink()
