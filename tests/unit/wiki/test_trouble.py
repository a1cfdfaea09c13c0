from contextlib import suppress

import pytest
import requests
import responses

from bot.incidents import Incident
from bot.settings import WikiSettings
from bot.wiki.errors import WikiUnreachableError
from bot.wiki.reader import WikiReader
from bot.wiki.trouble import AttentiveSession, trouble_of, unreachable

API = "https://wiki.example.org/w/api.php"


def asked(**answer):
    """Ask an API that answers so; returns the trouble that the session noticed."""
    session = AttentiveSession()
    with responses.RequestsMock() as wire:
        wire.get(API, **answer)
        with suppress(requests.RequestException):
            session.get(API)
    return session.trouble(API)


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ({"json": {"query": {}}}, None),
        ({"json": {"error": {"code": "maxlag"}}}, None),
        ({"json": {"error": {"code": "readonly"}}, "status": 400}, None),
        ({"body": " {}\n"}, None),
        ({"body": "down", "status": 503}, Incident.WIKI_FAILS),
        ({"json": {}, "status": 500}, Incident.WIKI_FAILS),
        ({"body": "<p>A page of a proxy"}, Incident.WIKI_GARBAGE),
        ({"body": '{"query": {"pages'}, Incident.WIKI_GARBAGE),
        ({"body": ""}, Incident.WIKI_GARBAGE),
        ({"body": requests.ReadTimeout("slow")}, Incident.WIKI_SLOW),
        ({"body": requests.ConnectTimeout("slow")}, Incident.WIKI_SLOW),
        ({"body": requests.exceptions.SSLError("self-signed")}, Incident.WIKI_CERTIFICATE),
        ({"body": requests.ConnectionError("refused")}, Incident.WIKI_SILENT),
        ({"body": requests.exceptions.ChunkedEncodingError("cut")}, Incident.WIKI_GARBAGE),
        ({"status": 302, "headers": {"Location": API}}, Incident.WIKI_REDIRECTS),
    ],
    ids=repr,
)
def test_what_ails_a_wiki_is_told_from_what_it_answers(answer, trouble):
    assert asked(**answer) is trouble


def test_a_wiki_that_is_well_again_has_no_trouble_and_one_wiki_has_not_anothers():
    session = AttentiveSession()
    with responses.RequestsMock() as wire:
        wire.get(API, status=503)
        session.get(API)
        assert session.trouble(API) is Incident.WIKI_FAILS
        assert session.trouble("https://other.example.org/w/api.php") is None
        wire.get("https://wiki.example.org/wiki/A_page", body="<p>a page, as it should be")
        session.get("https://wiki.example.org/wiki/A_page")
        assert session.trouble(API) is Incident.WIKI_FAILS, "only the API tells"
        wire.replace(responses.GET, API, json={})
        session.get(API)
    assert session.trouble(API) is None


@pytest.mark.parametrize("incident", [one for one in Incident if one.startswith("wiki_")])
def test_each_is_said_in_words_with_the_wiki_and_where_to_look(incident):
    error = unreachable("dewiki", API, incident, ValueError("+44 121 234 5678"))
    assert error.incident is incident
    assert str(error).startswith(f"dewiki: {API} ")
    assert "wikis.toml" in str(error)
    assert "121" not in str(error)


def test_nobody_knows_what_ails_it():
    assert unreachable("dewiki", API, None, OSError()).incident is Incident.WIKI_SILENT


def test_the_inboxs_reader_names_it_too():
    reader = WikiReader(WikiSettings("dewiki", API, "de"), "test")
    with responses.RequestsMock() as wire:
        wire.post(API, status=502)
        with pytest.raises(WikiUnreachableError, match="its server failed") as caught:
            reader.get(action="query")
    assert caught.value.incident is Incident.WIKI_FAILS


def test_an_http_error_is_judged_by_its_answer():
    with responses.RequestsMock() as wire:
        wire.get(API, status=504)
        answer = requests.get(API, timeout=1)
    with pytest.raises(requests.HTTPError) as caught:
        answer.raise_for_status()
    assert trouble_of(caught.value) is Incident.WIKI_FAILS
