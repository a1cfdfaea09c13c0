"""What a running command says: a table and progress on a terminal, one JSON object a line otherwise.

Both hold numbers, wikis' names and named outcomes; never a person, a page or a text (P1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from bot.incidents import log_to_stderr


class Reporter:
    """Tells the operator what is going on, on stderr; stdout is for results."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        log_to_stderr(for_people=self.for_people)
        self._lines = structlog.get_logger("wikilatch")

    @property
    def for_people(self) -> bool:
        """True on a terminal."""
        return self._console.is_terminal

    def step(self, event: str, **facts: str | int | float) -> None:
        """Say that something happened; event is a short name, facts are numbers and named outcomes."""
        if self.for_people:
            shown = "  ".join(f"{name}={value}" for name, value in facts.items())
            self._console.print(f"{event:<12} {shown}", highlight=False, markup=False)
        else:
            self._lines.info(event, **facts)

    @contextmanager
    def progress(self, title: str) -> Iterator[Callable[[int, int | None], None]]:
        """Show long work: a bar with an estimate on a terminal, a line every batch otherwise.

        The function it gives takes how much is done and how much there is (None where nobody knows).
        """
        if not self.for_people:
            yield lambda done, total: self.step("progress", done=done, total=total or "unknown")
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._console) as bar:
            task = bar.add_task(title, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def table(self, title: str, rows: Mapping[str, int | str]) -> None:
        """Show a summary."""
        table = Table("", "", title=title, show_header=False, title_justify="left")
        for name, value in rows.items():
            table.add_row(name.replace("_", " "), str(value))
        self._console.print(table)
