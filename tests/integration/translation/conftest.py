"""A team's page on a real wiki, Translate or its stand-in in front of it, and the sync's own way to both.

Every test of this folder that asks for `team` runs twice: on the local wiki behind the stand-in, and on the
extension itself where the environment names a wiki that has it (extension.py).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import settings as settings_module
from bot.settings import Settings, TeamPage, TeamPages
from bot.wiki.edit import TeamEditor
from bot.wiki.team import TeamWiki, open_team_wiki
from scripts.localwiki import people
from scripts.localwiki.client import WikiClient
from scripts.standins.translate import TranslateStandIn
from tests.integration.conftest import describe
from tests.integration.translation.extension import Extension, NamedWiki, wait_for
from tests.localwiki import LocalWiki

SOURCE = """<languages/>
<translate>
== Stay safe == <!--T:1-->

<!--T:2-->
Use a long password.

<!--T:3-->
In an emergency write to <tvar name="mail">alarm@team.example.org</tvar>.
</translate>
[[Category:Team]]"""


class Person:
    """A person's session, as the stand-in's ApiSession."""

    def __init__(self, client: WikiClient) -> None:
        self._client = client

    def get(self, **params: str) -> dict[str, Any]:
        return self._client.get(**params)

    def post(self, **params: str) -> dict[str, Any]:
        return self._client.act(params.pop("action"), **params)


class Interrupted:
    """A session in which somebody does something just before each write, as often as `times` says."""

    def __init__(self, session: TranslateStandIn, act: Callable[[], object], times: int = 1) -> None:
        self._session = session
        self._act = act
        self._times = times

    def get(self, **params: str) -> dict[str, Any]:
        return self._session.get(**params)

    def post(self, **params: str) -> dict[str, Any]:
        if self._times:
            self._times -= 1
            self._act()
        return self._session.post(**params)


@dataclass
class Team:
    """A wiki with a translatable page and everything the sync needs; title is the page's."""

    wiki: LocalWiki | NamedWiki
    admin: str
    translator: str
    session: TeamWiki
    settings: Settings
    pages: TeamPages
    translate: TranslateStandIn | Extension
    environment: dict[str, str]

    @property
    def title(self) -> str:
        return self.pages.pages[0].title

    @property
    def report(self) -> str:
        return self.pages.report_page

    @property
    def glossary(self) -> str:
        return self.pages.glossary

    def page(self, source: str = SOURCE, title: str = "") -> None:
        self.wiki.save(self.admin, title or self.title, source)
        self.translate.mark(title or self.title)

    def bundle(self, keys: str = '{"doxxing": "Doxxing", "phishing": "Phishing"}') -> None:
        self.wiki.save(self.admin, self.glossary, keys)
        self.translate.publish_bundle(self.glossary)

    def say(self, unit: str, language: str, text: str) -> int:
        return self.wiki.save(self.translator, f"Translations:{self.title}/{unit}/{language}", text)

    def act(self, action: str, **parameters: str) -> None:
        self.wiki.session(self.admin).act(action, **parameters)

    def move(self, old: str, new: str) -> None:
        if isinstance(self.translate, TranslateStandIn):
            found = self.wiki.session().get(
                action="query", list="allpages", apnamespace=1198, apprefix=f"{old}/", aplimit=50
            )["query"]["allpages"]
            for title in [page["title"] for page in found] + [old]:
                moved = title.replace(old, new, 1)
                self.act("move", **{"from": title, "to": moved, "reason": "moved"})
        self.translate.move(old, new)

    def wait_for(self, done: Callable[[], object]) -> None:
        wait_for("what was asked for", done)

    def text(self, title: str) -> str | None:
        return self.wiki.session().text(title)

    def revisions(self, title: str) -> list[dict[str, Any]]:
        page = self.wiki.session().get(
            action="query", prop="revisions", titles=title, rvprop="ids|user|comment|flags", rvlimit=50
        )["query"]["pages"][0]
        return page.get("revisions", [])

    def editor(self, session: Any = None, *, live: bool = True) -> TeamEditor:
        return TeamEditor(session or self.translate, self.pages, live=live, sleep=lambda _: None)


@pytest.fixture(params=["stand-in", pytest.param("extension", marks=pytest.mark.extension_translate)])
def team(request: pytest.FixtureRequest, tmp_path: Path, fresh_pywikibot: None) -> Iterator[Team]:
    if request.param == "stand-in":
        yield _local(request.getfixturevalue("wiki"), tmp_path)
        return
    wiki = NamedWiki()
    yield _named(wiki, tmp_path)
    wiki.close()


def _local(wiki: LocalWiki, folder: Path) -> Team:
    environment = describe(wiki, folder, WIKILATCH_SYNC_BOT_PASSWORD=wiki.bot_password)
    settings = settings_module.load(environment)
    pages = _pages("", people.SYNC_BOT, "localwiki", people.SYNC_STOP_PAGE)
    session = open_team_wiki(settings, pages, log_in=True)
    translate = TranslateStandIn(
        session, Person(wiki.session(people.ADMIN)), languages=("ar", "de", "fr", "ja")
    )
    translator = next(iter(wiki.people))
    return Team(wiki, people.ADMIN, translator, session, settings, pages, translate, environment)


def _named(wiki: NamedWiki, folder: Path) -> Team:
    wikis = folder / "wikis.toml"
    wikis.write_text(
        f'[wikis.namedwiki]\napi = "{wiki.api}"\nlang = "en"\naccount = "{people.PATROL_BOT}"\n',
        encoding="utf-8",
    )
    # What is set for the sync comes from outside; nothing else of the caller's must reach it.
    environment = {name: value for name, value in os.environ.items() if name.startswith("WIKILATCH_SYNC_")}
    environment |= {"WIKILATCH_WIKIS_FILE": str(wikis), "WIKILATCH_STATE": str(folder / "state")}
    settings = settings_module.load(environment)
    stop = f"User:{wiki.sync_account}/{wiki.prefix}run"
    wiki.save(wiki.admin, stop, "run")
    pages = _pages(wiki.prefix, wiki.sync_account, "namedwiki", stop)  # pywikibot keeps what it knows by name
    session = open_team_wiki(settings, pages, log_in=True)
    translate = Extension(session, wiki)
    return Team(wiki, wiki.admin, wiki.admin, session, settings, pages, translate, environment)


def _pages(prefix: str, account: str, wiki: str, stop: str) -> TeamPages:
    return TeamPages(
        wiki=wiki,
        pages=(TeamPage(f"{prefix}Team"),),
        importance=(("emergency", 5.0),),
        account=account,
        report_page=f"User:{account}/{prefix}Translation status",
        stop_page=stop,
        glossary=f"{prefix}Team/Glossary.json",
        approved=frozenset({"report", "glossary", "shared-parts", "digest"}),
    )
