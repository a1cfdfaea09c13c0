"""`wikilatch purge`: forget what has reached its end."""

from __future__ import annotations

import click

from bot.cli.errors import told_plainly
from bot.cli.report import Reporter
from bot.cli.service import open_service
from bot.patrol import retention


@click.command()
@click.option("--live", is_flag=True, help="Forget. Without it the command only counts.")
def command(live: bool) -> None:
    """Forget cases, subscriptions and counts that have reached their end, 90 days at most.

    Safe to run at any time and as often as you like; run it daily.
    """
    reporter = Reporter()
    with told_plainly():
        forgotten = retention.purge(open_service().store, live=live)
    reporter.table("Forgotten" if live else "Would be forgotten", forgotten)
