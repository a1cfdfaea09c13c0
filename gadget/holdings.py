"""Everything that is held on a person, in one place: to show it, and to erase it (P10)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec

from bot.model import CaseState
from bot.settings import WikiSettings
from bot.store import Tables

_EPOCH = date(1970, 1, 1)


class HeldCase(msgspec.Struct, frozen=True):
    """A page that a message is or was due about. state is `open`, `sending`, `sent` or `unknown`."""

    wiki: str
    title: str
    state: str
    forgotten_on: str


class HeldGadget(msgspec.Struct, frozen=True):
    """A connected gadget; days in ISO 8601."""

    wiki: str
    connected_on: str
    ends_on: str


class Holdings(msgspec.Struct, frozen=True):
    """What is held on a person. left_alone counts, by wiki, what serves only to leave them alone."""

    mail_on: list[str] = []
    language: str = ""
    cases: list[HeldCase] = []
    gadgets: list[HeldGadget] = []
    sessions: int = 0
    left_alone: dict[str, int] = {}

    @property
    def empty(self) -> bool:
        """True where nothing at all is held."""
        return self == Holdings()

    @property
    def written(self) -> list[HeldCase]:
        """The cases about which a mail went out, or may have."""
        return [case for case in self.cases if case.state in ("sent", "unknown")]


def held(tables: Tables, wikis: dict[str, WikiSettings], subject: str, user: str) -> Holdings:
    """Return everything that is held on a person, over all wikis."""
    names = _names(tables, wikis, subject, user)
    cases = [
        HeldCase(
            wiki=case.pointer.wiki,
            title=case.pointer.title,
            state=CaseState(case.state).name.lower(),
            forgotten_on=datetime.fromtimestamp(case.expires_at, UTC).date().isoformat(),
        )
        for wiki, name in names
        for case in tables.cases.of_owner(wiki, name)
    ]
    counts: dict[str, int] = {}
    for wiki, name in names:
        if count := tables.quiet.count_of(wiki, name):
            counts[wiki] = counts.get(wiki, 0) + count
    return Holdings(
        mail_on=sorted({wiki for wiki, name in names if tables.subscribers.get(wiki, name)}),
        language=tables.preferences.language(subject),
        cases=cases,
        gadgets=[
            HeldGadget(grant.wiki, day(grant.made_on), day(grant.expires_on))
            for grant in tables.grants.of_subject(subject)
        ],
        sessions=tables.sessions.count_of(subject),
        left_alone=counts,
    )


def erase(tables: Tables, wikis: dict[str, WikiSettings], subject: str, user: str) -> None:
    """Erase everything that is held on a person, on all wikis, now."""
    for wiki, name in _names(tables, wikis, subject, user):
        tables.cases.drop_owner(wiki, name)
        tables.quiet.erase(tables.quiet.owner(wiki, name))
        tables.subscribers.remove(wiki, name)
    tables.preferences.erase(subject)
    tables.grants.revoke_all(subject)
    tables.sessions.end_all(subject)


def day(number: int) -> str:
    """Return a day counted from 1970-01-01 in ISO 8601."""
    return (_EPOCH + timedelta(days=number)).isoformat()


def _names(tables: Tables, wikis: dict[str, WikiSettings], subject: str, user: str) -> list[tuple[str, str]]:
    """Return (wiki, user name) pairs under which something may be held: the name of today, and older ones."""
    older = [(one.wiki, one.user) for one in tables.subscribers.of_subject(subject)]
    return list(dict.fromkeys([*((wiki, user) for wiki in wikis), *older]))
