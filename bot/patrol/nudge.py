"""From a case to one private message: check again, mark, send once, record (P6, P7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.incidents import Incident, tell
from bot.messages import Messages
from bot.model import Case, CaseState, Outcome, Refusal, Revision, Tier
from bot.patrol import policy
from bot.patrol.babel import babel_languages
from bot.patrol.clock import ClockWatch
from bot.patrol.detection import DetectorFailedError
from bot.patrol.letter import Letter, Letters, Reader
from bot.patrol.links import for_case
from bot.patrol.nobots import asks_to_stay_away
from bot.patrol.ports import Detector, MailSender, PageReader, PeopleReader, StopPage
from bot.patrol.watch import analyse, unreadable
from bot.settings import PLATFORM_DAILY_MAILS, WikiSettings
from bot.store import Store

_DAY = 86_400
# A case that cannot be decided now waits this many seconds.
_LATER = 3600
_DAILY_CAP = "daily_cap"
_INCIDENTS = {Outcome.MAIL_FAILED: Incident.MAIL_REFUSED, Outcome.UNKNOWN: Incident.MAIL_UNKNOWN}
# MediaWiki takes the English name of a namespace on every wiki, whatever its language.
_USER, _TALK = "User:", "User talk:"


@dataclass(frozen=True, slots=True)
class _Ready:
    """A case that passed every check; lives only until it is sent."""

    letter: Letter
    types: frozenset[str]
    tier: Tier


class _NotClaimedError(Exception):
    """A case is not to be sent now; raised inside the transaction that would have claimed it, to undo it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Nudge:
    """Tells the owners of one wiki's due cases."""

    def __init__(
        self,
        wiki: WikiSettings,
        store: Store,
        pages: PageReader,
        people: PeopleReader,
        mailer: MailSender,
        stop_page: StopPage,
        detector: Detector,
        letters: Letters,
        messages: Messages,
        now: Callable[[], WikiSettings] | None = None,
    ) -> None:
        """now gives the settings that hold at the moment, where the wiki's community may change them."""
        self._wiki = wiki
        self._now = now
        self._store = store
        self._pages = pages
        self._people = people
        self._mailer = mailer
        self._stop_page = stop_page
        self._detector = detector
        self._letters = letters
        self._messages = messages
        self.stopped = ""
        self._clock = ClockWatch(store.clock)

    def run(self, *, live: bool, limit: int = 100) -> Iterator[str]:
        """Handle the due cases of this wiki; yields what became of each: an Outcome or a Refusal by its name.

        Without `live` everything is checked and nothing marked, sent or forgotten (P12). Raises what the
        wiki's adapters and the store raise; a case not reached stays due. `stopped` says why it ended early.
        """
        self.stopped = ""
        if self._now is not None:
            self._wiki = self._now()
        with self._store.begin() as tables:
            cut_off = tables.cases.recover() if live else 0
            due = tables.cases.due(limit, wiki=self._wiki.name)
        if cut_off:
            tell(Incident.SENDING_CUT_OFF, wiki=self._wiki.name, number=cut_off)
        self._clock.look()
        for case in due:
            self.stopped = self._may_not_run(live=live)
            if self.stopped:
                return
            yield self._handle(case, live=live)
            if self.stopped:
                return

    def _may_not_run(self, *, live: bool) -> str:
        if live and not self._stop_page.says_run():
            return "stop_page"
        with self._store.begin() as tables:
            attempts = tables.progress.attempts(self._wiki.account)
        return _DAILY_CAP if attempts >= self._ceiling() else ""

    def _ceiling(self) -> int:
        return min(self._wiki.daily_cap, PLATFORM_DAILY_MAILS)

    def _handle(self, case: Case, *, live: bool) -> str:
        checked = self._check(case)
        if isinstance(checked, Refusal):
            if live:
                self._refuse(case, checked)
            return str(checked)
        if not live:
            return "would_send"
        try:
            marks = self._claim(case, checked)
        except _NotClaimedError as error:
            if isinstance(error.why, Refusal):
                self._refuse(case, error.why)
            elif error.why == _DAILY_CAP:
                self.stopped = error.why
            return str(error.why)
        outcome = self._mailer.send(case.pointer.user, checked.letter.subject, checked.letter.body)
        if outcome in _INCIDENTS:
            tell(_INCIDENTS[outcome], wiki=self._wiki.name)
        self._clock.look()
        self._record(case, outcome, marks)
        if outcome.ends_the_run:
            self.stopped = str(outcome)
        return str(outcome)

    def _claim(self, case: Case, ready: _Ready) -> tuple[policy.Mark, ...]:
        """Record the intent to send: the attempt, the claim, and that the person was told, in one step.

        All of it before the sending, so that a crash frees no place under the ceiling and a person of whom
        nobody knows whether they were told counts as told (P5, P7). Returns the marks that were new. Raises
        _NotClaimedError where another nudger was faster; nothing is kept then.
        """
        pointer = case.pointer
        with self._store.begin() as tables:
            # First: its row makes every other nudger of the account wait, so what is read below is final.
            tables.progress.attempt(self._wiki.account)
            if not tables.cases.claim(case.digest):
                # Not there any more: withdrawn meanwhile, by its owner or by the patrol.
                if tables.cases.is_there(case.digest):
                    tell(Incident.SECOND_NUDGER, wiki=self._wiki.name)
                raise _NotClaimedError("taken")
            if tables.progress.attempts(self._wiki.account) > self._ceiling():
                raise _NotClaimedError(_DAILY_CAP)
            exposure = policy.Exposure(ready.types, ready.tier)
            refusal = policy.refusal_of(tables, self._wiki, pointer.user, pointer.title, exposure)
            if refusal:
                raise _NotClaimedError(refusal)
            return policy.remember_told(tables, self._wiki, pointer.user, pointer.title, ready.types)

    def _record(self, case: Case, outcome: Outcome, marks: tuple[policy.Mark, ...]) -> None:
        """Write down how a sending ended, in one step."""
        with self._store.begin() as tables:
            tables.progress.count({(self._wiki.name, f"mail:{outcome}"): 1})
            if outcome in (Outcome.SENT, Outcome.UNKNOWN):
                # Unknown counts as told: a second mail would be worse than none (P7).
                state = CaseState.SENT if outcome is Outcome.SENT else CaseState.UNKNOWN
                tables.cases.settle(case.digest, state)
                return
            policy.forget_told(tables, self._wiki, case.pointer.user, marks)
            if outcome.keeps_the_case:
                tables.cases.settle(case.digest, CaseState.OPEN)
                tables.cases.postpone(case.digest, _LATER)
            else:
                tables.cases.drop(case.digest)

    def _refuse(self, case: Case, refusal: Refusal) -> None:
        with self._store.begin() as tables:
            tables.progress.count({(self._wiki.name, f"refused:{refusal}"): 1})
            if refusal is Refusal.COULD_NOT_CHECK:
                tables.cases.postpone(case.digest, _LATER)
            else:
                tables.cases.drop(case.digest, state=CaseState.OPEN)

    def _check(self, case: Case) -> _Ready | Refusal:
        """Look at everything again, just before sending (P6)."""
        pointer = case.pointer
        own_page, talk_page = f"{_USER}{pointer.user}", f"{_TALK}{pointer.user}"
        old = self._pages.revisions([pointer.revision]).get(pointer.revision)
        now = self._pages.current([pointer.title, own_page, talk_page])
        new = now.get(pointer.title)
        if refusal := unreadable(old, pointer.user):
            return refusal
        if old is None or new is None or new.text is None:
            return Refusal.PAGE_GONE
        talk = now.get(talk_page)
        pages = (new, talk, now.get(own_page))
        if any(asks_to_stay_away(page.text or "", self._wiki.account) for page in pages if page):
            return Refusal.NOBOTS
        try:
            exposure, minor = self._still_there(old, new, pointer.user)
        except DetectorFailedError:
            return Refusal.COULD_NOT_CHECK
        if exposure is None:
            return Refusal.NOT_THERE_ANY_MORE
        person = self._people.look_up([pointer.user]).get(pointer.user)
        if person is None or not person.exists:
            return Refusal.COULD_NOT_CHECK
        if person.temporary:
            return Refusal.TEMPORARY_ACCOUNT
        if person.blocked:
            return Refusal.BLOCKED
        if not person.emailable:
            return Refusal.NOT_EMAILABLE
        if self._inactive(person.last_edit):
            return Refusal.INACTIVE
        with self._store.begin() as tables:
            refusal = policy.refusal_of(tables, self._wiki, pointer.user, pointer.title, exposure)
            if refusal:
                return refusal
            subscriber = tables.subscribers.get(self._wiki.name, pointer.user)
            links = for_case(tables, self._wiki.name, pointer.user, pointer.title)
        asked_for = [subscriber.language] if subscriber and subscriber.language else []
        babel = babel_languages(now[own_page].text or "") if own_page in now else []
        reader = Reader(
            name=pointer.user,
            language=self._messages.best([*asked_for, *babel, new.lang, self._wiki.lang]),
            subscribed=subscriber is not None,
            minor=minor,
        )
        return _Ready(self._letters.compose(reader, self._wiki, links), exposure.types, exposure.tier)

    def _still_there(self, old: Revision, new: Revision, owner: str) -> tuple[policy.Exposure | None, bool]:
        """Compare what the owner's own revision exposed with what the page shows now (P4, P6).

        Only what the owner wrote counts: what somebody else added since is not theirs. Values are compared in
        memory and forgotten with this call (P1).
        """
        before = analyse(self._detector, self._wiki, old, owner)
        after = analyse(self._detector, self._wiki, new, owner)
        old_text, new_text = old.text or "", new.text or ""
        written = {(finding.type, old_text[finding.start : finding.end]) for finding in before.findings}
        kept = tuple(
            finding
            for finding in after.findings
            if (finding.type, new_text[finding.start : finding.end]) in written
        )
        exposure = policy.Exposure.of(after)
        if not kept or exposure is None:
            return None, after.minor
        types = frozenset(str(finding.type) for finding in kept)
        return policy.Exposure(types, max(finding.tier for finding in kept)), after.minor

    def _inactive(self, last_edit: str) -> bool:
        if not last_edit:
            return True
        age = self._store.clock() - datetime.fromisoformat(last_edit).timestamp()
        return age > self._wiki.inactive_days * _DAY
