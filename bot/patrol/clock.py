"""Notices that this machine's clock was set: what is due, and for how long, hangs on it."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.incidents import Incident, tell

# Seconds between the two clocks that are no drift any more: NTP steps by less, people by more.
TOLERANCE = 120


class ClockWatch:
    """Compares the wall clock with one that cannot be set."""

    def __init__(self, wall: Callable[[], float], steady: Callable[[], float] = time.monotonic) -> None:
        """Both give seconds; steady counts on from any beginning, and stands still while a machine sleeps."""
        self._wall, self._steady = wall, steady
        self._apart = wall() - steady()

    def look(self) -> None:
        """Tell of a jump since the last look."""
        apart = self._wall() - self._steady()
        jump = round(apart - self._apart)
        self._apart = apart
        if abs(jump) > TOLERANCE:
            tell(Incident.CLOCK_BACK if jump < 0 else Incident.CLOCK_AHEAD, seconds=abs(jump))
