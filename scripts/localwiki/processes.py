"""Child processes that never outlive us: each in a group of its own, ended as a group, also after a crash."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from scripts.localwiki.errors import LocalWikiError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

_GRACE = 3.0  # seconds between asking a group to end and ending it
_SET_CHILD_SUBREAPER = 36  # prctl(2)

# A process of its own, told of each group through a pipe. The pipe closes when we end, however we end (by
# SIGKILL too), and then it ends what is left. PHP's server needs this: its workers survive a
# signal to their parent alone.
_REAPER = """
import os, signal, sys, time
groups = set()
for line in sys.stdin:
    (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
def send(number):
    for group in list(groups):
        try:
            os.killpg(group, number)
        except ProcessLookupError:
            groups.discard(group)
send(signal.SIGTERM)
for _ in range(30):
    if not groups:
        break
    time.sleep(0.1)
    send(0)
send(signal.SIGKILL)
"""


@dataclass(slots=True)
class Child:
    """A running process group; name is what a person calls it, log where its output goes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def said(self, lines: int = 15) -> str:
        """The last lines of its log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


class Processes:
    """The children of one command, to be used in a with statement."""

    def __init__(self) -> None:
        self._children: list[Child] = []
        self._reaper: subprocess.Popen[str] | None = None

    def __enter__(self) -> Processes:
        if sys.platform == "linux":
            # Workers whose parent has ended become ours, so that we can wait until they are gone too.
            ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._reaper = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _REAPER],
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if self._reaper is not None and self._reaper.stdin is not None:
            self._reaper.stdin.close()
            self._reaper.wait()

    def start(
        self,
        name: str,
        argv: Sequence[str | Path],
        *,
        env: Mapping[str, str],
        log: Path,
        out: Path | None = None,
    ) -> Child:
        """Start a process in a group of its own; log gets its output, or its stderr where out is given."""
        with contextlib.ExitStack() as files:
            said = files.enter_context(log.open("ab"))
            process = subprocess.Popen(
                argv,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=files.enter_context(out.open("wb")) if out else said,
                stderr=said,
                start_new_session=True,
            )
        self._tell("+", process.pid)
        child = Child(name, process, log)
        self._children.append(child)
        return child

    def finish(self, child: Child, seconds: float) -> int:
        """Wait for a child that ends by itself; gives its exit code.

        Raises LocalWikiError where it takes longer than seconds, or another child ends meanwhile.
        """
        end = time.monotonic() + seconds
        self._children.remove(child)
        try:
            while (code := child.process.poll()) is None:
                self.check()
                if time.monotonic() > end:
                    raise LocalWikiError(
                        f"{child.name} took longer than {seconds:.0f} s. Its log, {child.log}, ends:\n"
                        + child.said()
                    )
                time.sleep(0.05)
        finally:
            _end_group(child.process)
            self._tell("-", child.process.pid)
        return code

    def check(self) -> None:
        """Raise LocalWikiError if a child has ended by itself, with the last that it said.

        Raises KeyboardInterrupt where somebody asked us to end and nothing came of it.
        """
        if _asked_to_end.is_set():
            raise KeyboardInterrupt
        for child in self._children:
            if (code := child.process.poll()) is not None:
                raise LocalWikiError(
                    f"{child.name} ended by itself ({code}). Its log, {child.log}, ends:\n{child.said()}"
                )

    def stop(self, child: Child | None = None) -> None:
        """End one child, or all of them, the youngest first: asked to at first, ended after three seconds."""
        for one in [child] if child else list(reversed(self._children)):
            _end_group(one.process)
            self._tell("-", one.process.pid)
            self._children.remove(one)

    def _tell(self, sign: str, group: int) -> None:
        pipe: IO[str] | None = self._reaper.stdin if self._reaper else None
        if pipe is None:
            raise LocalWikiError("Processes are started inside its with statement only.")
        with contextlib.suppress(
            BrokenPipeError
        ):  # the reaper was ended from outside; we still end them ourselves
            pipe.write(f"{sign}{group}\n")
            pipe.flush()


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # workers that outlived their parent
    process.wait()
    with contextlib.suppress(ChildProcessError):  # none, or none left
        while True:
            os.waitpid(-process.pid, 0)


# An interrupt that falls into a finalizer is swallowed by Python; whoever waits looks here too.
_asked_to_end = threading.Event()


@contextlib.contextmanager
def signals_as_interrupt() -> Iterator[None]:
    """Make SIGTERM and SIGHUP end us as Ctrl-C does, with everything cleaned up.

    Ctrl-C too: a shell starts what it runs in the background with SIGINT ignored.
    """

    def interrupt(number: int, _frame: object) -> None:
        _asked_to_end.set()
        raise KeyboardInterrupt(signal.Signals(number).name)

    _asked_to_end.clear()

    before = {
        number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait_until_interrupted(processes: Processes) -> None:
    """Return never by itself: raises KeyboardInterrupt, or LocalWikiError when a child has ended."""
    while True:
        processes.check()
        time.sleep(0.3)
