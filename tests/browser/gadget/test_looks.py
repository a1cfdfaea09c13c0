"""How it looks and what a screen reader hears: skins, directions, light and dark, old and current Codex."""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from scripts.deploy.build import ONWIKI

pytestmark = [pytest.mark.browser, pytest.mark.wiki]

MODULES = ONWIKI / "node_modules"
PICTURES = os.environ.get("WIKILATCH_PICTURES", "")
DESKTOP, MOBILE, ZOOMED = (1280, 900), (360, 740), (640, 450)  # 1280 × 900 at 200 % has 640 × 450 to offer
TEXTS = {
    "HarbourWren": "I write about kelp.\n\nMail me: imogen@tidewrack-lantern.net\n* Phone: 07400 123456\n",
    "نورس البحر": "أكتب عن الطيور البحرية.\n\nرقم هاتفي: ٠١٠ ٠١٢٣٤٥٦٧\n",
}
LTR, RTL = TEXTS

# skin, whose wiki, light or dark, Codex (plain: 1.39, whose Codex 0.1.1 has no styles of its own), window
LOOKS = [
    ("vector-2022", LTR, "light", "plain", DESKTOP),
    ("vector-2022", RTL, "light", "current", DESKTOP),
    ("vector-2022", LTR, "dark", "current", ZOOMED),
    ("minerva", LTR, "dark", "current", MOBILE),
    ("minerva", RTL, "light", "plain", MOBILE),
    ("minerva", RTL, "dark", "current", DESKTOP),
    ("vector", LTR, "light", "current", DESKTOP),
]


@pytest.fixture(scope="session")
def axe():
    return (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def today(scheme):
    """What a current wiki has: Codex's styles as a module, and its tokens, which follow the skin's dark mode.

    The local wiki is 1.39 and has neither; they are Wikimedia's own packages, served to this browser alone.
    """
    tokens = MODULES / "@wikimedia" / "codex-design-tokens" / "dist"
    codex = (MODULES / "@wikimedia" / "codex" / "dist" / "codex.style.css").read_text(encoding="utf-8")
    css = (tokens / "theme-wikimedia-ui-root.css").read_text(encoding="utf-8")
    if scheme == "dark":
        css += (tokens / "theme-wikimedia-ui-mode-dark.css").read_text(encoding="utf-8")
        css += """
            html { color-scheme: dark; }
            html, body, .mw-page-container, .mw-body, .header-container, #content, .mw-header {
                background: var( --background-color-base ) !important;
                color: var( --color-base ) !important;
            }
            .mw-page-container *, #mw-mf-page-center * { border-color: var( --border-color-subtle ); }
            h1, .mw-parser-output { color: var( --color-base ) !important; }
            #wpTextbox1 { background: var( --background-color-base ); color: var( --color-base ); }
        """
    return f"""
        window.RLQ = window.RLQ || [];
        window.RLQ.push( function () {{
            mw.loader.register( [ [ 'codex-styles', 'current' ] ] );
            mw.loader.implement( 'codex-styles@current', null, {{ css: [ {json.dumps(codex)} ] }} );
            var style = document.createElement( 'style' );
            style.textContent = {json.dumps(css)};
            document.head.appendChild( style );
        }} );
    """


def hold_to_it(page, axe, selector):
    """Axe finds nothing wrong, and nothing has to be scrolled sideways."""
    page.evaluate(axe)
    found = page.evaluate("(selector) => axe.run(selector).then((result) => result.violations)", selector)
    told = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
    assert told == [], json.dumps(told, indent=1, ensure_ascii=False)
    too_wide = page.evaluate(
        """(selector) => [document.querySelector(selector), ...document.querySelectorAll(selector + ' *')]
            .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 &&
                getComputedStyle(one).display !== 'inline')
            .map((one) => one.outerHTML.slice(0, 120))""",
        selector,
    )
    assert too_wide == []


def keep_picture(page, name):
    if PICTURES:
        page.mouse.move(0, 0)
        page.wait_for_timeout(250)
        page.screenshot(path=Path(PICTURES) / f"gadget-{name}.png")


@pytest.mark.parametrize(
    ("skin", "name", "scheme", "codex", "window"),
    LOOKS,
    ids=[
        f"{skin}-{'rtl' if name == RTL else 'ltr'}-{scheme}-{codex}-{window[0]}"
        for skin, name, scheme, codex, window in LOOKS
    ],
)
def test_it_is_accessible_and_fits(reader, axe, skin, name, scheme, codex, window):
    looks = {"viewport": {"width": window[0], "height": window[1]}, "color_scheme": scheme}
    who = reader(name, context=looks | {"bypass_csp": True, "reduced_motion": "reduce"}, skin=skin)
    if codex == "current":
        who.context.add_init_script(today(scheme))
    label = f"{'ar' if name == RTL else 'en'}-{scheme}-{window[0]}-{codex}"
    page = who.edit()
    who.armed()
    who.write(TEXTS[name])
    who.save()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('dialog')).animationName") == "none"
    keep_picture(page, f"dialog-{label}")
    page.locator("dialog summary").first.click()
    page.locator("dialog summary").last.click()
    hold_to_it(page, axe, "dialog")
    page.locator("dialog .wikilatch-dialog-foot button").nth(1).click()
    page.wait_for_selector("#wikilatch-banner")
    assert page.evaluate("document.documentElement.classList.contains('wikilatch-codex')") is (
        codex == "current"
    )
    keep_picture(page, f"banner-{label}")
    page.locator("#wikilatch-banner summary").first.click()
    hold_to_it(page, axe, "#wikilatch-banner")
    who.read("Special:BlankPage/Wikilatch", "&withgadget=WikilatchPage")
    page.wait_for_selector(".wikilatch-questions")
    page.locator(".wikilatch-questions input").nth(1).check()
    page.locator(".wikilatch-questions input").nth(3).check()
    page.locator(".wikilatch-checkup summary").click()
    hold_to_it(page, axe, ".wikilatch-page")
    page.locator(".wikilatch-checkup summary").click()
    page.evaluate("window.scrollTo(0, 0)")
    keep_picture(page, f"checkup-{label}")


def test_a_screen_reader_hears_the_dialog_and_the_banner(reader):
    who = reader()
    page = who.edit()
    who.armed()
    who.write("Mail me: imogen@tidewrack-lantern.net")
    who.save()
    expect(page.get_by_role("dialog")).to_match_aria_snapshot("""
        - dialog "Before you publish":
          - heading "Before you publish" [level=2]
          - group "Before you publish":
            - paragraph: /One thing you are about to publish .* Nothing is published yet/
            - list:
              - listitem:
                - heading "An e-mail address Caution" [level=3]
                - text: "Mail me:"
                - mark: imogen@tidewrack-lantern.net
                - paragraph: /Anybody can write to it/
            - group: Who can see this?
            - group: How your text would read without it
            - checkbox /keep it, and do not ask me again/
            - text: /keep it, and do not ask me again/
          - button "Take it out of my text"
          - button "Publish anyway"
          - button "Back to editing"
    """)
    page.get_by_role("button", name="Publish anyway").click()
    expect(page.locator("#wikilatch-banner")).to_match_aria_snapshot("""
        - region "This page may give away who you are":
          - heading "This page may give away who you are" [level=2]
          - paragraph: One thing on it could help strangers to find you. Only you can see this.
          - group: What it is, and why it matters
          - button "Take it out"
          - button "Keep everything"
          - button "Remind me in a month"
          - paragraph:
            - link "Safety check-up"
            - text: ·
            - link "Settings"
    """)
