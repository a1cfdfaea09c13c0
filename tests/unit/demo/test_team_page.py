import tomllib

from bot.settings import ROOT
from bot.translation.impact import Effect, compare
from bot.translation.source import parse

DATA = tomllib.loads((ROOT / "scripts" / "demo" / "team_page.toml").read_text(encoding="utf-8"))


def test_the_demos_page_is_one_that_translate_would_take():
    page = parse(DATA["source"]["text"])
    assert page.mistakes == ()
    ids = {unit.id for unit in page.units} | {"Page display title"}
    assert {unit for units in DATA["translations"].values() for unit in units} <= ids
    assert len(DATA["translations"]) == 5


def test_its_edits_change_what_the_demo_shows():
    first = DATA["source"]["text"]
    second = first.replace(*DATA["source"]["then"])
    third = second.replace(*DATA["source"]["unmarked"])
    assert [(change.id, change.effect) for change in compare(parse(first), parse(second))] == [
        ("5", Effect.OUTDATED)
    ]
    assert [(change.id, change.effect) for change in compare(parse(second), parse(third))] == [
        ("3", Effect.OUTDATED)
    ]
