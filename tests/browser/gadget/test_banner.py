"""On one's own user page: a note that nobody else sees; on other pages, nothing at all."""

import pytest
from playwright.sync_api import expect

from tests.gadgetwiki import OVERSIGHT

pytestmark = [pytest.mark.browser, pytest.mark.wiki]

WHO = "HarbourWren"
FOUND = "imogen@tidewrack-lantern.net"
TEXT = f"I write about kelp.\n\nMail me: {FOUND}"


def banner(page):
    return page.get_by_role("region", name="This page may give away who you are")


@pytest.fixture
def published(gadget_wiki):
    gadget_wiki.save(WHO, f"User:{WHO}", TEXT)
    return gadget_wiki


def test_only_the_owner_sees_it_and_only_with_the_gadget_on(reader, published):
    owner = reader(WHO)
    owner.read()
    expect(banner(owner.page)).to_be_visible()
    other = reader("نورس البحر")
    other.read(f"User:{WHO}")
    other.page.wait_for_load_state("networkidle")
    assert other.page.evaluate("mw.loader.getState('ext.gadget.WikilatchCore')") == "registered"
    expect(other.page.locator(".wikilatch")).to_have_count(0)
    off = reader(WHO, on=False)
    off.read()
    off.page.wait_for_load_state("networkidle")
    assert off.page.evaluate("mw.loader.getState('ext.gadget.Wikilatch')") == "registered"
    expect(off.page.locator(".wikilatch")).to_have_count(0)


@pytest.mark.parametrize(
    "where", ["Main_Page", f"User:{WHO}/clean", f"User:{WHO}&oldid=FIRST", f"User:{WHO}&action=history"]
)
def test_elsewhere_nothing_is_shown(reader, published, where):
    first = published.save(WHO, f"User:{WHO}", TEXT + "\n\nMore.")
    published.save(WHO, f"User:{WHO}", TEXT + "\n\nMore still.")
    published.save(WHO, f"User:{WHO}/clean", "Kelp is not a plant.")
    owner = reader(WHO)
    owner.read(where.replace("FIRST", str(first)))
    owner.page.wait_for_load_state("networkidle")
    expect(owner.page.locator(".wikilatch")).to_have_count(0)
    assert owner.console == [] or not any("Wikilatch" in said for said in owner.console)


def test_details_on_demand(reader, published):
    owner = reader(WHO)
    page = owner.read()
    expect(banner(page)).to_contain_text("Only you can see this.")
    expect(page.locator("mark")).not_to_be_visible()
    page.get_by_text("What it is, and why it matters").click()
    expect(page.locator("mark")).to_have_text(FOUND)
    expect(banner(page).get_by_role("link", name="Ask oversight in private")).to_have_attribute(
        "href", OVERSIGHT
    )


def test_take_it_out_opens_the_editor_with_a_proposal_and_saves_nothing(reader, published):
    owner = reader(WHO)
    page = owner.read()
    banner(page).get_by_role("button", name="Take it out").click()
    page.wait_for_selector("#wpTextbox1")
    box = page.locator("#wpTextbox1")
    expect(box).not_to_have_value(TEXT + "\n")
    assert FOUND not in box.input_value()
    assert "I write about kelp." in box.input_value()
    assert FOUND not in page.url
    assert FOUND in owner.saved()
    owner.armed()
    owner.save()
    page.wait_for_selector(".mw-parser-output")
    assert FOUND not in owner.saved()


def test_keep_everything_is_kept_in_the_wikis_own_preferences(reader, published):
    owner = reader(WHO)
    page = owner.read()
    banner(page).get_by_role("button", name="Keep everything").click()
    expect(page.get_by_role("status").filter(has_text="Noted.")).to_be_focused()
    assert FOUND not in published.preference(WHO)
    owner.read()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".wikilatch")).to_have_count(0)
    # A material change is another thing, and is spoken of again.
    published.save(WHO, f"User:{WHO}", "Mail me: imogen@another-lantern.net")
    owner.read()
    expect(banner(page)).to_be_visible()


def test_snooze_is_for_a_month_and_follows_the_account(reader, published):
    owner = reader(WHO)
    page = owner.read()
    banner(page).get_by_role("button", name="Remind me in a month").click()
    expect(page.get_by_text("Your pages stay quiet until")).to_be_visible()
    elsewhere = reader(WHO)
    elsewhere.read()
    elsewhere.page.wait_for_load_state("networkidle")
    expect(elsewhere.page.locator(".wikilatch")).to_have_count(0)


def test_a_clean_page_is_looked_at_once_and_then_left_alone(reader, gadget_wiki):
    gadget_wiki.save(WHO, f"User:{WHO}", "Kelp is not a plant.")
    owner = reader(WHO)
    page = owner.read()
    page.wait_for_function("localStorage.getItem('wikilatch-quiet') !== null")
    owner.read()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("mw.loader.getState('ext.gadget.WikilatchCore')") == "registered"


def test_a_user_name_that_looks_real_is_explained_once(reader, gadget_wiki):
    name = "Torben Ahlers"
    gadget_wiki.make_account(name)
    gadget_wiki.save(name, f"User:{name}", "I write about lighthouses.")
    owner = reader(name)
    page = owner.read()
    region = page.get_by_role("region", name="Your user name looks like a real name")
    expect(region.get_by_role("link", name="How to be renamed")).to_be_visible()
    region.get_by_role("button", name="I know; do not tell me again").click()
    expect(page.get_by_role("status").filter(has_text="Noted.")).to_be_visible()
    owner.read()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".wikilatch")).to_have_count(0)


def test_what_somebody_else_wrote_is_said_to_be_theirs_perhaps(reader, published):
    published.save("نورس البحر", f"User:{WHO}", TEXT + "\n\nHello!")
    page = reader(WHO).read()
    page.get_by_text("What it is, and why it matters").click()
    expect(banner(page)).to_contain_text("Somebody else edited this page last.")
