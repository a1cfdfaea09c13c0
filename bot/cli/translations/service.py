"""Putting the parts together for a command about the team's pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlalchemy import Engine

from bot import settings as settings_module
from bot.messages import Messages
from bot.settings import Settings, TeamPages
from bot.store.database import open_engine
from bot.store.snapshots import Snapshot, Snapshots
from bot.translation.completeness import Importance, Matrix, Problem
from bot.translation.demand import Demand, fetched
from bot.translation.survey import Survey, Surveyor
from bot.wiki.api import ApiSession
from bot.wiki.errors import WikiError
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateClient

Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class TeamService:
    """What every such command needs. lang is the language of what is written on the wiki."""

    settings: Settings
    team: TeamPages
    messages: Messages
    session: ApiSession
    engine: Engine
    lang: str = "en"

    @property
    def client(self) -> TranslateClient:
        """Translate's query modules."""
        return TranslateClient(self.session)

    @property
    def pages(self) -> TranslatablePages:
        """Pages, marks and histories."""
        return TranslatablePages(self.session)

    @property
    def importance(self) -> Importance:
        """What weighs how much."""
        return Importance(self.team.importance)

    @property
    def snapshots(self) -> Snapshots:
        """The surveys that were kept."""
        return Snapshots(self.engine)

    def survey(self, *, full: bool = False) -> Survey:
        """Survey the pages, from the last kept survey on unless full, with a progress line for people."""
        previous: Snapshot | None = None if full else self.snapshots.latest(self.team.wiki)
        with progress("Reading") as step:
            surveyor = Surveyor(self.client, self.pages, self.team, on_step=step)
            found = surveyor.survey(previous, datetime.now(UTC))
        return replace(found, matrix=self._with_readers(found.matrix))

    def _with_readers(self, matrix: Matrix) -> Matrix:
        ask = partial(fetched, self.session, matrix) if self.team.readers_from else None
        demand = Demand(self.settings.state / "readers.json", self.team.wiki)
        try:
            return replace(matrix, readers=demand.readers(self.team.readers, ask))
        except WikiError as error:
            problem = Problem("page views", f"could not be read ({error})")
            return replace(matrix, problems=(*matrix.problems, problem))


def open_team(*, log_in: bool = False) -> TeamService:
    """Read the settings and open wiki and store. Raises SettingsError, DatabaseError, WikiError."""
    # Imported here because it imports pywikibot, for which `--help` should not wait.
    from bot.wiki.team import open_team_wiki

    settings = settings_module.load()
    team = settings.team_pages()
    return TeamService(
        settings=settings,
        team=team,
        messages=Messages.load(settings.config / "i18n"),
        session=open_team_wiki(settings, team, log_in=log_in),
        engine=open_engine(settings.database_url),
        lang=settings.wiki(team.wiki).lang,
    )


@contextmanager
def progress(what: str) -> Iterator[Step]:
    """Show a progress bar on a terminal; yields what is to be called with (done, of, what)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def step(done: int, of: int, name: str) -> None:
            bar.update(task, completed=done, total=of, description=f"{what} {name}".strip())

        yield step
