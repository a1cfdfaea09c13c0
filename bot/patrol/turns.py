"""Following several streams in one process: each gets its turn, none can hold up the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence

from bot.patrol.ports import Feed
from bot.patrol.watch import Report, Watch
from bot.wiki.errors import WikiUnreachableError


def follow(
    watch: Watch,
    feeds: Sequence[Feed],
    *,
    since: str | None = None,
    until: str | None = None,
    every: float | None = 10.0,
    happened: Callable[[Feed, Report], None] = lambda _feed, _report: None,
    failed: Callable[[Feed, WikiUnreachableError], None] = lambda _feed, _error: None,
) -> Generator[Report]:
    """Yield what each batch of each stream came to: once through where every is None, else for ever.

    A stream that never ends is left after `every` seconds for the others, and gone on with at its next turn.
    since and until are ISO 8601 times in UTC; since overrules the cursors at the beginning. A wiki that
    cannot be reached is told to `failed` and asked again in its next turn; WikiUnreachableError is raised
    where no stream could be, or where there is no next turn.
    """
    going: dict[str, Iterator[Report]] = {}
    while True:
        in_vain = []
        for feed in feeds:
            reports = going.pop(feed.name, None) or watch.run(feed, since=since, until=until)
            end = time.monotonic() + (every or 0)
            try:
                for report in reports:
                    happened(feed, report)
                    yield report
                    if every is not None and len(feeds) > 1 and time.monotonic() >= end:
                        going[feed.name] = reports
                        break
            except WikiUnreachableError as error:
                in_vain.append(error)
                if every is None or len(in_vain) == len(feeds):
                    raise
                failed(feed, error)
        if every is None:
            return
        since = None
        yield Report()  # a sign of life where nothing happened: a shared patrol keeps its wikis by it
        if not going:
            time.sleep(every)
