"""`wikilatch translations refresh`: the background job behind the web of translations."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import click

from bot.cli.errors import told_plainly
from bot.cli.translations.service import TeamService, open_team, progress
from bot.settings import SettingsError
from bot.store import DatabaseError
from bot.store.documents import Documents
from bot.translation import board
from bot.translation.checks.data import CheckData
from bot.translation.glossary import GlossaryError, read_folder
from bot.translation.refresh import Refresher
from bot.wiki.errors import WikiError


@click.command()
@click.option("--live", is_flag=True, help="Keep what was read; else a dry run.")
@click.option("--full", is_flag=True, help="Read every unit again, not only what changed.")
@click.option(
    "--if-older-than",
    "minutes",
    type=click.IntRange(min=1),
    help="Do nothing while what is kept is younger than so many minutes.",
)
@click.option("--every", type=click.IntRange(min=1), metavar="SECONDS", help="Go on, a round every so often.")
@click.pass_obj
def command(team: TeamService | None, live: bool, full: bool, minutes: int | None, every: int | None) -> None:
    """Bring what the web shows of the team's pages up to date. Safe to run every hour, on any schedule.

    Reads the wiki and writes into our own store only. A wiki that cannot be asked changes nothing: the web
    goes on showing the last good state and its age.
    """
    if every is None:
        with told_plainly():
            _round(team or open_team(), live=live, full=full, minutes=minutes)
        return
    while True:
        with told_plainly():
            try:
                _round(team or open_team(), live=live, full=full, minutes=minutes)
            except (WikiError, DatabaseError) as error:
                click.echo(f"Not this time: {error}", err=True)
            time.sleep(every)


def _round(service: TeamService, *, live: bool, full: bool, minutes: int | None) -> None:
    settings, team = service.settings, service.team
    documents = Documents(service.engine, team.wiki)
    kept = documents.get(board.OVERVIEW)
    now = datetime.now(UTC)
    if minutes is not None and kept is not None and now - kept.at < timedelta(minutes=minutes):
        click.echo(f"Nothing to do: what is kept is from {kept.at:%Y-%m-%d %H:%M} UTC.")
        return
    data = CheckData.load(settings.config)
    try:
        glossary = read_folder(settings.config / "glossary", data.languages)
    except GlossaryError as error:
        raise SettingsError(str(error)) from error
    survey = service.survey(full=full)
    if not live:
        matrix = survey.matrix
        click.echo(
            f"{len(matrix.groups)} pages in {len(matrix.languages())} languages. "
            "Dry run: nothing was kept; --live keeps it."
        )
        return
    known = settings.wikis.get(team.wiki)
    with progress("Reading") as step:
        refresher = Refresher(
            service.client,
            service.pages,
            service.importance,
            documents,
            service.snapshots,
            wiki=team.wiki,
            site=known.site if known else "",
            report_page=team.report_page,
            on_step=step,
        )
        made = refresher.run(survey, glossary, data, full=full)
    for problem in made.problems:
        click.echo(f"Could not check: {problem.where}: {problem.problem}", err=True)
    click.echo(f"{len(made.pages)} pages in {len(made.languages)} languages, as of {made.taken_at}.")
