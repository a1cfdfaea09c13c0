"""PHP and MediaWiki's code: found, or installed from Debian's packages.

MediaWiki is unpacked into the project's own folder, not installed: no web server, nothing in /etc or /var.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.localwiki import apt
from scripts.localwiki.errors import LackingError
from scripts.localwiki.paths import LOCAL

if TYPE_CHECKING:
    from collections.abc import Callable

# Debian's version-free names: they bring the PHP that the system has (8.2 on Debian 12).
PHP_PACKAGES = (
    "php-cli", "php-sqlite3", "php-mbstring", "php-xml", "php-intl", "php-apcu", "php-curl", "diffutils",
)  # fmt: skip
_PHP_MODULES = ("curl", "dom", "intl", "mbstring", "pdo_sqlite", "xml")
_MEDIAWIKI_PACKAGES = ("mediawiki", "mediawiki-classes")
OTHER_WIKI = (
    "Without it, Wikilatch can still look at a wiki that exists, reading only:\n"
    "  scripts/run --once --wiki https://wiki.example.org/w/api.php"
)


@dataclass(frozen=True, slots=True)
class MediaWiki:
    """MediaWiki's code on this machine; version as MediaWiki spells it, e.g. 1.39.17."""

    php: str
    code: Path
    version: str


def ensure(say: Callable[[str], None]) -> MediaWiki:
    """PHP and MediaWiki, installed if need be; say is told before anything slow.

    The environment's WIKILATCH_MEDIAWIKI may name a folder with MediaWiki's code to use instead of Debian's.
    Raises LackingError where something is missing that cannot be installed from here, LocalWikiError where
    apt fails.
    """
    try:
        php = _ensure_php(say)
        code = _ensure_code(say)
    except LackingError as error:
        raise LackingError(
            f"{error}\nThe local wiki needs PHP 7.4 or newer with {', '.join(_PHP_MODULES)}, and MediaWiki's "
            "code. Debian has both; elsewhere set WIKILATCH_MEDIAWIKI to the folder of an unpacked MediaWiki."
            f"\n{OTHER_WIKI}"
        ) from error
    return MediaWiki(php, code, _version(code))


def _ensure_php(say: Callable[[str], None]) -> str:
    if not _php_lacks():
        return "php"
    if not apt.available():
        raise LackingError(
            f"Missing: {', '.join(_php_lacks())}, and this system has no apt to install it with."
        )
    say("Installing PHP (Debian packages, about 20 s)")
    apt.install(PHP_PACKAGES)
    if lacks := _php_lacks():
        raise LackingError(
            f"Installed Debian's PHP, but {shutil.which('php')} still lacks: {', '.join(lacks)}"
        )
    return "php"


def _php_lacks() -> list[str]:
    if shutil.which("php") is None:
        return ["PHP"]
    listed = subprocess.run(["php", "-m"], capture_output=True, text=True, check=False).stdout.lower().split()
    return [f"PHP module {name}" for name in _PHP_MODULES if name not in listed]


def _ensure_code(say: Callable[[str], None]) -> Path:
    if own := os.environ.get("WIKILATCH_MEDIAWIKI"):
        if not (Path(own) / "includes" / "Defines.php").is_file():
            raise LackingError(f"WIKILATCH_MEDIAWIKI names {own}, which is no folder of MediaWiki's code.")
        return Path(own)
    target = LOCAL / "mediawiki"
    if target.is_dir():
        return target
    if not apt.available():
        raise LackingError("Missing: MediaWiki's code, and this system has no apt to fetch it with.")
    say("Fetching MediaWiki (Debian package, 38 MB)")
    LOCAL.mkdir(exist_ok=True)
    # Renamed into place only when whole, so that a broken download leaves nothing to trip over.
    with tempfile.TemporaryDirectory(dir=LOCAL, prefix="unpack-") as temporary:
        folder = Path(temporary)
        for package in apt.download(_MEDIAWIKI_PACKAGES, folder):
            subprocess.run(["dpkg-deb", "-x", package, folder / "tree"], check=True)
        code = folder / "tree" / "usr" / "share" / "mediawiki"
        for debians_own in ("extensions", "LocalSettings.php", "images", "config"):
            (code / debians_own).unlink(missing_ok=True)  # links into /var and /etc
        (code / "extensions").symlink_to("extensions-core")
        code.rename(target)
    return target


def _version(code: Path) -> str:
    for line in (code / "includes" / "Defines.php").read_text(encoding="utf-8").splitlines():
        if "'MW_VERSION'" in line:
            return line.split("'")[3]
    raise LackingError(f"{code} does not say which MediaWiki it is (no MW_VERSION in includes/Defines.php).")
