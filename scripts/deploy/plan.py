"""What a deployment would change, how that is shown, and doing it in an order that leaves no gadget half."""

from __future__ import annotations

import contextlib
import difflib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.deploy import pages
from scripts.deploy.errors import DeployError

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.deploy.target import Target


@dataclass(frozen=True, slots=True)
class Change:
    """One page that differs; before is None where it does not exist."""

    page: pages.Page
    before: str | None = field(repr=False)

    def diff(self, most: int) -> list[str]:
        """The change as a unified diff, cut after `most` lines."""
        before, after = self.before or "", self.page.text
        if self.page.data is not None and before:
            with contextlib.suppress(ValueError):  # not JSON any more: shown as it is
                before = pages.laid_out(json.loads(before))
        lines = list(
            difflib.unified_diff(
                before.rstrip().splitlines(), after.rstrip().splitlines(),
                f"{self.page.title} (on the wiki)", f"{self.page.title} (to be)", lineterm="", n=2,
            )
        )  # fmt: skip
        if len(lines) > most:
            return [*lines[:most], f"… {len(lines) - most} more lines (--full shows them)"]
        return lines


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a deployment would do. leftover are pages of ours that are no longer part of it."""

    changes: list[Change]
    same: int
    leftover: list[str]


def make(target: Target, wanted: list[pages.Page]) -> Plan:
    """Compare what is wanted with what the wiki has."""
    there = target.texts([*(page.title for page in wanted), pages.DEFINITIONS])
    wanted = [*wanted, pages.definitions(there[pages.DEFINITIONS], wanted)]
    changes = [Change(page, there[page.title]) for page in wanted if not page.equals(there[page.title])]
    known = {page.title for page in wanted}
    leftover = [title for title in target.under(pages.PREFIX + pages.FOLDER) if title not in known]
    return Plan(changes, len(wanted) - len(changes), leftover)


def _turn(change: Change) -> int:
    if change.page.title == pages.DEFINITIONS:
        return 1
    return 0 if change.before is None else 2


def apply(target: Target, plan: Plan, summary: str, saved: Callable[[Change], None]) -> None:
    """Save what differs, then read everything back.

    Raises DeployError naming the pages on which the wiki does not have what was sent.
    """
    # New files, the list that names them, what uses them: no reader meets a gadget that lacks a file.
    for change in sorted(plan.changes, key=_turn):
        target.save(change.page.title, change.page.text, summary)
        saved(change)
    there = target.texts(change.page.title for change in plan.changes)
    wrong = [change.page.title for change in plan.changes if not change.page.equals(there[change.page.title])]
    if wrong:
        raise DeployError(
            "What is on the wiki is not what was sent: "
            + ", ".join(wrong)
            + ". Somebody else may have saved in between; look at these pages' histories."
        )
