import json
import os
import re
import subprocess
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.settings import ROOT
from bot.store import Quiet
from scripts.localwiki.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.wiki]

WHO = "KelpForester"
PUBLISHED = "imogen@tidewrack-lantern.net"
PICTURES = os.environ.get("WIKILATCH_PICTURES", "")


@pytest.fixture
def published(wiki, backend):
    wiki.save(WHO, f"User:{WHO}", wiki.people[WHO].page)
    return backend


def log_in(page, backend, path="/inbox", who=WHO):
    page.goto(backend.url + path)
    page.get_by_role("button", name="Go to the log-in").click()
    page.get_by_label("User name").fill(who)
    page.get_by_role("button", name="Allow").click()
    page.wait_for_url(backend.url + path)


def test_a_person_logs_in_sees_what_is_found_and_mends_it_on_the_wiki(page, published, wiki):
    log_in(page, published)
    expect(page.locator("mark").first).to_have_text(PUBLISHED)
    page.context.new_page()
    on_wiki = page.context.pages[-1]
    on_wiki.goto(f"{wiki.url}/w/index.php?title=Special:UserLogin")
    on_wiki.fill("#wpName1", WHO)
    on_wiki.fill("#wpPassword1", PASSWORD)
    on_wiki.click("#wpLoginAttempt")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Open the edit page with this proposal").click()
    edit = opened.value
    edit.wait_for_load_state()
    assert PUBLISHED not in edit.url
    assert PUBLISHED not in edit.locator("#wpTextbox1").input_value()
    assert "I write about seaweed" in edit.locator("#wpTextbox1").input_value()
    edit.click("#wpSave")
    edit.wait_for_load_state()
    assert PUBLISHED not in (wiki.session().text(f"User:{WHO}") or "")
    page.reload()
    expect(page.get_by_text("Nothing was found that we would ask you about.")).to_be_visible()


def test_the_edit_page_saves_nothing_by_itself(page, published, wiki):
    log_in(page, published)
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Open the edit page with this proposal").click()
    opened.value.wait_for_load_state()
    assert PUBLISHED in wiki.session().text(f"User:{WHO}")


def test_everything_works_without_javascript(chromium, published):
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    log_in(page, published)
    page.get_by_role("button", name="Keep it").first.click()
    expect(page.get_by_text("we will not ask you about this again")).to_be_visible()
    page.get_by_role("link", name="Settings").click()
    page.get_by_label("Write to me about my pages on localwiki").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your settings are saved.")).to_be_visible()
    page.get_by_role("link", name="My data").click()
    page.get_by_role("button", name="Erase everything now").click()
    expect(page.get_by_role("heading", name="Erased")).to_be_visible()
    with published.store.begin() as tables:
        assert tables.quiet.count_of(published.wiki, WHO) == 0
        assert tables.subscribers.get(published.wiki, WHO) is None
    context.close()


def test_the_keyboard_alone_reaches_everything(page, published):
    log_in(page, published)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim()"))
    assert {"Keep it", "False alarm", "Remind me later", "Open the edit page with this proposal"} <= reached


def test_the_popup_hands_the_token_to_the_wiki_that_opened_it(page, published, wiki):
    log_in(page, published)
    page.goto(f"{wiki.url}/wiki/User:{WHO}")
    page.evaluate(
        """([url, nonce]) => {
            window.heard = [];
            addEventListener('message', (event) => window.heard.push([event.origin, event.data]));
            window.open(url + '/gadget/connect?' + new URLSearchParams({origin: location.origin, nonce}));
        }""",
        [published.url, "n" * 24],
    )
    popup = page.wait_for_event("popup") if len(page.context.pages) < 2 else page.context.pages[-1]
    popup.get_by_role("button", name="Connect", exact=True).click()
    page.wait_for_function("window.heard.length > 0")
    origin, said = page.evaluate("window.heard[0]")
    assert origin == published.url
    assert (said["nonce"], said["wikilatch"]) == ("n" * 24, "connected")
    state = page.evaluate(
        """async ([url, token]) => (await fetch(url + '/api/v1/state', {
            headers: {Authorization: 'Bearer ' + token}, credentials: 'omit'
        })).json()""",
        [published.url, said["token"]],
    )
    assert state["user"] == WHO


def test_another_site_cannot_read_the_api(page, published):
    page.goto("about:blank")
    blocked = page.evaluate(
        "(url) => fetch(url + '/api/v1/openapi.json').then(() => 'read', () => 'blocked')", published.url
    )
    assert blocked == "blocked"


PAGES = ["/", "/login", "/about", "/inbox", "/settings", "/my-data", "/api/", "/nowhere"]


@pytest.fixture(scope="session")
def built() -> None:
    """Codex's look, built."""
    subprocess.run([ROOT / "scripts" / "build-static"], check=True)


OWN, CODEX = "/nowhere", str(ROOT / "gadget" / "codex")
EVERY = [(OWN, *one) for one in product(("en", "ar"), ("light", "dark"), (1280, 320))]
# Of Codex's look the corners: what differs between them is what Codex itself provides for.
EVERY += [
    (CODEX, "en", "light", 1280),
    (CODEX, "en", "dark", 320),
    (CODEX, "ar", "dark", 1280),
    (CODEX, "ar", "light", 320),
]


@pytest.mark.parametrize(("codex", "lang", "scheme", "width"), EVERY)
def test_every_page_is_accessible_and_fits(chromium, built, published, axe, codex, lang, scheme, width):
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True, locale="en-GB"
    )
    page = context.new_page()
    missing = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status == 404 else None)
    with published.store.begin() as tables:
        tables.quiet.add(Quiet.OPTED_OUT, published.wiki, WHO)
    log_in(page, published)
    for path in PAGES:
        page.goto(f"{published.url}{path}?uselang={lang}")
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{path} is {overflow} px too wide"
        page.evaluate(axe)
        violations = page.evaluate("axe.run().then((result) => result.violations)")
        told = [(one["id"], one["nodes"][0]["html"][:200]) for one in violations]
        assert told == [], f"{path}: {json.dumps(told, indent=1)}"
        name = re.sub(r"\W", "", path)
        if PICTURES and name in ("inbox", "settings", "mydata"):
            look = "codex" if codex == CODEX else "backend"
            where = Path(PICTURES) / f"{look}-{name}-{lang}-{scheme}-{width}.png"
            page.screenshot(path=where, full_page=True)
    assert [url for url in missing if not url.endswith(f"/nowhere?uselang={lang}")] == []
    context.close()


@pytest.mark.parametrize("codex", [CODEX])
def test_codex_s_look_is_served_within_our_content_security_policy(page, built, published, codex):
    refused = []
    page.on(
        "console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None
    )
    log_in(page, published)
    button = page.get_by_role("button", name="Keep it").first
    assert button.evaluate("one => getComputedStyle(one).borderRadius") == "2px"
    icon = page.locator(".cdx-accordion > summary").first
    mask = icon.evaluate("one => getComputedStyle(one, '::before').maskImage")
    assert "/codex/icons/" in mask
    assert refused == []
