"""A page on a wiki that decides something, read again when it is an hour old."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from bot.incidents import tell_of
from bot.wiki.errors import WikiError

_Value = TypeVar("_Value")
HOUR = 3600.0
# Where the wiki does not answer, what was known holds, and it is asked again after this many seconds.
_AGAIN = 60.0


class Hourly(Generic[_Value]):
    """What a page says, understood.

    read returns the page's text (None without a page); understand makes the value of it, and is called again
    only where the text has changed, so that it may say what it could not use.
    """

    def __init__(
        self,
        read: Callable[[], str | None],
        understand: Callable[[str | None], _Value],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._understand = understand
        self._clock = clock
        self._known: tuple[str | None, _Value] | None = None
        self._stale_at = 0.0

    def now(self) -> _Value:
        """Return what holds now. Raises WikiError where the page could never be read (P8)."""
        if self._known is None or self._clock() >= self._stale_at:
            self._refresh()
        assert self._known is not None  # noqa: S101 - _refresh has seen to it or raised
        return self._known[1]

    def _refresh(self) -> None:
        try:
            text = self._read()
        except WikiError as error:
            if self._known is None:
                raise
            tell_of(error)
            self._stale_at = self._clock() + _AGAIN
            return
        if self._known is None or self._known[0] != text:
            self._known = (text, self._understand(text))
        self._stale_at = self._clock() + HOUR
