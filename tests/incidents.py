"""The incidents that a test brought into the log."""

from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs


@pytest.fixture
def log() -> Iterator[list[Any]]:
    """Every line that the test logs, as a mapping."""
    with capture_logs() as lines:
        yield lines


def named(log: list[Any]) -> list[str]:
    """Return the names of the incidents among the lines."""
    return [line["incident"] for line in log if line["event"] == "incident"]
