"""config/team-pages.toml: the team's pages, what weighs how much, what the wiki allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.settings.toml import SettingsError, checked, read_toml


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A page of the team: its title when it was written down, its id once known, what kind of group it is."""

    title: str
    id: int | None = None
    kind: Literal["page", "template", "bundle"] = "page"


@dataclass(frozen=True, slots=True)
class SharedPart:
    """A part that several source pages show alike, outside their units: name, wikitext, pages (titles)."""

    name: str
    text: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamPages:
    """config/team-pages.toml: what is looked after, what weighs how much, what the wiki allowed.

    importance are (pattern, weight) pairs; the heaviest that a unit's source text fits counts, 1 where
    none does. readers are page views a month by language, where known; readers_from is `pageviews` where
    the wiki's API is to be asked for those that are not given. approved are the tasks that the wiki said
    yes to; task is the page that says so. approvers are those who may approve renderings on the web: user
    name and languages (`*` for all). seconds_between_edits is never under 10.
    """

    wiki: str
    pages: tuple[TeamPage, ...] = ()
    importance: tuple[tuple[str, float], ...] = ()
    readers: Mapping[str, int] = field(default_factory=dict)
    readers_from: str = ""
    account: str = ""
    report_page: str = ""
    task: str = ""
    stop_page: str = ""
    glossary: str = ""
    digest_page: str = ""
    approved: frozenset[str] = frozenset()
    approvers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared_parts: tuple[SharedPart, ...] = ()
    seconds_between_edits: float = 10.0


def read_team_pages(path: Path) -> TeamPages:
    """Read team-pages.toml.

    Raises SettingsError naming file, table and key for whatever is unknown, missing or of the wrong type.
    """
    data = read_toml(path)
    made = checked(f"{path}", data, TeamPages)
    made["pages"] = tuple(
        TeamPage(**checked(f"{path}: [[pages]] {n}", row, TeamPage))
        for n, row in enumerate(data.get("pages", []), 1)
    )
    for page in made["pages"]:
        if page.kind not in ("page", "template", "bundle"):
            raise SettingsError(
                f"{path}: {page.title!r}: kind must be page, template or bundle, not {page.kind!r}"
            )
    importance: list[tuple[str, float]] = []
    for number, row in enumerate(data.get("importance", []), 1):
        where = f"{path}: [[importance]] {number}"
        try:
            re.compile(row["match"])
            importance.append((row["match"], float(row["weight"])))
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise SettingsError(
                f"{where}: needs `match`, a pattern, and `weight`, a number ({error})"
            ) from error
        if importance[-1][1] <= 0:
            raise SettingsError(f"{where}: weight must be above 0")
    made["importance"] = tuple(importance)
    shared = enumerate(data.get("shared_parts", []), 1)
    rows = [checked(f"{path}: [[shared_parts]] {number}", row, SharedPart) for number, row in shared]
    made["shared_parts"] = tuple(SharedPart(**{**row, "pages": tuple(row["pages"])}) for row in rows)
    for tag in ("<translate", "<tvar", "<!--T:"):
        for part in made["shared_parts"]:
            if tag in part.text:
                raise SettingsError(
                    f"{path}: shared part {part.name!r} holds {tag!r}; it must lie outside units"
                )
    if made.get("readers_from", "") not in ("", "pageviews"):
        raise SettingsError(f'{path}: readers_from must be "pageviews" or be left out')
    made["approved"] = frozenset(data.get("approved", []))
    made["approvers"] = _approvers(path, data.get("approvers", {}))
    unknown = made["approved"] - {"report", "glossary", "shared-parts", "digest"}
    if unknown:
        raise SettingsError(f"{path}: approved: unknown task {', '.join(sorted(unknown))}")
    made["seconds_between_edits"] = max(10.0, float(made.get("seconds_between_edits", 10.0)))
    return TeamPages(**made)


def _approvers(path: Path, rows: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(rows, dict):
        raise SettingsError(f"{path}: [approvers] must be a table of user names")
    made: dict[str, tuple[str, ...]] = {}
    for user, codes in rows.items():
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise SettingsError(f'{path}: [approvers] {user!r}: must be a list of languages, or ["*"]')
        made[user] = tuple(codes)
    return made
