"""P9: draft text never leaves the browser.

That is shown in a real browser, which records every request while somebody writes:
tests/browser/gadget/test_hold.py. Here: the gadget has no other way out than the ones listed, and the backend
has no way in for a text.
"""

import re

from bot.settings import ROOT
from gadget import create_app
from gadget.api.description import describe
from tests.web import settings

SOURCES = ROOT / "gadget" / "onwiki" / "src"
# A way out of a browser, by what it is called in JavaScript.
WAYS_OUT = re.compile(
    r"\bfetch\s*\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|new Image\b|importScripts|\bgetScript\b"
    r"|mw\.Api\b|ForeignApi|mw\.loader\.load\b|\.postMessage\s*\(|document\.cookie|mw\.track\b|RTCPeer"
)
# Who may use one, and for what.
ALLOWED = {
    "ui/backend.js",  # settings, keep, data: never a text
    "ui/preferences.js",  # the person's own preferences on the wiki, salted digests
    "ui/published.js",  # reads what is published already
    "translate/data.js",  # reads the glossary's data from the wiki's pages
}
# What the backend takes from a gadget, all of it.
FIELDS = {"mail", "opted_out", "language", "title", "days"}


def test_no_other_file_of_the_gadget_talks_to_anybody():
    talking = {
        str(file.relative_to(SOURCES))
        for file in SOURCES.rglob("*.js")
        if WAYS_OUT.search(file.read_text("utf-8"))
    }
    assert talking
    assert talking <= ALLOWED


def test_the_detector_in_the_browser_talks_to_nobody():
    files = [*(SOURCES / "detect").rglob("*.js")]
    assert len(files) > 10
    assert not any(WAYS_OUT.search(file.read_text("utf-8")) for file in files)


def test_what_the_backend_takes_holds_no_text(store):
    app = create_app(settings(), store)
    with app.app_context():
        api = describe()
    taken = set()
    for operations in api["paths"].values():
        for operation in operations.values():
            taken |= {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            reference = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
            taken |= set(api["components"]["schemas"].get(reference, {}).get("properties", {}))
    assert FIELDS & taken
    public = {
        "lang",
        "language",
        "page",
        "format",
        "q",
        "unit",
        "wiki",
        "term",
        "limit",
        "since",
        "key",
        "days",
    }
    assert taken <= FIELDS | public, "a new field: is it a way in for somebody's text?"
