"""`wikilatch translations digest`: tell translators who asked for it what is outdated."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.cli.errors import told_plainly
from bot.cli.translations.edits import show
from bot.cli.translations.service import TeamService, open_team, progress
from bot.settings import SettingsError
from bot.translation.digest import send_digests, subscribers
from bot.translation.outdated import OutdatedFinder
from bot.wiki.edit import TeamEditor


@click.command()
@click.option("--live", is_flag=True, help="Write. Without it the command shows what it would write.")
@click.pass_obj
def command(team: TeamService | None, live: bool) -> None:
    """Write to the talk pages of translators who signed up what is outdated in their languages.

    Once a week at most, nothing when nothing changed. Who signed up stands on digest_page (team-pages.toml);
    a line counts only if that person wrote it.
    """
    with told_plainly():
        service = team or open_team(log_in=live)
        if not service.team.digest_page:
            raise SettingsError("team-pages.toml: 'digest_page' is missing; it is where translators sign up")
        editor = TeamEditor(service.session, service.team, live=live)
        wanted = subscribers(service.pages.history(service.team.digest_page))
        languages = {language for one in wanted for language in one.languages}
        results = []
        if languages:
            matrix = service.survey().matrix
            with progress("Reading") as step:
                finder = OutdatedFinder(service.client, service.pages, service.importance, on_step=step)
                outdated = finder.find(matrix, languages)
            results = send_digests(
                editor,
                service.team,
                service.messages,
                service.lang,
                wanted,
                outdated.units,
                datetime.now(UTC),
            )
    click.echo(f"{len(wanted)} signed up; {len(results)} to write to", err=True)
    show(results, live=live)
