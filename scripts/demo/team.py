"""The demo's second part: a translatable team page with defects, looked after by the sync's account."""

from __future__ import annotations

import contextlib
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.translation.checks.data import CheckData
from bot.translation.glossary import Status, export, read, write
from scripts.demo.world import BOT, HOME, WIKI, World
from scripts.localwiki import people
from scripts.localwiki.client import WikiClient
from scripts.localwiki.errors import LocalWikiError
from scripts.localwiki.paths import ROOT
from scripts.standins.translate import TranslateStandIn
from scripts.standins.translate_api import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.localwiki.processes import Processes

REPORT = f"User:{people.SYNC_BOT}/Translation status"
_PAGE = Path(__file__).with_name("team_page.toml")
_RUN_SECONDS = 300.0
_COMMANDS = (("publish", "--live"), ("sync", "--live"), ("refresh", "--live"))
_EVERY = "20"  # seconds: whoever translates a unit here wants to see the numbers move


class _Person:
    """A person's session with the wiki, as the stand-in asks it."""

    def __init__(self, client: WikiClient) -> None:
        self._client = client

    def get(self, **params: str) -> dict[str, Any]:
        """Read."""
        return self._client.get(**params)

    def post(self, **params: str) -> dict[str, Any]:
        """Save a page."""
        return self._client.act(params.pop("action"), **params)


@contextlib.contextmanager
def translated(world: World) -> Iterator[dict[str, str]]:
    """Put the team's pages on the wiki and serve Translate's stand-in in front of it.

    Yields the environment of the sync's commands, which lasts as long as the block. Raises LocalWikiError.
    """
    data = tomllib.loads(_PAGE.read_text(encoding="utf-8"))
    with WikiClient(world.site.api) as client:
        admin = _Person(client.login(people.ADMIN))
        stand_in = TranslateStandIn(admin, admin, languages=sorted(data["translations"]))
        _write(client, stand_in, data)
        with served(stand_in, world.site.api) as api:
            yield _environment(world, api, data)


def look_after(processes: Processes, environment: dict[str, str]) -> list[str]:
    """Publish the status and sync the glossary, as an operator would; gives what each command said last.

    Raises LocalWikiError with the log's end where one fails.
    """
    said: list[str] = []
    for command, *options in _COMMANDS:
        log, out = HOME / f"translations-{command}.log", HOME / f"translations-{command}.txt"
        child = processes.start(
            f"wikilatch translations {command}",
            [*BOT, "translations", command, *options],
            env=environment,
            log=log,
            out=out,
        )
        code = processes.finish(child, _RUN_SECONDS)
        if code:
            raise LocalWikiError(f"wikilatch translations {command} ended with {code}:\n{child.said()}")
        lines = out.read_text(encoding="utf-8").splitlines()
        said.append(lines[-1] if lines else "")
    return said


def keep_fresh(processes: Processes, environment: dict[str, str]) -> None:
    """Refresh what the web shows, again and again; ends with the demo."""
    processes.start(
        "wikilatch translations refresh",
        [*BOT, "translations", "refresh", "--live", "--every", _EVERY],
        env=environment,
        log=HOME / "translations-refresh.log",
        out=HOME / "translations-refresh-again.txt",
    )


def _write(client: WikiClient, stand_in: TranslateStandIn, data: dict[str, Any]) -> None:
    source, tabs, glossary = data["source"], data["tabs"], data["glossary"]
    first = source["text"].strip()
    client.save(source["title"], first)
    client.save(tabs["title"], tabs["text"].strip())
    client.save(glossary["title"], glossary["text"])
    stand_in.mark(source["title"])
    stand_in.mark(tabs["title"])
    stand_in.publish_bundle(glossary["title"])
    for language, units in data["translations"].items():
        for unit, text in units.items():
            client.save(f"Translations:{source['title']}/{unit}/{language}", text)
    for language, texts in data["tabs_translations"].items():
        for number, text in enumerate(texts, 1):
            client.save(f"Translations:{tabs['title']}/{number}/{language}", text)
    second = first.replace(*source["then"])
    client.save(source["title"], second)
    stand_in.mark(source["title"])
    client.save(source["title"], second.replace(*source["unmarked"]))


def _approve(path: Path) -> None:
    """Approve what a person who speaks Japanese would have to: only what is approved goes to the wiki."""
    glossary = read(path, CheckData.load().languages)
    term = glossary.terms["doxxing"]
    approved = replace(term.renderings["ja"], status=Status.APPROVED)
    term = replace(term, renderings={**term.renderings, "ja": approved})
    write(path, export(glossary.replace_term(term), "yaml").text)


def _environment(world: World, api: str, data: dict[str, Any]) -> dict[str, str]:
    config = shutil.copytree(ROOT / "config", HOME / "config")  # the sync writes into its glossary
    _approve(config / "glossary" / "team.yaml")
    wikis = HOME / "team-wikis.toml"
    known = Path(world.environment["WIKILATCH_WIKIS_FILE"]).read_text(encoding="utf-8")
    wikis.write_text(known.replace(world.site.api, api), encoding="utf-8")
    pages = "".join(
        f'[[pages]]\ntitle = "{data[part]["title"]}"\nkind = "{kind}"\n'
        for part, kind in (("source", "page"), ("tabs", "template"), ("glossary", "bundle"))
    )
    team = HOME / "team-pages.toml"
    team.write_text(
        f'wiki = "{WIKI}"\naccount = "{people.SYNC_BOT}"\nreport_page = "{REPORT}"\n'
        f'stop_page = "{people.SYNC_STOP_PAGE}"\nglossary = "{data["glossary"]["title"]}"\n'
        'approved = ["report", "glossary", "shared-parts"]\n'
        f"{pages}"
        '[[importance]]\nmatch = "emergency|alarm@"\nweight = 8\n'
        '[[importance]]\nmatch = "@|\\\\$mail"\nweight = 5\n'
        "[readers]\nja = 300\nde = 250\nhi = 200\nar = 150\nfr = 140\n"
        f'[approvers]\n"{people.load()[0].name}" = ["*"]\n',
        encoding="utf-8",
    )
    return world.environment | {
        "WIKILATCH_WIKIS_FILE": str(wikis),
        "WIKILATCH_TEAM_PAGES": str(team),
        "WIKILATCH_CONFIG": str(config),
        "WIKILATCH_SYNC_BOT_PASSWORD": people.BOT_PASSWORD,
        "WIKILATCH_STATE": str(HOME / "sync-state"),
        "COLUMNS": "110",
    }
