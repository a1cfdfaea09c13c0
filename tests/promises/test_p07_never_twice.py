"""P7: never twice. Two nudgers at once, and each point of a crash: `scripts/bench faults` and `crash`."""

import pytest

from bot.model import CaseState, Outcome
from tests.promises.town import PHONE


def test_of_one_thing_once_ever_and_of_anything_once_in_90_days(town):
    town.subscribe("Otter")
    town.wiki.edit("Otter", PHONE)
    town.patrol()
    assert town.nudge() == ["sent"]
    for days in (1, 40, 89):
        town.wiki.edit("Otter", f"{PHONE} and <email:otter@example.org>", title=f"User:Otter/{days}")
        town.patrol()
        town.nudge()
        town.clock.days(40)
        town.subscribe("Otter")
    assert town.told.count("Otter") <= 2, "another page, after 90 days"
    town.clock.days(200)
    town.subscribe("Otter")
    before = len(town.told)
    town.wiki.people.clear()
    town.wiki.edit("Otter", PHONE + " the same page, the same type")
    town.patrol()
    town.nudge()
    assert len(town.told) == before


def test_a_mail_whose_fate_is_unknown_is_never_sent_again_by_itself(town):
    town.subscribe("Otter")
    town.mailbox.outcomes = [Outcome.UNKNOWN]
    town.wiki.edit("Otter", PHONE)
    town.patrol()
    assert town.nudge() == ["unknown"]
    for _ in range(5):
        town.clock.days(9)
        town.wiki.edit("Otter", PHONE + " again")
        town.patrol()
        assert "sent" not in town.nudge()
    with town.store.begin() as tables:
        assert [case.state for case in tables.cases.unknown()] == [CaseState.UNKNOWN]


class PowerCutError(BaseException):
    """The machine stops here."""


@pytest.mark.parametrize("after", [False, True], ids=["before it went out", "after it went out"])
def test_a_nudger_that_dies_while_sending_leaves_it_unknown(town, after):
    send = town.mailbox.send

    def dying(*letter):
        if after:
            send(*letter)
        raise PowerCutError

    town.subscribe("Otter")
    town.wiki.edit("Otter", PHONE)
    town.patrol()
    town.mailbox.send = dying
    with pytest.raises(PowerCutError):
        town.nudge()
    town.mailbox.send = send
    for _ in range(3):
        town.clock.days(1)
        assert town.nudge() == []
    assert town.told == ["Otter"] * after
    with town.store.begin() as tables:
        assert len(tables.cases.unknown()) == 1, "a person settles it"
