"""The translators' pages over a store as a refresh leaves it; tests/browser looks at them in Chromium."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import msgspec
import pytest
import schemathesis
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from bot.translation import board
from bot.translation.checks.data import CheckData
from bot.translation.glossary import read_folder
from bot.translation.glossary.files import read
from gadget import create_app
from scripts.standins.oauth2_provider import CLIENT_ID, CLIENT_SECRET
from tests.translators import TEAM, Documents
from tests.web import ORIGIN, Site, settings

PAGES = [
    "/translations",
    "/translations/language/ja",
    "/translations/page/1",
    "/glossary",
    "/glossary?language=ja",
    "/glossary/term/doxxing",
]
EMBEDS = [
    "/badge/ja.svg",
    "/badge/1/ja.svg",
    "/translations/matrix.svg",
    "/translations/feed/ja.atom",
    "/glossary/download/tbx",
]
DATA = [
    "/api/v1/translations",
    "/api/v1/translations/languages/ja",
    "/api/v1/translations/pages/1",
    "/api/v1/glossary",
    "/api/v1/glossary/doxxing",
]


@pytest.fixture
def here(provider):
    return settings(
        public_url=ORIGIN,
        environment={
            "WIKILATCH_OAUTH_URL": provider,
            "WIKILATCH_OAUTH_CLIENT_ID": CLIENT_ID,
            "WIKILATCH_OAUTH_CLIENT_SECRET": CLIENT_SECRET,
            "WIKILATCH_RATE_LIMIT": "100000 per minute",
        },
    )


@pytest.fixture
def pages(board_store, compiled, here):
    app = create_app(here, board_store)
    app.jinja_env.bytecode_cache = compiled
    return Site(app)


@pytest.fixture
def documents(board_store):
    return Documents(board_store.engine, TEAM.wiki)


def links(page, text):
    """Return the addresses of all links whose text begins so."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>\s*(?:<bdi>)?([^<]*)', page.text)
    return [unescape(href) for href, said in found if said.strip().startswith(text)]


def languages_shown(page):
    return re.findall(r'<th scope="row"><a href="/translations/language/([a-z-]+)"', page.text)


@pytest.mark.parametrize("path", [*PAGES, *EMBEDS, *DATA])
def test_an_unchanged_answer_is_not_sent_again(pages, path):
    first = pages.get(path)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in first.headers
    again = pages.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_page_says_how_old_its_data_is_and_holds_no_script_or_style(pages, path, lang):
    page = pages.get(path + ("&" if "?" in path else "?") + f"uselang={lang}")
    assert re.search(r'<time datetime="2026-11-\d\dT', page.text)
    assert "⧼" not in page.text
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page.text)
    assert f'lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in page.text


def test_a_day_old_survey_is_told_and_still_shown(pages, board_store):
    assert "could not be read" not in pages.get("/translations").text
    board_store.clock.days(2)
    page = pages.get("/translations?uselang=en")
    assert "could not be read" in page.text
    assert languages_shown(page)


@pytest.mark.parametrize(
    ("passed", "shown"),
    [(0, "1 minute ago"), (5 / 1440, "5 minutes ago"), (3 / 24, "3 hours ago"), (2, "2 days ago")],  # in days
)
def test_the_age_of_a_survey_is_told_no_coarser_than_it_is(pages, board_store, passed, shown):
    board_store.clock.days(passed - 1 / 24)  # the clock stands an hour after the refresh
    assert shown in pages.get("/translations?uselang=en").text


def test_before_the_first_refresh_the_overview_says_so(site):
    page = site.get("/translations")
    assert page.status_code == 200
    assert "Nothing has been read from the wiki yet" in page.text
    assert site.get("/translations/language/ja").status_code == 404
    assert site.get("/api/v1/translations").status_code == 404


def test_the_most_read_language_comes_first_and_the_order_can_be_chosen(pages):
    assert languages_shown(pages.get("/translations"))[:2] == ["ja", "de"]
    assert languages_shown(pages.get("/translations?sort=complete"))[0] == "de"
    assert languages_shown(pages.get("/translations?sort=urgent"))[0] == "th"
    by_name = languages_shown(pages.get("/translations?sort=name&uselang=de"))
    assert by_name == ["ar", "de", "fr", "hi", "ja", "th"]  # Arabisch, Deutsch, Französisch, Hindi, …


def test_only_my_languages_are_those_that_the_browser_asks_for(pages):
    answer = pages.get("/translations?mine=1", headers={"Accept-Language": "fr-CA, de;q=0.8, en;q=0.5"})
    assert set(languages_shown(answer)) == {"fr", "de"}


def test_only_urgent_shows_where_a_contact_or_emergency_line_waits(pages):
    shown = languages_shown(pages.get("/translations?urgent=1"))
    assert "th" in shown
    assert "de" not in shown
    german = pages.get("/translations?urgent=1&mine=1&uselang=en", headers={"Accept-Language": "de"})
    assert "No language fits" in german.text


def test_what_to_do_is_linked_with_the_filter_of_special_translate(pages):
    thai = pages.get("/translations/language/th?uselang=en")
    first = thai.text.index("Urgent: contact and emergency lines")
    assert first < thai.text.index("Not translated yet")
    asked = parse_qs(urlsplit(links(thai, "Safety desk · 4")[0]).query)
    assert asked == {
        "title": ["Special:Translate"],
        "group": ["page-Safety desk"],
        "language": ["th"],
        "action": ["translate"],
        "filter": ["!translated"],
        "showMessage": ["Safety_desk/4"],
    }
    japanese = pages.get("/translations/language/ja?uselang=en")
    outdated = [link for link in links(japanese, "Safety desk · 5") if "fuzzy" in link]
    assert len(outdated) == 1
    assert "<ins> and keep them in a password manager</ins>" in japanese.text
    assert "translated twice" in japanese.text


def test_pictures_say_in_words_what_they_show(pages):
    page = pages.get("/translations/language/ja?uselang=en").text
    assert "<title>50 % translated, 8 % outdated, 42 % missing</title>" in page
    assert "The same as a table" in page
    assert re.search(r"<desc>All pages: 50 %; Weighted: \d+ %; Outdated: 8 %</desc>", page)


def test_a_page_shows_contact_points_and_what_its_latest_edit_would_cost(pages):
    page = pages.get("/translations/page/1?uselang=en").text
    assert "alarm@safety.example.org" in page
    assert re.search(r"another one</span></span>\s*<a href=\"/translations/language/de\"", page)
    assert "It would outdate 3 translations in 3 languages" in page
    assert "unfilled sign $1" in page


@pytest.mark.parametrize(
    "path",
    [
        "/translations/language/xx",
        "/translations/language/../ja",
        "/translations/page/999",
        "/glossary/term/nothing",
        "/glossary/download/exe",
        "/glossary/download/po",
        "/badge/xx.svg",
        "/badge/999/ja.svg",
        "/translations/feed/xx.atom",
    ],
)
def test_what_there_is_not_is_not_found(pages, path):
    assert pages.get(path).status_code == 404


def test_what_the_wiki_says_cannot_become_markup(pages, documents):
    evil = '"><script>alert(1)</script>'
    seen = msgspec.json.decode(documents.get(board.OVERVIEW).body, type=board.Overview)
    title = msgspec.structs.replace(seen.pages[0], title=evil, edited_since_mark=True)
    made = msgspec.structs.replace(
        seen, pages=[title, *seen.pages[1:]], problems=[board.Trouble(evil, evil)], report_page=evil
    )
    report = msgspec.json.decode(documents.get("language:ja").body, type=board.LanguageReport)
    missing = [msgspec.structs.replace(one, source=evil, key=evil) for one in report.missing]
    at = documents.get(board.OVERVIEW).at
    documents.replace(
        {
            board.OVERVIEW: msgspec.json.encode(made).decode(),
            "language:ja": msgspec.json.encode(msgspec.structs.replace(report, missing=missing)).decode(),
        },
        at,
    )
    for path in (*PAGES, "/badge/1/ja.svg", "/translations/matrix.svg", "/translations/feed/ja.atom"):
        answer = pages.get(path)
        assert answer.status_code == 200
        assert "<script" not in answer.text, path
        if not path.startswith(("/translations/l", "/glossary")) and path.endswith(("svg", "atom")):
            ET.fromstring(answer.data)  # still well-formed


def test_the_glossary_stands_under_the_letters_of_its_language(pages):
    page = pages.get("/glossary?language=ja&uselang=en").text
    letters = re.findall(r'<h2 class="letter"><span lang="ja">([^<]+)</span>', page)
    assert letters == sorted(letters, key="あかさたなはまやらわ…".find)
    assert len(letters) > 3
    assert "ドクシング" in page
    one = pages.get("/glossary?language=ja&letter=た&uselang=en").text
    assert "ドクシング" in one
    assert "ソーシャルエンジニアリング" not in one


def test_a_search_looks_into_renderings_too(pages):
    assert "doxxing" in pages.get("/glossary?q=ドクシング").text
    assert "No term fits" in pages.get("/glossary?q=no-such-word&uselang=en").text


def test_a_term_tells_what_is_agreed_forbidden_and_in_use(pages):
    page = pages.get("/glossary/term/social-engineering?uselang=en").text
    assert "社会工学" in page
    assert "Not to be used" in page
    used = pages.get("/glossary/term/doxxing?uselang=en").text
    assert re.search(r"Doxxing</bdi>: 1", used)
    assert "/translations/page/1" in used


@pytest.mark.parametrize("kind", ["tbx", "csv", "json"])
def test_a_download_is_the_whole_glossary(pages, tmp_path, kind):
    path = tmp_path / f"glossary.{kind}"
    path.write_bytes(pages.get(f"/glossary/download/{kind}").data)
    languages = CheckData.load().languages
    ours = read_folder(settings().config / "glossary", languages)
    got = read(path, languages)
    assert {term.text for term in got.terms.values()} == {term.text for term in ours.terms.values()}


def test_a_badge_says_what_and_how_far(pages):
    picture = ET.fromstring(pages.get("/badge/1/ja.svg").data)
    assert picture[0].text == "Safety desk: ja: 57 %"
    assert pages.get("/badge/ja.svg").headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_feed_is_atom_and_tells_what_changed(pages):
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(pages.get("/translations/feed/ja.atom?uselang=en").data)
    assert feed.tag == f"{atom}feed"
    for needed in ("id", "title", "updated", "author"):
        assert feed.find(atom + needed) is not None
    entries = feed.findall(f"{atom}entry")
    kinds = [entry.find(f"{atom}category").get("term") for entry in entries]
    assert "outdated" in kinds
    assert "Safety desk: one translation is outdated now" in [
        entry.find(f"{atom}title").text for entry in entries
    ]
    ids = [entry.find(f"{atom}id").text for entry in entries]
    assert len(set(ids)) == len(ids)
    assert all(identifier.startswith(ORIGIN) for identifier in ids)


@pytest.mark.parametrize("path", DATA)
def test_public_data_is_open_to_every_site_and_needs_no_token(pages, path):
    answer = pages.get(path, headers={"Origin": "https://elsewhere.example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    private = pages.get("/api/v1/state", headers={"Origin": "https://elsewhere.example.org"})
    assert private.status_code == 401
    assert "Access-Control-Allow-Origin" not in private.headers


def test_the_public_api_is_as_described(pages):
    """Schemathesis tries every open operation with made-up requests, over real data."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", pages.app)
    operations = [one for one in schema.get_all_operations() if "security" not in one.ok().definition.raw]
    tried = {one.ok().path for one in operations}
    assert {"/api/v1/translations", "/api/v1/glossary/{term_id}"} <= tried
    for operation in operations:

        @hypothesis_settings(max_examples=15, deadline=None, database=None)
        @given(case=operation.ok().as_strategy())
        def hold(case):
            case.call_and_validate()

        hold()


def test_numbers_are_the_same_on_the_page_in_the_api_and_on_the_badge(pages):
    row = next(row for row in pages.get("/api/v1/translations").json["languages"] if row["code"] == "ja")
    assert row["total"]["percent"] == 50
    assert "50 %" in pages.get("/translations/language/ja").text
    assert b"ja: 50 %" in pages.get("/badge/ja.svg").data


def named(pages, *languages):
    """Let the configuration name a person as approver."""
    parts = pages.app.extensions["wikilatch"]
    team = replace(parts.team, approvers={"Kelp Otter": languages})
    pages.app.extensions["wikilatch"] = replace(parts, team=team)


def test_whom_the_configuration_names_approves_what_they_see(pages, documents):
    named(pages, "ja")
    page = pages.log_in("Kelp Otter", back="/glossary/term/doxxing")
    page = pages.get("/glossary/term/doxxing")
    assert links(page, "Approve") == ["/glossary/approve/doxxing/ja"]
    assert page.headers["Cache-Control"] == "private, no-cache"
    ask = pages.get("/glossary/approve/doxxing/ja")
    assert pages.submit(ask, "/glossary/approve/").status_code == 303
    (kept,) = documents.approvals()
    assert (kept.term, kept.language, kept.rendering, kept.definition) == (
        "doxxing", "ja", "ドクシング", "doxxing",
    )  # fmt: skip
    assert "The next sync takes it up" in pages.get("/glossary/approve/doxxing/ja?uselang=en").text


@pytest.mark.parametrize("languages", [(), ("de",)])
def test_nobody_else_approves(pages, documents, languages):
    named(pages, *languages)
    pages.log_in("Kelp Otter")
    assert "does not name you" in pages.get("/glossary/approve/doxxing/ja?uselang=en").text
    token = pages.get("/settings")
    answer = pages.client.post(
        "/glossary/approve/doxxing/ja",
        base_url=ORIGIN,
        data={
            "rendering": "ドクシング",
            "definition": "doxxing",
            "csrf": re.search(r'name="csrf" value="([^"]+)"', token.text)[1],
        },
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 403
    assert documents.approvals() == []


def test_an_approval_without_our_form_is_refused(pages, documents):
    named(pages, "*")
    pages.log_in("Kelp Otter")
    data = {"rendering": "ドクシング", "definition": "doxxing"}
    answer = pages.client.post("/glossary/approve/doxxing/ja", base_url=ORIGIN, data=data)
    assert answer.status_code == 403
    assert documents.approvals() == []


def test_what_changed_since_it_was_seen_is_not_approved(pages, documents):
    named(pages, "*")
    pages.log_in("Kelp Otter")
    ask = pages.get("/glossary/approve/doxxing/ja")
    answer = pages.submit(ask, "/glossary/approve/", rendering="晒し")
    assert "changed=1" in answer.location
    assert documents.approvals() == []


def test_who_is_not_logged_in_is_asked_to(pages):
    answer = pages.get("/glossary/approve/doxxing/ja")
    assert (answer.status_code, answer.location.split("?")[0]) == (303, "/login")
    assert links(pages.get("/glossary/term/doxxing"), "Approve") == []


def test_what_names_a_person_is_kept_for_nobody_else(pages):
    pages.log_in("Kelp Otter")
    assert "Kelp Otter" in pages.get("/translations").text
    other = Site(pages.app)
    assert "Kelp Otter" not in other.get("/translations").text
    assert "Kelp Otter" in pages.get("/translations").text


def test_a_refresh_is_seen_within_a_minute(board_store, compiled, here, documents, monkeypatch):
    app = create_app(here, board_store)
    app.jinja_env.bytecode_cache = compiled
    now = [0.0]
    app.wsgi_app._clock = lambda: now[0]
    site = Site(app)
    first = site.get("/translations")
    kept = documents.get(board.OVERVIEW)
    seen = msgspec.json.decode(kept.body, type=board.Overview)
    fewer = msgspec.structs.replace(seen, languages=seen.languages[:1])
    documents.replace({board.OVERVIEW: msgspec.json.encode(fewer).decode()}, kept.at + timedelta(hours=1))
    assert site.get("/translations").headers["ETag"] == first.headers["ETag"]
    now[0] += 61
    answer = site.get("/translations", headers={"If-None-Match": first.headers["ETag"]})
    assert answer.status_code == 200
    assert languages_shown(answer) == ["ja"]
