"""What flask-limiter counts with: a dictionary of this worker's own.

Its own memory storage starts a thread to forget what has run out, up to a hundred a second, which costs
more than answering; here every thousandth count sweeps instead.
"""

from __future__ import annotations

import time
from threading import Lock

from limits.storage import Storage

_SWEEP_EVERY = 1000
_SCHEME = "wikilatch-counters"
URI = f"{_SCHEME}://"  # by which flask-limiter makes one


class Counters(Storage):
    """Fixed windows in memory, as flask-limiter's engine, `limits`, wants a storage."""

    STORAGE_SCHEME = [_SCHEME]  # noqa: RUF012  # as the base declares it

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: float | str | bool):
        """Start with nothing counted."""
        super().__init__(uri, wrap_exceptions=wrap_exceptions, **options)
        self._windows: dict[str, tuple[float, int]] = {}  # key -> when it ends, how many so far
        self._lock = Lock()
        self._until_sweep = _SWEEP_EVERY

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return what counting can raise: nothing of its own."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count on, in a window of so many seconds; returns how many there are in it now."""
        now = time.time()
        with self._lock:
            self._until_sweep -= 1
            if self._until_sweep <= 0:
                self._until_sweep = _SWEEP_EVERY
                self._windows = {key: window for key, window in self._windows.items() if window[0] > now}
            end, count = self._windows.get(key, (0.0, 0))
            if end <= now:
                end, count = now + expiry, 0
            self._windows[key] = (end, count + amount)
        return count + amount

    def get(self, key: str) -> int:
        """Return how many were counted in the running window."""
        end, count = self._windows.get(key, (0.0, 0))
        return count if end > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Return when the window ends, in seconds since the epoch."""
        return self._windows.get(key, (time.time(), 0))[0]

    def check(self) -> bool:
        """Return True: memory is always there."""
        return True

    def reset(self) -> int:
        """Forget everything; returns how much that was."""
        with self._lock:
            number = len(self._windows)
            self._windows = {}
        return number

    def clear(self, key: str) -> None:
        """Forget one key."""
        self._windows.pop(key, None)
