from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.census import report
from bot.census.publish import POOL, ROUNDED_TO, SMALLEST, Published, publish, shown
from bot.census.tally import Cell, Tally

WIKIS = [("dewiki", "de"), ("enwiki", "en"), ("jawiki", "ja"), ("tinywiki", "en")]
TYPES = ["email", "phone", "real_name"]
SIZES = st.sampled_from([0, 1, 7, 19, 20, 21, 45, 300])


@st.composite
def tallies(draw: st.DrawFn) -> Counter[Cell]:
    counts: Counter[Cell] = Counter()
    for wiki, lang in WIKIS:
        counts[Cell(wiki, lang, "pages")] = 50 if wiki == "tinywiki" else 5000
        for tier in ("notice", "caution", "urgent"):
            of_tier = counts[Cell(wiki, lang, "tier", tier)] = draw(SIZES)
            for name in TYPES:
                counts[Cell(wiki, lang, "type", tier, name)] = draw(st.integers(0, of_tier))
    return counts


def everything(published: Published) -> str:
    return (
        report.as_json(published) + report.as_csv(published) + report.table(published) + report.svg(published)
    )


@pytest.mark.long
@given(tallies())
def test_what_is_shown_does_not_depend_on_any_small_group(counts: Counter[Cell]) -> None:
    """Whether a small group's pages exist, and what they show, cannot be told from all tables together."""
    without = Counter(counts)
    tiers: Counter[tuple[str, str]] = Counter()
    for cell, n in counts.items():
        if cell.kind == "tier":
            tiers[POOL if cell.wiki == "tinywiki" else cell.wiki, cell.tier] += n
    for cell in counts:
        group = (POOL if cell.wiki == "tinywiki" else cell.wiki, cell.tier)
        if cell.kind in ("tier", "type") and tiers[group] < SMALLEST:
            without[cell] = 0
    assert everything(publish(Tally(counts))) == everything(publish(Tally(without)))


@given(tallies())
def test_every_number_shown_is_rounded_and_none_is_small(counts: Counter[Cell]) -> None:
    published = publish(Tally(counts))
    rows = [
        published.total,
        *published.by_wiki,
        *published.by_language,
        *published.by_type,
        *published.by_tier,
    ]
    numbers = [n for row in rows for n in (row.pages, row.exposing)]
    numbers += published.by_language_and_type.values()
    assert all(n % ROUNDED_TO == 0 for n in numbers)
    assert all(n == 0 or n >= SMALLEST for n in numbers)


def test_a_small_group_may_not_even_be_summed() -> None:
    with pytest.raises(ValueError, match="under 20"):
        shown([500, 19])


def test_what_is_large_is_shown() -> None:
    counts = {
        Cell("dewiki", "de", "pages"): 5000,
        Cell("dewiki", "de", "tier", "urgent"): 413,
        Cell("dewiki", "de", "tier", "notice"): 12,
        Cell("dewiki", "de", "type", "urgent", "phone"): 400,
        Cell("dewiki", "de", "type", "urgent", "email"): 15,
        Cell("dewiki", "de", "type", "notice", "location"): 12,
        Cell("dewiki", "de", "skipped", name="not_the_owner"): 77,
    }
    published = publish(Tally(counts))
    assert (published.total.pages, published.total.exposing) == (5000, 400)
    assert [(row.name, row.exposing) for row in published.by_tier] == [("urgent", 400)]
    assert [(row.name, row.exposing) for row in published.by_type] == [("phone", 400)]
    assert published.by_language_and_type == {("de", "phone"): 400}
    assert published.skipped == {"not_the_owner": 60}
    assert "phone" in report.table(published)
    assert "8.0" in report.svg(published)


def test_small_wikis_are_one_group() -> None:
    counts = {}
    for number in range(30):
        counts[Cell(f"x{number}wiki", "en", "pages")] = 40
        counts[Cell(f"x{number}wiki", "en", "tier", "urgent")] = 2
    published = publish(Tally(counts))
    assert published.pooled == 30
    assert [(row.name, row.pages, row.exposing) for row in published.by_wiki] == [(POOL, 1200, 60)]
