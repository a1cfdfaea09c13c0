"""Made-up input for everything that reads what others wrote, for as long as you like.

Targets are those of tests/fuzz, which runs each for a moment. Two engines: hypothesis makes texts that are
nearly sound, and makes what breaks a target as small as can be; atheris (`.venv/bin/pip install atheris`)
changes bytes and goes on from those that reach new code. What breaks a target is kept in tests/fuzz/corpus,
where the tests find it from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import time
import traceback
from collections import Counter
from importlib.util import find_spec
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
    parser.add_argument("--engine", choices=["hypothesis", "atheris"], default="hypothesis")
    parser.add_argument("--minutes", type=float, default=10.0, help="in all (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the first round (default %(default)s)")
    parser.add_argument("--target", choices=[target.name for target in TARGETS], help="only this one")
    options = parser.parse_args()
    targets = [target for target in TARGETS if options.target in (None, target.name)]
    share = options.minutes * 60 / len(targets)
    if options.engine == "atheris" and find_spec("atheris") is None:
        parser.error("atheris is not installed; run: .venv/bin/pip install 'atheris>=3'")
    table = Table(title=f"Fuzz, {options.engine}", title_justify="left")
    for column in ("target", "inputs", "a second", "broken"):
        table.add_column(column, justify="left" if column == "target" else "right")
    total: Counter[str] = Counter()
    for target in targets:
        began = time.monotonic()
        if options.engine == "atheris":
            inputs, broken = _guided(target, share)
        else:
            inputs, broken = _feed(target, began + share, options.seed)
        seconds = time.monotonic() - began
        total.update(inputs=inputs, broken=len(broken), seconds=round(seconds))
        table.add_row(target.name, f"{inputs:,}", f"{inputs / seconds:,.0f}", str(len(broken)))
        for data, why in broken.items():
            print(f"{target.name}: {why}\n  kept as {_keep(target, data)}", file=sys.stderr)
    Console().print(table)
    print(
        f"fuzz {options.engine} targets {len(targets)} inputs {total['inputs']} broken {total['broken']} "
        f"seconds {total['seconds']}"
    )
    return 1 if total["broken"] else 0


def _guided(target: Target, seconds: float) -> tuple[int, dict[bytes, str]]:
    """The same under atheris, which ends at the first input that breaks the target."""
    folder = ROOT / ".local" / "fuzz" / target.name.replace(" ", "_")
    shutil.rmtree(folder / "broken", ignore_errors=True)
    script = ROOT / "scripts" / "fuzzing" / "guided.py"
    run = subprocess.run(
        [sys.executable, script, target.name, str(round(seconds)), folder],
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    said = run.stdout + run.stderr
    units = re.search(r"number_of_executed_units:\s*(\d+)", said)
    broken = {file.read_bytes(): _why(said) for file in sorted((folder / "broken").glob("[!s]*"))}
    if run.returncode and not broken:
        raise SystemExit(f"{target.name}: atheris failed with {run.returncode}:\n{said[-2000:]}")
    return int(units[1]) if units else 0, broken


def _why(said: str) -> str:
    """Return where it broke, from the traceback that atheris prints; not what the exception says."""
    lines = said.splitlines()
    places = [line.strip() for line in lines if line.strip().startswith('File "')]
    ended = next((line for line in lines if "ERROR: libFuzzer" in line), "an uncaught exception")
    return f"{ended.strip()}; {places[-1] if places else 'no traceback'}"


def _feed(target: Target, until: float, first: int) -> tuple[int, dict[bytes, str]]:
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
            broken[last.encode("utf-8", "surrogatepass")] = why
        rounds += 1
    return inputs, broken


def _keep(target: Target, data: bytes) -> str:
    folder = CORPUS / target.name.replace(" ", "_")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{hashlib.sha256(data).hexdigest()[:12]}.{target.ending}"
    file.write_bytes(data)
    return str(file.relative_to(ROOT))


if __name__ == "__main__":
    raise SystemExit(main())
