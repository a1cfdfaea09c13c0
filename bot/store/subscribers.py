"""Who asked to be told: sealed, found by digest, forgotten 90 days after the last sign of life (P2, P10)."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import bindparam, delete, func, select, update

from bot.model import Subscriber
from bot.store.question import Question
from bot.store.rows import RETENTION_DAYS, WEEK, Rows
from bot.store.schema import subscribers
from bot.store.sealing import UnsealError

_BY_DIGEST = Question(select(subscribers.c.sealed).where(subscribers.c.digest == bindparam("digest")))


class Subscribers(Rows):
    """The subscriptions, inside one transaction."""

    def add(self, subscriber: Subscriber) -> bool:
        """Subscribe a person on a wiki, or renew the subscription; True where it is new."""
        return self._put(
            subscribers,
            {"digest": self.digest(subscriber.wiki, subscriber.user)},
            {
                "subject": self._subject(subscriber),
                "sealed": self._sealer.seal(asdict(subscriber)),
                "expires_on": self._last_day(RETENTION_DAYS, WEEK),
            },
        )

    def get(self, wiki: str, user: str) -> Subscriber | None:
        """Return a person's subscription on a wiki, None where there is none."""
        row = _BY_DIGEST.one(self._connection, digest=self.digest(wiki, user))
        if row is None:
            return None
        try:
            return Subscriber(**self._sealer.open(row[0]))
        except UnsealError:
            return None

    def renew(self, wiki: str, user: str) -> None:
        """Note a sign of life: the 90 days begin anew (P10)."""
        self._connection.execute(
            update(subscribers)
            .where(subscribers.c.digest == self.digest(wiki, user))
            .values(expires_on=self._last_day(RETENTION_DAYS, WEEK))
        )

    def of_subject(self, subject: str) -> list[Subscriber]:
        """Return all subscriptions of a person, by the central id that OAuth names `sub`."""
        digest = self._sealer.digest("subject", subject)
        rows = self._connection.execute(select(subscribers.c.sealed).where(subscribers.c.subject == digest))
        found = []
        for row in rows.all():
            try:
                found.append(Subscriber(**self._sealer.open(row.sealed)))
            except UnsealError:
                continue
        return found

    def on_wiki(self, wiki: str) -> list[Subscriber]:
        """Return the subscribers of one wiki, for a sweep."""
        rows = self._connection.execute(select(subscribers.c.sealed)).all()
        found = []
        for row in rows:
            try:
                subscriber = Subscriber(**self._sealer.open(row.sealed))
            except UnsealError:
                continue
            if subscriber.wiki == wiki:
                found.append(subscriber)
        return sorted(found, key=lambda subscriber: subscriber.user)

    def remove(self, wiki: str, user: str) -> bool:
        """End a subscription."""
        return self.remove_digest(self.digest(wiki, user))

    def remove_digest(self, digest: str) -> bool:
        """The same by its digest, which is all that a mail's one-click link carries (P1)."""
        statement = delete(subscribers).where(subscribers.c.digest == digest)
        return bool(self._connection.execute(statement).rowcount)

    def purge(self) -> int:
        """Forget subscriptions that have seen no sign of life for 90 days (P10)."""
        return self._connection.execute(
            delete(subscribers).where(subscribers.c.expires_on < self._today())
        ).rowcount

    def count(self) -> int:
        """Return how many subscriptions there are."""
        return self._connection.execute(select(func.count()).select_from(subscribers)).scalar_one()

    def digest(self, wiki: str, user: str) -> str:
        """Return the digest that stands for a subscription."""
        return self._sealer.digest("subscriber", wiki, user)

    def _subject(self, subscriber: Subscriber) -> str:
        return self._sealer.digest("subject", subscriber.subject or f"{subscriber.wiki}:{subscriber.user}")
