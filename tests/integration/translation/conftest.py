"""A team's page on the real wiki, the Translate stand-in in front of it, and the sync's own way to both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
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
from tests.localwiki import LocalWiki

REPORT = f"User:{people.SYNC_BOT}/Translation status"
GLOSSARY = "Team/Glossary.json"
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
    """The local wiki with a translatable page, `Team`, and everything the sync needs."""

    wiki: LocalWiki
    session: TeamWiki
    settings: Settings
    pages: TeamPages
    translate: TranslateStandIn = field(init=False)

    def __post_init__(self) -> None:
        admin = Person(self.wiki.session(people.ADMIN))
        self.translate = TranslateStandIn(self.session, admin, languages=("ar", "de", "fr", "ja"))

    def page(self, title: str = "Team", source: str = SOURCE) -> None:
        self.wiki.save(people.ADMIN, title, source)
        self.translate.mark(title)

    def say(self, unit: str, language: str, text: str, title: str = "Team") -> int:
        return self.wiki.save(self.translator, f"Translations:{title}/{unit}/{language}", text)

    @property
    def translator(self) -> str:
        return next(iter(self.wiki.people))

    def text(self, title: str) -> str | None:
        page = self.wiki.session().get(
            action="query",
            prop="revisions",
            titles=title,
            rvprop="content|user|comment|flags",
            rvslots="main",
        )["query"]["pages"][0]
        return page["revisions"][0]["slots"]["main"]["content"] if "revisions" in page else None

    def revisions(self, title: str) -> list[dict[str, Any]]:
        page = self.wiki.session().get(
            action="query", prop="revisions", titles=title, rvprop="ids|user|comment|flags", rvlimit=50
        )["query"]["pages"][0]
        return page.get("revisions", [])

    def editor(self, session: Any = None, *, live: bool = True) -> TeamEditor:
        return TeamEditor(session or self.translate, self.pages, live=live, sleep=lambda _: None)


@pytest.fixture
def team(wiki: LocalWiki, tmp_path: Path, fresh_pywikibot: None) -> Team:
    settings = settings_module.load(describe(wiki, tmp_path, WIKILATCH_SYNC_BOT_PASSWORD=wiki.bot_password))
    pages = TeamPages(
        wiki="localwiki",
        pages=(TeamPage("Team"),),
        importance=(("emergency", 5.0),),
        account=people.SYNC_BOT,
        report_page=REPORT,
        stop_page=people.SYNC_STOP_PAGE,
        glossary=GLOSSARY,
        approved=frozenset({"report", "glossary", "shared-parts", "digest"}),
    )
    return Team(wiki, open_team_wiki(settings, pages, log_in=True), settings, pages)
