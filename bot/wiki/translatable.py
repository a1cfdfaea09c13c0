"""Translatable pages as pages: which revision is marked for translation, what their texts were, what changed.

Translate's own modules say nothing of a source edit that nobody has marked yet, nor of when a unit's source
changed. Both follow from the log of marks and from page histories, which are MediaWiki's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.units import TRANSLATIONS_NAMESPACE, split_unit_title
from bot.wiki.api import Answer, ApiSession, batches, query

_TEMPLATES = 10
_MARK = "pagetranslation/mark"
# Log actions after which everything known of a page must be read again.
_UPSETTING = frozenset(
    {"mark", "unmark", "moveok", "deletefok", "deletelok", "discourage", "prioritylanguages"}
)


# Recent changes are written after the edit, and read from replicas that lag: the last minutes are read again.
_OVERLAP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class PageState:
    """A page as it is now: its id, title, latest revision and language."""

    page_id: int
    title: str
    latest: int
    language: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One marking of a page for translation: its title then, the revision that was marked, and when."""

    title: str
    revision: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RevisionText:
    """A revision with its text, which logs do not show; user is "" where hidden or not asked for."""

    revision: int
    at: datetime
    text: str = field(repr=False)
    user: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to translations since a moment.

    pairs are (source page title, language) with an edited unit; pages those whose marks, names or languages
    changed; until the moment from which to go on next time; marks the new marks.
    """

    pairs: frozenset[tuple[str, str]]
    pages: frozenset[str]
    marks: tuple[Mark, ...]
    until: datetime


class TranslatablePages:
    """Reads states, marks, texts and changes of translatable pages."""

    def __init__(self, session: ApiSession) -> None:
        self._session = session

    def states(self, *, ids: Iterable[int] = (), titles: Iterable[str] = ()) -> dict[str | int, PageState]:
        """Return the pages that exist, under the id or title they were asked by; redirects are followed."""
        found: dict[str | int, PageState] = {}
        for some in batches(sorted(set(ids))):
            for answer in query(self._session, prop="info", pageids=some):
                found |= {state.page_id: state for state in _states(answer)}
        for some in batches(sorted(set(titles))):
            for answer in query(self._session, prop="info", titles=some, redirects=True):
                by_title = {state.title: state for state in _states(answer)}
                part = answer.get("query", {})
                steps = {s["from"]: s["to"] for s in part.get("normalized", []) + part.get("redirects", [])}
                for title in map(str, some):
                    target = steps.get(steps.get(title, title), steps.get(title, title))
                    if target in by_title:
                        found[title] = by_title[target]
        return found

    def last_mark(self, title: str) -> Mark | None:
        """Return the latest marking of a page; None where it was never marked under this title."""
        answer = next(
            query(
                self._session,
                list="logevents",
                leaction=_MARK,
                letitle=title,
                lelimit=1,
                leprop=("title", "timestamp", "details", "type"),
            )
        )
        marks = _marks(answer)
        return marks[0] if marks else None

    def changes(self, since: datetime) -> Changes:
        """Return what happened to units, and in the log of marks, since a moment.

        The caller must know that `since` lies within the wiki's recent changes (30 days at the shortest).
        """
        moment = since.strftime("%Y-%m-%dT%H:%M:%SZ")
        pairs: set[tuple[str, str]] = set()
        pages: set[str] = set()
        marks: list[Mark] = []
        until = since
        for answer in query(
            self._session,
            curtimestamp=True,
            list="recentchanges",
            rcnamespace=TRANSLATIONS_NAMESPACE,
            rcdir="newer",
            rcstart=moment,
            rcprop=("title", "ids", "timestamp"),
            rclimit="max",
        ):
            until = max(until, _moment(answer["curtimestamp"]) - _OVERLAP)
            for row in answer.get("query", {}).get("recentchanges", []):
                try:
                    page, _, language = split_unit_title(row["title"])
                except ValueError:
                    continue  # something else that was put into the namespace
                pairs.add((page, language))
        for answer in query(
            self._session,
            list="logevents",
            letype="pagetranslation",
            ledir="newer",
            lestart=moment,
            leprop=("title", "timestamp", "details", "type"),
            lelimit="max",
        ):
            marks += _marks(answer)
            for row in answer.get("query", {}).get("logevents", []):
                if row.get("action") in _UPSETTING:
                    pages.add(row["title"])
        return Changes(frozenset(pairs), frozenset(pages), tuple(marks), until)

    def texts(self, revisions: Iterable[int]) -> dict[int, RevisionText]:
        """Return revisions by id; those deleted or hidden are left out."""
        found: list[RevisionText] = []
        for some in batches(sorted(set(revisions))):
            for answer in query(
                self._session,
                prop="revisions",
                revids=some,
                rvprop=("ids", "timestamp", "content"),
                rvslots="main",
            ):
                found += _texts(answer)
        return {revision.revision: revision for revision in found}

    def history(self, title: str) -> list[RevisionText]:
        """Return every readable revision of a page with its text, oldest first."""
        found: list[RevisionText] = []
        for answer in query(
            self._session,
            prop="revisions",
            titles=title,
            rvprop=("ids", "timestamp", "content", "user"),
            rvslots="main",
            rvdir="newer",
            rvlimit="max",
        ):
            found += _texts(answer)
        return found

    def templates_on(self, titles: Iterable[str]) -> frozenset[str]:
        """Return the templates that some pages transclude, their own translations (`/ja`) among them."""
        found: set[str] = set()
        for some in batches(sorted(set(titles))):
            for answer in query(
                self._session, prop="templates", titles=some, tlnamespace=_TEMPLATES, tllimit="max"
            ):
                for page in answer.get("query", {}).get("pages", []):
                    found |= {template["title"] for template in page.get("templates", [])}
        return frozenset(found)


def _states(answer: Answer) -> list[PageState]:
    return [
        PageState(page["pageid"], page["title"], page["lastrevid"], page.get("pagelanguage", "en"))
        for page in answer.get("query", {}).get("pages", [])
        if "pageid" in page
    ]


def _marks(answer: Answer) -> list[Mark]:
    return [
        Mark(row["title"], int(row["params"]["revision"]), _moment(row["timestamp"]))
        for row in answer.get("query", {}).get("logevents", [])
        if row.get("action") == "mark" and "revision" in row.get("params", {})
    ]


def _texts(answer: Answer) -> list[RevisionText]:
    return [
        RevisionText(
            revision["revid"],
            _moment(revision["timestamp"]),
            revision.get("slots", {}).get("main", {}).get("content", ""),
            revision.get("user", ""),
        )
        for page in answer.get("query", {}).get("pages", [])
        for revision in page.get("revisions", [])
        if not revision.get("slots", {}).get("main", {}).get("texthidden")
    ]


def _moment(timestamp: str) -> datetime:
    return datetime.fromisoformat(timestamp)
