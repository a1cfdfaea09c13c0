"""A community's page of settings, on the wiki itself, counts in the browser too."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from scripts.localwiki.people import ADMIN
from tests.gadgetwiki import RULES_PAGE

pytestmark = [pytest.mark.browser, pytest.mark.wiki]

SETTINGS = {
    "rules_off": ["en.location"],
    "allow": ["Imogen@tidewrack-lantern.net"],
    "cues": {"location": ["my skiff is moored at {place}", "bad {town}"]},
}


def test_what_is_allowed_is_not_asked_about_and_its_own_phrases_are(reader):
    who = reader()
    who.wiki.session(ADMIN).save(RULES_PAGE, json.dumps(SETTINGS))
    page = who.edit()
    who.armed()
    who.write("Mail me: imogen@tidewrack-lantern.net\n\nI live in Leeds.\n\nMy skiff is moored at Whitby.\n")
    who.save()
    box = page.get_by_role("dialog")
    expect(box).to_be_visible()
    expect(box.locator("mark")).to_have_text("Whitby")
    problems = [said for said in who.console if "skipped an entry" in said]
    assert len(problems) == 1
    assert 'cues.location[2]: "bad {town}"' in problems[0]


def test_a_page_that_is_broken_changes_nothing_but_the_console(reader):
    who = reader()
    # The wiki saves no such page itself; what an old import left there may be anything.
    who.context.route(
        f"**/index.php?title={RULES_PAGE.replace(':', '*')}*",
        lambda route: route.fulfill(body="{", content_type="application/json"),
    )
    page = who.edit()
    who.armed()
    who.write("Mail me: imogen@tidewrack-lantern.net\n")
    who.save()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text("imogen@tidewrack-lantern.net")
    assert any("not JSON" in said for said in who.console)
