"""Fixtures that give a test the web application over a real store, with invented wikis."""

import base64
from pathlib import Path

import pytest

from bot.settings import CONFIG, Settings, WikiSettings
from gadget import create_app
from tests.stores import new_keys

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


@pytest.fixture
def app(store):
    application = create_app(settings(), store)
    application.testing = True
    return application


@pytest.fixture
def client(app):
    return app.test_client()
