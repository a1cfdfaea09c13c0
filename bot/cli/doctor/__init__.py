"""`wikilatch doctor`: is everything as it must be, and what to do where it is not."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator

import click
from rich.console import Console
from rich.table import Table

from bot import settings as settings_module
from bot.cli.doctor import elsewhere, here
from bot.cli.doctor.diagnosis import Diagnosis, Health
from bot.cli.errors import told_plainly
from bot.cli.service import wikis_of
from bot.settings import Settings, SettingsError

_COLOURS = {Health.GOOD: "green", Health.CARE: "yellow", Health.BAD: "red", Health.UNKNOWN: "red"}


@click.command()
@click.option("--wiki", "chosen", multiple=True, metavar="NAME", help="Only this wiki; repeatable.")
@click.option("--offline", is_flag=True, help="Leave out what asks a wiki or the stream.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line instead of a table.")
def command(chosen: tuple[str, ...], offline: bool, as_json: bool) -> None:
    """Check accounts, rights, keys, database, clock, stop pages, mail limits and stream; say what to do.

    Changes nothing and sends nothing. Exit code 1 where something is bad or could not be checked.

    \b
    Try it:      wikilatch doctor --offline
    One wiki:    wikilatch doctor --wiki dewiki
    """
    with told_plainly():
        settings = settings_module.load()
        found = list(_all(settings, chosen, offline=offline))
    if as_json:
        for each in found:
            line = {"about": each.about, "health": each.health.value, "says": each.says, "do": each.do}
            click.echo(json.dumps(line, ensure_ascii=False))
    else:
        _show(found)
    sys.exit(1 if any(each.health in (Health.BAD, Health.UNKNOWN) for each in found) else 0)


def _all(settings: Settings, chosen: tuple[str, ...], *, offline: bool) -> Iterator[Diagnosis]:
    yield from here.secrets(settings)
    yield from here.store(settings)
    yield from here.web(settings)
    if offline:
        return
    try:
        names = wikis_of(settings, chosen)
    except SettingsError as error:
        yield Diagnosis("wikis", Health.CARE, str(error), "switch one on in config/wikis.toml")
        return
    for name in names:
        yield from elsewhere.wiki(settings, name)
    if any(settings.wiki(name).source == "eventstreams" for name in names):
        yield elsewhere.stream(settings)
    yield elsewhere.team(settings)


def _show(found: list[Diagnosis]) -> None:
    table = Table(
        "about", "", "what was found", "what to do", title="Wikilatch, looked over", title_justify="left"
    )
    for each in found:
        colour = _COLOURS[each.health]
        table.add_row(each.about, f"[{colour}]{each.health.value}[/{colour}]", each.says, each.do)
    console = Console()
    console.print(table)
    counts = Counter(each.health for each in found)
    console.print(", ".join(f"{counts[health]} {health.value}" for health in Health), highlight=False)
