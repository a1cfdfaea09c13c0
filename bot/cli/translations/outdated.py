"""`wikilatch translations outdated`: what changed since each translation was made."""

from __future__ import annotations

import click
from rich.console import Console
from rich.text import Text

from bot.cli.errors import told_plainly
from bot.cli.translations.service import TeamService, open_team, progress
from bot.translation.outdated import OutdatedFinder, OutdatedReport, OutdatedUnit
from bot.translation.report import outdated_json
from bot.translation.worddiff import Kind, Piece
from bot.wiki.translate import unit_page_deep_link

_STYLES = {Kind.SAME: "", Kind.ADDED: "bold green underline", Kind.REMOVED: "red strike"}


@click.command()
@click.option("--language", "languages", multiple=True, help="Only this language; may be given again.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_obj
def command(team: TeamService | None, languages: tuple[str, ...], form: str) -> None:
    """Show outdated translations and what changed in their source, the most important and oldest first."""
    with told_plainly():
        service = team or open_team()
        matrix = service.survey().matrix
        with progress("Reading") as step:
            finder = OutdatedFinder(service.client, service.pages, service.importance, on_step=step)
            report = finder.find(matrix, languages)
        site = (
            service.settings.wiki(service.team.wiki).site
            if service.team.wiki in service.settings.wikis
            else ""
        )
    if form == "json":
        click.echo(outdated_json(report))
    else:
        _print(report, site)
    for problem in (*matrix.problems, *report.problems):
        click.echo(f"Could not check: {problem.where}: {problem.text}", err=True)


def coloured(pieces: tuple[Piece, ...]) -> Text:
    """Return a word diff for a terminal; without colours it shows [-gone-] and {+new+}."""
    text = Text()
    plain = Console().no_color or not Console().is_terminal
    for piece in pieces:
        marked = {Kind.ADDED: f"{{+{piece.text}+}}", Kind.REMOVED: f"[-{piece.text}-]"}
        text.append(marked.get(piece.kind, piece.text) if plain else piece.text, _STYLES[piece.kind])
    return text


def _print(report: OutdatedReport, site: str) -> None:
    console = Console()
    if not report.units:
        console.print("No translation is outdated.")
    for one in report.units:
        since = f"since {one.since:%Y-%m-%d}" if one.since else "since an unknown day"
        head = f"{one.unit.language}  {one.page}/{one.unit.id}  {since}, weight {one.weight:g}"
        console.print(Text(head, style="bold"))
        console.print(_what(one))
        if site:
            link = unit_page_deep_link(site, one.unit.group, one.unit.language, one.unit.key)
            console.print(Text(link, "dim"), soft_wrap=True)
    for group in report.unmarked:
        text = (
            f"Edited since it was marked: {group.title}; see `wikilatch translations impact {group.title!r}`"
        )
        console.print(Text(text, style="yellow"))


def _what(one: OutdatedUnit) -> Text:
    if one.by_hand:
        return Text("  somebody marked this translation as outdated; its source is the same")
    if one.old is None:
        return Text("  the wiki does not say what the source was when this was translated")
    return Text("  ").append_text(coloured(one.pieces))
