"""Three patrols in processes of their own, two of them killed. `scripts/bench share` does more."""

from __future__ import annotations

import pytest

from scripts.crash import sharing


@pytest.mark.long
def test_patrols_share_the_wikis_and_take_over_from_the_dead(database_url, keys):
    result = sharing.run(database_url, keys, patrols=3, kills=2, edits=60)
    assert result.violations == []
    assert result.kills == 2
    assert result.cases == result.handled == 60
