"""The translators' pages in a real Chromium, over a store as a refresh leaves it. They need no wiki."""

import itertools
import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from gadget import create_app
from tests.backend import served
from tests.web import settings

pytestmark = pytest.mark.browser

PICTURES = os.environ.get("WIKILATCH_PICTURES", "")
PAGES = {
    "overview": "/translations",
    "language": "/translations/language/{own}",
    "page": "/translations/page/1",
    "glossary": "/glossary?language={own}",
    "term": "/glossary/term/doxxing",
}
LOOKS = [*itertools.product(("en", "ar"), ("light", "dark"), (320, 1280)), ("ja", "light", 1280)]


@pytest.fixture
def site(board_store):
    """The address of the site; it reads the store and nothing else."""
    late = _Late()
    with served(late) as url:
        here = settings(public_url=url, environment={"WIKILATCH_RATE_LIMIT": "100000 per minute"})
        late.app = create_app(here, board_store)
        yield url


class _Late:
    app = None

    def __call__(self, environ, start_response):
        return self.app(environ, start_response)


def address(site, path, lang):
    own = "ja" if lang == "en" else lang
    path = path.format(own=own)
    return f"{site}{path}{'&' if '?' in path else '?'}uselang={lang}"


def picture(page, name):
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"translations-{name}.png", full_page=True)


@pytest.mark.parametrize(("lang", "scheme", "width"), LOOKS)
def test_every_page_is_accessible_and_fits(chromium, site, axe, lang, scheme, width):
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True, locale="en-GB"
    )
    page = context.new_page()
    for name, path in PAGES.items():
        page.goto(address(site, path, lang))
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{name} is {overflow} px too wide"
        page.evaluate(axe)
        violations = page.evaluate("axe.run().then((result) => result.violations)")
        told = [(one["id"], one["nodes"][0]["html"][:200]) for one in violations]
        assert told == [], f"{name}: {json.dumps(told, indent=1)}"
        picture(page, f"{name}-{lang}-{scheme}-{width}")
    context.close()


def test_a_screen_reader_is_told_the_matrix_row_by_row(page, site):
    page.goto(f"{site}/translations?uselang=en")
    picture(page, "overview-en-light-1280")
    expect(page.get_by_role("row", name="Japanese")).to_match_aria_snapshot(
        r"""
        - row /Japanese/:
          - rowheader "Japanese 日本語":
            - link "Japanese"
            - text: 日本語
          - cell "50 %"
          - cell "65 %"
          - cell "0"
          - cell "1"
          - cell /^\d+$/
          - cell "From 8 % to 50 %":
            - img "From 8 % to 50 %"
          - cell "57 %":
            - link "57 %"
          - cell "67 %":
            - link "67 %"
          - cell "0 %":
            - link "0 %"
        """
    )


def test_a_screen_reader_is_told_what_to_do_next(page, site):
    page.goto(f"{site}/translations/language/ja?uselang=en")
    expect(page.get_by_role("main")).to_match_aria_snapshot(
        """
        - main:
          - paragraph:
            - link "All languages"
          - heading "Translations into Japanese 日本語" [level=1]
          - img "50 % translated, 8 % outdated, 42 % missing"
          - heading "What to do next" [level=2]
          - heading "Outdated translations, the most important first" [level=3]
          - list:
            - listitem:
              - heading "Safety desk · 5" [level=4]:
                - link "Safety desk · 5"
        """
    )


def test_without_javascript_people_filter_sort_search_and_leaf_through(chromium, site):
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{site}/translations")
    page.get_by_label("Only where something is urgent").check()
    page.get_by_label("Order").select_option("urgent")
    page.get_by_role("button", name="Show").click()
    languages = page.locator("tbody th a").all_text_contents()
    assert languages[0] == "Thai"
    assert "German" not in languages
    page.get_by_role("link", name="Glossary", exact=True).click()
    page.get_by_label("Word").fill("phishing")
    page.get_by_label("Language").first.select_option("ja")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="フィッシング").click()
    expect(page.get_by_role("heading", name="phishing")).to_be_visible()
    page.goto(f"{site}/glossary/term/doxxing")
    picture(page, "term-en-light-1280")
    context.close()


def test_nothing_is_refused_by_the_content_security_policy(page, site):
    refused = []
    page.on("console", lambda said: refused.append(said.text) if "Security Policy" in said.text else None)
    for path in PAGES.values():
        page.goto(address(site, path, "en"))
    badge = page.goto(f"{site}/badge/ja.svg")
    assert badge.headers["content-type"].startswith("image/svg+xml")
    assert refused == []


def test_the_keyboard_reaches_every_unit(page, site):
    page.goto(f"{site}/translations/language/ja?uselang=en")
    wanted = page.locator(".tasks a").count()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        href = page.evaluate("document.activeElement.closest('.tasks a')?.href ?? ''")
        reached.add(href)
    assert len(reached - {""}) == wanted


def test_a_badge_and_the_data_are_open_to_another_site(page, site):
    images = "".join(f'<img src="{site}/badge/{what}.svg" alt="badge"> ' for what in ("1/ja", "de"))
    badges = f'<p style="display: inline-block">{images}</p>'
    with served(lambda _environ, start: start("200 OK", [("Content-Type", "text/html")]) and [b""]) as other:
        page.goto(other)
        page.set_content(badges)
        page.wait_for_function("[...document.images].every((image) => image.naturalWidth > 50)")
        data = page.evaluate("(url) => fetch(url).then((a) => a.json())", f"{site}/api/v1/translations")
        assert data["languages"][0]["code"] == "ja"
        if PICTURES:
            page.locator("p").screenshot(path=Path(PICTURES) / "translations-badge.png")


def test_on_paper_there_is_the_matrix_and_no_form(page, site):
    page.goto(f"{site}/translations?uselang=en")
    page.emulate_media(media="print")
    expect(page.get_by_role("table")).to_be_visible()
    assert not page.locator(".filter").is_visible()
    assert re.search("Japanese", page.inner_text("table"))
