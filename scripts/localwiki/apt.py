"""Installing Debian packages, only those that are missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from scripts.localwiki.errors import LackingError, LocalWikiError
from scripts.localwiki.paths import LOCAL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_WAIT_FOR_OTHERS = ("-o", "DPkg::Lock::Timeout=300")


def available() -> bool:
    """Whether this system has apt."""
    return shutil.which("apt-get") is not None and shutil.which("dpkg-deb") is not None


def missing(packages: Sequence[str]) -> list[str]:
    """Those of the packages that dpkg does not know as installed."""
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages],
        capture_output=True,
        text=True,
        check=False,  # it fails when one of them is unknown, and still lists the others
    )
    have = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    return [name for name in packages if name not in have]


def install(packages: Sequence[str]) -> None:
    """Install what is missing of the packages, without the recommended ones.

    Raises LackingError where there is no apt or no right to use it, LocalWikiError where apt fails.
    """
    wanted = missing(packages) if available() else list(packages)
    if not wanted:
        return
    command = "apt-get install --no-install-recommends " + " ".join(wanted)
    if not available():
        raise LackingError(
            f"This system has no apt, so these cannot be installed from here: {' '.join(wanted)}"
        )
    if os.geteuid() != 0:
        raise LackingError(f"Not installed, and only root may do so: {' '.join(wanted)}\nRun: sudo {command}")
    _apt(["update", "-q"])
    _apt(["install", "-y", "-q", "--no-install-recommends", *wanted])


def download(packages: Sequence[str], folder: Path) -> list[Path]:
    """Fetch the .deb files of the packages into the folder without installing them.

    Raises LackingError where there is no apt, LocalWikiError where apt fails.
    """
    if not available():
        raise LackingError(f"This system has no apt, so these cannot be fetched: {' '.join(packages)}")
    try:
        _apt(["download", "-q", *packages], cwd=folder)
    except LocalWikiError:
        if os.geteuid() != 0:
            raise
        _apt(["update", "-q"])  # most likely the package lists are empty or old
        _apt(["download", "-q", *packages], cwd=folder)
    return sorted(folder.glob("*.deb"))


def _apt(arguments: list[str], cwd: Path | None = None) -> None:
    LOCAL.mkdir(exist_ok=True)
    log = LOCAL / "apt.log"
    with log.open("a", encoding="utf-8") as out:
        done = subprocess.run(
            ["apt-get", *_WAIT_FOR_OTHERS, *arguments],
            cwd=cwd,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        said = [
            line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith(("E:", "W:"))
        ]
        raise LocalWikiError(
            f"apt-get {arguments[0]} failed ({done.returncode}); the whole of it is in {log}\n"
            + "\n".join(said[-4:])
        )
