"""`wikilatch census`: the large picture of whole dumps, as numbers that point at nobody."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from bot import settings as settings_module
from bot.census import cluster, local, report
from bot.census.checkpoint import Checkpoint
from bot.census.dump import DumpError
from bot.census.publish import publish
from bot.census.tally import Tally
from bot.cli.errors import told_plainly
from bot.cli.report import Reporter
from bot.settings import Settings
from bot.store.sealing import Sealer


@click.command()
@click.argument("dumps", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DUMP...")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
@click.option(
    "--processes", type=click.IntRange(1), default=None, help="Files at once; all cores if not said."
)
@click.option("--master", metavar="URL", help="Spark's master (spark://…, yarn, local-cluster[…]).")
@click.option(
    "--format", "form", type=click.Choice(sorted(report.FORMATS)), default="table", show_default=True
)
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help="Also draw it into this file.")
def command(
    dumps: tuple[Path, ...],
    engine: str,
    processes: int | None,
    master: str | None,
    form: str,
    svg: Path | None,
) -> None:
    """Count how many user pages of MediaWiki dumps give something away, by wiki, language, type and tier.

    DUMP is an XML dump of current revisions (pages-meta-current), compressed or not, or JSON lines as
    `scan --jsonl` reads them. Numbers only: groups under 20 are left out of every number, all are rounded.

    \b
    Try it:      wikilatch census pages.jsonl
    One wiki:    wikilatch census dewiki-*-pages-meta-current*.xml-p*.bz2 --svg census.svg
    On Spark:    wikilatch census --engine spark --master yarn /mnt/dumps/*.bz2
    """
    reporter = Reporter()
    with told_plainly():
        settings = settings_module.load()
        try:
            if engine == "spark":
                tally, faults = _on_spark(settings, dumps, master)
            else:
                tally, faults = _here(settings, dumps, processes or os.cpu_count() or 1, reporter)
        except DumpError as error:
            raise click.ClickException(str(error)) from None
        published = publish(tally)
    click.echo(report.FORMATS[form](published), nl=False)
    if svg is not None:
        svg.write_text(report.svg(published), encoding="utf-8")
    for fault in faults:
        click.echo(f"incomplete: {fault}", err=True)
    sys.exit(1 if faults else 0)


def _here(
    settings: Settings, dumps: tuple[Path, ...], processes: int, reporter: Reporter
) -> tuple[Tally, list[str]]:
    sealer = Sealer(settings.keys()) if settings.environment.get("WIKILATCH_SEAL_KEYS") else None
    checkpoint = Checkpoint(settings.state, dumps, sealer)
    if checkpoint.resumed:
        reporter.step("resumed", files_done=len(checkpoint.done), pages_read=sum(checkpoint.read.values()))
    elif not checkpoint.kept:
        reporter.step("note", text="without WIKILATCH_SEAL_KEYS a stopped census begins again")
    faults: list[str] = []
    rules, names = settings.config / "rules", settings.config / "names"
    total = sum(_size(path) for path in dumps)
    positions = {path: _size(path) for path in dumps if str(path) in checkpoint.done}
    with reporter.progress("Reading (bytes)") as progress:
        for step in local.count(dumps, rules, names, checkpoint, processes):
            if step.fault:
                faults.append(step.fault)
            positions[step.path] = step.position
            progress(sum(positions.values()), total)
    if not faults:
        checkpoint.forget()
    return checkpoint.tally, faults


def _on_spark(settings: Settings, dumps: tuple[Path, ...], master: str | None) -> tuple[Tally, list[str]]:
    spark = cluster.session(master)
    try:
        return cluster.count(
            spark, [path.resolve() for path in dumps], settings.config / "rules", settings.config / "names"
        )
    finally:
        spark.stop()


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
