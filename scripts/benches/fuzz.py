"""Made-up input for everything that reads what others wrote, for as long as you like.

Targets are those of tests/fuzz, which runs each for a moment. What breaks one is made as small as can be and
kept in tests/fuzz/corpus, where the tests find it from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, not as part of a package

from tests.fuzz.targets import TARGETS, Target  # noqa: E402  # needs the path above

CORPUS = ROOT / "tests" / "fuzz" / "corpus"
_AT_ONCE = 300  # inputs between two looks at the clock


def main() -> int:
    """Feed every target for its share of the time; exit code 1 where anything broke."""
    parser = argparse.ArgumentParser(prog="scripts/bench fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="in all (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the first round (default %(default)s)")
    parser.add_argument("--target", choices=[target.name for target in TARGETS], help="only this one")
    options = parser.parse_args()
    targets = [target for target in TARGETS if options.target in (None, target.name)]
    share = options.minutes * 60 / len(targets)
    table = Table(title="Fuzz", title_justify="left")
    for column in ("target", "inputs", "a second", "broken"):
        table.add_column(column, justify="left" if column == "target" else "right")
    total: Counter[str] = Counter()
    for target in targets:
        began = time.monotonic()
        inputs, broken = _feed(target, began + share, options.seed)
        seconds = time.monotonic() - began
        total.update(inputs=inputs, broken=len(broken), seconds=round(seconds))
        table.add_row(target.name, f"{inputs:,}", f"{inputs / seconds:,.0f}", str(len(broken)))
        for text, why in broken.items():
            print(f"{target.name}: {why}\n  kept as {_keep(target, text)}", file=sys.stderr)
    Console().print(table)
    print(
        f"fuzz targets {len(targets)} inputs {total['inputs']} broken {total['broken']} "
        f"seconds {total['seconds']}"
    )
    return 1 if total["broken"] else 0


def _feed(target: Target, until: float, first: int) -> tuple[int, dict[str, str]]:
    """Return how many inputs a target took, and the smallest that broke it, each with where."""
    inputs, broken = 0, {}
    last = ""
    rounds = first
    while time.monotonic() < until:

        @seed(rounds)
        @settings(
            max_examples=_AT_ONCE, deadline=None, database=None, suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )  # fmt: skip
        @given(target.texts)
        def hold(text: str) -> None:
            nonlocal inputs, last
            inputs += 1
            last = text
            target.check(text)

        try:
            hold()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            place = traceback.extract_tb(error.__traceback__)[-1]
            why = f"{type(error).__name__} at {place.filename}:{place.lineno}"
            if why in broken.values():
                return inputs, broken
            broken[last] = why
        rounds += 1
    return inputs, broken


def _keep(target: Target, text: str) -> str:
    folder = CORPUS / target.name.replace(" ", "_")
    folder.mkdir(parents=True, exist_ok=True)
    data = text.encode("utf-8", "surrogatepass")
    file = folder / f"{hashlib.sha256(data).hexdigest()[:12]}.{target.ending}"
    file.write_bytes(data)
    return str(file.relative_to(ROOT))


if __name__ == "__main__":
    raise SystemExit(main())
