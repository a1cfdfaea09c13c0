"""`wikilatch translations trend`: a language over time."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.cli.errors import told_plainly
from bot.cli.translations.service import TeamService, open_team
from bot.settings import SettingsError
from bot.translation.charts import trend_svg
from bot.translation.completeness import percent


@click.command()
@click.option("--language", required=True, help="The language, as the wiki spells it.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Draw it into this file.")
@click.pass_obj
def command(team: TeamService | None, language: str, svg: Path | None) -> None:
    """Show how a language went over time, from the surveys that `status --live` kept."""
    with told_plainly():
        service = team or open_team()
        latest = service.snapshots.latest(service.team.wiki)
        if latest is None:
            raise SettingsError("no survey was kept yet; run `wikilatch translations status --live` daily")
        pages = frozenset(page.page_id for page in latest.pages)
        history = service.snapshots.history(service.team.wiki, language, pages)
        if svg:
            names = {
                "official": service.messages.text("translations-column-all", service.lang),
                "weighted": service.messages.text("translations-column-weighted", service.lang),
                "outdated": service.messages.text("translations-column-outdated", service.lang),
            }
            title = f"{service.messages.text('translations-heading', service.lang)}: {language}"
            svg.write_text(trend_svg(history, title, names), encoding="utf-8")
            return
        table = Table(title=f"Translations into {language}")
        table.add_column("Day", no_wrap=True)
        for head in ("Complete", "Translated", "Outdated", "Units"):
            table.add_column(head, justify="right")
        for day, rows in history.items():
            units = sum(row.total for row in rows)
            done = sum(row.translated for row in rows)
            shown = f"{percent(done / units)}%" if units else "–"
            table.add_row(day.isoformat(), shown, str(done), str(sum(row.fuzzy for row in rows)), str(units))
        Console().print(table)
