"""From a stream of edits to cases: filter, fetch, detect, decide, and commit with the cursor in one step."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from bot.incidents import tell_of
from bot.model import Analysis, CaseState, Edit, PageText, Pointer, Refusal, Revision
from bot.patrol import policy
from bot.patrol.detection import DetectorFailedError, detect
from bot.patrol.filter import refusal_of
from bot.patrol.place import Place
from bot.patrol.ports import Detector, Feed, PageReader
from bot.settings import WikiSettings
from bot.store import Store, Tables
from bot.wiki.errors import WikiError

_HOUR = 3600
# Not predictable, so that nobody can count back from a mail's time to the edit that led to it.
_uniform = random.SystemRandom().uniform


@dataclass(slots=True)
class Report:
    """What a run did, in numbers only (P1). counts are by wiki and name, as they are stored."""

    events: int = 0
    checked: int = 0
    cases: int = 0
    dropped: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def skip(self, wiki: str, reason: str) -> None:
        """Count an edit that made no case under the reason's name."""
        self.skipped[reason] += 1
        self.counts[wiki, f"refused:{reason}"] += 1


@dataclass(frozen=True, slots=True)
class Desk:
    """What the patrol holds of one wiki: a way to its texts, and its settings.

    now gives those that hold at the moment, where its community may change them; the same for ever without.
    """

    wiki: WikiSettings
    pages: PageReader
    now: Callable[[], WikiSettings] | None = None

    def settings(self) -> WikiSettings:
        """Return the settings that hold at the moment. Raises WikiError where they could never be read."""
        return self.now() if self.now is not None else self.wiki


@dataclass(frozen=True, slots=True)
class _Checked:
    """One page that may have to be told of; lives only until the batch is committed.

    mended is True where the page shows nothing, or nothing any more. Otherwise exposure is None where the
    wiki could not be asked: the case is opened all the same, for the nudge looks again before anything is
    sent (P6), and no edit is lost while one wiki of many is down (P8).
    """

    edit: Edit
    wiki: WikiSettings
    exposure: policy.Exposure | None
    mended: bool = False


class Watch:
    """Turns the edits of one or many wikis into cases."""

    def __init__(
        self,
        desks: Mapping[str, Desk],
        store: Store,
        detector: Detector,
        *,
        live: bool,
        holder: str = "",
        delay: tuple[float, float] | None = None,
        randomness: Callable[[float, float], float] = _uniform,
    ) -> None:
        """Without `live` nothing is stored, not even how far the stream was read (P12).

        desks are by the wiki's name; holder is who has them, where several patrols share the work. delay is
        the range of hours that a case waits, never shorter than the wiki's shortest; the wiki's own if None.
        """
        self._desks = desks
        self._store = store
        self._detector = detector
        self._live = live
        self._holder = holder
        self._delay = delay
        self._random = randomness
        self._place = Place(store.clock)

    def run(self, feed: Feed, *, since: str | None = None, until: str | None = None) -> Iterator[Report]:
        """Read a stream on from its cursor; yields what each batch came to.

        since and until are ISO 8601 times in UTC; since overrules the cursor. Raises what the feed or the
        store raise; the cursor then stands where the last finished batch ended, and nothing is lost.
        """
        with self._store.begin() as tables:
            kept = [at for cursor in feed.cursors if (at := tables.progress.position(cursor))]
            self._place.found(tables, feed.name, feed.cursors)
        position = feed.earliest(kept) if kept else None
        for edits, after in feed.batches(since or position, until=until):
            if not after:
                yield Report()
                continue
            yield self.handle(feed.cursors, edits, after)

    def handle(
        self, cursors: Collection[str], edits: list[Edit], position: str, *, again: bool = False
    ) -> Report:
        """Handle one batch: everything that it makes is stored in one transaction with the cursors (P7).

        Raises ClaimLostError where another patrol follows one of the wikis by now; nothing is kept then.

        With `again` revisions that were handled before are looked at too: their owners may have subscribed
        since.
        """
        report = Report(events=len(edits))
        wanted = self._wanted(edits, report, again=again)
        checked = [page for name in self._desks for page in self._check(name, wanted, report)]
        with self._store.begin(keep=self._live) as tables:
            if self._holder:
                tables.claims.keep(self._holder, self._desks)
            for edit in edits:
                if edit.kind in ("deleted", "hidden"):
                    report.dropped += tables.cases.drop(tables.cases.digest(_pointer(edit)))
            for page in checked:
                self._decide(tables, page, report)
            tables.progress.count(report.counts)
            tables.progress.see((edit.wiki, edit.revision) for edit in wanted)
            self._place.before(tables, cursors)
            for cursor in cursors:
                tables.progress.move(cursor, position)
        if self._live:
            self._place.after(cursors, position)
        return report

    def _wanted(self, edits: list[Edit], report: Report, *, again: bool) -> list[Edit]:
        """Return the edits to look at: the owner's own, the latest of each page, none handled before."""
        latest: dict[tuple[str, str], Edit] = {}
        for edit in edits:
            if edit.kind in ("deleted", "hidden"):
                continue
            refusal = refusal_of(edit)
            if refusal:
                report.skip(edit.wiki, refusal)
                continue
            earlier = latest.get((edit.wiki, edit.title))
            if earlier:
                report.skip(edit.wiki, Refusal.DUPLICATE)
            if earlier is None or edit.revision > earlier.revision:
                latest[edit.wiki, edit.title] = edit
        if again:
            return list(latest.values())
        with self._store.begin() as tables:
            new = tables.progress.unseen((edit.wiki, edit.revision) for edit in latest.values())
        wanted = []
        for edit in latest.values():
            if (edit.wiki, edit.revision) in new:
                wanted.append(edit)
            else:
                report.skip(edit.wiki, Refusal.DUPLICATE)
        return wanted

    def _check(self, name: str, wanted: list[Edit], report: Report) -> Iterator[_Checked]:
        """Fetch the texts of one wiki and analyse them in memory; the texts go no further (P1)."""
        edits = [edit for edit in wanted if edit.wiki == name]
        if not edits:
            return
        desk = self._desks[name]
        wiki = desk.wiki
        try:
            wiki = desk.settings()
            read = self._read(desk, wiki, edits)
        except WikiError as error:
            if len(self._desks) == 1:
                raise  # nothing else waits: the cursor stays, and the run says why it ended
            tell_of(error, wiki=name)
            for edit in edits:
                report.skip(name, Refusal.COULD_NOT_CHECK)
                yield _Checked(edit, wiki, None)
            return
        for edit, refusal, analysis in read:
            if refusal or analysis is None:
                report.skip(name, refusal or Refusal.PAGE_GONE)
                continue
            report.checked += 1
            report.counts[name, "checked"] += 1
            exposure = policy.Exposure.of(analysis)
            if exposure is None:
                report.skip(name, analysis.skipped or Refusal.NOTHING_FOUND)
                if not analysis.skipped:
                    yield _Checked(edit, wiki, None, mended=True)
                continue
            report.counts[name, f"tier:{exposure.tier.name.lower()}"] += 1
            for rule in {finding.rule for finding in analysis.findings}:
                report.counts[name, f"rule:{rule}"] += 1
            yield _Checked(edit, wiki, exposure)

    def _read(
        self, desk: Desk, wiki: WikiSettings, edits: list[Edit]
    ) -> list[tuple[Edit, Refusal | None, Analysis | None]]:
        """Fetch and analyse the texts of a wiki's edits; in place of either, why not. Raises WikiError."""
        revisions = desk.pages.revisions(edit.revision for edit in edits)
        read: list[tuple[Edit, Refusal | None, Analysis | None]] = []
        for edit in edits:
            revision = revisions.get(edit.revision)
            refusal = unreadable(revision, edit.owner)
            if refusal or revision is None:
                read.append((edit, refusal, None))
                continue
            try:
                read.append((edit, None, analyse(self._detector, wiki, revision, edit.owner)))
            except DetectorFailedError:
                read.append((edit, Refusal.COULD_NOT_CHECK, None))
        return read

    def _decide(self, tables: Tables, page: _Checked, report: Report) -> None:
        edit, wiki = page.edit, page.wiki
        tables.subscribers.renew(edit.wiki, edit.owner)
        if page.mended:
            # What the case was about is gone. One that is being sent is its sender's to end.
            digest = tables.cases.digest(_pointer(edit))
            report.dropped += any(
                tables.cases.drop(digest, state=state) for state in (CaseState.OPEN, CaseState.SENT)
            )
            return
        refusal = policy.refusal_of(tables, wiki, edit.owner, edit.title, page.exposure)
        if refusal:
            if page.exposure is not None:
                report.skip(edit.wiki, refusal)
            return
        waits = self._random(*(self._delay or wiki.delay_hours))
        # Whatever the operator is in a hurry for: a wiki's community has decided how long at least.
        due_at = self._store.clock() + max(waits, wiki.delay_hours[0]) * _HOUR
        if tables.cases.open(_pointer(edit), int(due_at)):
            report.cases += 1
            report.counts[edit.wiki, "case"] += 1


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
    """Run the detector over a revision whose text is there. Raises DetectorFailedError, WikiError."""
    return detect(
        detector,
        PageText(
            wiki=wiki.name,
            lang=revision.lang or wiki.lang,
            title=revision.title,
            username=owner,
            wikitext=revision.text or "",
        ),
    )


def _pointer(edit: Edit) -> Pointer:
    return Pointer(wiki=edit.wiki, user=edit.owner, title=edit.title, revision=edit.revision)
