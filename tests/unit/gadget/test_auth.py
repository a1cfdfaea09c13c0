from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from bot.store.sessions import Login
from gadget.redirects import local_path, origin_of
from scripts.standins.oauth2_provider import profile_of
from tests.web import ORIGIN


def test_logging_in_leads_back_to_where_one_was(site):
    answer = site.log_in("Kelp Otter", back="/my-data?x=1")
    assert (answer.status_code, answer.location) == (303, "/my-data?x=1")
    with site.parts.store.begin() as tables:
        assert tables.sessions.count_of(profile_of("Kelp Otter")["sub"]) == 1


def test_the_log_in_is_in_the_language_that_was_asked_for(site):
    sent = site.get("/inbox?uselang=ar")
    page = site.get(sent.location)
    assert '<html lang="ar" dir="rtl"' in page.text
    assert site.log_in("Kelp Otter", back="/inbox?uselang=ar").location == "/inbox?uselang=ar"


def test_the_provider_is_asked_with_pkce_and_identity_only(site):
    sent = site.submit(site.get("/login"), "/login")
    asked = parse_qs(urlsplit(sent.location).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{ORIGIN}/oauth/callback"]
    assert len(asked["code_challenge"][0]) == 43
    assert "code_verifier" not in asked


def test_no_token_of_the_provider_is_kept(site, tmp_path):
    site.log_in("Kelp Otter")
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"access_token" not in held
    assert b"Kelp Otter" not in held


def test_two_tabs_can_log_in(site):
    first = site.submit(site.get("/login?back=/inbox"), "/login")
    second = site.submit(site.get("/login?back=/settings"), "/login")
    assert site.get(site.consent(second, "Kelp Otter")).location == "/settings"
    assert site.get(site.consent(first, "Kelp Otter")).location == "/inbox"


def test_an_answer_works_once(site):
    path = site.consent(site.submit(site.get("/login"), "/login"), "Kelp Otter")
    assert site.get(path).status_code == 303
    again = site.get(path)
    assert again.status_code == 400
    assert "not begun in this browser" in again.text


def test_an_answer_works_only_in_the_browser_that_asked(site):
    path = site.consent(site.submit(site.get("/login"), "/login"), "Kelp Otter")
    victim = site.app.test_client()
    assert victim.get(path, base_url=ORIGIN).status_code == 400
    assert victim.get("/inbox", base_url=ORIGIN).status_code == 303


@pytest.mark.parametrize("query", ["", "?state=nonsense&code=x", "?code=x"])
def test_an_answer_nobody_asked_for_is_refused(site, query):
    answer = site.get("/oauth/callback" + query)
    assert answer.status_code == 400
    assert "Log in again" in answer.text


def test_a_log_in_that_took_longer_than_ten_minutes_is_refused(site, clock):
    path = site.consent(site.submit(site.get("/login"), "/login"), "Kelp Otter")
    clock.now += 601
    assert site.get(path).status_code == 400


def test_refusing_consent_is_explained(site):
    answer = site.get(site.consent(site.submit(site.get("/login"), "/login"), "Kelp Otter", "cancel"))
    assert answer.status_code == 403
    assert "You did not allow the log-in" in answer.text
    assert "Log in again" in answer.text


@pytest.mark.parametrize(
    "answer", ["error=access_denied&state=", "error=unauthorized_client&message=User+has+rejected"]
)
def test_a_refusal_is_explained_with_and_without_a_state(site, answer):
    path = site.consent(site.submit(site.get("/login"), "/login"), "Kelp Otter")
    state = parse_qs(urlsplit(path).query)["state"][0]
    page = site.get(f"/oauth/callback?{answer}{state if answer.endswith('state=') else ''}")
    assert page.status_code == 403
    assert "You did not allow the log-in" in page.text


def test_a_code_that_the_wiki_does_not_know_is_explained(site):
    path = site.consent(site.submit(site.get("/login"), "/login"), "Kelp Otter")
    state = parse_qs(urlsplit(path).query)["state"][0]
    answer = site.get(f"/oauth/callback?code=made-up&state={state}")
    assert answer.status_code == 400
    assert "did not accept the log-in" in answer.text


def test_a_verifier_that_does_not_fit_is_refused_by_the_provider(site, monkeypatch):
    path = site.consent(site.submit(site.get("/login"), "/login"), "Kelp Otter")
    monkeypatch.setattr("bot.store.sessions.Logins.take", lambda *_: Login("x" * 60, "/"))
    assert site.get(path).status_code == 400


def test_a_blocked_account_is_told_so(site):
    answer = site.get(site.consent(site.submit(site.get("/login"), "/login"), "Kelp Otter", blocked="on"))
    assert answer.status_code == 403
    assert "blocked or hidden" in answer.text
    assert site.get("/inbox").status_code == 303


@pytest.mark.parametrize("failure", [requests.ConnectionError(), requests.Timeout()])
def test_a_provider_that_is_down_is_explained(site, monkeypatch, failure):
    path = site.consent(site.submit(site.get("/login"), "/login"), "Kelp Otter")

    def down(*_args, **_kwargs):
        raise failure

    monkeypatch.setattr("requests.Session.request", down)
    answer = site.get(path)
    assert answer.status_code == 503
    assert "does not answer just now" in answer.text


def test_logging_in_again_gives_a_new_session_and_ends_the_old_one(site):
    second_tab = site.submit(site.get("/login"), "/login")
    site.log_in("Kelp Otter")
    old = site.cookie("session")
    site.get(site.consent(second_tab, "Kelp Otter"))
    assert site.cookie("session") != old
    with site.parts.store.begin() as tables:
        assert tables.sessions.get(old) is None


def test_logging_out_is_a_post_and_ends_the_session_at_the_server(site):
    site.log_in("Kelp Otter")
    secret = site.cookie("session")
    assert site.get("/logout").status_code == 405
    assert site.submit(site.get("/about"), "/logout").location == "/?done=logged-out"
    with site.parts.store.begin() as tables:
        assert tables.sessions.get(secret) is None
    assert site.get("/inbox").location.startswith("/login")


def test_a_session_ends_after_eight_hours(site, clock):
    site.log_in("Kelp Otter")
    clock.now += 8 * 3600 + 1
    assert site.get("/inbox").location.startswith("/login")


ELSEWHERE = [
    "https://evil.example",
    "//evil.example/x",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "",
    "inbox",
    "/%0d\n",
    "http:/evil.example",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_sent_elsewhere(wanted):
    assert local_path(wanted) == "/"


@given(st.text())
def test_whatever_is_asked_for_stays_on_our_host(wanted):
    path = local_path(wanted)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert urlsplit(path).netloc == ""


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://wiki.example.org/w/api.php", "https://wiki.example.org"),
        ("https://wiki.example.org:443/", "https://wiki.example.org"),
        ("http://127.0.0.1:8401/w/api.php", "http://127.0.0.1:8401"),
        ("http://[::1]:8/", "http://[::1]:8"),
        ("javascript:alert(1)", ""),
        ("https://x:notaport/", ""),
    ],
)
def test_origins_are_spelled_as_browsers_spell_them(url, origin):
    assert origin_of(url) == origin
