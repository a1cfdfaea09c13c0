"""What the web shows of the team's pages, as documents: written by a refresh, read by pages, feeds and API.

Public data of the wiki alone; nobody's name is in it.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

OVERVIEW = "overview"
STATE = "state"
GLOSSARY = "glossary"
TERMS = "terms"


def language_document(code: str) -> str:
    """Return the name of a language's document."""
    return f"language:{code}"


def page_document(page_id: int) -> str:
    """Return the name of a page's document."""
    return f"page:{page_id}"


Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]
Piece = tuple[str, str]
"""A piece of a word diff: ` `, `+` or `-`, and its text."""


class Cell(msgspec.Struct, frozen=True):
    """A pair of page and language in Translate's numbers; band is `low`, `medium`, `high` or `complete`.

    weighted_percent is None where it is not known.
    """

    units: int
    translated: int
    outdated: int
    percent: Percent
    band: str
    weighted_percent: Percent | None = None

    @property
    def missing(self) -> int:
        """Units without any translation."""
        return self.units - self.translated - self.outdated


class PageInfo(msgspec.Struct, frozen=True):
    """A page of the team: its id, which stays when it moves; marked and latest are revision ids."""

    id: int
    title: str
    group: str
    units: int
    source_language: str = "en"
    marked: int | None = None
    latest: int | None = None
    edited_since_mark: bool = False


class LanguageRow(msgspec.Struct, frozen=True):
    """A language over all pages; cells are in the order of the pages.

    urgent counts critical units (contact points, emergency lines) that are untranslated or outdated; defects
    what checks found; trend is its percentage on the last days with a survey, oldest first.
    """

    code: str
    total: Cell
    cells: list[Cell]
    urgent: int = 0
    defects: int = 0
    readers: int | None = None
    trend: list[int] = []


class Trouble(msgspec.Struct, frozen=True):
    """Something that could not be read, which is not the same as zero."""

    where: str
    problem: str


class Overview(msgspec.Struct, frozen=True):
    """All pages in all languages; taken_at is when the wiki was read (ISO 8601, UTC)."""

    wiki: str
    site: str
    taken_at: str
    pages: list[PageInfo]
    languages: list[LanguageRow]
    reader_share: float | None = None
    report_page: str = ""
    problems: list[Trouble] = []

    def row(self, code: str) -> LanguageRow | None:
        """Return a language's row; None where it has none."""
        return next((row for row in self.languages if row.code == code), None)

    def page(self, page_id: int) -> PageInfo | None:
        """Return a page; None where the team has no such page."""
        return next((page for page in self.pages if page.id == page_id), None)


class Missing(msgspec.Struct, frozen=True):
    """A unit that nobody has translated yet: its key, weight, words and source text."""

    page: int
    key: str
    weight: float
    words: int
    source: str


class OutdatedRow(msgspec.Struct, frozen=True):
    """A unit whose source changed since (a day, ISO 8601) it was translated, with the word diff.

    by_hand: somebody marked it, the source is the same. known is False where the old source is not known.
    """

    page: int
    key: str
    weight: float
    words_changed: int
    diff: list[Piece]
    since: str | None = None
    by_hand: bool = False
    known: bool = True


class DefectRow(msgspec.Struct, frozen=True):
    """What a check found in a unit; severity is `error`, `warning` or `notice`."""

    page: int
    key: str
    check: str
    severity: str
    parameters: list[str] = []
    weight: float = 1.0


class Day(msgspec.Struct, frozen=True):
    """A day's numbers over all pages, in percent of all units."""

    day: str
    percent: int
    outdated: int
    weighted_percent: int | None = None


class LanguageReport(msgspec.Struct, frozen=True):
    """What there is to do in a language, most valuable first."""

    code: str
    taken_at: str
    missing: list[Missing] = []
    outdated: list[OutdatedRow] = []
    defects: list[DefectRow] = []
    history: list[Day] = []


class ContactRow(msgspec.Struct, frozen=True):
    """A contact point of a page: how many translations have it right, how it is written, where it is wrong.

    wrong maps a problem (`missing`, `changed`, `foreign`, `duplicated`) to languages.
    """

    value: str
    right: int
    forms: dict[str, int] = {}
    wrong: dict[str, list[str]] = {}


class ForecastRow(msgspec.Struct, frozen=True):
    """One unit that marking the latest edit would change; effect says how."""

    effect: str
    unit: str
    words: int
    languages: list[str]
    diff: list[Piece]


class ForecastReport(msgspec.Struct, frozen=True):
    """What marking the latest edit would outdate; keep are units to leave valid. None of it has happened."""

    marked: int
    latest: int
    translations: int
    languages: list[str]
    words: int
    changes: list[ForecastRow] = []
    keep: list[str] = []


class PageReport(msgspec.Struct, frozen=True):
    """A page in all languages: contact points, what its source has wrong, what its latest edit would cost."""

    id: int
    taken_at: str
    contacts: list[ContactRow] = []
    source_defects: list[DefectRow] = []
    defects: dict[str, int] = {}
    forecast: ForecastReport | None = None


class TermUseRow(msgspec.Struct, frozen=True):
    """How a language renders a term: counts by rendering; missing is how often none that we know stands."""

    language: str
    renderings: dict[str, int]
    missing: int = 0

    @property
    def rivals(self) -> bool:
        """True where the language has more than one rendering in use."""
        return sum(count > 0 for count in self.renderings.values()) > 1


class TermReport(msgspec.Struct, frozen=True):
    """Where a term stands in the sources (page id and unit key), and how languages render it."""

    term: str
    places: list[tuple[int, str]] = []
    uses: list[TermUseRow] = []


class RefreshState(msgspec.Struct, frozen=True):
    """Where the last refresh that could read the wiki ended; digest is of what the documents depend on.

    unread are pairs (page id, language) that could not be read, and are to be read again.
    """

    until: str
    digest: str
    titles: dict[int, str] = {}
    marked: dict[int, int | None] = {}
    unread: list[tuple[int, str]] = []
