from datetime import UTC, datetime

import pytest

from bot.translation.completeness import Importance, Matrix, SurveyedGroup, percent
from bot.units import MessageGroup, PageProgress, Unit, UnitStatus

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def unit(definition: str, status: str = "untranslated", *tags: str) -> Unit:
    text = None if status == "untranslated" else "訳"
    return Unit("page-A", "A/1", "Translations:A/1/ja", definition, text, "ja", UnitStatus(status), tags)


def group(page_id: int, title: str, **more) -> SurveyedGroup:
    return SurveyedGroup(page_id, MessageGroup(f"page-{title}", title, title=title, **more))


@pytest.mark.parametrize(
    ("done", "of", "shown"),
    [(13, 40, 33), (1, 3, 33), (1, 8, 12), (3, 8, 38), (199, 200, 99), (1, 200, 1), (0, 4, 0), (4, 4, 100)],
)
def test_the_percentage_is_the_one_translate_prints(done, of, shown):
    # Right-hand numbers: PHP's `printf('%.2f', done / of) * 100`.
    assert percent(done / of) == shown


def test_an_emergency_line_weighs_more_than_a_heading():
    importance = Importance([(r"@|emergency", 5.0), (r"^==", 0.5)])
    units = [
        unit("== Stay safe ==", "translated"),
        unit("Use a long password.", "proofread"),
        unit("In an EMERGENCY write to $mail."),
    ]
    assert importance.share(units) == pytest.approx(1.5 / 6.5, abs=1e-6)
    assert Importance([]).share(units) == pytest.approx(2 / 3, abs=1e-6)


def test_outdated_units_are_not_translated_and_unused_optional_ones_do_not_count():
    units = [
        unit("A", "translated"),
        unit("B", "fuzzy", "fuzzy"),
        unit("C", "untranslated", "optional"),
        unit("D", "translated", "optional"),
    ]
    assert Importance([]).share(units) == pytest.approx(2 / 3, abs=1e-6)
    assert Importance([]).share([]) == 0


def test_the_order_of_languages_is_readers_then_completeness():
    matrix = Matrix(
        groups=(group(1, "Team", priority_languages=("sw", "en")),),
        progress={(1, "ja"): PageProgress(1, "ja", 4, 1, 0), (1, "de"): PageProgress(1, "de", 4, 4, 0)},
        taken_at=NOW,
        totals={1: 4},
        readers={"ar": 900},
    )
    assert matrix.languages() == ["ar", "de", "ja", "sw"]
    assert matrix.cell(1, "ar").total == 4
    assert matrix.reader_share() == 0


def test_the_total_of_a_language_counts_pages_without_any_translation():
    matrix = Matrix(
        groups=(group(1, "Team"), group(2, "Glossary")),
        progress={(1, "ja"): PageProgress(1, "ja", 4, 3, 1, 0, 0.5)},
        taken_at=NOW,
        totals={1: 4, 2: 6},
        readers={"ja": 100, "ar": 300},
    )
    total = matrix.total("ja")
    assert (total.total, total.translated, total.fuzzy, total.share) == (10, 3, 1, 0.3)
    assert total.weighted == 0.2
    assert matrix.reader_share() == pytest.approx(0.075)


def test_a_weighted_share_that_could_not_be_read_is_not_zero():
    matrix = Matrix(
        groups=(group(1, "Team"),),
        progress={(1, "ja"): PageProgress(1, "ja", 4, 3, 1, 0, None)},
        taken_at=NOW,
        totals={1: 4},
    )
    assert matrix.total("ja").weighted is None
    assert matrix.reader_share() is None


def test_a_page_edited_after_its_mark_is_known_by_its_revisions():
    edited = SurveyedGroup(1, MessageGroup("page-A", "A", title="A"), latest=20, marked=18)
    unmarked = SurveyedGroup(1, MessageGroup("page-A", "A", title="A"), latest=20, marked=None)
    assert edited.edited_since_mark
    assert not unmarked.edited_since_mark
