"""What must hold after all the crashes: nobody lost, nobody told twice, nothing stuck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.model import CaseState
from bot.settings import PLATFORM_DAILY_MAILS
from bot.store import Store

# Where an edit that the stream told of ends up in the patrol's own counts, whatever became of it.
_HANDLED = ("checked", "refused:duplicate")


@dataclass
class Verdict:
    """What was found out; violations are sentences, and must be none."""

    violations: list[str] = field(default_factory=list)
    states: Counter[CaseState] = field(default_factory=Counter)
    unknown_with_mail: int = 0
    unknown_without: int = 0
    cases: int = 0


def judge(
    store: Store,
    wiki: str,
    exposing: Mapping[str, Collection[str]],
    others: Collection[str],
    mails: Mapping[str, int],
) -> Verdict:
    """Look at the store and the mailbox after recovery.

    exposing holds the subscribers with pages that expose something, and their titles; others are people of
    whom nothing may be there; mails is how many mails each person was sent.
    """
    verdict = Verdict()
    say = verdict.violations.append
    with store.begin() as tables:
        listed = {case.digest for case in tables.cases.unknown()}
        verdict.cases = tables.progress.counts().get((wiki, "case"), 0)
        for user, titles in exposing.items():
            cases = tables.cases.of_owner(wiki, user)
            states = Counter(case.state for case in cases)
            verdict.states += states
            sent, unknown = states[CaseState.SENT], states[CaseState.UNKNOWN]
            if states[CaseState.OPEN] or states[CaseState.SENDING]:
                say(f"{user}: stuck in {', '.join(state.name for state in states)}")
            if sent + unknown != 1:
                say(f"{user}: {sent} sent and {unknown} unknown cases for {len(titles)} page(s), not one")
            if mails.get(user, 0) > 1:
                say(f"{user}: {mails[user]} mails")
            if sent and mails.get(user, 0) != 1:
                say(f"{user}: a case says sent, but there are {mails.get(user, 0)} mails")
            if unknown:
                verdict.unknown_with_mail += mails.get(user, 0)
                verdict.unknown_without += not mails.get(user, 0)
            say_unlisted = [
                case for case in cases if case.state is CaseState.UNKNOWN and case.digest not in listed
            ]
            if say_unlisted:
                say(f"{user}: an unknown case is not listed")
        for user in others:
            if mails.get(user, 0) or tables.cases.of_owner(wiki, user):
                say(f"{user}: a mail or a case, though there is no reason")
    return verdict


def account_for(store: Store, wiki: str, edits: int, by_account: Mapping[str, int]) -> list[str]:
    """Check that every edit was handled exactly once, and that no account went over the ceiling."""
    with store.begin() as tables:
        counts = tables.progress.counts()
    handled = sum(counts.get((wiki, name), 0) for name in _HANDLED)
    violations = [] if handled == edits else [f"{edits} edits announced, {handled} handled"]
    violations += [
        f"{account}: {n} mails in a day" for account, n in by_account.items() if n > PLATFORM_DAILY_MAILS
    ]
    return violations
