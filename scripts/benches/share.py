"""Do several patrols share the wikis on one database, and take over from those that die?

Three patrols in processes of their own follow six invented wikis; some are killed while people edit.
Afterwards every edit has one case, and none was looked at twice.
"""

from __future__ import annotations

import argparse
import base64
import os
import sys
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, not as part of a package

from bot.settings import Keys  # noqa: E402  # needs the path above
from bot.store.claims import LEASE  # noqa: E402  # same
from scripts.crash import sharing  # noqa: E402  # same


def main() -> int:
    """Run the trial; 1 where anything that must hold did not."""
    parser = argparse.ArgumentParser(prog="scripts/bench share", description=__doc__)
    parser.add_argument("--patrols", type=int, default=3)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--database", metavar="URL", help="an EMPTY database to use instead of a SQLite file")
    options = parser.parse_args()
    keys = Keys(
        (Fernet.generate_key().decode(),),
        os.urandom(32),
        os.urandom(32),
        base64.b64encode(os.urandom(32)).decode(),
    )
    with tempfile.TemporaryDirectory() as folder:
        result = sharing.run(
            options.database or f"sqlite:///{folder}/share.sqlite", keys,
            patrols=options.patrols, kills=options.kills, edits=options.edits,
        )  # fmt: skip
    table = Table(title=f"{options.patrols} patrols, {len(sharing.WIKIS)} wikis", show_header=False)
    rows = {
        "kills": result.kills,
        "edits that expose something": result.edits,
        "looked at": result.handled,
        "read again and known by their revision": result.duplicates,
        "cases": result.cases,
        f"longest until all was followed again (a lease is {LEASE} s)": f"{result.takeover:.0f} s",
        "violations": len(result.violations),
    }
    for what, number in rows.items():
        table.add_row(what, str(number))
    Console().print(table)
    for text in result.violations:
        print(f"share: {text}", file=sys.stderr)
    print(
        f"share kills={result.kills} edits={result.edits} looked_at={result.handled} cases={result.cases} "
        f"takeover_s={result.takeover:.0f} violations={len(result.violations)}"
    )
    return 1 if result.violations else 0


if __name__ == "__main__":
    raise SystemExit(main())
