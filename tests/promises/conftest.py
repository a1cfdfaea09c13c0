"""What the promises' tests share: the real detector, the search for canaries, the sinks, the houses."""

import pytest

from tests.promises.canary import Searcher
from tests.promises.house import house
from tests.promises.sinks import sinks
from tests.promises.town import town

__all__ = ["house", "sinks", "town"]


@pytest.fixture(scope="session")
def canaries() -> Searcher:
    return Searcher()
