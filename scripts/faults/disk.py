"""A disk that can be full: a real file system where one may be mounted, or else a limit of the process."""

from __future__ import annotations

import errno
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Disk:
    """Where to keep files. real is whether it is a file system of its own."""

    folder: Path
    real: bool

    @contextmanager
    def full(self) -> Iterator[None]:
        """Let nothing more be written to it meanwhile."""
        with self._filled() if self.real else _limited():
            yield

    @contextmanager
    def _filled(self) -> Iterator[None]:
        rest = self.folder / "everything-else"
        with rest.open("ab", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
        try:
            yield
        finally:
            rest.unlink()


@contextmanager
def _limited() -> Iterator[None]:
    """Let no file of this process grow: a write beyond 4 KB fails, as over a quota."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def small(folder: Path) -> Iterator[Disk]:
    """Mount a file system of 2 MB at an empty folder, where we may."""
    mount = ("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder))
    try:
        real = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        real = False
    try:
        yield Disk(folder, real)
    finally:
        if real:
            subprocess.run(("umount", "--lazy", str(folder)), check=True)
