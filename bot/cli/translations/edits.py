"""Showing what was edited, or would be: differences, reasons, and whether everything went well."""

from __future__ import annotations

from collections.abc import Iterable

import click
from rich.console import Console
from rich.text import Text

from bot.wiki.edit import EditResult, Outcome

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def show(results: Iterable[EditResult], *, live: bool) -> None:
    """Print every edit with its difference; exits with 1 where somebody else was faster twice."""
    console = Console()
    every = list(results)
    for result in every:
        for line in result.diff().splitlines():
            console.print(Text(line, style=_STYLES.get(line[:1], "")), soft_wrap=True)
        text = f"{result.title}: {result.outcome.value}"
        if result.revision is not None:
            text += f" as revision {result.revision}"
        console.print(Text(f"{text} ({result.why})" if result.why else text, style="bold"))
    if not live and any(result.outcome is Outcome.PLANNED for result in every):
        click.echo("Dry run: nothing was saved; --live saves.", err=True)
    if any(result.outcome is Outcome.CONFLICT for result in every):
        raise SystemExit(1)
