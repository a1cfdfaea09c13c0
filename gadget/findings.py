"""What a person's own pages give away, worked out anew for each view and forgotten with it (P1)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass, field

from bot.model import Analysis, Finding, PageText, Revision, Tier
from bot.patrol.detection import DetectorFailedError, detect
from bot.settings import WikiSettings
from bot.store import Quiet, Tables
from bot.wiki.errors import WikiError
from gadget.parts import Parts
from gadget.redaction import Redaction, Segment, excerpt, redact

# A person waits: whichever wiki has not answered by then is named as not looked at (P8).
_SECONDS = 18.0
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands for a finding in the list of what is to be left alone: digests, bound to person and page.

    kept and later stand for this very finding, told for its type on this page, page for the whole page.
    """

    wiki: str
    rule: str
    owner: str
    kept: str
    later: str
    told: str
    page: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as its owner sees it; state says why it is left alone, None where it is not."""

    finding: Finding
    marks: Marks
    excerpt: tuple[Segment, ...] = field(repr=False)
    state: Quiet | None = None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page with what it gives away. by_other is True where somebody else edited it last (P4)."""

    wiki: WikiSettings
    title: str
    revision: int
    timestamp: str
    tier: Tier
    mosaic: bool
    minor: bool
    username: bool
    by_other: bool
    open: tuple[Shown, ...]
    quiet: tuple[Shown, ...]
    redaction: Redaction | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found. looked_at counts pages by wiki; unreadable are the wikis that could not be read.

    told are the wikis on which we wrote to the person once.
    """

    pages: tuple[OwnPage, ...]
    looked_at: dict[str, int]
    unreadable: tuple[str, ...]
    hidden: int = 0
    told: tuple[WikiSettings, ...] = ()

    @property
    def minor(self) -> bool:
        """True where a page says that its owner is under 18."""
        return any(page.minor for page in self.pages)


def find(parts: Parts, user: str) -> Findings:
    """Read all of a person's pages on all wikis, now, and analyse them in memory."""
    looked_at: dict[str, int] = {}
    unreadable: list[str] = []
    hidden = 0
    found: list[OwnPage] = []
    told: list[WikiSettings] = []
    for wiki, revisions in _fetch(parts, user):
        if revisions is None:
            unreadable.append(wiki.name)
            continue
        with parts.store.read() as tables:
            try:
                pages = [_page(parts, tables, wiki, revision, user) for revision in revisions]
            except (WikiError, DetectorFailedError):
                # What its community wants silenced could not be read, or a page could not be checked.
                unreadable.append(wiki.name)
                continue
            if tables.quiet.has(Quiet.TOLD, wiki.name, user):
                told.append(wiki)
        looked_at[wiki.name] = len(revisions)
        hidden += sum(revision.text is None for revision in revisions)
        found += [page for page in pages if page is not None]
    found.sort(key=lambda page: (not page.open, -page.tier, page.wiki.name, page.title))
    return Findings(tuple(found), looked_at, tuple(unreadable), hidden, tuple(told))


def _fetch(parts: Parts, user: str) -> Iterator[tuple[WikiSettings, list[Revision] | None]]:
    wikis = list(parts.settings.wikis.values())
    if parts.pages is None or parts.analyzer is None:
        yield from ((wiki, None) for wiki in wikis)
        return
    pool = ThreadPoolExecutor(max_workers=_AT_ONCE)
    try:
        running = [(wiki, pool.submit(parts.pages.user_pages, wiki, user)) for wiki in wikis]
        for wiki, future in running:
            try:
                yield wiki, future.result(timeout=_SECONDS)
            except (WikiError, LateError):
                yield wiki, None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _page(parts: Parts, tables: Tables, wiki: WikiSettings, revision: Revision, user: str) -> OwnPage | None:
    if revision.text is None or parts.analyzer is None or revision.content_model != "wikitext":
        return None
    text = revision.text
    page = PageText(wiki.name, revision.lang or wiki.lang, revision.title, user, text)
    analysis: Analysis = detect(parts.analyzer, page)
    if not analysis.findings:
        return None
    shown = [_shown(tables, wiki, revision, user, finding, text) for finding in analysis.findings]
    still_open = tuple(one for one in shown if one.state is None)
    spans = [(one.finding.start, one.finding.end) for one in still_open]
    return OwnPage(
        wiki=wiki,
        title=revision.title,
        revision=revision.revision,
        timestamp=revision.timestamp,
        tier=analysis.tier or Tier.NOTICE,
        mosaic=analysis.mosaic,
        minor=analysis.minor,
        username=analysis.username_is_real_name,
        by_other=revision.user != user,
        open=tuple(sorted(still_open, key=lambda one: (-one.finding.tier, one.finding.start))),
        quiet=tuple(one for one in shown if one.state is not None),
        redaction=redact(text, spans) if spans else None,
    )


def _shown(
    tables: Tables, wiki: WikiSettings, revision: Revision, user: str, finding: Finding, text: str
) -> Shown:
    page = (wiki.name, user, revision.title)
    about = (*page, str(finding.type), text[finding.start : finding.end])
    quiet = tables.quiet
    state = next((why for why in (Quiet.KEPT, Quiet.SNOOZED) if quiet.has(why, *about)), None)
    if state is None and quiet.has(Quiet.KEPT, *page):
        state = Quiet.KEPT  # the mail's link, or the gadget, kept the page as a whole
    marks = Marks(
        wiki=wiki.name,
        rule=finding.rule,
        owner=quiet.owner(wiki.name, user),
        kept=quiet.digest(Quiet.KEPT, *about),
        later=quiet.digest(Quiet.SNOOZED, *about),
        told=quiet.digest(Quiet.TOLD, *page, str(finding.type)),
        page=quiet.digest(Quiet.KEPT, *page),
    )
    return Shown(finding, marks, excerpt(text, finding.start, finding.end), state)
