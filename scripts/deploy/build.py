"""Making `gadget/onwiki/dist` from its sources: TypeScript's compiler, on this machine, nothing else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import ROOT
from scripts.deploy.errors import DeployError, LackingError

if TYPE_CHECKING:
    from collections.abc import Callable

ONWIKI = ROOT / "gadget" / "onwiki"
DIST = ONWIKI / "dist"
RULES = ONWIKI / "rules"


def build(say: Callable[[str], None]) -> None:
    """Build what is shipped, where a source is newer than it.

    Raises LackingError without npm, DeployError with what a tool said where it fails.
    """
    if shutil.which("npm") is None:
        raise LackingError("Building the gadget needs Node 20 or newer with npm.")
    modules, lock = ONWIKI / "node_modules", ONWIKI / "package-lock.json"
    if not modules.is_dir() or lock.stat().st_mtime > modules.stat().st_mtime:
        say("Installing the gadget's build tools (npm ci)")
        _run(["npm", "--prefix", str(ONWIKI), "ci", "--silent", "--no-audit", "--no-fund"])
        modules.touch()
    stamp = DIST / ".built"
    if not stamp.exists() or _newest(ONWIKI / "src") > stamp.stat().st_mtime:
        say("Building the gadget")
        shutil.rmtree(DIST, ignore_errors=True)
        _run(["npm", "--prefix", str(ONWIKI), "run", "--silent", "build"])
        stamp.touch()
    made_of = (ROOT / "config" / "rules", ROOT / "config" / "names", ROOT / "bot" / "detect")
    if not RULES.is_dir() or not any(RULES.iterdir()) or max(map(_newest, made_of)) > _newest(RULES):
        say("Writing the detector's rules for browsers")
        _run([str(ROOT / "scripts" / "build-rules")])


def commit() -> str:
    """The commit that is deployed, with `+` where the gadget's files differ from it; empty without git."""
    try:
        name = _git("rev-parse", "--short", "HEAD")
        changed = _git("status", "--porcelain", "--", "gadget/onwiki", "config")
    except (OSError, subprocess.CalledProcessError):
        return ""
    return name + ("+" if changed else "")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def _newest(folder: Path) -> float:
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return max((path.stat().st_mtime for path in files), default=0.0)


def _run(argv: list[str]) -> None:
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise DeployError(f"`{' '.join(argv)}` failed:\n{said[-3000:]}")
