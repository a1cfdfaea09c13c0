"""How many 4 KB pages a second the detector reads, beside what others need and the limit of one scan.

All in one run on one core, by processor time: the ratios hold on any machine, the numbers on this one. Every
page measured is new to the detector. Presidio and scrubadub run in a virtual environment of their own,
.local/bench-venv, which is made when it is missing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
GOAL = 5000  # pages a second
GOAL_LIMIT, GOAL_PRESIDIO, GOAL_SCRUBADUB = 0.08, 500, 10  # of the limit; times as fast
PEERS = ROOT / ".local" / "bench-venv"
# What the peers' own Python is asked: the texts come on standard input, pages a second go out.
_TIME_PEERS = """
import json, sys, time
from types import SimpleNamespace
from peers import peers
texts = [{"wikitext": text} for text in json.load(sys.stdin)]
for name, run in peers(SimpleNamespace(print=lambda line, **_: print(line, file=sys.stderr))):
    run(texts[0])  # what it loads late
    start, done = time.process_time(), 0
    for text in texts:
        run(text)
        done += 1
        if time.process_time() - start > 10:
            break
    print(json.dumps([name, done / (time.process_time() - start)]), flush=True)
"""


def four_kilobytes(langs: list[str], count: int, seed: int) -> list[PageText]:
    """Pages of 4 KB, joined from invented pages that are rich in cues."""
    out: list[PageText] = []
    for lang in langs:
        texts = [page["wikitext"] for page in pages(lang, "train", "hard", count * 3, seed)]
        for i in range(count):
            text = "\n".join(texts[i * 3 :] + texts[: i * 3]).encode()[:4096].decode("utf-8", "ignore")
            out.append(PageText(f"{lang}wiki", lang, "User:Quiet Heron", "Quiet Heron", text))
    return out


def ours(analyzer: Analyzer, batches: list[list[PageText]]) -> float:
    """Pages a second of processor time, the best of several batches of pages that it has not seen."""
    best = 0.0
    for batch in batches:
        start = time.process_time()
        for page in batch:
            analyzer.analyze(page)
        best = max(best, len(batch) / (time.process_time() - start))
    return best


def rate(work: Callable[[Any], object], texts: list[Any], least: float = 1.0) -> float:
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


def peers_python() -> Path:
    """The Python that has Presidio and scrubadub, made if there is none. Raises CalledProcessError."""
    python, stamp = PEERS / "bin" / "python", PEERS / ".complete"
    if not stamp.exists():
        wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"][
            "bench"
        ]
        print(
            f"Installing {', '.join(wanted)} into {PEERS.relative_to(ROOT)} (once, some minutes) ...",
            flush=True,
        )
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
        stamp.touch()
    return python


def peers_rates(texts: list[str]) -> dict[str, float]:
    """Pages a second of each peer; empty where they could not be run, and says why."""
    try:
        python = peers_python()
        done = subprocess.run(
            [python, "-c", _TIME_PEERS], cwd=Path(__file__).parent, input=json.dumps(texts), check=True,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        print(
            f"peers not measured: {error}; remove {PEERS.relative_to(ROOT)} and try again, or use --no-peers"
        )
        return {}
    return dict(json.loads(line) for line in done.stdout.splitlines())


def load_seconds() -> tuple[float, float]:
    """Seconds of processor time to import and load, and the memory after a page, in a fresh process.

    With byte code, as every start but the first has it, also where the environment forbids to write any.
    """
    code = (
        "import time,resource;t=time.process_time();from pathlib import Path;"
        "from bot.detect.analyzer import Analyzer;from bot.model import PageText;"
        "a=Analyzer.load(Path('config/rules'));"
        "a.analyze(PageText('enwiki','en','User:A','A','I live in Whitby.'));"
        "print(time.process_time()-t,resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
    )
    with tempfile.TemporaryDirectory() as folder:
        compiled = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
        command = [sys.executable, "-c", code]
        runs = [
            subprocess.run(command, cwd=ROOT, env=compiled, capture_output=True, text=True, check=True)
            for _ in range(4)
        ]
    seconds, memory = min(tuple(map(float, run.stdout.split())) for run in runs[1:])
    return seconds, memory


def limit(langs: list[str]) -> Callable[[bytes], object]:
    """One google-re2 Set of 101 phrases over the raw text: nothing that looks at each letter can beat it."""
    import re2

    chosen = re2.Set.SearchSet()
    for lang in langs:
        rules = load_language(ROOT / "config/rules/lang" / f"{lang}.yaml").cues
        for rule in rules[: 101 // len(langs) + 1]:
            chosen.Add(rule.cue.pattern)
    chosen.Compile()
    return chosen.Match


def main() -> int:
    """Measures and prints the table; the last line has the figures."""
    parser = argparse.ArgumentParser(prog="scripts/bench speed", description=__doc__)
    parser.add_argument(
        "--lang", action="append", help="a language code; may be repeated (default: en de ja ar)"
    )
    parser.add_argument("--pages", type=int, default=60, metavar="N", help="pages in each language and batch")
    parser.add_argument("--no-peers", action="store_true", help="without Presidio and scrubadub")
    args = parser.parse_args()
    langs = args.lang or ["en", "de", "ja", "ar"]
    seconds, memory = load_seconds()
    warm, *batches = [four_kilobytes(langs, args.pages, seed) for seed in (3, 7, 8, 9)]
    texts = [page.wikitext for page in batches[0]]
    size = sum(len(text.encode()) for text in texts) / len(texts)
    analyzer = Analyzer.load(ROOT / "config" / "rules", ROOT / "config" / "names")
    for page in warm:
        analyzer.analyze(page)  # reads the languages' rules, compiles phrases
    rows = {"wikilatch": ours(analyzer, batches)}
    rows["limit: one google-re2 Set"] = top = rate(limit(langs), [text.encode() for text in texts])
    import mwparserfromhell

    rows["mwparserfromhell.parse"] = rate(mwparserfromhell.parse, texts[:40])
    if not args.no_peers:
        rows |= peers_rates(texts)
    speed = rows["wikilatch"]
    table = Table(title=f"pages of {size:.0f} bytes, one core, processor time")
    for column in ("", "pages/s", "MB/s", "ours is … times"):
        table.add_column(column, justify="right" if column else "left")
    for name, value in rows.items():
        table.add_row(name, f"{value:,.1f}", f"{value * size / 1e6:.2f}", f"{speed / value:.3f}")
    Console().print(table, markup=False)
    presidio, scrubadub = (
        next((speed / value for name, value in rows.items() if name.startswith(peer)), 0.0)
        for peer in ("Presidio", "scrubadub")
    )
    for what, got, goal in (
        ("pages a second", speed, GOAL), ("of the limit", speed / top, GOAL_LIMIT),
        ("times Presidio", presidio, GOAL_PRESIDIO), ("times scrubadub", scrubadub, GOAL_SCRUBADUB),
    ):  # fmt: skip
        if got:
            print(f"goal {goal:g} {what}: {'reached' if got >= goal else 'not reached'} ({got:.3g})")
    print(
        f"speed pages/s={speed:.0f} MB/s={speed * size / 1e6:.2f} of_limit={speed / top:.4f} "
        f"x_presidio={presidio:.1f} x_scrubadub={scrubadub:.2f} load_s={seconds:.2f} memory_mb={memory:.0f}"
    )
    measured = args.no_peers or (presidio and scrubadub)
    return 0 if measured and speed >= FLOOR and seconds <= FLOOR_LOAD and memory <= FLOOR_MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
