"""How it looks and what a screen reader hears: skins, directions, light and dark, old and current Codex."""

import itertools
import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from scripts.deploy import messages
from scripts.deploy.build import ONWIKI

pytestmark = [pytest.mark.browser, pytest.mark.wiki]

MODULES = ONWIKI / "node_modules"
PICTURES = os.environ.get("WIKILATCH_PICTURES", "")
DESKTOP, MOBILE, ZOOMED = (1280, 900), (360, 740), (640, 450)  # 1280 × 900 at 200 % has 640 × 450 to offer
TEXTS = {
    "HarbourWren": "I write about kelp.\n\nMail me: imogen@tidewrack-lantern.net\n",
    "نورس البحر": "أكتب عن الطيور البحرية.\n\nرقم هاتفي: ٠١٠ ٠١٢٣٤٥٦٧\n",
}
LTR, RTL = TEXTS
FOUND = {"en": "email", "ar": "phone"}

# skin, whose wiki, Codex (plain: 1.39, whose Codex 0.1.1 has no styles of its own and no dark mode)
CURRENT = [*itertools.product(("vector-2022", "minerva"), (LTR, RTL))]
PLAIN = [("vector-2022", LTR, DESKTOP), ("minerva", RTL, MOBILE), ("vector", LTR, DESKTOP)]
# In each of them: light or dark, window
LOOKS = [*itertools.product(("light", "dark"), (DESKTOP, MOBILE))]

# What "Automatic" does among a skin's colours; Minerva offers it only together with MobileFrontend.
FOLLOWS_THE_SCHEME = """document.addEventListener( 'DOMContentLoaded', () => {
    document.documentElement.classList.remove( 'skin-theme-clientpref-day' );
    document.documentElement.classList.add( 'skin-theme-clientpref-os' );
} );"""
# Whether an element, or the first behind it that is not transparent, is nearer to white than to black.
LIGHTNESS = """(selector) => {
    let one = document.querySelector(selector), colour;
    do {
        colour = getComputedStyle(one).backgroundColor.match(/[\\d.]+/g).map(Number);
        one = one.parentElement;
    } while (one && colour[3] === 0);
    return colour[0] + colour[1] + colour[2] > 382;
}"""


@pytest.fixture(scope="session")
def axe():
    return (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def today():
    """What a current wiki has: Codex's styles as a module, and its tokens, which follow the skin's dark mode.

    The local wiki is 1.39 and has neither; they are Wikimedia's own packages, served to this browser alone.
    """
    tokens = MODULES / "@wikimedia" / "codex-design-tokens" / "dist"
    codex = (MODULES / "@wikimedia" / "codex" / "dist" / "codex.style.css").read_text(encoding="utf-8")
    css = (tokens / "theme-wikimedia-ui-root.css").read_text(encoding="utf-8")
    dark = (tokens / "theme-wikimedia-ui-mode-dark.css").read_text(encoding="utf-8")
    dark += """
        html { color-scheme: dark; }
        html, body, .mw-page-container, .mw-body, .header-container, #content, .mw-header {
            background: var( --background-color-base ) !important;
            color: var( --color-base ) !important;
        }
        .mw-page-container *, #mw-mf-page-center * { border-color: var( --border-color-subtle ); }
        h1, .mw-parser-output { color: var( --color-base ) !important; }
        #wpTextbox1 { background: var( --background-color-base ); color: var( --color-base ); }
    """
    css += f"@media ( prefers-color-scheme: dark ) {{ {dark} }}"
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


def hold_to_it(page, axe, selector, where):
    """Axe finds nothing wrong, and nothing has to be scrolled sideways."""
    page.evaluate(axe)
    found = page.evaluate("(selector) => axe.run(selector).then((result) => result.violations)", selector)
    told = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
    assert told == [], f"{where}: {json.dumps(told, indent=1, ensure_ascii=False)}"
    too_wide = page.evaluate(
        """(selector) => [document.querySelector(selector), ...document.querySelectorAll(selector + ' *')]
            .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 &&
                getComputedStyle(one).display !== 'inline')
            .map((one) => one.outerHTML.slice(0, 120))""",
        selector,
    )
    assert too_wide == [], where


def keep_picture(page, name):
    if PICTURES:
        page.mouse.move(0, 0)
        page.wait_for_timeout(250)
        page.screenshot(path=Path(PICTURES) / f"gadget-{name}.png")


def heard(lang):
    """What a screen reader says of the dialog and the note, in a language; one thing was found."""
    said = {key.removeprefix("wikilatch-"): text for key, text in messages.shipped(lang).items()}

    def named(key, role="", state=""):
        # In quotation marks for YAML, for there may be colons in what is said.
        quoted = json.dumps(said[key], ensure_ascii=False)
        return "'" + f"{role} {quoted}{state}".replace("'", "''") + "'" if role else quoted

    dialog = f"""
        - {named("hold-title", "dialog")}:
          - {named("hold-title", "heading", " [level=2]")}
          - {named("hold-title", "group")}:
            - paragraph
            - list:
              - listitem:
                - heading [level=3]
                - mark
                - paragraph: {named(f"why-{FOUND[lang]}")}
            - group: {named("seen-title")}
            - group: {named("hold-change")}
            - {named("hold-keep", "checkbox")}
          - {named("hold-edit-out", "button")}
          - {named("hold-publish", "button")}
          - {named("hold-cancel", "button")}
    """
    banner = f"""
        - {named("banner-title", "region")}:
          - {named("banner-title", "heading", " [level=2]")}
          - paragraph
          - group: {named("banner-details")}
          - {named("banner-mend", "button")}
          - {named("banner-keep", "button")}
          - {named("banner-later", "button")}
          - paragraph:
            - {named("checkup-title", "link")}
            - {named("settings-title", "link")}
    """
    return dialog, banner


def fold(page, selector, *, open_):
    page.locator(f"{selector} details").evaluate_all(
        "(all, open) => all.forEach((one) => { one.open = open; })", open_
    )


def in_each_look(page, looks, axe, selector, picture):
    """Hold a part of the page to it in every window and scheme, as it is and with everything folded out."""
    for scheme, window in looks:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": window[0], "height": window[1]})
        assert page.evaluate(LIGHTNESS, selector) is (scheme == "light"), f"{selector}, {scheme}"
        picture(scheme, window)
        fold(page, selector, open_=True)
        hold_to_it(page, axe, selector, f"{selector}, {scheme}, {window[0]} px")
        fold(page, selector, open_=False)


def is_current(wiki):
    """Whether the wiki under test has Codex's styles and a dark mode itself: 1.43 has, 1.39 has neither."""
    return tuple(map(int, wiki.site.mediawiki.version.split(".")[:2])) >= (1, 43)


def walk_through(reader, axe, skin, name, codex, looks):
    """Draft, dialog, published page, check-up: each loaded once, and looked at in every look."""
    lang = "ar" if name == RTL else "en"
    dialog, banner = heard(lang)
    who = reader(name, context={"bypass_csp": True, "reduced_motion": "reduce"}, skin=skin)
    if codex == "current" and is_current(who.wiki):
        who.context.add_init_script(FOLLOWS_THE_SCHEME)
    elif codex == "current":
        who.context.add_init_script(today())

    def pictures_of(what):
        def keep(scheme, window):
            if (skin == "minerva") is (window == MOBILE):  # each once
                keep_picture(who.page, f"{what}-{lang}-{scheme}-{window[0]}-{codex}")

        return keep

    page = who.edit()
    who.armed()
    who.write(TEXTS[name])
    who.save()
    expect(page.get_by_role("dialog")).to_match_aria_snapshot(dialog)
    assert page.evaluate("getComputedStyle(document.querySelector('dialog')).animationName") == "none"
    in_each_look(page, looks, axe, "dialog", pictures_of("dialog"))
    page.locator("dialog .wikilatch-dialog-foot button").nth(1).click()
    expect(page.locator("#wikilatch-banner")).to_match_aria_snapshot(banner)
    assert page.evaluate("document.documentElement.classList.contains('wikilatch-codex')") is (
        codex == "current"
    )
    in_each_look(page, looks, axe, "#wikilatch-banner", pictures_of("banner"))
    who.read("Special:BlankPage/Wikilatch", "&withgadget=WikilatchPage")
    page.locator(".wikilatch-questions input").nth(1).check()
    page.locator(".wikilatch-questions input").nth(3).check()
    page.evaluate("window.scrollTo(0, 0)")
    in_each_look(page, looks, axe, ".wikilatch-page", pictures_of("checkup"))


def way(name):
    return "rtl" if name == RTL else "ltr"


@pytest.mark.parametrize(("skin", "name"), CURRENT, ids=[f"{skin}-{way(name)}" for skin, name in CURRENT])
def test_it_is_accessible_and_fits(reader, axe, skin, name):
    """Vector and Minerva, both directions; in each light and dark, desktop and mobile."""
    looks = [*LOOKS, ("dark", ZOOMED)] if skin == "vector-2022" else LOOKS
    walk_through(reader, axe, skin, name, "current", looks)


@pytest.mark.parametrize(
    ("skin", "name", "window"), PLAIN, ids=[f"{skin}-{way(name)}-{window[0]}" for skin, name, window in PLAIN]
)
def test_it_is_accessible_and_fits_without_codex(reader, gadget_wiki, axe, skin, name, window):
    if is_current(gadget_wiki):
        pytest.skip("this MediaWiki has Codex's styles")
    walk_through(reader, axe, skin, name, "plain", [("light", window)])


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
