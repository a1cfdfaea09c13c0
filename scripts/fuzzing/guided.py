"""One target under atheris: bytes that reach new code are kept and changed again. A process of its own.

libFuzzer ends the process in its own way, so that `scripts/bench fuzz` starts it and reads what it says.
Usage: guided.py TARGET SECONDS FOLDER. FOLDER/corpus is what is gone on from, FOLDER/broken what broke it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, not as part of a package

_LONGEST_INPUT = 20_000  # bytes: long enough for what is slower than its length
_SECONDS_EACH = 20  # an input that takes longer is broken


def main() -> None:
    """Feed the target until the time is over; never returns."""
    name, seconds, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    with atheris.instrument_imports(include=["bot", "gadget"]):
        from tests.fuzz.targets import BY_NAME, text_of
    target = BY_NAME[name]
    target.check("")  # what is loaded with the first input counts for no later one
    corpus, broken = folder / "corpus", folder / "broken"
    for place in (corpus, broken):
        place.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed-{number}").write_bytes(seed.encode("utf-8", "surrogatepass"))
    words = folder / "words"
    words.write_text("".join(f"{_quoted(word)}\n" for seed in target.seeds for word in seed.split()[:200]))

    def feed(data: bytes) -> None:
        target.check(text_of(data))

    options = (
        f"-max_total_time={seconds}", f"-max_len={_LONGEST_INPUT}", f"-timeout={_SECONDS_EACH}",
        "-print_final_stats=1", f"-artifact_prefix={broken}{os.sep}", f"-dict={words}", "-verbosity=0",
    )  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], feed)
    atheris.Fuzz()


def _quoted(word: str) -> str:
    """Spell a word for libFuzzer's dictionary. Source: https://llvm.org/docs/LibFuzzer.html#dictionaries"""
    return '"' + "".join(f"\\x{byte:02X}" for byte in word.encode("utf-8", "surrogatepass")) + '"'


if __name__ == "__main__":
    main()
