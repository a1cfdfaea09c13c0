import json
from datetime import timedelta

import msgspec
import pytest

from bot.settings import TeamPage, TeamPages
from bot.store.database import open_engine
from bot.store.documents import Documents
from bot.store.snapshots import Snapshots
from bot.translation import board
from bot.translation.checks.data import CheckData
from bot.translation.completeness import Importance
from bot.translation.glossary import Glossary, Rendering, Term
from bot.translation.refresh import Refresher
from bot.translation.survey import Surveyor
from bot.wiki.errors import ApiError
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateClient
from tests.unit.translation.team import TeamWiki

TEAM = TeamPages("testwiki", (TeamPage("Team"),), (("emergency", 8.0),), {"ja": 10})
PASSWORD = Term("password", "password", renderings={"de": Rendering("Passwort")})
GLOSSARY = Glossary({"password": PASSWORD})


class Desk:
    """A wiki, a store, and a refresh of the one into the other."""

    def __init__(self, team: TeamWiki, engine) -> None:
        self.team = team
        self.snapshots = Snapshots(engine)
        self.documents = Documents(engine, "testwiki")
        self.asked: list[str] = []

    def refresh(self, **options) -> board.Overview:
        self.team.wiki.tick(hours=1)
        client = TranslateClient(self.team.translate, retries=1, sleep=lambda _: None)
        pages = TranslatablePages(self.team.translate)
        survey = Surveyor(client, pages, TEAM).survey(self.snapshots.latest("testwiki"), self.team.wiki.now)
        self.team.translate.requests.clear()
        refresher = Refresher(
            client,
            pages,
            Importance(TEAM.importance),
            self.documents,
            self.snapshots,
            wiki="testwiki",
            site="https://wiki.example.org",
        )
        made = refresher.run(survey, GLOSSARY, CheckData.load(), **options)
        self.asked = [
            p.get("meta") or p.get("list") or p.get("prop", "") for p in self.team.translate.requests
        ]
        return made

    def language(self, code: str) -> board.LanguageReport:
        kept = self.documents.get(board.language_document(code))
        assert kept is not None
        return msgspec.json.decode(kept.body, type=board.LanguageReport)

    def page(self, overview: board.Overview) -> board.PageReport:
        kept = self.documents.get(board.page_document(overview.pages[0].id))
        assert kept is not None
        return msgspec.json.decode(kept.body, type=board.PageReport)


@pytest.fixture
def desk(tmp_path):
    team = TeamWiki()
    team.page()
    team.say("1", "ja", "== 安全 ==")
    team.say("2", "de", "Nimm ein langes Passwort.")
    team.say("3", "de", "Schreib im Notfall an alarm@anders.example.org.")
    engine = open_engine(f"sqlite:///{tmp_path}/store.sqlite")
    yield Desk(team, engine)
    engine.dispose()


def test_what_to_do_comes_with_the_critical_units_first(desk):
    made = desk.refresh()
    japanese = desk.language("ja")
    assert japanese.missing[0].key == "Team/3"
    assert japanese.missing[0].weight == 8
    assert made.row("ja").urgent == 1
    assert made.row("de").urgent == 0


def test_findings_are_kept_with_severity_and_unit_and_counted(desk):
    made = desk.refresh()
    found = {(row.key, row.check): row for row in desk.language("de").defects}
    assert ("Team/3", "variable-lost") in found
    assert found["Team/3", "variable-lost"].severity == "error"
    assert made.row("de").defects == sum(row.severity != "notice" for row in found.values())


def test_a_page_tells_where_its_contact_point_is_wrong(desk):
    report = desk.page(desk.refresh())
    contact = next(row for row in report.contacts if row.value == "alarm@team.example.org")
    assert contact.wrong == {"changed": ["de"]}
    assert report.defects["de"] >= 1


def test_an_outdated_unit_shows_what_changed(desk):
    desk.refresh()
    desk.team.edit("Use a long password.", "Use a very long password.")
    desk.team.translate.mark("Team")
    desk.refresh()
    row = desk.language("de").outdated[0]
    assert (row.key, row.known) == ("Team/2", True)
    assert ("+", "very ") in [tuple(piece) for piece in row.diff] or any(
        "very" in text for _, text in row.diff
    )
    news = {(one.language, one.kind): one.units for one in desk.documents.news("de")}
    assert news == {("de", "outdated"): ("Team/2",)}


def test_what_was_put_right_and_what_is_new_is_news_once(desk):
    desk.refresh()
    desk.team.say("3", "de", "Schreib im Notfall an $mail.")
    desk.team.edit("</translate>", "\n<!--T:4-->\nTell nobody.\n</translate>")
    desk.team.translate.mark("Team")
    desk.refresh()
    news = {one.kind: one.units for one in desk.documents.news("de")}
    assert news == {"fixed": ("Team/3",), "new": ("Team/4",)}
    desk.refresh()
    assert len(desk.documents.news("de")) == 2


def test_an_edit_that_nobody_marked_is_forecast_and_not_news(desk):
    desk.refresh()
    desk.team.edit("Use a long password.", "Use a passphrase.")
    made = desk.refresh()
    forecast = desk.page(made).forecast
    assert made.pages[0].edited_since_mark
    assert (forecast.translations, forecast.languages) == (1, ["de"])
    assert desk.documents.news("de") == []


def test_nothing_changed_asks_for_changes_only(desk):
    desk.refresh()
    before = desk.language("de")
    desk.refresh()
    assert desk.asked == ["recentchanges", "logevents"]
    assert desk.language("de").defects == before.defects


def test_only_the_changed_pair_is_read_again(desk):
    desk.refresh()
    desk.team.say("2", "ja", "長い合言葉を。")
    desk.refresh()
    assert desk.asked.count("messagecollection") == 1
    assert [one.key for one in desk.language("ja").missing] == ["Team/3", "Team/Page_display_title"]


def test_where_a_term_stands_and_how_it_is_rendered(desk):
    desk.refresh()
    kept = desk.documents.get(board.TERMS)
    report = msgspec.json.decode(kept.body, type=list[board.TermReport])[0]
    assert [key for _, key in report.places] == ["Team/2"]
    assert report.uses[0].renderings["Passwort"] == 1
    assert json.loads(desk.documents.get(board.GLOSSARY).body)["terms"][0]["id"] == "password"


def test_nobody_is_named_in_what_is_kept(desk):
    desk.refresh()
    everything = "".join(desk.documents.under("").values())
    assert "Aiko" not in everything


def test_a_broken_wiki_leaves_everything_as_it_was(desk, monkeypatch):
    first = desk.refresh()
    desk.team.say("2", "ja", "長い合言葉を。")

    def broken(self, *_args, **_more):
        raise ApiError("internal_api_error", "down")

    with monkeypatch.context() as patch:
        patch.setattr(TranslatablePages, "changes", broken)
        with pytest.raises(ApiError):
            desk.refresh()
    assert json.loads(desk.documents.get(board.OVERVIEW).body)["taken_at"] == first.taken_at
    desk.refresh()
    assert "Team/2" not in [one.key for one in desk.language("ja").missing]


def test_a_pair_that_cannot_be_read_keeps_its_state_and_is_read_next_time(desk, monkeypatch):
    desk.refresh()
    desk.team.say("3", "de", "Schreib im Notfall an $mail.")

    def broken(self, *_args, **_more):
        raise ApiError("internal_api_error", "down")

    with monkeypatch.context() as patch:
        patch.setattr(TranslateClient, "units", broken)
        made = desk.refresh()
    assert any("Team (de)" in problem.where for problem in made.problems)
    assert "variable-lost" in [row.check for row in desk.language("de").defects]
    desk.refresh()
    assert "variable-lost" not in [row.check for row in desk.language("de").defects]
    assert desk.asked.count("messagecollection") == 1, "what could be read is not read again"


def test_news_older_than_ninety_days_is_forgotten(desk):
    desk.refresh()
    desk.team.say("3", "de", "Schreib im Notfall an $mail.")
    desk.refresh()
    assert desk.documents.news("de")
    desk.documents.replace({}, desk.team.wiki.now + timedelta(days=91))
    assert desk.documents.news("de") == []
