"""Whether a 2 MB page can stop the detector: at most 1 s of processor time and 300 MB each, no exception.

With --phrases, what each phrase of a language finds stands on a page again and again.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]  # run as a script, not as part of a package

from tests.corpus.hostile import UNITS, language, page  # noqa: E402  # needs the path above

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 2_000_000  # bytes; MediaWiki's own limit is 2,048 KB
MOST_SECONDS = 1.0
MOST_MEMORY = 300  # MB, of the whole process
GIVE_UP = 60  # seconds


def timed(lang: str) -> Callable[[str], tuple[float, int]]:
    """The detector with a language's rules read: a text in, seconds of processor time and findings out."""
    import time

    from bot.detect.analyzer import Analyzer
    from bot.model import PageText

    analyzer = Analyzer.load(ROOT / "config" / "rules", ROOT / "config" / "names")
    analyzer.analyze(PageText(f"{lang}wiki", lang, "User:A", "A", "I live in Whitby."))  # reads the rules

    def run(text: str) -> tuple[float, int]:
        start = time.process_time()
        done = analyzer.analyze(PageText(f"{lang}wiki", lang, "User:Quiet Heron", "Quiet Heron", text))
        return time.process_time() - start, len(done.findings)

    return run


def measure(name: str, size: int) -> int:
    """Analyse one page in this process and print what it took as JSON."""
    import resource

    text = page(name, size)
    seconds, found = timed(language(name))(text)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": memory, "findings": found, "characters": len(text)}))
    return 0


def phrases(lang: str, size: int) -> int:
    """Measure a page of each phrase's own example again and again; lists those over the limit of time."""
    path = ROOT / "tests" / "vectors" / "rules" / f"{lang}.json"
    if not path.is_file():
        print(f"hostile: no phrases of {lang!r}: {path.relative_to(ROOT)} is missing", file=sys.stderr)
        return 2
    texts = {each["id"]: each["text"] for each in json.loads(path.read_text("utf-8")) if each["findings"]}
    run = timed(lang)
    slowest, failed = 0.0, 0
    for name, text in track(texts.items(), description=lang, console=Console(stderr=True)):
        line = text + "\n"
        seconds, _ = run(line * (size // len(line.encode())))
        slowest = max(slowest, seconds)
        if seconds > MOST_SECONDS:
            failed += 1
            print(f"over the limit: {name.removesuffix('-hit')}: {seconds:.2f} s: {text}")
    print(f"hostile phrases={len(texts)} lang={lang} slowest_s={slowest:.2f} failed={failed}")
    return 1 if failed else 0


def main() -> int:
    """Measures each sort of page in a process of its own; the last line has the figures."""
    parser = argparse.ArgumentParser(prog="scripts/bench hostile", description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE, metavar="BYTES", help="of each page")
    parser.add_argument("--only", choices=list(UNITS), metavar="NAME", help="one sort of page")
    parser.add_argument("--phrases", metavar="LANG", help="this language's phrases instead")
    parser.add_argument(
        "--measure", choices=list(UNITS), help=argparse.SUPPRESS
    )  # what the processes are asked
    args = parser.parse_args()
    if args.measure:
        return measure(args.measure, args.size)
    if args.phrases:
        return phrases(args.phrases, args.size)
    table = Table(title=f"pages of {args.size:,} bytes, processor time")
    for column in ("repeated", "characters", "seconds", "MB", "findings"):
        table.add_column(column, justify="right" if column != "repeated" else "left")
    slowest = largest = 0.0
    failed: list[str] = []
    console = Console()
    for name in [args.only] if args.only else UNITS:
        command = [sys.executable, __file__, "--measure", name, "--size", str(args.size)]
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=GIVE_UP)
        except subprocess.TimeoutExpired:
            failed.append(f"{name}: no answer within {GIVE_UP} s")
            slowest = max(slowest, GIVE_UP)
            continue
        if done.returncode:
            failed.append(f"{name}: {done.stderr.strip().splitlines()[-1]}")
            continue
        got = json.loads(done.stdout)
        slowest, largest = max(slowest, got["seconds"]), max(largest, got["memory"])
        figures = (
            f"{got['characters']:,}",
            f"{got['seconds']:.2f}",
            f"{got['memory']:.0f}",
            str(got["findings"]),
        )
        table.add_row(name, *figures)
        if got["seconds"] > MOST_SECONDS or got["memory"] > MOST_MEMORY:
            failed.append(f"{name}: {got['seconds']:.2f} s, {got['memory']:.0f} MB")
    console.print(table, markup=False)
    for each in failed:
        print(f"over the limit: {each}")
    print(f"hostile pages={len(UNITS)} slowest_s={slowest:.2f} memory_mb={largest:.0f} failed={len(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
