"""How much a language is read: asked for where the wiki counts, kept for a week, by hand where set."""

from datetime import date

import pytest

from bot.translation.demand import Demand
from bot.wiki.page_views import page_views


class Wiki:
    """Answers prop=pageviews in parts, as PageViewInfo does: some views come only after `continue`."""

    def __init__(self, views: dict[str, dict[str, int | None]] | None) -> None:
        self.views = views
        self.requests = 0

    def get(self, **params: str) -> dict:
        self.requests += 1
        titles = params["titles"].split("|")
        if self.views is None:
            warnings = {"query": {"warnings": 'Unrecognized value for parameter "prop": pageviews.'}}
            return {"warnings": warnings, "query": {"pages": [{"title": title} for title in titles]}}
        start = int(params.get("pvicontinue", 0))
        pages = [
            {"title": title, **({"pageviews": self.views.get(title, {})} if i in (start, start + 1) else {})}
            for i, title in enumerate(titles)
        ]
        more = {"continue": {"pvicontinue": start + 2}} if start + 2 < len(titles) else {}
        return {"query": {"pages": pages}, **more}

    def post(self, **params: str) -> dict:
        raise AssertionError("reading only")


def test_views_of_many_pages_are_added_up_over_all_parts():
    views = {f"Team/{n}": {"2026-11-01": n, "2026-11-02": None} for n in range(60)}
    found = page_views(Wiki(views), views)
    assert found == {f"Team/{n}": n for n in range(60)}


def test_unknown_views_are_not_zero():
    assert page_views(Wiki({"A": {"2026-11-01": None}, "B": {"2026-11-01": 3}}), ["A", "B"]) == {"B": 3}


def test_a_wiki_that_does_not_count_is_asked_once():
    wiki = Wiki(None)
    assert page_views(wiki, [f"Team/{n}" for n in range(200)]) is None
    assert wiki.requests == 1


@pytest.fixture
def demand(tmp_path):
    days = {"today": date(2026, 11, 1)}
    return Demand(tmp_path / "state" / "readers.json", "w", lambda: days["today"]), days


def test_readers_are_asked_for_once_a_week_and_hand_wins(demand):
    kept, days = demand
    asked = []

    def ask():
        asked.append(days["today"])
        return {"ja": 100, "ar": 50}

    assert kept.readers({"ar": 7}, ask) == {"ja": 100, "ar": 7}
    days["today"] = date(2026, 11, 7)
    assert kept.readers({}, ask) == {"ja": 100, "ar": 50}
    days["today"] = date(2026, 11, 8)
    kept.readers({}, ask)
    assert asked == [date(2026, 11, 1), date(2026, 11, 8)]


def test_nobody_is_asked_unless_the_settings_want_it(demand):
    assert demand[0].readers({"ar": 7}, None) == {"ar": 7}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"taken": 1}', '{"taken": "2026-11-01", "wiki": "other", "readers": {}}']
)
def test_a_spoilt_copy_is_asked_for_anew(demand, tmp_path, text):
    kept, _ = demand
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "readers.json").write_text(text, encoding="utf-8")
    assert kept.readers({}, lambda: {"ja": 1}) == {"ja": 1}


def test_a_wiki_that_does_not_say_leaves_what_is_known_by_hand(demand):
    assert demand[0].readers({"ar": 7}, lambda: None) == {"ar": 7}
