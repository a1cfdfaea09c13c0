"""Fixtures that give a test the real backend on a port of this machine, beside the real wiki.

The log-in is the stand-in of scripts/standins/oauth2_provider.py: Debian's MediaWiki has no OAuth extension.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from bot.settings import Keys, WikiSettings
from bot.store import Store, open_store
from bot.wiki.reader import PublicPages
from gadget import create_app
from scripts.standins.oauth2_provider import CLIENT_ID, CLIENT_SECRET, PREFIX, create_provider
from tests.detector import packaged
from tests.localwiki import LocalWiki
from tests.web import settings


@dataclass
class Backend:
    """The backend as a test sees it. wiki is the wiki's name in the settings."""

    url: str
    provider: str
    store: Store
    wiki: str = "localwiki"


@contextmanager
def served(app: Flask, port: int = 0) -> Iterator[str]:
    """Serve an application on 127.0.0.1; yields its address."""
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def codex() -> str:
    """The folder of Codex's look: none, so that the web has its own. A test that wants it says so."""
    return "/nowhere"


@pytest.fixture
def backend(wiki, keys, tmp_path, codex) -> Iterator[Backend]:
    """The backend with the real detector, the real wiki, a database of its own."""
    with beside(wiki, keys, tmp_path, codex) as made:
        yield made


@contextmanager
def beside(wiki: LocalWiki, keys: Keys, folder: Path, codex: str = "") -> Iterator[Backend]:
    """The backend beside a wiki of this machine, with its database in that folder."""
    local = WikiSettings(
        name="localwiki",
        api=wiki.api,
        site=wiki.url,
        lang="en",
        account=wiki.account,
        oversight=f"{wiki.url}/wiki/Special:EmailUser/Admin",
    )
    store = open_store(f"sqlite:///{folder}/backend.sqlite", keys)
    late = _Late()
    with served(late, 0) as url, served(create_provider(f"{url}/oauth/callback"), 0) as provider:
        here = settings(
            public_url=url,
            wikis={local.name: local},
            environment={
                "WIKILATCH_CODEX": codex,
                "WIKILATCH_OAUTH_URL": provider + PREFIX,
                "WIKILATCH_OAUTH_CLIENT_ID": CLIENT_ID,
                "WIKILATCH_OAUTH_CLIENT_SECRET": CLIENT_SECRET,
            },
        )
        late.app = create_app(here, store, pages=PublicPages(here), analyzer=packaged())
        yield Backend(url, provider, store)
    store.close()


class _Late:
    """An application that is known only when its own address is."""

    app: Flask | None = None

    def __call__(self, environ, start_response):
        return self.app(environ, start_response)
