"""Where a patrol is in each stream, compared with what the database says: does another read along?"""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.incidents import Incident, tell
from bot.patrol.clock import TOLERANCE, ClockWatch
from bot.store import Tables


class Place:
    """Notices at the beginning what was before, and on the way who else moves the cursors."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Clock returns seconds since the epoch."""
        self._now = clock
        self._clock = ClockWatch(clock)
        self._begun: set[str] = set()
        self._known: dict[str, str | None] = {}

    def found(self, tables: Tables, stream: str, cursors: Collection[str]) -> None:
        """Look at a stream's cursors before it is read; says once where a run before got to."""
        self._clock.look()
        if stream in self._begun:
            return
        self._begun.add(stream)
        self._known |= {cursor: tables.progress.position(cursor) for cursor in cursors}
        moved = [at for cursor, at in tables.progress.moved_at().items() if cursor in cursors]
        if not moved:
            return
        ago = round(self._now() - max(moved))
        if ago < -TOLERANCE:
            tell(Incident.CLOCK_BACK, seconds=-ago)
        # Whole hours: the moment of a small wiki's last edit would name its author.
        tell(Incident.RESUMED, stream=stream, seconds=max(0, ago) // 3600 * 3600)

    def before(self, tables: Tables, cursors: Collection[str]) -> None:
        """Look at the cursors in the transaction that moves them; tells of another patrol that moved one."""
        self._clock.look()
        for cursor in cursors:
            if cursor in self._known and tables.progress.position(cursor) != self._known[cursor]:
                tell(Incident.SECOND_PATROL, stream=cursor)
                return

    def after(self, cursors: Collection[str], position: str) -> None:
        """Remember where we moved them, now that it is committed."""
        self._known |= dict.fromkeys(cursors, position)
