"""The translation checks on the planted corpus: precision and recall by kind of defect and by language.

Beside ours, translate-toolkit's checks on the same pairs where the optional extra `toolkit` is installed
(pip install -e '.[toolkit]'). Floors: precision and recall of .95 on the held-out part.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.translation.checks import CheckData, Pair, check_pair
from tests.corpus_translation.case import Case
from tests.corpus_translation.plant import cases

FLOOR = 0.95
# Which of translate-toolkit's checks could name a kind of defect; kinds that none of them could are absent.
_TOOLKIT = {
    "contact missing": {"emails"},
    "contact changed": {"emails"},
    "contact foreign": {"emails"},
    "contact duplicated": {"emails"},
    "variable lost": {"variables"},
    "variable added": {"variables"},
    "half-translated": {"unchanged", "sentencecount", "puncspacing", "doublewords"},
    "translated twice": {"sentencecount", "long", "doublewords"},
    "same as source": {"unchanged", "untranslated"},
    "number": {"numbers"},
    "link lost": {"urls"},
    "link changed": {"urls"},
    "bracket": {"brackets"},
}


@dataclass
class Score:
    """True and false alarms and misses, of units."""

    hit: int = 0
    miss: int = 0
    false: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of alarms that were right; 1 without alarms."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of planted defects that were named."""
        return self.hit / (self.hit + self.miss) if self.hit + self.miss else 1.0


def judge(case: Case, fired: Iterable[str], named: set[str], also: set[str], score: Score) -> None:
    """Count one unit: the planted defect is named or missed; every other alarm is false."""
    found = set(fired)
    if named:
        if found & named:
            score.hit += 1
        else:
            score.miss += 1
            score.wrong.append(
                f"missed {case.kind} [{case.language}] {case.translation[:90]!r} fired={sorted(found)}"
            )
    rest = found - named - also
    if rest:
        score.false += 1
        score.wrong.append(f"false {sorted(rest)} in {case.kind} [{case.language}] {case.translation[:90]!r}")


def ours(data: CheckData) -> Callable[[Case], set[str]]:
    """Return our checks as a function of a case."""
    return lambda case: {
        d.check for d in check_pair(Pair(case.source, case.translation, case.language), data)
    }


def toolkit() -> Callable[[Case], set[str]] | None:
    """Return translate-toolkit's checks as a function of a case; None where it is not installed."""
    if importlib.util.find_spec("translate") is None:
        return None
    from translate.filters import checks  # GPL: only here, only when installed
    from translate.storage import pypo

    def run(case: Case) -> set[str]:
        config = checks.CheckerConfig(targetlanguage=case.language.replace("-", "_"), varmatches=[("$", 1)])
        unit = pypo.pounit(case.source)
        unit.target = case.translation
        return set(checks.StandardChecker(checkerconfig=config).run_filters(unit))

    return run


def table(title: str, rows: dict[str, Score]) -> Table:
    """Lay out scores."""
    made = Table(title=title, title_justify="left")
    for column in ("", "planted", "named", "missed", "false alarms", "precision", "recall"):
        made.add_column(column, justify="left" if not column else "right")
    for name, score in rows.items():
        figures = (score.hit + score.miss, score.hit, score.miss, score.false)
        made.add_row(name, *map(str, figures), f"{score.precision:.3f}", f"{score.recall:.3f}")
    return made


def main() -> int:
    """Run the bench; return 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("tune", "seen", "held", "fresh"), default="held")
    parser.add_argument("--show", action="store_true", help="list every unit that was judged wrongly")
    options = parser.parse_args()
    console = Console()
    data = CheckData.load()
    run, other = ours(data), toolkit()
    kinds: dict[str, Score] = {}
    languages: dict[str, Score] = {}
    total, theirs = Score(), Score()
    their_kinds: dict[str, Score] = {}
    noise: Counter[str] = Counter()
    started = time.perf_counter()
    units = list(cases(options.part))
    for case in units:
        fired = run(case)
        for score in (
            kinds.setdefault(case.kind, Score()),
            languages.setdefault(case.language, Score()),
            total,
        ):
            judge(case, fired, set(case.expect), set(case.also), score)
    seconds = time.perf_counter() - started
    console.print(table(f"Ours by kind of defect, part {options.part}", {**kinds, "all": total}))
    console.print(table("Ours by language", languages))
    if options.show:
        for line in total.wrong:
            console.print(line, markup=False, highlight=False)
    if other is None:
        console.print(
            "translate-toolkit: not installed, not compared (pip install -e '.[toolkit]')", markup=False
        )
    else:
        for case in units:
            fired = other(case)
            named = _TOOLKIT.get(case.kind, set()) if case.expect else set()
            planted = named or ({"(no such check)"} if case.expect else set())
            for score in (their_kinds.setdefault(case.kind, Score()), theirs):
                judge(case, fired, planted, set(), score)
            noise.update(fired - planted)
        console.print(table("translate-toolkit by kind of defect", {**their_kinds, "all": theirs}))
        console.print("its false alarms by check:", ", ".join(f"{k} {n}" for k, n in noise.most_common(8)))
    figures = {
        "precision": f"{total.precision:.3f}",
        "recall": f"{total.recall:.3f}",
        "toolkit_precision": f"{theirs.precision:.3f}" if other else "not-installed",
        "toolkit_recall": f"{theirs.recall:.3f}" if other else "not-installed",
        "units_per_second": f"{len(units) / seconds:.0f}",
    }
    line = " ".join(f"{key}={value}" for key, value in figures.items())
    console.print(
        f"checks part={options.part} units={len(units)} languages={len(languages)} {line}", soft_wrap=True
    )
    return 0 if min(total.precision, total.recall) >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
