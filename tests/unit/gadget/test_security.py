import re

import pytest

from bot.patrol.links import Links, Purpose, for_case
from bot.store import DatabaseError, Quiet
from gadget import create_app
from tests.web import ORIGIN, WIKI, Site, settings

PAGES = ["/", "/about", "/login", "/nowhere", "/inbox", "/settings", "/my-data", "/api/", "/healthz"]


@pytest.fixture
def otter(site):
    site.log_in("Kelp Otter")
    return site


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_every_header_and_a_policy_from_nothing(otter, path):
    answer = otter.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=|javascript:", answer.text)


def test_in_production_cookies_are_bound_to_the_host_and_https_is_remembered(client):
    page = client.get("/login", base_url="https://tool.example.org")
    cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("__Host-wikilatch-browser=")
    for flag in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert flag in cookie
    assert "Domain" not in cookie
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_behind_the_proxy_the_browsers_own_address_counts(app):
    seen = {}

    @app.get("/seen")
    def see():
        from flask import request

        seen.update(scheme=request.scheme, host=request.host)
        return ""

    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "tool.example.org"}
    app.test_client().get("/seen", base_url="http://10.0.0.1:8000", headers=headers)
    assert seen == {"scheme": "https", "host": "tool.example.org"}


UNSAFE = ["/login", "/logout", "/settings", "/settings/gadget", "/inbox/finding", "/my-data/erase"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},  # but no token
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"},  # but no token
        {},
    ],
)
def test_a_post_that_our_own_page_did_not_send_does_nothing(otter, headers):
    token = re.search(r'name="csrf" value="([^"]+)"', otter.get("/settings").text)[1]
    data = {} if headers.get("Sec-Fetch-Site", "") == "same-origin" or not headers else {"csrf": token}
    for path in [*UNSAFE, "/gadget/connect", "/link/x"]:
        answer = otter.client.post(path, base_url=ORIGIN, headers=headers, data=data)
        assert answer.status_code == 403, path


def test_anothers_form_token_does_not_work(otter):
    other = Site(otter.app)
    other.log_in("Sea Urchin")
    stolen = re.search(r'name="csrf" value="([^"]+)"', other.get("/settings").text)[1]
    headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}
    for path in UNSAFE:
        answer = otter.client.post(path, base_url=ORIGIN, headers=headers, data={"csrf": stolen})
        assert answer.status_code == 403, path


def test_every_unsafe_route_is_behind_the_gate(otter):
    for rule in otter.app.url_map.iter_rules():
        if rule.methods & {"POST", "PUT", "PATCH", "DELETE"} and not rule.rule.startswith("/api/"):
            path = rule.rule.replace("<token>", "x")
            assert otter.client.post(path, base_url=ORIGIN).status_code == 403, rule


def test_anothers_gadget_is_answered_like_one_that_does_not_exist(otter):
    with otter.parts.store.begin() as tables:
        tables.grants.issue("somebody-else", "Sea Urchin", WIKI.name)
        (theirs,) = tables.grants.of_subject("somebody-else")
        tables.grants.issue("x", "x", WIKI.name)
    with otter.parts.store.begin() as tables:
        from scripts.standins.oauth2_provider import profile_of

        tables.grants.issue(profile_of("Kelp Otter")["sub"], "Kelp Otter", WIKI.name)
    page = otter.get("/settings")
    stolen = otter.submit(page, "/settings/gadget", gadget=theirs.digest)
    made_up = otter.submit(page, "/settings/gadget", gadget="0" * 64)
    assert (stolen.status_code, made_up.status_code) == (404, 404)
    assert stolen.text == made_up.text
    with otter.parts.store.begin() as tables:
        assert len(tables.grants.of_subject("somebody-else")) == 1


def test_too_many_requests_are_refused_with_the_time_to_wait(store):
    few = settings(public_url=ORIGIN, environment={"WIKILATCH_RATE_LIMIT": "3 per minute"})
    client = create_app(few, store).test_client()
    answers = [client.get("/about", base_url=ORIGIN) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert "too many requests" in answers[-1].text
    assert client.get("/healthz").status_code == 200


def test_a_request_that_is_too_large_is_refused(otter):
    headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}
    answer = otter.client.post("/settings", base_url=ORIGIN, headers=headers, data={"csrf": "x" * 100_000})
    assert answer.status_code == 413
    assert "More was sent" in answer.text


def test_a_crash_shows_and_logs_nothing_of_what_was_read(otter, monkeypatch, caplog):
    def crash(*_):
        raise RuntimeError("kelp.otter@example.org")

    monkeypatch.setattr("gadget.inbox.find", crash)
    otter.app.testing = False
    answer = otter.get("/inbox")
    assert answer.status_code == 500
    for text in (answer.text, caplog.text):
        assert "kelp.otter@" not in text
        assert "Traceback" not in text
    assert "RuntimeError in inbox.show" in caplog.text


def test_a_database_that_is_down_is_explained_and_fails_the_probe(otter, monkeypatch):
    def down(*_args, **_kwargs):
        raise DatabaseError("down")

    for way in ("begin", "read"):
        monkeypatch.setattr(type(otter.parts.store), way, down)
    assert otter.get("/healthz").status_code == 503
    answer = otter.get("/settings")
    assert answer.status_code == 503
    assert "cannot reach its database" in answer.text


def links(site):
    with site.parts.store.begin() as tables:
        made = for_case(tables, WIKI.name, "Kelp Otter", "User:Kelp Otter")
    signer = Links(site.parts.secret, ORIGIN)
    return {purpose: signer.url(link).removeprefix(ORIGIN) for purpose, link in made.items()}


def test_opening_a_mails_link_does_nothing_and_its_button_acts(site):
    path = links(site)[Purpose.STOP]
    page = site.get(path)
    assert page.status_code == 200
    with site.parts.store.begin() as tables:
        assert not tables.quiet.has(Quiet.OPTED_OUT, WIKI.name, "Kelp Otter")
    assert site.submit(page, "/link/").status_code == 200
    with site.parts.store.begin() as tables:
        assert tables.quiet.has(Quiet.OPTED_OUT, WIKI.name, "Kelp Otter")


@pytest.mark.parametrize("purpose", list(Purpose))
def test_each_link_of_a_mail_works_without_log_in(site, purpose):
    done = site.submit(site.get(links(site)[purpose]), "/link/")
    assert done.status_code == 200
    assert 'role="status"' in done.text


def test_a_changed_or_expired_link_is_answered_like_one_that_never_was(site):
    path = links(site)[Purpose.ERASE]
    changed = site.get(path[:-2] + "xx")
    assert changed.status_code == 404
    assert changed.text == site.get("/link/nonsense").text


def test_metrics_count_by_wiki_and_outcome_and_name_nobody(otter):
    otter.parts.pages.put("Kelp Otter", "kelp@example.org")
    with otter.parts.store.begin() as tables:
        tables.progress.count({(WIKI.name, "mail:sent"): 25, (WIKI.name, "false_alarm:email.plain"): 3})
    shown = otter.get("/metrics").text
    assert 'wikilatch_events_90_days{kind="mail",name="sent",wiki="examplewiki"} 25.0' in shown
    assert "false_alarm" not in shown
    assert "Otter" not in shown


def test_monitoring_with_its_token_sees_small_counts_too(store):
    known = settings(public_url=ORIGIN, environment={"WIKILATCH_METRICS_TOKEN": "hush"})
    with store.begin() as tables:
        tables.progress.count({(WIKI.name, "false_alarm:email.plain"): 3})
    client = create_app(known, store).test_client()
    assert "false_alarm" in client.get("/metrics", headers={"Authorization": "Bearer hush"}).text
    assert "false_alarm" not in client.get("/metrics", headers={"Authorization": "Bearer hash"}).text
