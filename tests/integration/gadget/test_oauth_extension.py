"""The log-in against Extension:OAuth itself, on a wiki that the environment names.

WIKILATCH_TEST_WIKI is the address of its api.php; WIKILATCH_TEST_OAUTH_CLIENT_ID and
WIKILATCH_TEST_OAUTH_CLIENT_SECRET a consumer there (OAuth 2, mwoauth-authonly) whose callback is
http://127.0.0.1:8080/oauth/callback. WIKILATCH_TEST_ACCOUNT and WIKILATCH_TEST_ACCOUNT_PASSWORD name a person
who presses Allow or Cancel in a browser; what they allowed is taken back at the end.
"""

import os
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from playwright.sync_api import expect

from gadget import create_app
from tests.backend import served
from tests.web import ORIGIN, Site, settings

pytestmark = pytest.mark.extension_oauth

_NAMES = ("WIKILATCH_TEST_WIKI", "WIKILATCH_TEST_OAUTH_CLIENT_ID", "WIKILATCH_TEST_OAUTH_CLIENT_SECRET")
_PERSON = ("WIKILATCH_TEST_ACCOUNT", "WIKILATCH_TEST_ACCOUNT_PASSWORD")


def named(names: tuple[str, ...]) -> list[str]:
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        pytest.skip(f"no wiki with Extension:OAuth is named: {', '.join(missing)} not set")
    return [os.environ[name] for name in names]


@pytest.fixture
def real(store):
    api, client, secret = named(_NAMES)
    here = settings(
        public_url=ORIGIN,
        environment={
            "WIKILATCH_OAUTH_URL": api.removesuffix("api.php") + "rest.php",
            "WIKILATCH_OAUTH_CLIENT_ID": client,
            "WIKILATCH_OAUTH_CLIENT_SECRET": secret,
        },
    )
    return Site(create_app(here, store))


def test_the_wiki_takes_our_question(real):
    sent = real.submit(real.get("/login"), "/login")
    asked = requests.get(sent.location, timeout=30)
    assert asked.status_code == 200  # the wiki's own log-in, or its consent page
    assert "invalid_request" not in asked.text
    assert "invalid_client" not in asked.text


def test_a_made_up_code_is_refused_by_the_wiki_and_explained_by_us(real):
    sent = real.submit(real.get("/login"), "/login")
    state = parse_qs(urlsplit(sent.location).query)["state"][0]
    answer = real.get(f"/oauth/callback?code=made-up&state={state}")
    assert answer.status_code == 400
    assert "did not accept the log-in" in answer.text


@pytest.fixture
def asked(real, page):
    """The wiki's own question to a person who came from our log-in, in a browser."""
    who, password = named(_PERSON)
    page.goto(special("UserLogin"))
    page.fill("#wpName1", who)
    page.fill("#wpPassword1", password)
    page.click("#wpLoginAttempt")
    page.wait_for_load_state()
    take_back(page)
    with served(real.app, urlsplit(ORIGIN).port):
        page.goto(f"{ORIGIN}/settings")
        page.get_by_role("button", name="Go to the log-in").click()
        expect(page.locator("[name=accept]")).to_be_visible()
        yield page
        take_back(page)


def special(name: str) -> str:
    return os.environ["WIKILATCH_TEST_WIKI"].replace("api.php", f"index.php?title=Special:{name}")


def take_back(page):
    """Revoke what was allowed, or the wiki would not ask the next time."""
    page.goto(special("OAuthManageMyGrants"))
    while (revoke := page.get_by_role("link", name="revoke access")).count():
        revoke.first.click()
        page.locator("[name=renounce]").click()
        page.wait_for_load_state()
        page.goto(special("OAuthManageMyGrants"))


@pytest.mark.browser
def test_the_wiki_asks_for_no_more_than_who_one_is(asked):
    expect(asked.get_by_text("No changes will be made with your account")).to_be_visible()


@pytest.mark.browser
def test_a_person_who_presses_allow_is_logged_in(asked):
    asked.locator("[name=accept]").click()
    asked.wait_for_url(f"{ORIGIN}/settings")
    expect(asked.get_by_text(os.environ["WIKILATCH_TEST_ACCOUNT"]).first).to_be_visible()


@pytest.mark.browser
def test_a_person_who_presses_cancel_reads_that_nothing_happened(asked):
    asked.locator("[name=cancel]").click()
    asked.wait_for_url(f"{ORIGIN}/oauth/callback**")
    expect(asked.get_by_text("You did not allow the log-in")).to_be_visible()
