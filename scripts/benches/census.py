"""How many user pages a second a census counts, by engine and processes, beside reading the dump and no more.

An invented dump (tests/corpus, hard pages of ten languages, packed as Wikimedia packs them) is written into a
folder that goes away, 500 pages a file. The limit is one process that reads every page and counts none. Wall
time: starting processes, JVMs included, is part of what an operator waits for.
"""

from __future__ import annotations

import argparse
import bz2
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, not as part of a package

from bot.census import cluster, local, report  # noqa: E402  # needs the path above
from bot.census.checkpoint import Checkpoint  # noqa: E402  # same
from bot.census.dump import Dump  # noqa: E402  # same
from bot.census.publish import publish  # noqa: E402  # same
from bot.census.tally import Tally  # noqa: E402  # same
from bot.settings import CONFIG  # noqa: E402  # same
from tests.corpus.pages import pages  # noqa: E402  # same
from tests.dumps import Page, xml  # noqa: E402  # same

LANGS = ("en", "de", "fr", "es", "ru", "ja", "zh", "ar", "hi", "pt")
IN_A_FILE = 500
RULES, NAMES = CONFIG / "rules", CONFIG / "names"


def dumps(folder: Path, count: int) -> list[Path]:
    """Write dumps that hold count pages together; the files."""
    files = []
    for number in range(max(1, count // IN_A_FILE)):
        lang = LANGS[number % len(LANGS)]
        found = pages(lang, "train", "hard", IN_A_FILE, number)
        texts = [Page(page["username"], page["wikitext"]) for page in found]
        files.append(folder / f"{lang}wiki-{number}.xml.bz2")
        files[-1].write_bytes(bz2.compress(xml(texts, f"{lang}wiki", lang).encode()))
    return files


def main() -> int:
    """Measure and print; 1 where the engines disagree."""
    parser = argparse.ArgumentParser(prog="scripts/bench census", description=__doc__)
    parser.add_argument("--pages", type=int, default=4000, metavar="N")
    parser.add_argument("--no-spark", action="store_true", help="leave Spark out")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw what was counted into FILE (SVG)")
    args = parser.parse_args()
    cores = os.cpu_count() or 1
    console = Console()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        console.print(f"Writing {args.pages} pages ...")
        files = dumps(folder, args.pages)
        count = len(files) * IN_A_FILE
        rows: list[tuple[str, float]] = []
        tallies: list[Tally] = []

        def timed(label: str, work: Callable[[], Tally | None]) -> None:
            start = time.perf_counter()
            tally = work()
            rows.append((label, count / (time.perf_counter() - start)))
            if tally is not None:
                tallies.append(tally)

        def here(processes: int) -> Tally:
            checkpoint = Checkpoint(folder, files, None)
            for _ in local.count(files, RULES, NAMES, checkpoint, processes):
                pass
            return checkpoint.tally

        timed("limit: reading the dump", lambda: sum(1 for path in files for _ in Dump(path)) and None)
        for processes in sorted({1, cores}):
            timed(f"local, {processes} process(es)", lambda n=processes: here(n))  # type: ignore[misc]  # bound now
        if not args.no_spark and shutil.which("java"):
            spark = cluster.session(f"local[{cores}]")
            timed(f"spark, {cores} core(s)", lambda: cluster.count(spark, files, RULES, NAMES)[0])
            spark.stop()
        elif not args.no_spark:
            console.print("Spark not measured: no Java runtime (Debian: openjdk-17-jre-headless)")
    table = Table(title=f"{count} user pages in {len(files)} files", title_justify="left")
    for column in ("", "pages/s", "of the limit"):
        table.add_column(column, justify="right" if column else "left")
    for label, value in rows:
        table.add_row(label, f"{value:,.0f}", f"{value / rows[0][1]:.2f}")
    console.print(table)
    if args.picture:
        args.picture.write_text(report.svg(publish(tallies[0])), encoding="utf-8")
    same = all(tally == tallies[0] for tally in tallies)
    figures = " ".join(
        f"{label.split(':')[0].replace(', ', '_').replace(' ', '_')}={v:.0f}" for label, v in rows
    )
    print(f"census {figures} identical={same}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
