import pytest
from playwright.sync_api import Error

from scripts.localwiki.people import PASSWORD

pytestmark = [pytest.mark.wiki, pytest.mark.browser]


def log_in(page, wiki, name):
    page.goto(f"{wiki.url}/wiki/Special:UserLogin")
    page.fill("#wpName1", name)
    page.fill("#wpPassword1", PASSWORD)
    page.click("#wpLoginAttempt")
    page.wait_for_url(lambda url: "UserLogin" not in url)


def test_a_person_logs_in_and_edits_their_page(wiki, page):
    log_in(page, wiki, "KelpForester")
    page.goto(f"{wiki.url}/w/index.php?title=User:KelpForester&action=edit")
    page.fill("#wpTextbox1", "Kelp is not a plant.")
    page.click("#wpSave")
    page.wait_for_selector(".mw-parser-output")
    assert "Kelp is not a plant." in page.inner_text(".mw-parser-output")
    assert wiki.session().text("User:KelpForester") == "Kelp is not a plant."


def test_the_visual_editor_opens_with_the_pages_text(wiki, page):
    wiki.save("KelpForester", "User:KelpForester", "Kelp is not a plant.")
    log_in(page, wiki, "KelpForester")
    page.goto(f"{wiki.url}/w/index.php?title=User:KelpForester&veaction=edit")
    surface = page.wait_for_selector(".ve-ce-documentNode", timeout=60_000)
    assert "Kelp is not a plant." in surface.inner_text()


def test_the_browser_finds_nothing_outside_this_machine(page):

    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://wiki.example.org/")
