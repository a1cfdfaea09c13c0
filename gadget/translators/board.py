"""What the pages show, read from the store's documents, and how old it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import msgspec
from babel.dates import format_date, format_time, format_timedelta
from flask import abort, g

from bot.messages import locale_of
from bot.store.documents import Documents
from bot.translation.board import (
    GLOSSARY,
    OVERVIEW,
    TERMS,
    LanguageReport,
    Overview,
    PageReport,
    TermReport,
    language_document,
    page_document,
)
from bot.translation.checks.data import CheckData
from bot.translation.glossary import Glossary, json_file
from gadget.parts import parts

_OLD = timedelta(hours=26)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Age:
    """When the wiki was last read: at in ISO 8601, shown and ago in the reader's language.

    old is True where a daily refresh must have failed.
    """

    at: str
    shown: str
    ago: str
    old: bool


def documents() -> Documents:
    """Return the documents of the team's wiki; raises DatabaseError when they are read."""
    return Documents(parts().store.engine, parts().team.wiki)


def overview() -> Overview | None:
    """Return the overview, None where no refresh has ended yet; read once a request."""
    if "overview" not in g:
        g.overview = _read(OVERVIEW, Overview)
    found: Overview | None = g.overview
    return found


def needed_overview() -> Overview:
    """Return the overview; 404 where there is none yet."""
    found = overview()
    if found is None:
        abort(404)
    return found


def language_report(code: str) -> LanguageReport | None:
    """Return what there is to do in a language."""
    return _read(language_document(code), LanguageReport)


def page_report(page_id: int) -> PageReport | None:
    """Return a page in all languages."""
    return _read(page_document(page_id), PageReport)


def term_reports() -> dict[str, TermReport]:
    """Return where terms stand and how they are rendered, by term."""
    return {report.term: report for report in _read(TERMS, list[TermReport]) or []}


def glossary() -> Glossary:
    """Return the glossary; without terms where none was kept yet."""
    kept = documents().get(GLOSSARY)
    if kept is None:
        return Glossary({})
    known = frozenset(CheckData.load(parts().settings.config).languages)
    return json_file.loads(kept.body, "the kept glossary", known)


def age(taken_at: str, lang: str) -> Age:
    """Return how old something is, for people: in minutes, then hours, then days, one minute at least."""
    at = datetime.fromisoformat(taken_at)
    passed = datetime.fromtimestamp(parts().store.clock(), UTC) - at
    locale = locale_of(lang)
    return Age(
        at=at.isoformat(timespec="seconds"),
        shown=" ".join(
            (format_date(at, "medium", locale=locale), format_time(at, "short", tzinfo=UTC, locale=locale))
        ),
        ago=format_timedelta(
            -max(passed, timedelta(minutes=1)), granularity="minute", add_direction=True, locale=locale
        ),
        old=passed > _OLD,
    )


def _read(name: str, kind: type[_T]) -> _T | None:
    kept = documents().get(name)
    return None if kept is None else msgspec.json.decode(kept.body, type=kind)
