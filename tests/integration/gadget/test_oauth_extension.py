"""The log-in against Extension:OAuth itself, on a wiki that the environment names.

WIKILATCH_TEST_WIKI is the address of its api.php; WIKILATCH_TEST_OAUTH_CLIENT_ID and
WIKILATCH_TEST_OAUTH_CLIENT_SECRET a consumer there (OAuth 2, mwoauth-authonly) whose callback is
http://127.0.0.1:8080/oauth/callback. It shows what can be shown without a person pressing Allow; the whole
flow runs against the stand-in (tests/browser/test_backend.py).
"""

import os
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from gadget import create_app
from tests.web import ORIGIN, Site, settings

pytestmark = pytest.mark.extension_oauth

_NAMES = ("WIKILATCH_TEST_WIKI", "WIKILATCH_TEST_OAUTH_CLIENT_ID", "WIKILATCH_TEST_OAUTH_CLIENT_SECRET")


@pytest.fixture
def real(store):
    missing = [name for name in _NAMES if not os.environ.get(name)]
    if missing:
        pytest.skip(f"no wiki with Extension:OAuth is named: {', '.join(missing)} not set")
    api, client, secret = (os.environ[name] for name in _NAMES)
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
