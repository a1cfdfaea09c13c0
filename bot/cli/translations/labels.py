"""`wikilatch translations labels`: titles and navigation labels that drifted, over all languages."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.errors import told_plainly
from bot.cli.translations.service import TeamService, open_team, progress
from bot.translation.labels import LabelFinder


@click.command()
@click.option("--all", "everything", is_flag=True, help="Those that are well too.")
@click.pass_obj
def command(team: TeamService | None, everything: bool) -> None:
    """Show titles and navigation labels that are missing, made from an older name, or unlike their page.

    Labels are the titles of all pages and the short units of navigation templates (kind = "template" in
    config/team-pages.toml).
    """
    with told_plainly():
        service = team or open_team()
        matrix = service.survey().matrix
        with progress("Reading labels") as step:
            found = LabelFinder(service.client, service.pages, service.team, on_step=step).find(matrix)
    table = Table("name in the source", "missing in", "from an older name in", "unlike the title in")
    shown = [label for label in found if everything or not label.is_well]
    for label in shown:
        cells = (", ".join(codes) for codes in (label.missing, label.outdated, label.differs))
        table.add_row(Text(label.name), *cells)
    if shown:
        Console().print(table)
    click.echo(f"{len(shown)} of {len(found)} titles and labels to look at.")
