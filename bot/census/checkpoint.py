"""Where a census stands, sealed: small counts of a small wiki could point at somebody (P2)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from bot.census.part import Step
from bot.census.tally import Tally
from bot.store.sealing import Sealer, UnsealError


class Checkpoint:
    """The tally so far and how far each file was read; kept in a file when there are keys to seal it with."""

    def __init__(self, folder: Path, files: Iterable[Path], sealer: Sealer | None) -> None:
        """Open the checkpoint of these files (in this state: size and time), or begin one."""
        name = hashlib.sha256()
        for path in sorted(files):
            about = path.stat() if path.exists() else None
            name.update(f"{path.resolve()}\0{about and (about.st_size, int(about.st_mtime))}\n".encode())
        self._path = folder / f"census-{name.hexdigest()[:16]}.sealed"
        self._sealer = sealer
        self.tally = Tally()
        self.read: dict[str, int] = {}
        self.done: set[str] = set()
        self.resumed = self._open()

    @property
    def kept(self) -> bool:
        """Whether a stopped census can go on from here."""
        return self._sealer is not None

    def add(self, step: Step) -> None:
        """Add a step and keep it: how far and how many together, so that nothing counts twice."""
        self.tally.add(step.tally)
        self.read[str(step.path)] = step.read
        if step.done:
            self.done.add(str(step.path))
        self._save()

    def forget(self) -> None:
        """Remove the file: the census is done."""
        self._path.unlink(missing_ok=True)

    def _open(self) -> bool:
        if self._sealer is None or not self._path.exists():
            return False
        try:
            held = self._sealer.open(self._path.read_bytes())
        except UnsealError:
            return False  # its key was rotated away: begin again
        self.tally = Tally.from_rows(held["tally"])
        self.read = {str(path): int(n) for path, n in held["read"].items()}
        self.done = set(held["done"])
        return True

    def _save(self) -> None:
        if self._sealer is None:
            return
        sealed = self._sealer.seal({"tally": self.tally.rows(), "read": self.read, "done": sorted(self.done)})
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_bytes(sealed)
        os.replace(fresh, self._path)  # noqa: PTH105  # atomic: a kill leaves the old one or the new one
