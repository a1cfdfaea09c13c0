"""`wikilatch translations discover`: propose which pages to look after."""

from __future__ import annotations

import click

from bot.cli.errors import told_plainly
from bot.cli.translations.service import TeamService, open_team
from bot.settings import SettingsError
from bot.translation.discovery import discover, proposal


@click.command()
@click.argument("patterns", nargs=-1, required=True)
@click.pass_obj
def command(team: TeamService | None, patterns: tuple[str, ...]) -> None:
    """Propose the [[pages]] of config/team-pages.toml: what is translatable under titles that fit PATTERNS.

    `wikilatch translations discover "Human Rights Team*"` finds the pages with their subpages, templates and
    message bundles of that name, and the translatable templates that these pages use (navigation). It prints;
    put what is right into the file.
    """
    with told_plainly():
        service = team or open_team()
        found = discover(service.client, service.pages, patterns)
        if not found:
            raise SettingsError(f"the wiki has no message group under {', '.join(patterns)}")
    click.echo(proposal(found))
    click.echo(f"{len(found)} pages, templates and bundles", err=True)
