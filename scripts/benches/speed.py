"""How many 4 KB pages a second the detector reads, beside what others need and the limit of one scan.

All in one run on one core, by processor time: the ratios hold on any machine, the numbers on this one.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]  # run as a script, not as part of a package

from bot.detect.analyzer import Analyzer  # noqa: E402  # needs the path above
from bot.detect.rules import load_language  # noqa: E402  # same
from bot.model import PageText  # noqa: E402  # same
from tests.corpus.pages import pages  # noqa: E402  # same

if TYPE_CHECKING:
    from collections.abc import Callable

FLOOR = 2000  # pages a second
FLOOR_LOAD = 0.5  # seconds
FLOOR_MEMORY = 150  # MB


def four_kilobytes(langs: list[str], count: int) -> list[PageText]:
    """Pages of 4 KB, joined from invented pages that are rich in cues."""
    out: list[PageText] = []
    for lang in langs:
        texts = [page["wikitext"] for page in pages(lang, "train", "hard", count, 7)]
        for i in range(count):
            text = "\n".join(texts[i:] + texts[:i]).encode()[:4096].decode("utf-8", "ignore")
            out.append(PageText(f"{lang}wiki", lang, "User:Quiet Heron", "Quiet Heron", text))
    return out


def rate(work: Callable[[str], object], texts: list[str], least: float = 1.0) -> float:
    """Texts a second of processor time, the best of three rounds."""
    best = 0.0
    for _ in range(3):
        start, done = time.process_time(), 0
        while time.process_time() - start < least / 3:
            for text in texts:
                work(text)
            done += len(texts)
        best = max(best, done / (time.process_time() - start))
    return best


def load_seconds() -> tuple[float, float]:
    """Seconds of processor time to import and load, and the memory after a page, in a fresh process."""
    code = (
        "import time,resource;t=time.process_time();from pathlib import Path;"
        "from bot.detect.analyzer import Analyzer;from bot.model import PageText;"
        "a=Analyzer.load(Path('config/rules'));"
        "a.analyze(PageText('enwiki','en','User:A','A','I live in Whitby.'));"
        "print(time.process_time()-t,resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def limit(langs: list[str]) -> Callable[[str], object]:
    """One google-re2 Set over the raw text: what nothing that looks at each letter can beat."""
    import re2

    chosen = re2.Set.SearchSet()
    cues = [
        rule for lang in langs for rule in load_language(ROOT / "config/rules/lang" / f"{lang}.yaml").cues
    ]
    for rule in cues[:101]:
        chosen.Add(rule.cue.pattern)
    chosen.Compile()
    return chosen.Match


def main() -> int:
    """Measures and prints the table; the last line has the figures."""
    parser = argparse.ArgumentParser(prog="scripts/bench speed", description=__doc__)
    parser.add_argument(
        "--lang", action="append", help="a language code; may be repeated (default: en de ja ar)"
    )
    parser.add_argument("--pages", type=int, default=100, metavar="N", help="pages in each language")
    args = parser.parse_args()
    langs = args.lang or ["en", "de", "ja", "ar"]
    seconds, memory = load_seconds()
    batch = four_kilobytes(langs, args.pages)
    texts = [page.wikitext for page in batch]
    size = sum(len(text.encode()) for text in texts) / len(texts)
    analyzer = Analyzer.load(ROOT / "config" / "rules")
    by_text = {page.wikitext: page for page in batch}
    rows: list[tuple[str, float]] = [
        ("wikilatch", rate(lambda text: analyzer.analyze(by_text[text]), texts, 3))
    ]
    rows.append(("limit: one google-re2 Set", rate(limit(langs), texts)))
    import mwparserfromhell

    rows.append(("mwparserfromhell.parse", rate(mwparserfromhell.parse, texts[:40])))
    missing: list[str] = []
    try:
        import scrubadub

        scrubber = scrubadub.Scrubber()
        rows.append(("scrubadub", rate(lambda text: list(scrubber.iter_filth(text)), texts[:40])))
    except ImportError:
        missing.append("scrubadub")
    try:
        from presidio_analyzer import AnalyzerEngine

        engine = AnalyzerEngine()
        rows.append(("presidio", rate(lambda text: engine.analyze(text, language="en"), texts[:8])))
    except (ImportError, OSError, SystemExit):
        missing.append("presidio")
    ours = rows[0][1]
    table = Table(title=f"pages of {size:.0f} bytes, one core, processor time")
    for column in ("", "pages/s", "MB/s", "ours is … times"):
        table.add_column(column, justify="right" if column else "left")
    for name, value in rows:
        table.add_row(name, f"{value:,.0f}", f"{value * size / 1e6:.2f}", f"{ours / value:.2f}")
    Console().print(table)
    if missing:
        print(f"not measured: {', '.join(missing)} (pip install '.[bench]')")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"speed pages/s={ours:.0f} MB/s={ours * size / 1e6:.2f} of_limit={ours / rows[1][1]:.3f} "
        f"load_s={seconds:.2f} memory_mb={memory:.0f} memory_all_mb={used:.0f}"
    )
    return 0 if ours >= FLOOR and seconds <= FLOOR_LOAD and memory <= FLOOR_MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
