import pytest

from bot.translation.impact import Effect, compare, forecast
from bot.translation.source import parse
from bot.wiki.translate import TranslateClient
from tests.unit.translation.team import SOURCE, TeamWiki


@pytest.fixture
def team() -> TeamWiki:
    team = TeamWiki()
    team.page()
    for unit in ("1", "2", "3"):
        team.say(unit, "ja", "訳 $mail")
    team.say("2", "de", "Nimm ein langes Passwort.")
    return team


def effects(old: str, new: str) -> list[tuple[str | None, Effect]]:
    return [(change.id, change.effect) for change in compare(parse(old), parse(new))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("long password", "long pass phrase", [("2", Effect.OUTDATED)]),
        ("long password.", "long password!", [("2", Effect.COSMETIC)]),
        ("Use a long", "Use  a long", [("2", Effect.COSMETIC)]),
        ("long password", "longpassword", [("2", Effect.OUTDATED)]),
        ("long password", "[[Help|long]] password", [("2", Effect.OUTDATED)]),
        ("alarm@team", "help@team", [("3", Effect.VARIABLES_ONLY)]),
        ('name="mail"', 'name="contact"', [("3", Effect.OUTDATED)]),
        ("<!--T:2-->\nUse a long password.\n\n", "", [("2", Effect.REMOVED)]),
        ("<!--T:2-->\n", "", [("2", Effect.RENUMBERED)]),
        ("<!--T:2-->", "<!--T:9-->", [("2", Effect.RENUMBERED)]),
        ("</translate>", "\nNew text.\n</translate>", [(None, Effect.ADDED)]),
        ("{{Team tabs}}", "{{Team menu}}", []),
    ],
)
def test_the_effect_of_an_edit(old, new, expected):
    assert old in SOURCE
    assert effects(SOURCE, SOURCE.replace(old, new)) == expected


def test_units_that_only_changed_places_are_unharmed():
    a, b = "<!--T:2-->\nUse a long password.", '<!--T:3-->\nIn an emergency write to <tvar name="mail">'
    swapped = SOURCE.replace(a, "X").replace(b, a).replace("X", b)
    assert Effect.REMOVED not in [effect for _, effect in effects(SOURCE, swapped)]


def test_a_forecast_names_languages_words_and_shares(team: TeamWiki):
    edited = SOURCE.replace("long password", "long pass phrase").replace("Stay safe", "Stay safe!")
    found = forecast(TranslateClient(team.translate), "Team", "page-Team", SOURCE, edited)
    assert [(change.id, change.languages) for change in found.changes] == [
        ("1", ("ja",)),
        ("2", ("de", "ja")),
    ]
    assert (found.translations, found.languages) == (3, ("de", "ja"))
    assert found.words == 2 + 2 * 5
    assert found.shares == {"ja": (0.75, 0.25), "de": (0.25, 0.0)}
    assert found.keep == ("1",)


def test_what_is_outdated_already_is_not_outdated_again(team: TeamWiki):
    team.edit("long password", "long pass phrase")
    team.translate.mark("Team")
    marked = team.wiki.text("Team")
    assert marked is not None
    edited = marked.replace("pass phrase", "secret")
    assert forecast(TranslateClient(team.translate), "Team", "page-Team", marked, edited).translations == 0


def test_a_renamed_variable_breaks_translations_and_says_so():
    (change,) = compare(parse(SOURCE), parse(SOURCE.replace('name="mail"', 'name="contact"')))
    assert change.lost_variables == ("$mail",)


def test_a_new_unit_lowers_every_language(team: TeamWiki):
    edited = SOURCE.replace("</translate>", "\nNew text.\n</translate>")
    found = forecast(TranslateClient(team.translate), "Team", "page-Team", SOURCE, edited)
    assert found.translations == 0
    assert found.shares["ja"] == (0.75, 0.6)


def test_an_edit_outside_units_costs_nothing_and_asks_nothing(team: TeamWiki):
    team.translate.requests.clear()
    found = forecast(
        TranslateClient(team.translate), "Team", "page-Team", SOURCE, SOURCE.replace("Team tabs", "Tabs")
    )
    assert (found.changes, found.shares, team.translate.requests) == ((), {}, [])


def test_markup_that_translate_would_refuse_is_in_the_forecast(team: TeamWiki):
    broken = SOURCE.replace("</translate>", "")
    found = forecast(TranslateClient(team.translate), "Team", "page-Team", SOURCE, broken)
    assert "not closed" in found.mistakes[0].text
