"""One file of a dump, counted step by step: what every engine runs, in a process or on another machine."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.census.dump import Dump, DumpError
from bot.census.tally import Tally

if TYPE_CHECKING:
    from bot.detect.analyzer import Analyzer

STEP = 2000  # pages between two checkpoints: a second or so


class Step(NamedTuple):
    """What a file's counting came to since the step before.

    read is how many user pages of it are done, position how many of its bytes.
    """

    path: Path
    read: int
    position: int
    tally: Tally
    done: bool = False
    fault: str = ""


def count_part(path: Path, analyzer: Analyzer, skip: int = 0) -> Iterator[Step]:
    """Count a file from its user page number skip on; the last step says done, or what was wrong (P8).

    What was counted before a fault stands. Never raises for what a file holds.
    """
    dump = Dump(path)
    read_pages = skip
    tally = Tally()
    try:
        pages = islice(dump, skip, None)
        while True:
            taken = 0
            for page in islice(pages, STEP):
                tally.count(page, analyzer)
                taken += 1
            read_pages += taken
            if taken < STEP:
                break
            yield Step(path, read_pages, dump.position, tally)
            tally = Tally()
    except DumpError as error:
        yield Step(path, read_pages + taken, dump.position, tally, fault=str(error))
        return
    yield Step(path, read_pages, path.stat().st_size, tally, done=True)
