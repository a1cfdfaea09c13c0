"""From a stream of edits to cases: filter, fetch, detect, decide, and commit with the cursor in one step."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.model import Analysis, Edit, PageText, Pointer, Refusal, Revision
from bot.patrol import policy
from bot.patrol.filter import refusal_of
from bot.patrol.ports import Detector, Feed, PageReader
from bot.settings import WikiSettings
from bot.store import Store, Tables

_HOUR = 3600
# Not predictable, so that nobody can count back from a mail's time to the edit that led to it.
_uniform = random.SystemRandom().uniform


@dataclass(slots=True)
class Report:
    """What a run did, in numbers only (P1)."""

    events: int = 0
    checked: int = 0
    cases: int = 0
    dropped: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Checked:
    """One page that exposes something; lives only until the batch is committed."""

    edit: Edit
    exposure: policy.Exposure


class Watch:
    """Turns the edits of one wiki into cases."""

    def __init__(
        self,
        wiki: WikiSettings,
        store: Store,
        pages: PageReader,
        detector: Detector,
        *,
        live: bool,
        delay: tuple[float, float] | None = None,
        randomness: Callable[[float, float], float] = _uniform,
    ) -> None:
        """Without `live` nothing is stored, not even how far the stream was read (P12).

        delay is the range of hours that a case waits, the wiki's own where None.
        """
        self._wiki = wiki
        self._store = store
        self._pages = pages
        self._detector = detector
        self._live = live
        self._delay = delay or wiki.delay_hours
        self._random = randomness

    def run(self, feed: Feed, *, since: str | None = None, until: str | None = None) -> Iterator[Report]:
        """Read a stream on from its cursor; yields what each batch came to.

        since and until are ISO 8601 times in UTC; since overrules the cursor. Raises what the feed, the pages
        or the store raise; the cursor then stands where the last finished batch ended, and nothing is lost.
        """
        with self._store.begin() as tables:
            position = since or tables.progress.position(feed.name)
        for edits, after in feed.batches(position, until=until):
            yield self.handle(feed.name, edits, after)

    def handle(self, stream: str, edits: list[Edit], position: str) -> Report:
        """Handle one batch: everything that it makes is stored in one transaction with the cursor (P7)."""
        report = Report(events=len(edits))
        counts: Counter[tuple[str, str]] = Counter()
        wanted = self._wanted(edits, report)
        checked = self._check(wanted, report, counts)
        with self._store.begin() as tables:
            for edit in edits:
                if self._live and edit.kind in ("deleted", "hidden"):
                    report.dropped += tables.cases.drop(tables.cases.digest(_pointer(edit)))
            for page in checked:
                self._decide(tables, page, report)
            if self._live:
                for reason, n in report.skipped.items():
                    counts[self._wiki.name, f"refused:{reason}"] += n
                counts[self._wiki.name, "checked"] += report.checked
                counts[self._wiki.name, "case"] += report.cases
                tables.progress.count(+counts)
                tables.progress.see((edit.wiki, edit.revision) for edit in wanted)
                tables.progress.move(stream, position)
        return report

    def _wanted(self, edits: list[Edit], report: Report) -> list[Edit]:
        """Return the edits to look at: the owner's own, the latest of each page, none handled before."""
        latest: dict[str, Edit] = {}
        for edit in edits:
            if edit.kind in ("deleted", "hidden"):
                continue
            refusal = refusal_of(edit)
            if refusal:
                report.skipped[refusal] += 1
                continue
            earlier = latest.get(edit.title)
            if earlier:
                report.skipped[Refusal.DUPLICATE] += 1
            if earlier is None or edit.revision > earlier.revision:
                latest[edit.title] = edit
        with self._store.begin() as tables:
            new = tables.progress.unseen((edit.wiki, edit.revision) for edit in latest.values())
        wanted = [edit for edit in latest.values() if (edit.wiki, edit.revision) in new]
        report.skipped[Refusal.DUPLICATE] += len(latest) - len(wanted)
        report.skipped = +report.skipped
        return wanted

    def _check(self, edits: list[Edit], report: Report, counts: Counter[tuple[str, str]]) -> list[_Checked]:
        """Fetch the texts and analyse them in memory; the texts go no further (P1)."""
        checked = []
        revisions = self._pages.revisions(edit.revision for edit in edits)
        for edit in edits:
            revision = revisions.get(edit.revision)
            refusal = unreadable(revision, edit.owner)
            if refusal or revision is None:
                report.skipped[refusal or Refusal.PAGE_GONE] += 1
                continue
            report.checked += 1
            analysis = analyse(self._detector, self._wiki, revision, edit.owner)
            exposure = policy.Exposure.of(analysis)
            if exposure is None:
                report.skipped[analysis.skipped or Refusal.NOTHING_FOUND] += 1
                continue
            counts[self._wiki.name, f"tier:{exposure.tier.name.lower()}"] += 1
            for rule in {finding.rule for finding in analysis.findings}:
                counts[self._wiki.name, f"rule:{rule}"] += 1
            checked.append(_Checked(edit, exposure))
        return checked

    def _decide(self, tables: Tables, page: _Checked, report: Report) -> None:
        edit = page.edit
        if self._live:
            tables.subscribers.renew(self._wiki.name, edit.owner)
        refusal = policy.refusal_of(tables, self._wiki, edit.owner, edit.title, page.exposure)
        if refusal:
            report.skipped[refusal] += 1
            return
        due_at = self._store.clock() + self._random(*self._delay) * _HOUR
        if not self._live or tables.cases.open(_pointer(edit), int(due_at)):
            report.cases += 1


def unreadable(revision: Revision | None, owner: str) -> Refusal | None:
    """Return why a revision is not looked at: gone, hidden, not the owner's, or not wikitext (P4, P6)."""
    if revision is None:
        return Refusal.PAGE_GONE
    if revision.text is None or revision.user_hidden:
        return Refusal.REVISION_HIDDEN
    if revision.user != owner:
        return Refusal.NOT_THE_OWNER
    if revision.content_model != "wikitext":
        return Refusal.NOT_WIKITEXT
    return None


def analyse(detector: Detector, wiki: WikiSettings, revision: Revision, owner: str) -> Analysis:
    """Run the detector over a revision whose text is there."""
    return detector.analyze(
        PageText(
            wiki=wiki.name,
            lang=revision.lang or wiki.lang,
            title=revision.title,
            username=owner,
            wikitext=revision.text or "",
        )
    )


def _pointer(edit: Edit) -> Pointer:
    return Pointer(wiki=edit.wiki, user=edit.owner, title=edit.title, revision=edit.revision)
