"""The whole life of a page: marked, translated, outdated, forecast, read, checked."""

from datetime import UTC, datetime

import pytest

from bot.settings import CONFIG
from bot.translation.checks import CheckData
from bot.translation.completeness import Importance
from bot.translation.impact import forecast
from bot.translation.inspection import inspect
from bot.translation.outdated import OutdatedFinder
from bot.translation.survey import Surveyor
from bot.units import GroupKind, UnitStatus
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateClient
from tests.integration.translation.conftest import SOURCE, Team

pytestmark = pytest.mark.wiki


def test_mark_translate_outdate_read_check(team: Team):
    client, pages = TranslateClient(team.translate), TranslatablePages(team.translate)
    team.page()
    (group,) = client.groups(f"page-{team.title}")
    assert (group.kind, group.title, group.source_language) == (GroupKind.PAGE, team.title, "en")
    assert group.page_id is not None
    team.say("2", "ja", "長い合言葉を。")
    team.say("3", "ja", "緊急時はalarm@elsewhere.example.orgへ。")
    (row,) = [row for row in client.group_stats(group.id).rows if row.language == "ja"]
    assert (row.total, row.translated, row.fuzzy) == (4, 2, 0)
    edited = SOURCE.replace("long password", "long pass phrase")
    team.wiki.save(team.admin, team.title, edited)
    assert forecast(client, team.title, group.id, SOURCE, edited).languages == ("ja",)
    survey = Surveyor(client, pages, team.pages).survey(None, datetime.now(UTC))
    assert survey.matrix.groups[0].edited_since_mark
    team.translate.mark(team.title)
    matrix = Surveyor(client, pages, team.pages).survey(survey.snapshot, datetime.now(UTC)).matrix
    assert not matrix.groups[0].edited_since_mark
    (outdated,) = OutdatedFinder(client, pages, Importance(())).find(matrix, ("ja",)).units
    assert (outdated.old, outdated.unit.definition) == ("Use a long password.", "Use a long pass phrase.")
    units = client.units(group.id, "ja")
    assert [(unit.id, unit.status) for unit in units] == [
        ("Page_display_title", UnitStatus.UNTRANSLATED),
        ("1", UnitStatus.UNTRANSLATED),
        ("2", UnitStatus.FUZZY),
        ("3", UnitStatus.TRANSLATED),
    ]
    result = inspect(
        units, CheckData.load(CONFIG), variables={(group.id, "3"): {"mail": "alarm@team.example.org"}}
    )
    found = {defect.defect.check for defect in result.defects if defect.unit.id == "3"}
    assert found & {"contact-foreign", "contact-changed"}


def test_a_unit_in_all_languages(team: Team):
    team.page()
    team.say("1", "ja", "== 安全 ==")
    found = TranslateClient(team.translate).translations_of(f"Translations:{team.title}/1")
    assert {one.language: one.text for one in found} == {"en": "== Stay safe ==", "ja": "== 安全 =="}
    assert TranslateClient(team.translate).translations_of(f"Translations:{team.title}/99") == []
