"""The crash harness in small; `scripts/bench crash` runs it at full length."""

import pytest

from bot.model import CaseState
from scripts.crash import injection, kills


@pytest.mark.long
@pytest.mark.parametrize("mode", injection.MODES)
def test_a_fault_between_any_two_statements_loses_nobody_and_tells_nobody_twice(database_url, keys, mode):
    trials = list(injection.every_point(database_url, keys, [mode], stride=23))
    wrong = [f"{where}: {text}" for _, where, verdict in trials for text in verdict.violations]
    assert wrong == []
    assert len(trials) > 10


@pytest.mark.long
def test_kills_while_edits_go_on_lose_nobody_and_tell_nobody_twice(database_url, keys):
    result = kills.run(database_url, keys, 6, seed=1, longest=0.4)
    assert result.verdict.violations == []
    assert result.kills.total() >= 5
    assert result.verdict.states[CaseState.SENT] > 0
