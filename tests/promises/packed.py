"""Files as Wikimedia packs its dumps; a test skips where the means are missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def seven_zip(to: Path, plain: Path) -> None:
    """Pack a file as .7z."""
    if shutil.which("7zr") is None:
        pytest.skip("7zr (Debian package p7zip) is not installed")
    subprocess.run(["7zr", "a", "-bd", str(to), str(plain)], check=True, capture_output=True)


def zstandard(data: bytes) -> bytes:
    """Return data packed as .zst."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        zstd = pytest.importorskip("backports.zstd")
    return zstd.compress(data)
