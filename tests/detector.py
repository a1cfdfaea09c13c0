"""The packaged detector for tests, loaded once: reading 39 languages for each module would take minutes."""

import functools
from dataclasses import replace

import pytest

from bot.detect.analyzer import Analyzer
from bot.settings import CONFIG


@functools.cache
def packaged(names: bool = True) -> Analyzer:
    """The detector with the packaged rules, with or without the lists of names; nobody may change it."""
    if names:
        return Analyzer.load(CONFIG / "rules", CONFIG / "names")
    return replace(packaged(), usernames=None)


@pytest.fixture(scope="session")
def detector() -> Analyzer:
    """The detector as the service has it."""
    return packaged()


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    """The detector without lists of names: what its rules alone find."""
    return packaged(names=False)
