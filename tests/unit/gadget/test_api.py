import json
import re

import pytest
import schemathesis
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.store import Quiet
from gadget.api.description import describe
from tests.web import ORIGIN, WIKI, Site

NONCE = "n" * 22
ALLOWED = "https://wiki.example.org"


@pytest.fixture
def otter(site):
    site.log_in("Kelp Otter")
    return site


def connect(site, answer="connect", origin=ALLOWED):
    page = site.get(f"/gadget/connect?origin={origin}&nonce={NONCE}")
    done = site.submit(page, "/gadget/connect", answer=answer)
    said = re.search(r'data-message="([^"]+)"', done.text)[1].replace("&#34;", '"')
    return done, json.loads(said)


def ask(site, token, method, path, **more):
    headers = {"Authorization": f"Bearer {token}", "Origin": ALLOWED}
    return site.app.test_client().open(path, method=method, base_url=ORIGIN, headers=headers, **more)


def test_connecting_hands_the_token_to_the_exact_origin_with_its_nonce(otter):
    done, said = connect(otter)
    assert said["nonce"] == NONCE
    assert said["wikilatch"] == "connected"
    assert 'data-origin="https://wiki.example.org"' in done.text
    assert done.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert len(said["token"]) >= 43


def test_of_the_token_only_a_digest_is_kept(otter, tmp_path):
    token = connect(otter)[1]["token"]
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert token.encode() not in held


def test_saying_no_gives_no_token(otter):
    assert connect(otter, answer="cancel")[1] == {"wikilatch": "refused", "nonce": NONCE}


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://wiki.example.org.evil.example",
        "http://wiki.example.org",
        "https://wiki.example.org:8443",
        "null",
        "",
    ],
)
def test_only_the_wikis_of_the_settings_may_connect_or_read(otter, origin):
    assert otter.get(f"/gadget/connect?origin={origin}&nonce={NONCE}").status_code == 400
    answer = otter.get("/api/v1/state", headers={"Origin": origin})
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("nonce", ["", "short", "x" * 200, "a" * 20 + "<"])
def test_a_nonce_that_is_none_is_refused(otter, nonce):
    assert otter.get("/gadget/connect", query_string={"origin": ALLOWED, "nonce": nonce}).status_code == 400


def test_somebody_not_logged_in_logs_in_first_and_comes_back(site):
    answer = site.get(f"/gadget/connect?origin={ALLOWED}&nonce={NONCE}")
    assert answer.location.startswith("/login?back=%2Fgadget%2Fconnect%3F")
    page = site.get(answer.location)
    assert page.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    sent = site.submit(page, "/login")
    assert sent.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"


def test_a_preflight_is_answered_for_the_wiki(otter):
    headers = {"Origin": ALLOWED, "Access-Control-Request-Method": "PUT"}
    answer = otter.client.options("/api/v1/settings", base_url=ORIGIN, headers=headers)
    assert answer.headers["Access-Control-Allow-Origin"] == ALLOWED
    assert "PUT" in answer.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Origin" in answer.headers["Vary"]


def test_the_api_knows_no_cookies(otter):
    answer = otter.get("/api/v1/state")
    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_gadget_chooses_and_reads_settings(otter):
    token = connect(otter)[1]["token"]
    before = ask(otter, token, "GET", "/api/v1/state").json
    assert (before["user"], before["wiki"], before["mail"]) == ("Kelp Otter", WIKI.name, False)
    after = ask(otter, token, "PUT", "/api/v1/settings", json={"mail": True, "language": "en"}).json
    assert (after["mail"], after["language"]) == (True, "en")
    assert ask(otter, token, "PUT", "/api/v1/settings", json={"opted_out": True}).json["mail"] is False


def test_the_gadget_keeps_only_the_persons_own_pages(otter):
    token = connect(otter)[1]["token"]
    assert ask(otter, token, "POST", "/api/v1/keep", json={"title": "User:Kelp Otter/Notes"}).json == {
        "left_alone": 1
    }
    with otter.parts.store.begin() as tables:
        assert tables.quiet.has(Quiet.KEPT, WIKI.name, "Kelp Otter", "User:Kelp Otter/Notes")
    theirs = ask(otter, token, "POST", "/api/v1/keep", json={"title": "User:Sea Urchin"})
    assert theirs.status_code == 404
    gone = ask(otter, token, "DELETE", "/api/v1/keep?title=User:Kelp_Otter/Notes")
    assert gone.json == {"left_alone": 0}


def test_snoozing_and_waking(otter):
    token = connect(otter)[1]["token"]
    assert ask(otter, token, "PUT", "/api/v1/snooze", json={"days": 7}).json["snoozed"] is True
    assert ask(otter, token, "DELETE", "/api/v1/snooze").json["snoozed"] is False
    refused = ask(otter, token, "PUT", "/api/v1/snooze", json={"days": 5000})
    assert refused.status_code == 422
    assert "days" in refused.json["detail"]


def test_erasing_leaves_nothing_and_ends_the_token(otter):
    token = connect(otter)[1]["token"]
    ask(otter, token, "PUT", "/api/v1/settings", json={"mail": True})
    left = ask(otter, token, "DELETE", "/api/v1/data").json
    assert not any(left.values())
    assert ask(otter, token, "GET", "/api/v1/state").status_code == 401


def test_a_token_ends_when_it_is_revoked_or_thirty_days_old(otter, clock):
    token = connect(otter)[1]["token"]
    assert "Gadget on examplewiki" in otter.get("/settings").text
    otter.submit(otter.get("/settings"), "/settings/gadget")
    assert ask(otter, token, "GET", "/api/v1/state").status_code == 401
    other = connect(otter)[1]["token"]
    assert ask(otter, other, "DELETE", "/api/v1/connection").status_code == 204
    assert ask(otter, other, "GET", "/api/v1/state").status_code == 401
    third = connect(otter)[1]["token"]
    clock.days(31)
    assert ask(otter, third, "GET", "/api/v1/state").status_code == 401


@pytest.mark.parametrize("path", ["/api/nowhere", "/api/v1/nowhere"])
def test_errors_of_the_api_are_problem_details(otter, path):
    answer = otter.get(path)
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert set(answer.json) == {"type", "title", "status", "detail"}


def test_the_description_is_openapi_3_1_and_shown_to_people(otter):
    described = otter.get("/api/v1/openapi.json").json
    assert described["openapi"].startswith("3.1")
    shown = otter.get("/api/").text
    for path, operations in described["paths"].items():
        for method in operations:
            assert f"{method.upper()} {path}" in shown


def test_the_api_is_as_described(otter):
    """Schemathesis tries every operation with made-up requests, with a token and without."""
    token = connect(otter)[1]["token"]
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", otter.app)
    tried = set()

    for found in schema.get_all_operations():
        operation = found.ok()
        if not operation.definition.raw.get("security"):
            continue  # open to all; tests/unit/gadget/test_translators.py tries those
        case_of = operation.as_strategy()

        @hypothesis_settings(max_examples=15, deadline=None, database=None)
        @given(case=case_of)
        def hold(case):
            if case.operation.path in ("/api/v1/data", "/api/v1/connection") and case.method == "DELETE":
                return  # they end the token; tested above
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

        hold()
        tried.add(operation.path)
    assert {"/api/v1/state", "/api/v1/keep", "/api/v1/settings", "/api/v1/data"} <= tried


@given(st.text(max_size=200))
@hypothesis_settings(max_examples=60, deadline=None)
def test_no_made_up_token_opens_anything(app_for_tokens, token):
    headers = {"Authorization": f"Bearer {token.encode('utf-8', 'ignore').decode('latin-1', 'ignore')}"}
    try:
        answer = app_for_tokens.get("/api/v1/state", base_url=ORIGIN, headers=headers)
    except ValueError:
        return  # a header that no client can send
    assert answer.status_code == 401


@pytest.fixture(scope="module")
def app_for_tokens():
    from bot.store import open_store
    from gadget import create_app
    from tests.stores import new_keys
    from tests.web import settings

    roomy = settings(public_url=ORIGIN, environment={"WIKILATCH_RATE_LIMIT": "100000 per minute"})
    store = open_store("sqlite://", new_keys())
    yield create_app(roomy, store).test_client()
    store.close()


def test_describe_needs_an_application(otter):
    with otter.app.app_context():
        assert "/api/v1/state" in describe()["paths"]
    assert Site(otter.app).get("/api/v1/openapi.json").status_code == 200
