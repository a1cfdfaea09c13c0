"""How well the detector tells what the owner of a user page gives away, on invented corpora.

A predicted span is right when a gold span of the same type overlaps it; each gold span counts once. `alarm`
is the share of clean pages with at least one finding. Errors of the held-out parts stay hidden: nobody
tunes on them. Corpora: `built` (pages put together of sentences, parts `train` and `heldout`) and `blind`
(whole pages written by somebody who had not seen the rules, parts `tune` and `held`).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]  # run as a script, not as part of a package

from tests.corpus import language  # noqa: E402  # needs the path above
from tests.corpus import pages as built  # noqa: E402  # same
from tests.corpus.blind import pages as blind  # noqa: E402  # same
from tests.corpus.blind import skeletons  # noqa: E402  # same
from tests.corpus.language import TYPES, CorpusError  # noqa: E402  # same
from tests.corpus.pages import STYLES  # noqa: E402  # same

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[str, int, int]
_HARD, _SHORT = {"f1": 0.80, "alarm": 0.05, "username": 0.85}, {"f1": 0.75}
FLOORS = {
    (part, style): floors
    for part in ("heldout", "held")
    for style, floors in (("hard", _HARD), ("short", _SHORT))
}
#: corpus -> its parts, the one that may be looked at first; its languages; its pages
CORPORA: dict[str, tuple[tuple[str, str], Any, Any]] = {
    "built": (("train", "heldout"), language.languages, built.pages),
    "blind": (skeletons.PARTS, skeletons.languages, blind.pages),
}
FIELDS = ("wiki", "lang", "title", "username", "wikitext")


@dataclass
class Score:
    """Counts of one table row."""

    hit: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was reported that is right."""
        return self.hit / (self.hit + self.spurious) if self.hit + self.spurious else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was reported."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Result:
    """What one engine reached."""

    total: Score = field(default_factory=Score)
    types: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    languages: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    username: Score = field(default_factory=Score)
    clean: Counter[str] = field(default_factory=Counter)
    alarmed: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, dict[str, Any], list[str], list[str]]] = field(default_factory=list)
    says_username: bool = False
    seconds: float = 0.0
    pages: int = 0

    @property
    def alarm(self) -> float:
        """Share of clean pages with a finding."""
        return self.alarmed.total() / self.clean.total() if self.clean else 0.0


def match(predicted: Iterable[Span], gold: Iterable[Span]) -> tuple[list[Span], list[Span], list[Span]]:
    """Hits, spurious predictions and missed gold spans."""
    left = sorted(gold, key=lambda span: span[1:])
    hits, spurious = [], []
    for kind, start, end in sorted(predicted, key=lambda span: span[1:]):
        found = next((g for g in left if g[0] == kind and g[1] < end and start < g[2]), None)
        if found is None:
            spurious.append((kind, start, end))
        else:
            left.remove(found)
            hits.append((kind, start, end))
    return hits, spurious, left


def measure(engine: Any, corpus: list[dict[str, Any]]) -> Result:
    """Runs the engine over the pages."""
    result = Result()
    for page in corpus:
        started = time.perf_counter()
        predicted, username = engine(page)
        result.seconds += time.perf_counter() - started
        result.pages += 1
        gold = [(f["type"], f["start"], f["end"]) for f in page["findings"]]
        hits, spurious, missed = match(predicted, gold)
        for name, spans in (("hit", hits), ("spurious", spurious), ("missed", missed)):
            for kind, _, _ in spans:
                for score in (result.total, result.types[kind], result.languages[page["lang"]]):
                    setattr(score, name, getattr(score, name) + 1)
        if username is not None:
            result.says_username = True
            real = page["username_is_real_name"]
            result.username.hit += real and username
            result.username.spurious += username and not real
            result.username.missed += real and not username
        if not gold:
            result.clean[page["lang"]] += 1
            result.alarmed[page["lang"]] += bool(predicted)
        wrong_name = username is not None and username != page["username_is_real_name"]
        if spurious or missed or wrong_name:
            text = page["wikitext"]
            told = [f"+ {k}: {text[s:e]!r} in …{text[max(0, s - 50) : e + 30]!r}" for k, s, e in spurious]
            told += ["+ username" if username else "- username"] if wrong_name else []
            lost = [f"- {k}: {text[s:e]!r} in …{text[max(0, s - 50) : e + 30]!r}" for k, s, e in missed]
            result.errors.append((page["id"], page, told, lost))
    return result


def our_engine() -> Any:
    """The detector of this repository."""
    from bot.detect.analyzer import Analyzer
    from bot.model import PageText

    analyzer = Analyzer.load(ROOT / "config/rules", ROOT / "config/names")

    def run(page: dict[str, Any]) -> tuple[list[Span], bool]:
        found = analyzer.analyze(PageText(**{key: page[key] for key in FIELDS}))
        return [(f.type.value, f.start, f.end) for f in found.findings], found.username_is_real_name

    return run


def _table(title: str, rows: list[tuple[str, Score, str]]) -> Table:
    table = Table(title=title)
    for name in ("", "P", "R", "F1", "gold", "spurious", "alarm"):
        table.add_column(name, justify="left" if not name else "right")
    for name, s, alarm in rows:
        cells = [f"{value:.3f}" for value in (s.precision, s.recall, s.f1)]
        table.add_row(name, *cells, str(s.hit + s.missed), str(s.spurious), alarm)
    return table


def _show(console: Console, name: str, result: Result, *, detail: bool) -> None:
    if detail:
        console.print(_table(f"{name}: per type", [(kind, result.types[kind], "") for kind in TYPES]))
        rows = [
            (code, score, f"{result.alarmed[code] / result.clean[code]:.3f}" if result.clean[code] else "–")
            for code, score in sorted(result.languages.items(), key=lambda item: item[1].f1)
        ]
        console.print(_table(f"{name}: per language, worst first", rows))
    rows = [("all types", result.total, f"{result.alarm:.3f}")]
    if result.says_username:
        rows.append(("account names", result.username, ""))
    console.print(_table(f"{name}: {result.pages} pages, {result.pages / result.seconds:.0f} pages/s", rows))


def main() -> int:
    """Measures, prints, and fails when a floor is missed."""
    parser = argparse.ArgumentParser(prog="scripts/bench accuracy", description=__doc__)
    parser.add_argument("--corpus", choices=CORPORA, default="built")
    parser.add_argument(
        "--part", help="train or heldout; of the blind corpus tune or held (default: the first)"
    )
    parser.add_argument("--style", choices=STYLES, default="hard")
    parser.add_argument("--lang", action="append", help="a language code; may be repeated (default: all)")
    parser.add_argument(
        "--pages", type=int, default=50, metavar="N", help="pages in each language (default 50)"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", metavar="NAME", help="of the blind corpus the pages whose names begin so (sb-)"
    )
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show the N pages with most errors"
    )
    parser.add_argument(
        "--i-know", action="store_true", help="show errors of the held-out part, ending its use as one"
    )
    parser.add_argument(
        "--peers", action="store_true", help="also Presidio and scrubadub (pip install '.[bench]')"
    )
    parser.add_argument(
        "--peer-pages", type=int, default=5, metavar="N", help="pages in each language for the peers"
    )
    args = parser.parse_args()
    console = Console(width=140)
    parts, languages, pages = CORPORA[args.corpus]
    args.part = args.part or parts[0]
    if args.part not in parts:
        parser.error(f"the {args.corpus} corpus has no part {args.part!r}; write {' or '.join(parts)}")
    if args.errors and args.part == "held":
        parser.error("the held half keeps its errors to itself, always; look at --part tune")
    if args.errors and args.part == "heldout" and not args.i_know:
        parser.error("the held-out part keeps its errors to itself; look at --part train, or say --i-know")
    try:
        corpus = {
            code: list(pages(code, args.part, args.style, args.pages, args.seed))
            for code in args.lang or languages()
        }
    except CorpusError as error:
        print(f"accuracy: {error}", file=sys.stderr)
        return 2
    if args.only:  # a page's id ends with its skeleton's name
        corpus = {
            code: [page for page in found if page["id"].split("-", 4)[-1].startswith(args.only)]
            for code, found in corpus.items()
        }
    if not any(corpus.values()):
        print("accuracy: no such pages; look at tests/corpus/README.md", file=sys.stderr)
        return 2
    try:
        engine = our_engine()
    except ImportError as error:
        print(f"accuracy: could not measure, the detector is not there: {error}", file=sys.stderr)
        return 2
    result = measure(engine, [page for code in corpus for page in corpus[code]])
    _show(console, "wikilatch", result, detail=True)
    result.errors.sort(key=lambda error: -len(error[2]) - len(error[3]))
    for name, page, told, lost in result.errors[: args.errors]:
        console.print(f"\n{name} · {page['title']} ({page['username']})", markup=False, highlight=False)
        for line in [*told, *lost]:
            console.print("  " + line, markup=False, highlight=False)
    if args.peers:
        from peers import peers

        few = [page for code in corpus for page in corpus[code][: args.peer_pages]]
        again = measure(engine, few)
        _show(console, "wikilatch, the peers' pages", again, detail=False)
        for name, peer in peers(console):
            _show(console, name, measure(peer, few), detail=False)
    figures = {"f1": result.total.f1, "alarm": result.alarm, "username": result.username.f1}
    missed = [
        f"{key} {figures[key]:.3f} (floor {floor})"
        for key, floor in FLOORS.get((args.part, args.style), {}).items()
        if (figures[key] > floor if key == "alarm" else figures[key] < floor)
    ]
    if missed:
        console.print("Missed: " + ", ".join(missed), style="bold red")
    total, speed = result.total, result.pages / result.seconds
    print(
        f"accuracy {args.part} {args.style} pages={result.pages} languages={len(corpus)}"
        f" P={total.precision:.3f} R={total.recall:.3f} F1={total.f1:.3f} alarm={result.alarm:.3f}"
        f" username_F1={result.username.f1:.3f} pages/s={speed:.0f}"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
