from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Policy, Tier
from bot.patrol.onwiki import apply
from tests.unit.patrol.doubles import WIKI

APPROVED = replace(
    WIKI, policy=Policy.APPROVED, approved_tier=Tier.CAUTION, daily_cap=10, delay_hours=(1, 72)
)


def test_without_a_page_the_operator_s_settings_hold():
    assert apply(APPROVED, None).wiki == APPROVED


@pytest.mark.parametrize(
    ("page", "changed"),
    [
        ('{"policy": "off"}', {"policy": Policy.OFF}),
        ('{"policy": "subscribers"}', {"policy": Policy.SUBSCRIBERS}),
        ('{"tier": "urgent"}', {"approved_tier": Tier.URGENT}),
        ('{"daily_cap": 3}', {"daily_cap": 3}),
        ('{"shortest_delay_hours": 24}', {"delay_hours": (24.0, 72)}),
        ('{"shortest_delay_hours": 100}', {"delay_hours": (100.0, 100.0)}),
    ],
)
def test_a_community_can_be_stricter(page, changed):
    decided = apply(APPROVED, page)
    assert decided.wiki == replace(APPROVED, **changed)
    assert decided.problems == ()


@pytest.mark.parametrize("page", ['{"policy": "approved"}', '{"tier": "notice"}', '{"daily_cap": 20}'])
def test_a_page_cannot_loosen_what_the_operator_set(page):
    strict = replace(WIKI, daily_cap=5, approved_tier=Tier.URGENT)
    assert apply(strict, page).wiki == strict


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('{"polici": "off"}', "polici: unknown"),
        ('{"daily_cap": "many"}', "daily_cap: not understood"),
        ('{"tier": 3}', "tier: not understood"),
        ('{"policy": []}', "policy: not understood"),
    ],
)
def test_a_bad_entry_is_named_and_the_rest_counts(page, said):
    decided = apply(APPROVED, page[:-1] + ', "shortest_delay_hours": 5}')
    assert said in decided.problems[0]
    assert decided.wiki.delay_hours == (5.0, 72)


@given(st.text())
def test_a_page_that_is_no_json_object_switches_off_rather_than_guess(text):
    decided = apply(APPROVED, text)
    assert decided.wiki.policy is Policy.OFF
    assert decided.problems
