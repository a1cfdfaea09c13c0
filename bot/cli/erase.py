"""`wikilatch erase`: erase everything that is held on a person who asks for it."""

from __future__ import annotations

import click

from bot.cli.errors import told_plainly
from bot.cli.report import Reporter
from bot.cli.service import open_service, wikis_of
from bot.patrol import retention


@click.command()
@click.argument("user")
@click.option("--live", is_flag=True, help="Erase. Without it the command only counts.")
@click.option("--wiki", "chosen", multiple=True, metavar="NAME", help="Only on this wiki; repeatable.")
def command(user: str, live: bool, chosen: tuple[str, ...]) -> None:
    """Erase everything that is held on USER: cases, subscription, and what people asked us to leave alone.

    People can do this themselves, in the inbox and by a link in each mail; this is for those who ask by mail.
    """
    reporter = Reporter()
    with told_plainly():
        service = open_service()
        for name in (chosen and wikis_of(service.settings, chosen)) or service.settings.wikis:
            forgotten = retention.erase(service.store, name, user, live=live)
            title = f"{name}: erased" if live else f"{name}: would be erased"
            reporter.table(title, forgotten)
