"""Whether the browser's detector says what the Python one says, how fast it is there, and what it weighs.

Both engines read the same pages of the invented corpus and the vectors; findings are equal by type and span.
Times are the least of several rounds in a real Chromium, bytes what gzip makes of the pages that a wiki gets.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]  # run as a script, not as part of a package

from gadget_chromium import HOSTILE_SIZE, SIZES, in_chromium, modules, rules_of  # noqa: E402  # same

from bot.detect.analyzer import Analyzer  # noqa: E402  # needs the path above
from bot.model import FindingType, PageText  # noqa: E402  # same
from scripts.deploy.build import ONWIKI, build  # noqa: E402  # same
from scripts.deploy.errors import DeployError  # noqa: E402  # same
from scripts.deploy.pages import FIRST_FILES, laid_out  # noqa: E402  # same
from tests.corpus.language import PARTS, languages  # noqa: E402  # same
from tests.corpus.pages import STYLES, pages  # noqa: E402  # same

if TYPE_CHECKING:
    from collections.abc import Iterable

FLOORS = {
    "parity": 0.99,
    "gate_ms": 5.0,
    "check_ms": 30.0,
    "first_bytes": 15 * 1024,
    "hostile_ms": 1000.0,
    "stop_ms": 300.0,
}
USERNAME = "username_real_name"
KINDS = (*(each.value for each in FindingType), USERNAME)


def corpus(langs: list[str], part: str, count: int) -> list[PageText]:
    """Vectors, and so many pages of each language and style."""
    out = [
        PageText(f"{each['lang']}wiki", each["lang"], each["title"], each["username"], each["text"])
        for name in ("core", "negatives", *(f"rules/{lang}" for lang in langs))
        for each in json.loads((ROOT / "tests" / "vectors" / f"{name}.json").read_text("utf-8"))
    ]
    for lang in langs:
        for style in STYLES:
            out += [
                PageText(page["wiki"], page["lang"], page["title"], page["username"], page["wikitext"])
                for page in pages(lang, part, style, count, 1)
            ]
    return out


def in_node(texts: Iterable[PageText]) -> list[dict[str, Any]]:
    """What the shipped modules say of each page, by Node."""
    lines = [
        json.dumps(
            {"title": page.title, "username": page.username, "lang": page.lang, "wikitext": page.wikitext}
        )
        for page in texts
    ]
    done = subprocess.run(
        ["node", str(ONWIKI / "scripts" / "check.js"), "--names"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DeployError(f"gadget/onwiki/scripts/check.js failed:\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


class Parity:
    """Findings that both engines report, and those of one alone, by type."""

    def __init__(self) -> None:
        self.both: Counter[str] = Counter()
        self.python: Counter[str] = Counter()
        self.browser: Counter[str] = Counter()
        self.pages = self.equal_pages = 0

    def add(self, python: set[tuple[str, int, int]], browser: set[tuple[str, int, int]]) -> None:
        """Count one page."""
        self.pages += 1
        self.equal_pages += python == browser
        self.both.update(kind for kind, _, _ in python & browser)
        self.python.update(kind for kind, _, _ in python - browser)
        self.browser.update(kind for kind, _, _ in browser - python)

    def share(self, kind: str | None = None) -> float:
        """Equal findings of all that either reports."""
        kinds = [kind] if kind else KINDS
        equal = sum(self.both[each] for each in kinds)
        others = sum(self.python[each] + self.browser[each] for each in kinds)
        return equal / (equal + others) if equal + others else 1.0

    def table(self) -> Table:
        """The counts for people."""
        table = Table(title=f"the same findings in Python and JavaScript, {self.pages:,} pages")
        for column in ("type", "both", "Python alone", "browser alone", "equal"):
            table.add_column(column, justify="left" if column == "type" else "right")
        for kind in KINDS:
            table.add_row(
                kind, str(self.both[kind]), str(self.python[kind]), str(self.browser[kind]),
                f"{self.share(kind):.3f}",
            )  # fmt: skip
        table.add_row("all", str(self.both.total()), str(self.python.total()), str(self.browser.total()),
                      f"{self.share():.4f}", style="bold")  # fmt: skip
        return table


def compare(langs: list[str], part: str, count: int, show: int) -> Parity:
    """Both engines over the corpus."""
    texts = corpus(langs, part, count)
    analyzer = Analyzer.load(ROOT / "config" / "rules", ROOT / "config" / "names")
    parity = Parity()
    for page, said in zip(texts, in_node(texts), strict=True):
        analysis = analyzer.analyze(page)
        python = {(each.type.value, each.start, each.end) for each in analysis.findings}
        browser = {(each["type"], each["start"], each["end"]) for each in said["findings"]}
        if analysis.username_is_real_name:
            python.add((USERNAME, 0, 0))
        if said["usernameIsRealName"]:
            browser.add((USERNAME, 0, 0))
        parity.add(python, browser)
        for kind, start, end in sorted(python ^ browser)[: max(0, show)] if part == "train" else []:
            show -= 1
            side = "Python" if (kind, start, end) in python else "browser"
            near = page.wikitext[max(0, start - 40) : end + 20]
            print(f"{side} alone: {page.lang} {kind} {page.wikitext[start:end]!r} in {near!r}")
    return parity


def packed(texts: Iterable[str]) -> int:
    """Bytes of some pages together, as a server sends them."""
    return len(gzip.compress("\n".join(texts).encode(), 6))


def weights(lang: str) -> dict[str, int]:
    """What is transferred, part by part, without MediaWiki's own shortening of scripts."""
    files = modules()
    first = [files[name] for name in FIRST_FILES if name in files]
    detector = [text for name, text in files.items() if name.startswith("detect/")]
    vendor = [text for name, text in files.items() if name.startswith("vendor/")]
    rest = [
        text for name, text in files.items()
        if name not in FIRST_FILES and not name.startswith(("detect/", "vendor/"))
    ]  # fmt: skip
    rules = rules_of(lang)
    names = [laid_out(rules_of(name)[name]) for name in ("names-shared", "names-latin")]
    return {
        "first load": packed(first),
        "lazy: what people see": packed(rest),
        "lazy: the detector": packed(detector),
        "lazy: libphonenumber-js": packed(vendor),
        "lazy: shared rules": packed([laid_out(rules["shared"])]),
        "lazy: rules in English": packed([laid_out(rules["en"])]),
        f"lazy: rules in {lang}": packed([laid_out(rules[lang])]),
        "lazy: names in Latin script, for the banner": packed(names),
    }


def report(times: dict[str, Any], hostile: dict[str, Any], sizes: dict[str, int]) -> None:
    """The tables of times and bytes."""
    table = Table(title="milliseconds in Chromium on clean pages, the least of several rounds")
    for column in (
        "language",
        "load",
        *(f"{size // 1000} KB {what}" for size in SIZES for what in ("gate", "check")),
    ):
        table.add_column(column, justify="left" if column == "language" else "right")
    for lang, row in times.items():
        cells = [f"{row[str(size)][what]:.1f}" for size in SIZES for what in ("gate", "check")]
        table.add_row(lang, f"{row['load']:.0f}", *cells)
    Console().print(table)
    table = Table(title=f"{HOSTILE_SIZE / 1e6:.0f} MB of hostile text, milliseconds")
    for column in ("", "whole check", "longest slice", "stopped after"):
        table.add_column(column, justify="right" if column else "left")
    for name, row in hostile.items():
        table.add_row(name, *(f"{row[what]:.0f}" for what in ("whole", "longest", "stop")))
    Console().print(table)
    table = Table(title="bytes, gzipped")
    table.add_column("")
    table.add_column("bytes", justify="right")
    for name, size in sizes.items():
        table.add_row(name, f"{size:,}")
    Console().print(table)


def main() -> int:
    """Measures, prints the tables; the last line has the figures."""
    parser = argparse.ArgumentParser(prog="scripts/bench gadget", description=__doc__)
    parser.add_argument("--lang", action="append", help="a language; may be repeated (default: all)")
    parser.add_argument("--part", choices=[*PARTS], default="train")
    parser.add_argument("--pages", type=int, default=20, metavar="N", help="pages in each language and style")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print the first N differences (train only)"
    )
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each time measured")
    parser.add_argument("--parity-only", action="store_true", help="leave Chromium and the bytes out")
    args = parser.parse_args()
    try:
        build(print)
        parity = compare(args.lang or languages(), args.part, args.pages, args.show)
        Console().print(parity.table())
        if args.parity_only:
            print(f"gadget parity={parity.share():.4f} pages_equal={parity.equal_pages / parity.pages:.4f}")
            return 0 if parity.share() >= FLOORS["parity"] else 1
        times, hostile = in_chromium(args.lang or languages(), args.rounds)
    except DeployError as error:
        print(f"scripts/bench gadget: {error}", file=sys.stderr)
        return 2
    sizes = weights("de")
    report(times, hostile, sizes)
    gate = max(row["20000"]["gate"] for row in times.values())
    check = max(row["20000"]["check"] for row in times.values())
    worst = max(row["whole"] for row in hostile.values())
    stop = max(row["stop"] for row in hostile.values())
    figures = {
        "parity": f"{parity.share():.4f}",
        "pages_equal": f"{parity.equal_pages / parity.pages:.4f}",
        "gate_ms_20kb": f"{gate:.1f}",
        "check_ms_20kb": f"{check:.1f}",
        "check_ms_200kb": f"{max(row['200000']['check'] for row in times.values()):.0f}",
        "hostile_ms": f"{worst:.0f}",
        "longest_slice_ms": f"{max(row['longest'] for row in hostile.values()):.0f}",
        "stop_ms": f"{stop:.0f}",
        "first_bytes": str(sizes["first load"]),
        "lazy_bytes": str(sum(sizes.values()) - sizes["first load"]),
    }
    print("gadget " + " ".join(f"{name}={value}" for name, value in figures.items()))
    met = (
        parity.share() >= FLOORS["parity"]
        and gate < FLOORS["gate_ms"]
        and check < FLOORS["check_ms"]
        and sizes["first load"] <= FLOORS["first_bytes"]
        and worst <= FLOORS["hostile_ms"]
        and stop <= FLOORS["stop_ms"]
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
