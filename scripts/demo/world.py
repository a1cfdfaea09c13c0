"""Everything the demo stands on, made fresh at each start: wiki, mail sink, the bot's settings and keys."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet

from scripts.localwiki import create, install, operator, people, serve
from scripts.localwiki.mail import MailSink
from scripts.localwiki.paths import LOCAL, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scripts.localwiki.processes import Processes

HOME = LOCAL / "demo"
WIKI = "localwiki"
WIKI_PORT = 8400
BACKEND_PORT = 8080
BOT = (sys.executable, "-m", "bot")


@dataclass(frozen=True, slots=True)
class World:
    """The wiki, its mail, and the environment in which the bot's commands run."""

    site: serve.WikiSite
    mail: MailSink
    backend_port: int
    environment: dict[str, str]

    @property
    def backend_url(self) -> str:
        """Where the backend is, or will be."""
        return self.environment["WIKILATCH_PUBLIC_URL"]


@contextlib.contextmanager
def made(processes: Processes, say: Callable[[str], None]) -> Iterator[World]:
    """A fresh world: the wiki as on its first day and served, no mail, no case, throw-away keys.

    Raises LackingError where PHP or MediaWiki cannot be had, LocalWikiError where something does not start.
    """
    mediawiki = install.ensure(say)
    template = create.template(mediawiki, say)
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    say("Starting the wiki and the mail sink")
    serve.copy(template, HOME / "site")
    with MailSink(HOME / "mail") as sink:
        site = serve.WikiSite(mediawiki, HOME / "site", serve.free_port(WIKI_PORT), sink.port)
        serve.start(site, processes, HOME / "wiki.log")
        port = serve.free_port(BACKEND_PORT)
        yield World(site, sink, port, bot_environment(HOME, _wikis(site), port))


def bot_environment(home: Path, wikis: str, backend_port: int) -> dict[str, str]:
    """The environment of the bot's commands: the wikis of this demo only, and keys that nobody keeps."""
    wikis_file = home / "wikis.toml"
    wikis_file.write_text(wikis, encoding="utf-8")
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("WIKILATCH_")}
    return (
        inherited
        | {key: Fernet.generate_key().decode() for key in operator.KEYS}
        | {
            "WIKILATCH_WIKIS_FILE": str(wikis_file),
            "WIKILATCH_DATABASE_URL": f"sqlite:///{home / 'wikilatch.sqlite'}",
            "WIKILATCH_PUBLIC_URL": f"http://127.0.0.1:{backend_port}",
            "WIKILATCH_STATE": str(home / "state"),
            "WIKILATCH_CONTACT": "demo@localwiki.example.org",
            "WIKILATCH_BOT_PASSWORD": people.BOT_PASSWORD,
            "PYTHONPATH": str(ROOT),
            "NO_PROXY": "127.0.0.1,localhost",
        }
    )


def _wikis(site: serve.WikiSite) -> str:
    """wikis.toml with the local wiki alone. No delay: whoever tries it out wants to see the mail now."""
    values = {
        "api": site.api,
        "site": site.url,
        "lang": "en",
        "account": people.PATROL_BOT,
        "source": "recentchanges",
        "policy": "subscribers",
        "delay_hours": [0, 0],
        "stop_page": people.STOP_PAGE,
        "oversight": f"{site.url}/wiki/Special:EmailUser/{people.ADMIN}",
    }
    # A JSON string, number or list of numbers is spelt the same in TOML.
    return f"[wikis.{WIKI}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
