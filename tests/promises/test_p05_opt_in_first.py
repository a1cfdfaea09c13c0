"""P5: opt-in first; the rest off unless a wiki approved it, once per account ever, under a ceiling."""

from dataclasses import replace

import pytest

from bot.model import Policy
from bot.settings import PLATFORM_DAILY_MAILS, SettingsError, load
from bot.settings.wikis import read_wikis
from tests.promises.town import PHONE


def test_as_delivered_no_wiki_is_written_to_without_being_asked():
    wikis = load({}).wikis
    assert wikis
    assert all(wiki.policy is not Policy.APPROVED for wiki in wikis.values())
    assert all(wiki.daily_cap < PLATFORM_DAILY_MAILS for wiki in wikis.values())


def test_who_did_not_ask_is_counted_and_nothing_else(town):
    town.wiki.edit("Otter", PHONE)
    report = town.patrol()
    assert report.skipped == {"not_subscribed": 1}
    assert (town.held(), town.nudge(), town.told) == (0, [], [])


def test_where_a_wiki_approved_it_once_per_account_ever(town):
    town.settings = replace(town.settings, policy=Policy.APPROVED)
    for days in (0, 100, 400):
        town.clock.days(days)
        town.wiki.people.clear()
        town.wiki.edit("Otter", PHONE + " " * days, title=f"User:Otter/{days}")
        town.patrol()
        town.nudge()
    assert town.told == ["Otter"]


def test_a_wiki_that_is_off_hears_nothing_though_people_subscribed(town):
    town.subscribe("Otter")
    town.settings = replace(town.settings, policy=Policy.OFF)
    town.wiki.edit("Otter", PHONE)
    town.patrol()
    assert (town.held(), town.told) == (0, [])


def test_the_ceiling_of_a_day_holds_over_runs(town):
    town.settings = replace(town.settings, daily_cap=3)
    people = [f"Otter {n}" for n in range(8)]
    town.subscribe(*people)
    for user in people:
        town.wiki.edit(user, PHONE)
    town.patrol()
    for _ in range(3):
        town.nudge()
    assert len(town.told) == 3


@pytest.mark.parametrize("cap", [PLATFORM_DAILY_MAILS + 1, 1000, -1, "many"])
def test_no_configuration_lifts_the_platform_s_ceiling(tmp_path, cap):
    file = tmp_path / "wikis.toml"
    file.write_text(f"[wikis.dewiki]\napi = 'https://x.example'\nlang = 'de'\ndaily_cap = {cap!r}\n", "utf-8")
    with pytest.raises(SettingsError, match="daily_cap"):
        read_wikis(file)
