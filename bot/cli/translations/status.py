"""`wikilatch translations status`: page by language, officially and weighted."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.errors import told_plainly
from bot.cli.translations.service import TeamService, open_team
from bot.translation.charts import matrix_svg
from bot.translation.completeness import Matrix, percent
from bot.translation.html_report import as_html
from bot.translation.report import as_csv, as_json, band, weighted_percent
from bot.translation.wikitext_report import WikitextReport
from bot.units import PageProgress

FORMATS = ("table", "json", "csv", "wikitext", "html", "svg")
# Figures are always there too: nobody has to tell the colours apart.
_HEAT = {
    "low": "white on red",
    "medium": "black on yellow",
    "high": "black on cyan",
    "complete": "black on green",
}


@click.command()
@click.option("--language", "languages", multiple=True, help="Only this language; may be given again.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to stdout.")
@click.option(
    "--full", is_flag=True, help="Read everything anew, not only what changed since the last survey."
)
@click.option("--live", is_flag=True, help="Keep this survey, for the trend and to make the next one quick.")
@click.pass_obj
def command(
    team: TeamService | None,
    languages: tuple[str, ...],
    form: str,
    output: Path | None,
    full: bool,
    live: bool,
) -> None:
    """Show how complete every page is in every language.

    The percentage is Translate's own: every unit counts one, outdated ones do not count. The weighted one
    counts units by their importance, as config/team-pages.toml says.
    """
    with told_plainly():
        service = team or open_team()
        survey = service.survey(full=full)
        if live:
            service.snapshots.keep(service.team.wiki, survey.snapshot)
        matrix = survey.matrix
        shown = list(languages) or matrix.languages()
        if form == "table":
            _print(matrix, shown, one=len(languages) == 1)
        else:
            text = rendered(service, matrix, shown, form)
            if output:
                output.write_text(text, encoding="utf-8")
            else:
                click.echo(text)
    for problem in matrix.problems:
        click.echo(f"Could not check: {problem.where}: {problem.text}", err=True)
    if matrix.problems:
        raise SystemExit(1)


def rendered(service: TeamService, matrix: Matrix, languages: list[str], form: str) -> str:
    """Return the matrix in one of the formats other than the terminal's table."""
    if form == "json":
        return as_json(matrix, languages)
    if form == "csv":
        return as_csv(matrix, languages)
    if form == "wikitext":
        return WikitextReport(service.messages, service.lang).status(matrix, languages)
    if form == "html":
        return as_html(matrix, languages, service.messages, service.lang)
    return matrix_svg(matrix, languages, service.messages.text("translations-heading", service.lang))


def _print(matrix: Matrix, languages: list[str], *, one: bool) -> None:
    console = Console()
    console.print(_of_language(matrix, languages[0]) if one else _of_all(matrix, languages))
    if not one:
        for number, group in enumerate(matrix.groups, 1):
            console.print(f"{number:>3}  {group.title}", highlight=False, markup=False)
    share = matrix.reader_share()
    if share is not None and not one:
        console.print(f"Of the known readers' reading {percent(share)} % is translated.", highlight=False)
    for group in matrix.groups:
        if group.edited_since_mark:
            revisions = f"revision {group.marked} is marked, {group.latest} the latest"
            text = f"Edited since it was marked: {group.title} ({revisions})"
            console.print(text, style="yellow", highlight=False, markup=False)


def _of_all(matrix: Matrix, languages: list[str]) -> Table:
    table = Table(title=f"Translations, {matrix.taken_at:%Y-%m-%d %H:%M} UTC")
    table.add_column("Language", no_wrap=True)
    for head in ("All", "Weighted", "Outdated", *(str(n) for n in range(1, len(matrix.groups) + 1))):
        table.add_column(head, justify="right", no_wrap=True)
    for language in languages:
        total = matrix.total(language)
        cells: list[Text | str] = [_heat(total), _weighted(total), str(total.fuzzy or "")]
        cells += [_heat(matrix.cell(group.page_id, language)) for group in matrix.groups]
        table.add_row(language, *cells)
    return table


def _of_language(matrix: Matrix, language: str) -> Table:
    table = Table(title=f"Translations into {language}, {matrix.taken_at:%Y-%m-%d %H:%M} UTC")
    table.add_column("Page")
    for head in ("Complete", "Weighted", "Translated", "Outdated", "Missing", "Units"):
        table.add_column(head, justify="right", no_wrap=True)
    rows = [(group.title, matrix.cell(group.page_id, language)) for group in matrix.groups]
    for title, cell in [*rows, ("All pages", matrix.total(language))]:
        numbers = (cell.translated, cell.fuzzy, cell.untranslated, cell.total)
        table.add_row(Text(title), _heat(cell), _weighted(cell), *map(str, numbers))
    return table


def _heat(cell: PageProgress) -> Text:
    if not cell.total:
        return Text("–")
    return Text(f"{percent(cell.share)}%", style=_HEAT[band(cell)])


def _weighted(cell: PageProgress) -> str:
    shown = weighted_percent(cell)
    return "?" if shown is None else f"{shown}%"
