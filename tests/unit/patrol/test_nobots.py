import pytest

from bot.patrol.nobots import asks_to_stay_away


@pytest.mark.parametrize(
    "text",
    [
        "{{nobots}}",
        "{{NoBots}}",
        "text {{bots|deny=all}}",
        "{{bots|deny=OtherBot, PatrolBot}}",
        "{{bots|allow=none}}",
        "{{bots|allow=OtherBot}}",
        "{{bots|optout=all}}",
        "{{ bots | deny = patrolbot }}",
    ],
)
def test_a_page_that_asks_is_heard(text):
    assert asks_to_stay_away(text, "PatrolBot")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{{bots}}",
        "{{bots|allow=all}}",
        "{{bots|allow=PatrolBot}}",
        "{{bots|deny=OtherBot}}",
        "{{bots|optout=none}}",
        "I like {{robots}}",
    ],
)
def test_a_page_that_does_not_ask_is_not_taken_to(text):
    assert not asks_to_stay_away(text, "PatrolBot")
