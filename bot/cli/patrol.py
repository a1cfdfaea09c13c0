"""`wikilatch patrol`: look at edits of user pages, and open cases for those who may be told."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Generator, Iterator
from functools import partial

import click

from bot.cli.detector import load_analyzer
from bot.cli.errors import told_plainly
from bot.cli.moment import Moment
from bot.cli.report import Reporter
from bot.cli.service import Service, open_service, wikis_of
from bot.cli.wikis import Patrolled, open_patrolled, tuned
from bot.incidents import tell_of
from bot.patrol.ports import Feed
from bot.patrol.shift import Shift
from bot.patrol.sweep import Sweep
from bot.patrol.trial import Trial
from bot.patrol.turns import follow
from bot.patrol.watch import Desk, Report, Watch
from bot.wiki.errors import WikiUnreachableError
from bot.wiki.eventstreams import URL, EventStream
from bot.wiki.pages import Pages
from bot.wiki.people import People
from bot.wiki.stream import RecentChanges


@click.command()
@click.option("--live", is_flag=True, help="Store cases and move the cursor. Without it nothing is kept.")
@click.option("--once", is_flag=True, help="Stop when there is nothing more to read, instead of waiting.")
@click.option("--wiki", "chosen", multiple=True, metavar="NAME", help="Only this wiki; repeatable.")
@click.option(
    "--since",
    type=Moment(),
    metavar="TIME",
    help="Read from here instead of the cursor (2026-11-22T10:00:00Z).",
)
@click.option("--until", type=Moment(), metavar="TIME", help="Stop here.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="Stop after the batch in which so many pages were checked.",
)
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    metavar="HOURS",
    help="Let every case wait exactly so long, if its wiki's own shortest wait allows it.",
)
@click.option(
    "--share", is_flag=True, help="Share the wikis with other patrols on this database, as they come and go."
)
@click.option(
    "--every",
    type=click.FloatRange(min=0),
    default=10.0,
    show_default=True,
    help="Seconds between two looks.",
)
@click.option("--sweep", is_flag=True, help="Look at the existing pages of subscribers instead.")
@click.option("--trial", type=click.Choice(["markdown", "wikitext"]), help="A dry run that ends in a report.")
@click.option("--json", "as_json", is_flag=True, help="Print the sums as one JSON object at the end.")
def command(
    live: bool,
    once: bool,
    chosen: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int | None,
    delay: float | None,
    share: bool,
    every: float,
    sweep: bool,
    trial: str | None,
    as_json: bool,
) -> None:
    """Follow the edits of user pages and open a case where a person may be told of what their page shows.

    Reads on where it stopped. Nothing that is found is stored: a case says where to look again, sealed.

    \b
    Try it:        wikilatch patrol --once --wiki localwiki
    For real:      wikilatch patrol --live
    Several machines on one MariaDB, each:      wikilatch patrol --live --share
    What was there before somebody subscribed:  wikilatch patrol --sweep --live
    Numbers for a bot-approval request:         wikilatch patrol --once --trial wikitext
    """
    if trial and live:
        raise click.UsageError("--trial is a dry run; leave out --live")
    if since and until and since >= until:
        raise click.UsageError(f"--since {since} is not before --until {until}")
    if share and (once or sweep or since or not live):
        raise click.UsageError("--share goes with --live, and without --once, --since or --sweep")
    reporter, sums, report = Reporter(), Counter[str](), Trial()
    with told_plainly():
        service = open_service()
        patrolled = [open_patrolled(service, name, reporter) for name in wikis_of(service.settings, chosen)]
        detector = tuned(load_analyzer(service.settings), patrolled, reporter)
        waits = None if delay is None else (delay, delay)

        def watch_of(some: list[Patrolled], holder: str = "") -> Watch:
            desks = {one.wiki.name: Desk(one.wiki.settings, Pages(one.wiki), one.policy.now) for one in some}
            return Watch(desks, service.store, detector, live=live, holder=holder, delay=waits)

        followed = partial(
            follow,
            happened=partial(_happened, reporter),
            failed=lambda feed, error: _failed(reporter, feed, error),
        )
        if not live:
            reporter.step("dry run", note="nothing is stored; --live keeps cases and the cursor")
        if sweep:
            batches = _sweep(service, patrolled, watch_of(patrolled), reporter)
        elif share:
            shift = Shift(service.store, [one.wiki.name for one in patrolled])

            def begin(names: frozenset[str]) -> Generator[Report]:
                mine = [one for one in patrolled if one.wiki.name in names]
                reporter.step("share", wikis=len(mine), of=len(patrolled))
                watch = watch_of(mine, shift.holder)
                yield from followed(watch, _feeds(service, mine), until=until, every=every)

            batches = shift.follow(begin)
        else:
            until, rest = (until or _now(), None) if once else (until, every)
            feeds = _feeds(service, patrolled)
            batches = followed(watch_of(patrolled), feeds, since=since, until=until, every=rest)
        for batch in batches:
            _add(sums, batch)
            report.add(batch.counts)
            if limit is not None and sums["checked"] >= limit:
                break
    if trial:
        click.echo(report.markdown() if trial == "markdown" else report.wikitext(), nl=False)
    else:
        _conclude(reporter, sums, as_json=as_json)


def _failed(reporter: Reporter, feed: Feed, error: WikiUnreachableError) -> None:
    """Say that a stream could not be read in this turn, and why."""
    reporter.step("unreachable", stream=feed.name)
    tell_of(error)


def _happened(reporter: Reporter, feed: Feed, report: Report) -> None:
    """Say what a batch came to."""
    if report.events:
        reporter.step("batch", stream=feed.name, **_numbers(report))
    if feed.gap:
        reporter.step("gap", stream=feed.name, lost_from=feed.gap[0], lost_until=feed.gap[1])
        feed.gap = None


def _sweep(
    service: Service, patrolled: list[Patrolled], watch: Watch, reporter: Reporter
) -> Iterator[Report]:
    for one in patrolled:
        wiki = one.wiki
        sweep = Sweep(one.policy.now(), service.store, watch, Pages(wiki), People(wiki))
        with reporter.progress(f"Sweeping {wiki.name}") as progress:
            for step in sweep.run():
                progress(step.done, step.total)
                yield step.report


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _numbers(report: Report) -> dict[str, int]:
    return {"events": report.events, "checked": report.checked, "cases": report.cases}


def _add(sums: Counter[str], report: Report) -> None:
    sums.update(_numbers(report))
    sums.update({f"skipped:{reason}": n for reason, n in report.skipped.items()})


def _conclude(reporter: Reporter, total: Counter[str], *, as_json: bool) -> None:
    skipped = {key.partition(":")[2]: n for key, n in sorted(total.items()) if key.startswith("skipped:")}
    if as_json:
        result = {"pages_checked": total["checked"], "cases": total["cases"], "skipped": skipped}
        click.echo(json.dumps(result))
    else:
        rows = {"edits seen": total["events"], "pages checked": total["checked"], "cases": total["cases"]}
        reporter.table("Patrol", rows | {f"no case: {reason}": n for reason, n in skipped.items()})


def _feeds(service: Service, patrolled: list[Patrolled]) -> list[Feed]:
    """One stream for all the wikis that have it, and a poll for each that has not."""
    wikis = [one.wiki for one in patrolled]
    streamed = [wiki.name for wiki in wikis if wiki.settings.source == "eventstreams"]
    feeds: list[Feed] = [RecentChanges(wiki) for wiki in wikis if wiki.name not in streamed]
    if streamed:
        settings = service.settings
        feeds.append(EventStream(streamed, settings.user_agent, url=settings.eventstreams_url or URL))
    return feeds
