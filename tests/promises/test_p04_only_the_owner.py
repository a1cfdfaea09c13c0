"""P4: only the page's owner is told, only of what they published themselves."""

import pytest

from tests.promises.town import PHONE


@pytest.mark.parametrize("subscribed", [True, False])
def test_what_a_stranger_plants_on_somebody_s_page_makes_no_case(town, subscribed):
    if subscribed:
        town.subscribe("Otter")
    town.wiki.edit("Stranger", PHONE, owner="Otter")
    town.patrol()
    assert town.held() == 0
    assert town.nudge() == []


def test_what_a_stranger_adds_to_the_owner_s_page_is_not_told(town):
    town.subscribe("Otter")
    town.wiki.edit("Otter", "I like [[kelp]]")
    town.patrol()
    town.wiki.edit("Stranger", f"I like [[kelp]] {PHONE}", owner="Otter")
    town.patrol()
    assert (town.held(), town.nudge(), town.told) == (0, [], [])


def test_a_stranger_s_addition_after_the_owner_s_own_is_told_as_if_it_were_not_there(town):
    """The case stands for what the owner wrote; once they took that out, nothing is told of the rest."""
    town.subscribe("Otter")
    town.wiki.edit("Otter", PHONE)
    town.patrol()
    town.wiki.edit("Stranger", "mail <email:somebody@example.org>", owner="Otter")
    assert town.nudge() == ["not_there_any_more"]
    assert town.told == []


def test_the_stranger_is_not_told_either(town):
    town.subscribe("Otter", "Stranger")
    town.wiki.edit("Stranger", PHONE, owner="Otter")
    town.patrol()
    town.nudge()
    assert town.told == []
