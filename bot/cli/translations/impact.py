"""`wikilatch translations impact PAGE`: what an edit would outdate, before anybody marks it."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.errors import told_plainly
from bot.cli.translations.outdated import coloured
from bot.cli.translations.service import TeamService, open_team
from bot.settings import SettingsError, TeamPage
from bot.translation.completeness import percent
from bot.translation.impact import Effect, Forecast, forecast
from bot.translation.report import forecast_json
from bot.translation.survey import message_group

_EXPLAINED = {
    Effect.OUTDATED: "its wording changed: translations become outdated",
    Effect.COSMETIC: "only spaces or punctuation changed: leave translations valid when marking",
    Effect.VARIABLES_ONLY: "only the value of a variable changed: translations stay valid",
    Effect.ADDED: "a new unit: nobody has translated it",
    Effect.REMOVED: "the unit is gone: its translations are no longer shown",
    Effect.RENUMBERED: "its marker was lost or changed: marking loses its translations; put it back",
}


@click.command()
@click.argument("page")
@click.option(
    "--file",
    "draft",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A draft of the page's source, in place of its latest revision.",
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_obj
def command(team: TeamService | None, page: str, draft: Path | None, form: str) -> None:
    """Say what marking PAGE for translation would do, or what a draft of it would.

    Compares the revision that is marked with the latest one (or the draft): which units become outdated, in
    how many languages, how many words, and what is only a variable or a comma. Marks nothing.
    """
    with told_plainly():
        service = team or open_team()
        state = service.pages.states(titles=[page]).get(page)
        if state is None:
            raise SettingsError(f"the wiki has no page {page!r}")
        mark = service.pages.last_mark(state.title)
        if mark is None:
            raise SettingsError(f"{state.title!r} was never marked for translation")
        texts = service.pages.texts([mark.revision, state.latest])
        if mark.revision not in texts or state.latest not in texts:
            raise SettingsError(
                f"{state.title!r}: the marked or the latest revision cannot be read (hidden?)"
            )
        edited = _draft(draft) if draft else texts[state.latest].text
        group = message_group(TeamPage(state.title), state)
        found = forecast(
            service.client, state.title, group.id, texts[mark.revision].text, edited, group.source_language
        )
    if form == "json":
        click.echo(forecast_json(found))
    else:
        _print(found)


def _draft(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as UTF-8 text ({error})") from error


def _print(found: Forecast) -> None:
    console = Console()
    for mistake in found.mistakes:
        console.print(Text(f"Line {mistake.line}: {mistake.text}", style="bold red"))
    if not found.changes:
        console.print("No unit changes: marking this outdates nothing.")
        return
    for change in found.changes:
        renumbered = f" → {change.new_id or 'no marker'}" if change.effect is Effect.RENUMBERED else ""
        head = f"Unit {change.id or '(new)'}{renumbered}: {_EXPLAINED[change.effect]}"
        console.print(Text(head, style="bold"))
        console.print(Text("  ").append_text(coloured(change.pieces)))
        if change.languages:
            names = ", ".join(change.languages)
            console.print(Text(f"  {len(change.languages)} languages ({names}), {change.words} words each"))
        if change.lost_variables:
            console.print(Text(f"  translations still use {', '.join(change.lost_variables)}", style="red"))
    total = f"{found.translations} translations in {len(found.languages)} languages"
    text = f"Marking it would outdate {total}: {found.words} words to go through."
    console.print(Text(text, style="bold yellow"))
    if found.keep:
        console.print(Text(f"Leave valid when marking: {', '.join(found.keep)}"))
    if found.shares:
        table = Table(title="Completeness")
        for head in ("Language", "Now", "After"):
            table.add_column(head, justify="right")
        for language, (before, after) in found.shares.items():
            table.add_row(language, f"{percent(before)}%", f"{percent(after)}%")
        console.print(table)
