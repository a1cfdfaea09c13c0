"""Fixtures that give a test the real local MediaWiki, as on its first day, and its mail."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from scripts.localwiki import create, install, people, serve
from scripts.localwiki.client import WikiClient
from scripts.localwiki.errors import LocalWikiError
from scripts.localwiki.mail import MailSink
from scripts.localwiki.processes import Processes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.localwiki.people import Person


@dataclass
class LocalWiki:
    """The local wiki as a test sees it: its addresses, its mail, and anybody's session.

    people are the invented ones by name, all with accounts and without user pages. The patrol logs in as
    account with bot_password (`appid@secret`).
    """

    site: serve.WikiSite
    mail: MailSink
    people: dict[str, Person]
    account: str = people.PATROL_BOT
    bot_password: str = people.BOT_PASSWORD
    stop_page: str = people.STOP_PAGE
    _sessions: dict[str | None, WikiClient] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The wiki's address, without a slash at the end."""
        return self.site.url

    @property
    def api(self) -> str:
        """The address of its api.php."""
        return self.site.api

    def session(self, name: str | None = None) -> WikiClient:
        """A session with the API as the person of that name (`Admin` too), or as nobody."""
        if name not in self._sessions:
            client = WikiClient(self.api)
            self._sessions[name] = client.login(name) if name else client
        return self._sessions[name]

    def save(self, author: str, title: str, text: str) -> int:
        """Save a page as somebody; gives the revision's id."""
        return self.session(author).save(title, text)

    def close(self) -> None:
        """Close every session."""
        for client in self._sessions.values():
            client.close()
        self._sessions.clear()


@pytest.fixture(scope="session")
def _wiki_template() -> tuple[install.MediaWiki, Path]:
    try:
        mediawiki = install.ensure(print)
        return mediawiki, create.template(mediawiki, print)
    except LocalWikiError as error:
        pytest.fail(f"The tests marked wiki need the real local MediaWiki (scripts/wiki install).\n{error}")


@pytest.fixture(scope="session")
def wiki_server(
    _wiki_template: tuple[install.MediaWiki, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[serve.WikiSite, MailSink]]:
    """The real MediaWiki and the mail sink, running as long as the tests do. Tests ask for `wiki` instead."""
    mediawiki, template = _wiki_template
    home = tmp_path_factory.mktemp("wiki")
    serve.copy(template, home / "site")
    with MailSink(home / "mail") as sink, Processes() as processes:
        site = serve.WikiSite(mediawiki, home / "site", serve.free_port(), sink.port)
        serve.start(site, processes, home / "server.log")
        yield site, sink


@pytest.fixture
def wiki(
    wiki_server: tuple[serve.WikiSite, MailSink], _wiki_template: tuple[install.MediaWiki, Path]
) -> Iterator[LocalWiki]:
    """The real MediaWiki as on its first day, with an empty mail sink: no user pages, nobody logged in."""
    site, sink = wiki_server
    serve.restore(_wiki_template[1], site.folder)
    sink.clear()
    local = LocalWiki(site, sink, {person.name: person for person in people.load()})
    yield local
    local.close()
