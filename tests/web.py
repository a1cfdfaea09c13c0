"""Fixtures that give a test the web application over a real store, with invented wikis."""

import base64
import html
import re
import threading
from pathlib import Path
from urllib.parse import urlencode

import pytest
import requests
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from bot.model import Analysis, Finding, FindingType, PageText, Revision, Tier
from bot.settings import CONFIG, Settings, WikiSettings
from bot.wiki.errors import WikiUnreachableError
from gadget import create_app
from scripts.standins.oauth2_provider import CLIENT_ID, CLIENT_SECRET, PREFIX, create_provider
from tests.stores import new_keys

ORIGIN = "http://127.0.0.1:8080"

WIKI = WikiSettings(
    name="examplewiki",
    api="https://wiki.example.org/w/api.php",
    site="https://wiki.example.org",
    lang="en",
    account="WikilatchPatrol",
    oversight="https://wiki.example.org/wiki/Special:EmailUser/Oversight",
)


def settings(**changes) -> Settings:
    keys = new_keys()
    environment = {
        "WIKILATCH_SEAL_KEYS": keys.seal[0],
        "WIKILATCH_DIGEST_KEY": keys.digest.decode(),
        "WIKILATCH_QUIET_KEY": keys.quiet.decode(),
        "WIKILATCH_SECRET_KEY": base64.urlsafe_b64encode(b"s" * 32).decode(),
        "WIKILATCH_CODEX": "/nowhere",  # whether it was built here is not to decide a test
        "WIKILATCH_OAUTH_URL": "https://provider.example.org/w/rest.php",
        "WIKILATCH_OAUTH_CLIENT_ID": "client",
        "WIKILATCH_OAUTH_CLIENT_SECRET": "client-secret",
    }
    values = {
        "config": Path(CONFIG),
        "wikis": {WIKI.name: WIKI},
        "database_url": "sqlite://",
        "public_url": "https://tool.example.org",
        "contact": "https://wiki.example.org/wiki/Contact",
        "state": Path(".local"),
        "environment": environment | changes.pop("environment", {}),
    }
    return Settings(**values | changes)


class InventedPages:
    """The pages in user space of invented people; `down` makes the wiki fail."""

    def __init__(self) -> None:
        self.pages: dict[str, list[Revision]] = {}
        self.down = False
        self.asked: list[str] = []

    def put(self, user: str, text: str | None, title: str = "", editor: str = "") -> None:
        made = Revision(
            wiki=WIKI.name,
            page_id=7,
            revision=41,
            title=title or f"User:{user}",
            user=editor or user,
            timestamp="2026-11-20T10:00:00Z",
            text=text,
            lang="en",
        )
        self.pages.setdefault(user, []).append(made)

    def user_pages(self, wiki: WikiSettings, user: str) -> list[Revision]:
        self.asked.append(user)
        if self.down:
            raise WikiUnreachableError("down")
        return self.pages.get(user, [])


class InventedAnalyzer:
    """Finds e-mail addresses at example.org and the word `minor`; the real one has tests of its own."""

    def analyze(self, page: PageText) -> Analysis:
        found = tuple(
            Finding(
                start=match.start(),
                end=match.end(),
                type=FindingType.EMAIL,
                score=0.9,
                tier=Tier.CAUTION,
                rule="email.plain",
            )
            for match in re.finditer(r"[\w.]+@example\.org", page.wikitext)
        )
        return Analysis(findings=found, tier=Tier.CAUTION if found else None, minor="minor" in page.wikitext)


class Site:
    """A browser that fills in our forms, as a person does without JavaScript."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.parts = app.extensions["wikilatch"]

    def get(self, path: str, **more) -> TestResponse:
        return self.client.get(path, base_url=ORIGIN, **more)

    def submit(self, page: TestResponse, action: str, /, nth: int = 0, **fields: str) -> TestResponse:
        """Send the page's form whose action begins so, with what it carries."""
        forms = re.findall(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', page.text, re.DOTALL)
        target, inside = [form for form in forms if form[0].startswith(action)][nth]
        carried = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside)
        data = {name: html.unescape(value) for name, value in carried}
        headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}  # what Chromium sends
        path = html.unescape(target)
        return self.client.post(path, base_url=ORIGIN, data=data | fields, headers=headers)

    def consent(self, sent: TestResponse, user: str, answer: str = "allow", **more: str) -> str:
        """Answer the stand-in's question; returns the path that it sends the browser back to."""
        form = {"username": user, "answer": answer} | more
        answered = requests.post(sent.location, data=form, allow_redirects=False, timeout=5)
        assert answered.status_code == 303, answered.text
        return answered.headers["Location"].removeprefix(ORIGIN)

    def cookie(self, what: str) -> str:
        """Return the value of one of our cookies."""
        return self.client.get_cookie(f"wikilatch-{what}", domain="127.0.0.1").value

    def log_in(self, user: str, back: str = "/inbox") -> TestResponse:
        """Log in as an invented person; returns the answer of the callback."""
        page = self.get("/login?" + urlencode({"back": back}))
        return self.get(self.consent(self.submit(page, "/login"), user))


@pytest.fixture
def app(store):
    application = create_app(settings(), store)
    application.testing = True
    return application


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(scope="session")
def compiled(tmp_path_factory):
    """A place for compiled templates, so that not every test compiles them anew."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def provider():
    """The stand-in of a wiki's OAuth 2, on a socket of this machine."""
    application = create_provider(f"{ORIGIN}/oauth/callback", ("Kelp Otter",))
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}{PREFIX}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(store, provider, compiled):
    """A browser before the application, which people can log in to through the stand-in."""
    here = settings(
        public_url=ORIGIN,
        environment={
            "WIKILATCH_OAUTH_URL": provider,
            "WIKILATCH_OAUTH_CLIENT_ID": CLIENT_ID,
            "WIKILATCH_OAUTH_CLIENT_SECRET": CLIENT_SECRET,
        },
    )
    app = create_app(here, store, pages=InventedPages(), analyzer=InventedAnalyzer())
    app.jinja_env.bytecode_cache = compiled
    return Site(app)
