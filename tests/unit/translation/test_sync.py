from dataclasses import replace
from pathlib import Path

import pytest

from bot.messages import Messages
from bot.settings import CONFIG, SharedPart, TeamPages
from bot.store.database import open_engine
from bot.store.documents import Approval, Documents
from bot.store.glossary_seen import GlossarySeen
from bot.translation.glossary import GlossaryError, Status, read
from bot.translation.glossary_files import locked
from bot.translation.shared_parts import shared
from bot.translation.sync import Folders, Sync, SyncReport
from bot.wiki.edit import Outcome, PageRefusedError, TeamEditor
from bot.wiki.translate import TranslateClient
from tests.unit.translation.team import SOURCE, TeamWiki

GLOSSARY = "Team/Glossary.json"
TERMS = """# Kept by hand: this comment stays.
source_language: en
terms:
- id: doxxing
  term: Doxxing
  renderings:
    ja: {text: 晒し, status: approved}
    de: {text: Doxxing, status: suggested}
- id: phishing
  term: Phishing
"""
TEAM = TeamPages(
    wiki="testwiki",
    account="WikilatchSync",
    stop_page="User:WikilatchSync/run",
    glossary=GLOSSARY,
    approved=frozenset({"glossary", "shared-parts"}),
)


class Round:
    """A wiki with a glossary and a folder with ours; runs syncs."""

    def __init__(self, folder: Path) -> None:
        self.team = TeamWiki()
        self.team.wiki.save(TEAM.stop_page, "run")
        self.team.wiki.save(GLOSSARY, '{"doxxing": "Doxxing", "phishing": "Phishing"}')
        self.team.translate.publish_bundle(GLOSSARY)
        self.folders = Folders(folder / "glossary", folder / "exports", folder / "sync.lock")
        self.folders.glossary.mkdir()
        self.file = self.folders.glossary / "team.yaml"
        self.file.write_text(TERMS, encoding="utf-8")
        self.engine = open_engine(f"sqlite:///{folder}/store.sqlite")
        self.documents = Documents(self.engine, TEAM.wiki)

    def sync(self, settings: TeamPages = TEAM, *, live: bool = True) -> SyncReport:
        editor = TeamEditor(self.team.translate, settings, live=live, sleep=lambda _: None)
        messages = Messages.load(CONFIG / "i18n")
        return Sync(
            TranslateClient(self.team.translate),
            editor,
            settings,
            messages,
            GlossarySeen(self.engine),
            self.documents,
            self.folders,
            {"ja", "de", "en", "fr"},
            lang="en",
            live=live,
        ).run()

    def ours(self, term: str, language: str):
        return read(self.file, {"ja", "de", "en", "fr"}).terms[term].renderings.get(language)


@pytest.fixture
def round_(tmp_path):
    made = Round(tmp_path)
    yield made
    made.engine.dispose()


def test_an_approved_rendering_is_filled_once(round_: Round):
    report = round_.sync()
    assert [(edit.title, edit.outcome) for edit in report.edits] == [
        (f"Translations:{GLOSSARY}/doxxing/ja", Outcome.SAVED)
    ]
    assert round_.team.wiki.text(f"Translations:{GLOSSARY}/doxxing/ja") == "晒し"
    again = round_.sync()
    assert (again.edits, again.pulled, again.written) == ([], [], [])


def test_a_translators_change_comes_into_files_and_exports(round_: Round):
    round_.sync()
    round_.team.say("doxxing", "ja", "個人情報の暴露", GLOSSARY)
    report = round_.sync()
    assert [(pull.text, pull.instead_of) for pull in report.pulled] == [("個人情報の暴露", "晒し")]
    assert round_.ours("doxxing", "ja").text == "個人情報の暴露"
    assert round_.file.read_text(encoding="utf-8").startswith("# Kept by hand")
    for name in ("glossary.tbx", "glossary.csv", "glossary.json", "glossary.ja.po"):
        assert "個人情報の暴露" in (round_.folders.exports / name).read_text(encoding="utf-8")


def test_a_dry_run_changes_neither_files_nor_wiki(round_: Round):
    round_.team.say("phishing", "de", "Phishing", GLOSSARY)
    report = round_.sync(live=False)
    assert [edit.outcome for edit in report.edits] == [Outcome.PLANNED]
    assert [pull.term for pull in report.pulled] == ["phishing"]
    assert round_.file.read_text(encoding="utf-8") == TERMS
    assert not round_.folders.exports.exists()
    assert round_.team.wiki.text(f"Translations:{GLOSSARY}/doxxing/ja") is None


def test_without_the_wikis_approval_files_are_synced_and_the_wiki_is_left(round_: Round):
    round_.team.say("phishing", "de", "Phishing", GLOSSARY)
    report = round_.sync(replace(TEAM, approved=frozenset()))
    assert [edit.outcome for edit in report.edits] == [Outcome.LEFT]
    assert round_.ours("phishing", "de").text == "Phishing"


def test_a_rendering_taken_away_on_the_wiki_is_not_put_back(round_: Round):
    round_.sync()
    round_.team.wiki.pages.pop(f"Translations:{GLOSSARY}/doxxing/ja")
    report = round_.sync()
    assert report.edits == []
    assert "was taken away" in report.proposals[0].why


def test_a_renamed_glossary_is_left_with_a_reason(round_: Round):
    round_.team.wiki.move(GLOSSARY, "Legal/Glossary.json")
    round_.team.translate.groups["messagebundle-Legal/Glossary.json"] = round_.team.translate.groups.pop(
        f"messagebundle-{GLOSSARY}"
    )
    report = round_.sync()
    assert "renamed?" in report.left[0].why
    assert round_.file.read_text(encoding="utf-8") == TERMS


def test_a_malformed_file_stops_before_anything_is_written(round_: Round):
    round_.file.write_text(TERMS + "- id: Bad Id\n  term: x\n", encoding="utf-8")
    round_.team.say("phishing", "de", "Phishing", GLOSSARY)
    with pytest.raises(GlossaryError, match=r"team\.yaml:11"):
        round_.sync()
    assert not round_.folders.exports.exists()
    assert round_.team.wiki.text(f"Translations:{GLOSSARY}/doxxing/ja") is None


def test_a_second_sync_on_this_machine_waits_its_turn(round_: Round):
    with locked(round_.folders.lock), pytest.raises(GlossaryError, match="another sync is under way"):
        round_.sync()


PLACE = "<!-- wikilatch:tabs:begin -->\n{{Old tabs}}\n<!-- wikilatch:tabs:end -->"


def test_a_shared_part_is_kept_alike_outside_units(round_: Round):
    round_.team.page("Team", SOURCE.replace("{{Team tabs}}", PLACE))
    round_.team.page("Other", SOURCE)
    part = SharedPart("tabs", "{{New tabs}}", ("Team", "Other", "Nowhere"))
    report = round_.sync(replace(TEAM, glossary="", shared_parts=(part,)))
    assert [(edit.title, edit.outcome) for edit in report.edits] == [
        ("Team", Outcome.SAVED),
        ("Nowhere", Outcome.LEFT),
    ]
    text = round_.team.wiki.text("Team")
    assert text is not None
    assert text.replace("{{New tabs}}", "{{Old tabs}}") == SOURCE.replace("{{Team tabs}}", PLACE)
    assert round_.team.wiki.text("Other") == SOURCE
    assert [item.what for item in report.proposals] == ["Team", "Other: tabs"]


@pytest.mark.parametrize(
    "page",
    [
        SOURCE.replace("Use a long password.", PLACE),
        SOURCE.replace(
            "{{Team tabs}}",
            "<!-- wikilatch:tabs:begin --><translate><!--T:9--> x</translate><!-- wikilatch:tabs:end -->",
        ),
    ],
)
def test_a_shared_part_never_touches_a_unit(page: str):
    with pytest.raises(PageRefusedError):
        shared(SharedPart("tabs", "{{New tabs}}", ()))(page)


def test_a_shared_part_that_would_open_a_unit_is_refused():
    page = SOURCE.replace("{{Team tabs}}", PLACE)
    with pytest.raises(PageRefusedError, match="would change translation units"):
        shared(SharedPart("tabs", "</translate>", ()))(page)


def test_what_a_person_approved_on_the_web_is_recorded_and_filled_in_once(round_: Round):
    round_.documents.approve(Approval("doxxing", "de", "Doxxing", "Doxxing"))
    report = round_.sync()
    assert round_.ours("doxxing", "de").status is Status.APPROVED
    assert round_.team.wiki.text(f"Translations:{GLOSSARY}/doxxing/de") == "Doxxing"
    assert not any("approved on the web" in item.why for item in report.left)
    assert round_.documents.approvals() == []
    assert round_.sync().edits == []


@pytest.mark.parametrize(
    "approval",
    [
        Approval("doxxing", "de", "Etwas anderes", "Doxxing"),
        Approval("doxxing", "de", "Doxxing", "another definition"),
        Approval("doxxing", "fr", "doxxing", "Doxxing"),
        Approval("no-such-term", "de", "x", "y"),
    ],
)
def test_an_approval_of_what_is_no_longer_so_approves_nothing_and_is_told(round_: Round, approval: Approval):
    round_.documents.approve(approval)
    report = round_.sync()
    assert any("approved on the web" in item.why for item in report.left)
    assert round_.ours("doxxing", "de").status is not Status.APPROVED
    assert round_.documents.approvals() == []


def test_a_dry_run_leaves_approvals_waiting(round_: Round):
    round_.documents.approve(Approval("doxxing", "de", "Doxxing", "Doxxing"))
    round_.sync(live=False)
    assert len(round_.documents.approvals()) == 1
