"""`wikilatch translations publish`: put the status page on the wiki."""

from __future__ import annotations

import click

from bot.cli.errors import told_plainly
from bot.cli.translations.edits import show
from bot.cli.translations.service import TeamService, open_team, progress
from bot.settings import SettingsError
from bot.translation.labels import LabelFinder
from bot.translation.outdated import OutdatedFinder
from bot.translation.publish import publish_status
from bot.wiki.edit import TeamEditor


@click.command()
@click.option("--live", is_flag=True, help="Save. Without it the command shows the difference only.")
@click.pass_obj
def command(team: TeamService | None, live: bool) -> None:
    """Put completeness and outdated translations on the report page that config/team-pages.toml names.

    Our section stands between two markers; the rest of the page is untouched. A page whose numbers did not
    change is not edited. With --live the survey is kept as well, for the trend.
    """
    with told_plainly():
        service = team or open_team(log_in=live)
        if not service.team.report_page:
            raise SettingsError("team-pages.toml: 'report_page' is missing; it is where the status goes")
        editor = TeamEditor(service.session, service.team, live=live)
        survey = service.survey()
        matrix = survey.matrix
        with progress("Reading") as step:
            finder = OutdatedFinder(service.client, service.pages, service.importance, on_step=step)
            outdated = finder.find(matrix)
        with progress("Reading labels") as step:
            labels = LabelFinder(service.client, service.pages, service.team, on_step=step).find(matrix)
        result = publish_status(
            editor,
            service.team,
            service.messages,
            service.lang,
            matrix,
            matrix.languages(),
            outdated,
            f"{service.settings.public_url}/translations",
            labels,
        )
        if live:
            service.snapshots.keep(service.team.wiki, survey.snapshot)
    show([result], live=live)
