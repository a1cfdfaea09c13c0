"""What a person chose on the web, sealed, forgotten 90 days after the last visit (P10)."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select, update

from bot.store.question import Question
from bot.store.rows import RETENTION_DAYS, Rows
from bot.store.schema import preferences
from bot.store.sealing import UnsealError

_BY_DIGEST = Question(select(preferences.c.sealed).where(preferences.c.digest == bindparam("digest")))


class Preferences(Rows):
    """The preferences, inside one transaction: a language today, `` where none was chosen."""

    def language(self, subject: str) -> str:
        """Return the language a person chose, as MediaWiki spells it; `` where they chose none."""
        row = _BY_DIGEST.one(self._connection, digest=self.digest(subject))
        return self.read(row[0]) if row is not None else ""

    def read(self, sealed: bytes) -> str:
        """Return the language that a row holds; `` where its key is gone."""
        try:
            return str(self._sealer.open(sealed)["language"])
        except UnsealError:
            return ""

    def choose(self, subject: str, language: str) -> None:
        """Keep the language a person chose."""
        values = {"sealed": self._sealer.seal({"language": language, "subject": subject})}
        self._put(preferences, {"digest": self.digest(subject)}, values | self._expiry())

    def renew(self, subject: str) -> None:
        """Note a visit: the 90 days begin anew."""
        self._connection.execute(
            update(preferences).where(preferences.c.digest == self.digest(subject)).values(self._expiry())
        )

    def erase(self, subject: str) -> bool:
        """Forget what a person chose."""
        statement = delete(preferences).where(preferences.c.digest == self.digest(subject))
        return bool(self._connection.execute(statement).rowcount)

    def purge(self) -> int:
        """Forget those who have not come for 90 days."""
        return self._connection.execute(
            delete(preferences).where(preferences.c.expires_on < self._today())
        ).rowcount

    def digest(self, subject: str) -> str:
        """Return the digest that stands for a person's choices."""
        return self._sealer.digest("preferences", subject)

    def _expiry(self) -> dict[str, int]:
        return {"expires_on": self._today() + RETENTION_DAYS}
