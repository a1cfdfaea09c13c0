"""Syncs on a real MediaWiki, with somebody else at work: nothing is overwritten and nothing lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.messages import Messages
from bot.settings import CONFIG
from bot.store.database import open_engine
from bot.store.documents import Documents
from bot.store.glossary_seen import GlossarySeen
from bot.translation.glossary import Glossary, read
from bot.translation.glossary_source import push_terms
from bot.translation.sync import Folders, Sync, SyncReport
from bot.wiki.edit import Outcome
from bot.wiki.translate import TranslateClient
from tests.integration.translation.conftest import Interrupted, Team

pytestmark = pytest.mark.wiki

LANGUAGES = {"ja", "de", "en", "fr", "ar"}
TERMS = """source_language: en
terms:
- id: doxxing
  term: Doxxing
  renderings: {ja: {text: 晒し, status: approved}}
- id: phishing
  term: Phishing
"""


class Here:
    """One operator's files and store, and a sync with them."""

    def __init__(self, team: Team, folder: Path) -> None:
        self.team = team
        folder.mkdir()
        self.folders = Folders(folder / "glossary", folder / "exports", folder / "lock")
        self.folders.glossary.mkdir()
        self.file = self.folders.glossary / "team.yaml"
        self.file.write_text(TERMS, encoding="utf-8")
        self.engine = open_engine(f"sqlite:///{folder}/store.sqlite")

    def sync(self, session=None, **more) -> SyncReport:
        settings = replace(self.team.pages, **more)
        return Sync(
            TranslateClient(self.team.translate),
            self.team.editor(session),
            settings,
            Messages.load(CONFIG / "i18n"),
            GlossarySeen(self.engine),
            Documents(self.engine, settings.wiki),
            self.folders,
            LANGUAGES,
            lang="en",
            live=True,
        ).run()

    @property
    def unit(self) -> str:
        return f"Translations:{self.team.glossary}/doxxing/ja"

    def rendering(self, term: str, language: str) -> str | None:
        found = read(self.file, LANGUAGES).terms[term].renderings.get(language)
        return found.text if found else None


@pytest.fixture
def here(team: Team, tmp_path: Path):
    team.bundle()
    made = Here(team, tmp_path / "here")
    yield made
    made.engine.dispose()


def test_fill_then_pull_what_a_translator_made_of_it(here: Here, team: Team):
    assert [edit.outcome for edit in here.sync().edits] == [Outcome.SAVED]
    team.wiki.save(team.translator, here.unit, "個人情報の暴露")
    assert [pull.text for pull in here.sync().pulled] == ["個人情報の暴露"]
    assert here.rendering("doxxing", "ja") == "個人情報の暴露"
    last = here.sync()
    assert (last.edits, last.pulled, last.written) == ([], [], [])
    assert [row["user"] for row in team.revisions(here.unit)] == [team.translator, team.pages.account]


def test_a_translator_who_saves_between_reading_and_filling_wins(here: Here, team: Team):
    session = Interrupted(team.translate, lambda: team.wiki.save(team.translator, here.unit, "本人の訳"))
    assert [edit.outcome for edit in here.sync(session).edits] == [Outcome.LEFT]
    assert team.text(here.unit) == "本人の訳"
    assert here.sync().proposals[0].what == "doxxing (ja)"


def test_two_operators_sync_at_once(here: Here, team: Team, tmp_path: Path):
    there = Here(team, tmp_path / "there")
    session = Interrupted(team.translate, there.sync)
    assert [edit.outcome for edit in here.sync(session).edits] == [Outcome.LEFT]
    assert len(team.revisions(here.unit)) == 1
    for one in (here, there):
        assert one.sync().edits == []
        assert one.rendering("doxxing", "ja") == "晒し"
    there.engine.dispose()


def test_a_renamed_glossary_is_not_written_under_its_old_name(here: Here, team: Team):
    team.move(team.glossary, f"Legal/{team.glossary}")
    report = here.sync()
    assert "renamed?" in report.left[0].why
    assert team.text(here.unit) is None


def test_a_renumbered_unit_gets_its_own_rendering_and_no_others(here: Here, team: Team):
    page = f"{team.title}/Glossary"
    first = "<translate>\n<!--T:1-->\nDoxxing\n\n<!--T:2-->\nPhishing\n</translate>"
    team.page(first, page)
    # Somebody lost the markers: what was unit 1 is unit 2 now, and the other way round.
    team.wiki.save(team.admin, page, first.replace("T:1", "T:x").replace("T:2", "T:1").replace("T:x", "T:2"))
    team.translate.mark(page)
    here.team.pages = replace(team.pages, glossary=page)
    report = here.sync()
    assert [(edit.title, edit.outcome) for edit in report.edits] == [
        (f"Translations:{page}/2/ja", Outcome.SAVED)
    ]
    assert team.text(f"Translations:{page}/2/ja") == "晒し"
    assert team.text(f"Translations:{page}/1/ja") is None


def test_terms_and_definitions_are_added_to_the_bundle_and_outdate_nothing(here: Here, team: Team):
    team.wiki.save(team.translator, here.unit, "晒し")
    terms = read(here.file, LANGUAGES)
    phishing = replace(terms.terms["phishing"], id="smishing", text="Smishing", definition="Phishing by SMS.")
    messages = Messages.load(CONFIG / "i18n")
    arguments = (team.pages, messages, "en", Glossary({"smishing": phishing}), team.text(team.glossary))
    result, _ = push_terms(team.editor(), *arguments)
    assert result.outcome is Outcome.SAVED
    client = TranslateClient(team.translate)
    group = f"messagebundle-{team.glossary}"
    team.wait_for(lambda: len(client.units(group, "ja")) == 4)
    units = {unit.id: unit for unit in client.units(group, "ja")}
    assert units["smishing.definition"].definition == "Phishing by SMS."
    assert (units["doxxing"].translation, units["doxxing"].is_fuzzy) == ("晒し", False)
    assert team.revisions(team.glossary)[0]["user"] == team.pages.account
