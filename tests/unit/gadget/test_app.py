import pytest

from bot.settings import SettingsError
from gadget import create_app
from tests.web import settings


def test_the_home_page_is_in_the_readers_language_and_says_what_this_is(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "<h1>Know what your user page gives away</h1>" in page.text
    assert '<html lang="en" dir="ltr">' in page.text


def test_health_says_that_the_store_is_reached_and_how_old_cursors_are(client, store, clock):
    with store.begin() as tables:
        tables.progress.move("examplewiki", "1")
    clock.now += 30
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json == {
        "status": "ok",
        "store": "reachable",
        "cursor_age_seconds": {"examplewiki": 30},
        "queue_age_seconds": 0,
    }


@pytest.mark.parametrize(
    "missing",
    [
        "WIKILATCH_SEAL_KEYS",
        "WIKILATCH_SECRET_KEY",
        "WIKILATCH_OAUTH_CLIENT_ID",
        "WIKILATCH_OAUTH_CLIENT_SECRET",
    ],
)
def test_production_does_not_start_without_its_keys(missing, store):
    with pytest.raises(SettingsError, match=missing):
        create_app(settings(environment={missing: ""}), store)


@pytest.mark.parametrize(
    "url", ["http://tool.example.org", "http://192.0.2.7:8080", "ftp://tool.example.org"]
)
def test_nothing_but_this_machine_is_served_without_https(url, store):
    with pytest.raises(SettingsError, match="WIKILATCH_PUBLIC_URL"):
        create_app(settings(public_url=url), store)


def test_on_this_machine_it_starts_without_a_consumer(store):
    bare = settings(public_url="http://127.0.0.1:8080", environment={"WIKILATCH_OAUTH_CLIENT_ID": ""})
    assert create_app(bare, store).test_client().get("/").status_code == 200
