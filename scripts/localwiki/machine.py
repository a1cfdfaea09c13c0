"""What the whole test run needs of the machine, installed where it is missing and Debian's apt is there.

`python -m scripts.localwiki.machine` is called by `scripts/test`.
"""

from __future__ import annotations

import shutil
import sys

from scripts.localwiki import apt, create, install
from scripts.localwiki.errors import LackingError, LocalWikiError
from scripts.localwiki.paths import ROOT

# program -> Debian's package; of MariaDB the server without its service, and what sets it up
_PROGRAMS = {
    "chromium": "chromium",
    "mariadbd": "mariadb-server-core",
    "my_print_defaults": "mariadb-client-core",
    "7zr": "p7zip",  # a packing of Wikimedia's dumps
    "java": "openjdk-17-jre-headless",  # for Spark
}
_OTHERS = (
    "fonts-noto-core", "fonts-noto-cjk",  # without them, the letters of most scripts are boxes
    "libatomic1",  # what Playwright drives the browser with is linked to it
)  # fmt: skip


def main() -> None:
    """Install what is missing.

    Raises LackingError naming what cannot be had, LocalWikiError where apt fails.
    """
    programs = [package for name, package in _PROGRAMS.items() if _find(name) is None]
    others = apt.missing(_OTHERS) if apt.available() else []
    if wanted := [*programs, *others]:
        _say(f"Installing {', '.join(wanted)} (Debian packages)")
        apt.install(wanted)
    if (ROOT / "gadget" / "onwiki" / "package.json").exists() and shutil.which("npm") is None:
        raise LackingError("Missing: Node 20 or newer with npm, which checks and tests the gadget.")
    create.template(install.ensure(_say), _say)


def _find(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin")


def _say(text: str) -> None:
    print(f"{text} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except LocalWikiError as error:
        print(f"{error}\nscripts/test --fast needs none of this.", file=sys.stderr)
        sys.exit(2)
