"""Writes the blind pages as JSON lines: `python -m tests.corpus.blind --lang de --part tune --style hard --pages 20`."""

from __future__ import annotations

import argparse
import json
import sys

from tests.corpus.blind.pages import pages
from tests.corpus.blind.skeletons import PARTS, STYLES, languages
from tests.corpus.language import CorpusError


def main() -> int:
    """Prints the pages asked for, one a line."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.blind", description=__doc__)
    parser.add_argument("--lang", action="append", help="a language code; may be repeated (default: all)")
    parser.add_argument("--part", choices=PARTS, default="tune")
    parser.add_argument("--style", choices=STYLES, default="hard")
    parser.add_argument("--pages", type=int, default=14, metavar="N", help="pages in each language")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    try:
        for code in args.lang or languages():
            for page in pages(code, args.part, args.style, args.pages, args.seed):
                print(json.dumps(page, ensure_ascii=False))
    except CorpusError as error:
        print(f"corpus: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
