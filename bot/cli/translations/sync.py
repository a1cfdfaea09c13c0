"""`wikilatch translations sync`: one round of keeping glossary and shared parts alike."""

from __future__ import annotations

from collections.abc import Iterable

import click
from rich.console import Console
from rich.text import Text

from bot.cli.errors import told_plainly
from bot.cli.translations.edits import show
from bot.cli.translations.service import TeamService, open_team, progress
from bot.settings import SettingsError
from bot.store.documents import Documents
from bot.store.glossary_seen import GlossarySeen
from bot.translation.checks.data import CheckData
from bot.translation.glossary import GlossaryError
from bot.translation.glossary_sync import Open
from bot.translation.sync import Folders, Sync, SyncReport
from bot.wiki.edit import TeamEditor
from bot.wiki.translate import unit_page_deep_link


@click.command()
@click.option("--live", is_flag=True, help="Do it. Without it the command only says what it would do.")
@click.pass_obj
def command(team: TeamService | None, live: bool) -> None:
    """Keep glossary and shared parts alike, on the wiki and here. Safe to run every hour.

    Takes what translators changed in the glossary into our files and exports; fills approved renderings into
    units that are empty; keeps the shared parts of source pages alike. On the wiki it writes only tasks that
    `approved` in config/team-pages.toml lists. Everything else becomes a proposal for a person.
    """
    with told_plainly():
        service = team or open_team(log_in=live)
        settings, pages = service.settings, service.team
        if not pages.glossary and not pages.shared_parts:
            raise SettingsError("team-pages.toml names neither a glossary nor shared_parts: nothing to sync")
        folders = Folders(
            settings.config / "glossary", settings.state / "glossary", settings.state / "sync.lock"
        )
        editor = TeamEditor(service.session, pages, live=live)
        sync = Sync(
            service.client,
            editor,
            pages,
            service.messages,
            GlossarySeen(service.engine),
            Documents(service.engine, pages.wiki),
            folders,
            CheckData.load(settings.config).languages,
            lang=service.lang,
            live=live,
        )
        try:
            with progress("Reading the glossary") as step:
                report = sync.run(step)
        except GlossaryError as error:
            raise SettingsError(str(error)) from error
        known = settings.wikis.get(pages.wiki)
    _print(report, known.site if known else "", live=live)
    show(report.edits, live=live)


def _print(report: SyncReport, site: str, *, live: bool) -> None:
    console = Console()
    for pull in report.pulled:
        instead = f" in place of {pull.instead_of!r}" if pull.instead_of else ""
        verb = "Taken" if live else "Would be taken"
        console.print(
            Text(f"{verb} from the wiki: {pull.term} ({pull.unit.language}) {pull.text!r}{instead}")
        )
    for path in report.written:
        console.print(Text(f"Written: {path}"))
    _list(console, "For a person", report.proposals, site, "yellow")
    _list(console, "Left alone", report.left, "", "dim")
    if not any((report.pulled, report.proposals, report.edits, report.left)):
        console.print("Everything is alike; nothing to do.")


def _list(console: Console, heading: str, items: Iterable[Open], links: str, style: str) -> None:
    for number, item in enumerate(items):
        if not number:
            console.print(Text(f"{heading}:", style="bold"))
        console.print(Text(f"  {item.what}: {item.why}", style=style))
        if item.unit is not None and links:
            link = unit_page_deep_link(links, item.unit.group, item.unit.language, item.unit.key)
            console.print(Text(f"    {link}", style="dim"), soft_wrap=True)
