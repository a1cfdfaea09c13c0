"""Gadgets that a person connected: bearer tokens of which only a keyed digest is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from sqlalchemy import bindparam, delete, select

from bot.store.question import Question
from bot.store.rows import Rows
from bot.store.schema import grants
from bot.store.sealing import UnsealError

GRANT_DAYS = 30
TOKEN_BYTES = 32

# Asked with every request of a gadget.
_BY_DIGEST = Question(
    select(grants.c.sealed, grants.c.expires_on).where(grants.c.digest == bindparam("digest"))
)


@dataclass(frozen=True, slots=True)
class Grant:
    """A connected gadget. wiki is the name in wikis.toml; made_on and expires_on are days since 1970."""

    digest: str
    subject: str = field(repr=False)
    user: str = field(repr=False)
    wiki: str
    made_on: int
    expires_on: int


class Grants(Rows):
    """The connected gadgets, inside one transaction."""

    def issue(self, subject: str, user: str, wiki: str) -> str:
        """Connect a gadget; returns the bearer token, which nobody can be shown again."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        value = {"subject": subject, "user": user, "wiki": wiki, "made_on": self._today()}
        self._put(
            grants,
            {"digest": self._digest(token)},
            {
                "subject": self._sealer.digest("subject", subject),
                "sealed": self._sealer.seal(value),
                "expires_on": self._today() + GRANT_DAYS,
            },
        )
        return token

    def get(self, token: str) -> Grant | None:
        """Return what a token stands for; None where it is unknown, revoked or too old."""
        digest = self._digest(token)
        row = _BY_DIGEST.one(self._connection, digest=digest)
        if row is None:
            return None
        sealed, expires_on = row
        if expires_on < self._today():
            return None
        try:
            return Grant(digest=digest, expires_on=expires_on, **self._sealer.open(sealed))
        except UnsealError:
            return None

    def of_subject(self, subject: str) -> list[Grant]:
        """Return a person's connected gadgets, oldest first."""
        wanted = (grants.c.subject == self._owner(subject)) & (grants.c.expires_on >= self._today())
        found = []
        for row in self._connection.execute(select(grants).where(wanted)).all():
            try:
                found.append(
                    Grant(digest=row.digest, expires_on=row.expires_on, **self._sealer.open(row.sealed))
                )
            except UnsealError:
                continue
        return sorted(found, key=lambda grant: (grant.made_on, grant.digest))

    def revoke(self, subject: str, digest: str) -> bool:
        """Disconnect one of a person's gadgets; False where it is not theirs.

        Looked for among their own: another's takes no longer than one that does not exist.
        """
        own = select(grants.c.digest).where(grants.c.subject == self._owner(subject))
        if digest not in self._connection.execute(own).scalars().all():
            return False
        return bool(self._connection.execute(delete(grants).where(grants.c.digest == digest)).rowcount)

    def revoke_all(self, subject: str) -> int:
        """Disconnect all of a person's gadgets; returns how many there were."""
        wanted = grants.c.subject == self._owner(subject)
        return self._connection.execute(delete(grants).where(wanted)).rowcount

    def purge(self) -> int:
        """Forget what has run out."""
        return self._connection.execute(delete(grants).where(grants.c.expires_on < self._today())).rowcount

    def _digest(self, token: str) -> str:
        return self._sealer.digest("grant", token)

    def _owner(self, subject: str) -> str:
        return self._sealer.digest("subject", subject)
