import json

import pytest
from flask import Flask, Response, request

from scripts.localwiki.client import ApiError, WikiClient
from tests.backend import served


@pytest.fixture
def forgetful():
    """A wiki that answers the first log-ins as one does that has lost the session of the token it gave."""
    app = Flask(__name__)
    app.lost = 1

    @app.route("/api.php", methods=["GET", "POST"])
    def api():
        if request.method == "GET":
            return {"query": {"tokens": {"logintoken": "token"}}}
        if app.lost > 0:
            app.lost -= 1
            return said({"error": {"code": "badtoken", "info": "Invalid CSRF token."}})
        return said({"clientlogin": {"status": "PASS"}})

    with served(app) as url:
        app.url = f"{url}/api.php"
        yield app


def said(answer):
    return Response(json.dumps(answer), mimetype="application/json")


def test_a_log_in_whose_session_was_lost_is_tried_once_more(forgetful):
    with WikiClient(forgetful.url) as client:
        client.login("HarbourWren")
    assert forgetful.lost == 0


def test_a_wiki_that_takes_no_token_at_all_is_believed(forgetful):
    forgetful.lost = 9
    with WikiClient(forgetful.url) as client, pytest.raises(ApiError, match="badtoken"):
        client.login("HarbourWren")
    assert forgetful.lost == 7
