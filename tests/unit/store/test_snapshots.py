from datetime import UTC, date, datetime

import pytest

from bot.store.database import open_engine
from bot.store.glossary_seen import GlossarySeen
from bot.store.snapshots import Snapshot, Snapshots, SurveyedPage
from bot.units import PageProgress

PAGES = (SurveyedPage(5, "Human Rights Team", 40, 18), SurveyedPage(9, "Template:Human Rights tabs", 6))


def survey(day: int, *progress: PageProgress, pages=PAGES) -> Snapshot:
    return Snapshot(
        taken_on=date(2026, 11, day),
        until=datetime(2026, 11, day, 3, tzinfo=UTC),
        weights="w1",
        pages=pages,
        progress={(found.page_id, found.language): found for found in progress},
    )


@pytest.fixture
def engine(database_url):
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def snapshots(engine):
    return Snapshots(engine)


def test_the_latest_survey_comes_back_as_it_was_kept(snapshots):
    assert snapshots.latest("metawiki") is None
    kept = survey(20, PageProgress(5, "ja", 40, 13, 2, 1, 0.25), PageProgress(9, "ja", 6, 6, 0, 0, None))
    assert snapshots.keep("metawiki", kept) == 2
    assert snapshots.latest("metawiki") == kept
    assert snapshots.latest("otherwiki") is None


def test_days_without_a_change_are_in_the_history_but_take_no_rows(snapshots):
    pair = PageProgress(5, "ja", 40, 13, 2)
    assert snapshots.keep("metawiki", survey(20, pair)) == 1
    assert snapshots.keep("metawiki", survey(21, pair)) == 0
    better = PageProgress(5, "ja", 40, 20, 0)
    assert snapshots.keep("metawiki", survey(23, better)) == 1
    history = snapshots.history("metawiki", "ja", frozenset({5}))
    assert {day.day: [found.translated for found in rows] for day, rows in history.items()} == {
        20: [13],
        21: [13],
        23: [20],
    }


def test_a_second_survey_on_a_day_replaces_its_numbers(snapshots):
    snapshots.keep("metawiki", survey(20, PageProgress(5, "ja", 40, 13, 2)))
    snapshots.keep("metawiki", survey(20, PageProgress(5, "ja", 40, 14, 1)))
    (rows,) = snapshots.history("metawiki", "ja", frozenset({5})).values()
    assert [found.translated for found in rows] == [14]


def test_a_language_that_lost_its_last_translation_falls_to_zero(snapshots):
    snapshots.keep("metawiki", survey(20, PageProgress(5, "ja", 40, 1, 0)))
    snapshots.keep("metawiki", survey(21))
    assert snapshots.latest("metawiki").progress == {}
    assert [rows[0].translated for rows in snapshots.history("metawiki", "ja", frozenset({5})).values()] == [
        1,
        0,
    ]


def test_a_page_dropped_from_the_configuration_keeps_its_history_only(snapshots):
    snapshots.keep("metawiki", survey(20, PageProgress(9, "ja", 6, 6, 0)))
    snapshots.keep("metawiki", survey(21, pages=PAGES[:1]))
    assert snapshots.latest("metawiki").pages == PAGES[:1]
    assert snapshots.latest("metawiki").progress == {}
    assert len(snapshots.history("metawiki", "ja", frozenset({9}))) == 2


def test_a_weight_comes_back_to_the_last_digit_and_is_no_change(snapshots):
    pair = PageProgress(5, "ja", 3, 1, 0, 0, 0.333333)
    snapshots.keep("metawiki", survey(20, pair))
    assert snapshots.keep("metawiki", survey(21, pair)) == 0


def test_renderings_last_seen_are_replaced_as_a_whole(engine):
    seen = GlossarySeen(engine)
    seen.keep("metawiki", {("doxxing", "ja"): "晒し", ("phishing", "de"): "Phishing"})
    seen.keep("otherwiki", {("doxxing", "ja"): "別"})
    seen.keep("metawiki", {("doxxing", "ja"): "個人情報の暴露"})
    assert seen.of("metawiki") == {("doxxing", "ja"): "個人情報の暴露"}
    assert seen.of("otherwiki") == {("doxxing", "ja"): "別"}
    seen.keep("metawiki", {})
    assert seen.of("metawiki") == {}
