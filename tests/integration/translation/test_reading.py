"""The team's pages from mark to report: a real wiki's pages, revisions, recent changes and renames."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.messages import Messages
from bot.settings import CONFIG, TeamPage
from bot.translation.completeness import Importance
from bot.translation.labels import LabelFinder
from bot.translation.outdated import OutdatedFinder
from bot.translation.publish import publish_status
from bot.translation.survey import Surveyor
from bot.translation.wikitext_report import WikitextReport
from bot.wiki.edit import Outcome
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateClient
from tests.integration.translation.conftest import SOURCE, Team

pytestmark = pytest.mark.wiki


def survey(team: Team, previous=None, settings=None):
    client, pages = TranslateClient(team.translate), TranslatablePages(team.translate)
    return Surveyor(client, pages, settings or team.pages).survey(previous, datetime.now(UTC))


def test_translate_outdate_and_publish(team: Team):
    team.page()
    team.say("1", "ja", "== 安全 ==")
    team.say("2", "ja", "長い合言葉を。")
    first = survey(team)
    page_id = first.matrix.groups[0].page_id
    assert first.matrix.cell(page_id, "ja").translated == 2
    team.wiki.save(team.admin, team.title, SOURCE.replace("long password", "long pass phrase"))
    assert survey(team, first.snapshot).matrix.groups[0].edited_since_mark
    team.translate.mark(team.title)
    again = survey(team, first.snapshot)
    assert (again.matrix.cell(page_id, "ja").translated, again.matrix.cell(page_id, "ja").fuzzy) == (1, 1)
    finder = OutdatedFinder(
        TranslateClient(team.translate), TranslatablePages(team.translate), Importance(())
    )
    outdated = finder.find(again.matrix)
    assert outdated.units[0].old == "Use a long password."
    messages = Messages.load(CONFIG / "i18n")
    arguments = (team.pages, messages, "en", again.matrix, again.matrix.languages(), outdated)
    assert publish_status(team.editor(), *arguments).outcome is Outcome.SAVED
    assert publish_status(team.editor(), *arguments).outcome is Outcome.UNCHANGED
    shown = team.wiki.session().get(action="parse", page=team.report, prop="text", disablelimitreport=1)[
        "parse"
    ]["text"]
    assert "日本語 (ja)" in shown
    assert "25&#160;%" in shown
    assert "<del>password</del>" in shown
    assert "pass phrase</ins>" in shown


def test_a_renamed_page_is_followed_by_its_id(team: Team):
    team.page()
    team.say("1", "ja", "== 安全 ==")
    first = survey(team)
    page_id = first.matrix.groups[0].page_id
    moved = f"Legal/{team.title}"
    team.move(team.title, moved)
    by_id = replace(team.pages, pages=(TeamPage(team.title, page_id),))
    again = survey(team, first.snapshot, by_id)
    assert again.matrix.groups[0].title == moved
    assert again.matrix.cell(page_id, "ja").translated == 1


NAVIGATION = """<translate>
<!--T:1-->
[[Special:MyLanguage/{0}|{0}]]

<!--T:2-->
The crisis
</translate>"""


def test_labels_that_drifted_from_the_name_of_today(team: Team):
    template = f"Template:{team.title} tabs"
    team.page()
    team.page(NAVIGATION.format(team.title), template)
    unit, title = f"Translations:{template}/{{}}", f"Translations:{team.title}/Page display title"
    said = (("ja", "チーム", "班", "危機"), ("de", "Mannschaft", "Mannschaft", ""))
    for language, name, label, crisis in said:
        link = f"[[Special:MyLanguage/{team.title}|{label}]]"
        team.wiki.save(team.translator, f"{title}/{language}", name)
        team.wiki.save(team.translator, f"{unit.format(1)}/{language}", link)
        if crisis:
            team.wiki.save(team.translator, f"{unit.format(2)}/{language}", crisis)
    # Renamed in the source, and marked without outdating anything.
    source = NAVIGATION.format(team.title).replace("The crisis", "The war")
    team.wiki.save(team.admin, template, source)
    team.translate.mark(template, keep=("2",))
    settings = replace(team.pages, pages=(TeamPage(team.title), TeamPage(template, kind="template")))
    matrix = survey(team, settings=settings).matrix
    client, pages = TranslateClient(team.translate), TranslatablePages(team.translate)
    labels = {label.name: label for label in LabelFinder(client, pages, settings).find(matrix)}
    assert (labels["The war"].outdated, labels["The war"].missing) == (("ja",), ("de",))
    (link,) = (label for name, label in labels.items() if name.startswith("[["))
    assert link.differs == ("ja",)
    assert labels[team.title].is_well
    report = WikitextReport(Messages.load(CONFIG / "i18n"), "en")
    text = report.status(matrix, ["ja"], None, [*labels.values()])
    assert "“<bdi>The war</bdi>” is translated from an older name in: Japanese (ja)" in text


def test_nothing_changed_asks_for_no_statistics(team: Team):
    team.page()
    team.say("1", "ja", "== 安全 ==")
    first = survey(team)
    snapshot = replace(first.snapshot, until=datetime.now(UTC) + timedelta(seconds=2))  # after the last edit
    team.translate.requests.clear()
    survey(team, snapshot)
    asked = [p.get("meta") or p.get("list") or p.get("prop") for p in team.translate.requests]
    assert asked == ["recentchanges", "logevents", "info"]
