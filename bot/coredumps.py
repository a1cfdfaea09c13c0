"""No copy of this process's memory on a disk: it holds pages' texts, and the keys (P1, P2)."""

from __future__ import annotations

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def forbid() -> None:
    """Let no core dump be made of this process or of those that it starts, by a file or by a dump handler."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A handler that the kernel pipes dumps to does not ask for the limit; it asks for this.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
