"""A store as a refresh leaves it: the demo's team pages, translated over some days, with planted defects."""

from __future__ import annotations

import shutil
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import ROOT, TeamPage, TeamPages
from bot.store import Store, open_store
from bot.store.documents import Documents
from bot.store.snapshots import Snapshots
from bot.translation.board import Overview
from bot.translation.checks.data import CheckData
from bot.translation.completeness import Importance
from bot.translation.glossary import Glossary, read_folder
from bot.translation.refresh import Refresher
from bot.translation.survey import Surveyor
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateClient
from scripts.standins.memory_wiki import MemoryWiki
from scripts.standins.translate import TranslateStandIn
from tests.stores import Clock, new_keys

SITE = "https://wiki.example.org"
TEAM = TeamPages(
    wiki="metawiki",
    pages=(
        TeamPage("Safety desk"),
        TeamPage("Template:Safety desk tabs", kind="template"),
        TeamPage("Safety desk/Glossary.json", kind="bundle"),
    ),
    importance=(("emergency|alarm@", 8.0), (r"@|\$mail", 5.0)),
    readers={"ja": 300, "de": 250, "hi": 200, "ar": 150, "fr": 140, "th": 20},
    report_page="User:WikilatchSync/Translation status",
)
_DATA = tomllib.loads((ROOT / "scripts" / "demo" / "team_page.toml").read_text(encoding="utf-8"))


class Followed:
    """The demo's pages on a wiki in memory, and what a refresh wrote of them into a store."""

    def __init__(self, store: Store) -> None:
        self.wiki = MemoryWiki(languages=["ar", "de", "en", "fr", "hi", "ja", "th", "sw"])
        self.translate = TranslateStandIn(
            self.wiki, languages=sorted(_DATA["translations"]), now=lambda: self.wiki.now
        )
        self.documents = Documents(store.engine, TEAM.wiki)
        self._snapshots = Snapshots(store.engine)
        self.data = CheckData.load()
        self.glossary: Glossary = read_folder(Path(ROOT) / "config" / "glossary", self.data.languages)

    def refresh(self) -> Overview:
        """Survey and refresh, as the command does."""
        client = TranslateClient(self.translate, retries=1, sleep=lambda _: None)
        pages = TranslatablePages(self.translate)
        survey = Surveyor(client, pages, TEAM).survey(self._snapshots.latest(TEAM.wiki), self.wiki.now)
        refresher = Refresher(
            client,
            pages,
            Importance(TEAM.importance),
            self.documents,
            self._snapshots,
            wiki=TEAM.wiki,
            site=SITE,
            report_page=TEAM.report_page,
        )
        return refresher.run(survey, self.glossary, self.data)

    def say(self, page: str, unit: str, language: str, text: str) -> None:
        """Translate a unit."""
        self.wiki.save(f"Translations:{page}/{unit}/{language}", text, "Aiko")

    def live(self) -> Overview:
        """Let translators work for two weeks, the source change, and refresh daily."""
        source, tabs, bundle = _DATA["source"], _DATA["tabs"], _DATA["glossary"]
        first = source["text"].strip()
        self.wiki.save(source["title"], first)
        self.wiki.save(tabs["title"], tabs["text"].strip())
        self.wiki.save(bundle["title"], bundle["text"])
        self.translate.mark(source["title"])
        self.translate.mark(tabs["title"])
        self.translate.publish_bundle(bundle["title"])
        work = [
            (source["title"], unit, language, text)
            for unit in ("1", "Page display title", "4", "3", "2", "5", "6")
            for language, units in _DATA["translations"].items()
            for text in [units.get(unit)]
            if text
        ]
        work += [
            (tabs["title"], str(number), language, text)
            for language, texts in _DATA["tabs_translations"].items()
            for number, text in enumerate(texts, 1)
        ]
        for day in range(8):
            for item in work[day * len(work) // 8 : (day + 1) * len(work) // 8]:
                self.say(*item)
            self.refresh()
            self.wiki.now += timedelta(days=1)
        second = first.replace(*source["then"])
        self.wiki.save(source["title"], second)
        self.translate.mark(source["title"])
        self.refresh()
        self.wiki.now += timedelta(days=1)
        self.wiki.save(source["title"], second.replace(*source["unmarked"]))
        return self.refresh()


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory):
    """A database file as two weeks of translating and refreshing leave it, and when that was."""
    path = tmp_path_factory.mktemp("store") / "refreshed.sqlite"
    store = open_store(f"sqlite:///{path}", new_keys())
    followed = Followed(store)
    followed.live()
    store.close()
    return path, followed.wiki.now


@pytest.fixture
def board_store(tmp_path, keys, refreshed):
    """A store with the demo's team pages, an hour after their last refresh."""
    path = shutil.copyfile(refreshed[0], tmp_path / "refreshed.sqlite")
    store = open_store(f"sqlite:///{path}", keys, Clock(refreshed[1].timestamp() + 3600))
    yield store
    store.close()
