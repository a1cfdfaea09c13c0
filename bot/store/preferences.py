"""What a person chose on the web, sealed, forgotten 90 days after the last visit (P10)."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from bot.store.rows import RETENTION_DAYS, Rows
from bot.store.schema import preferences
from bot.store.sealing import UnsealError


class Preferences(Rows):
    """The preferences, inside one transaction: a language today, `` where none was chosen."""

    def language(self, subject: str) -> str:
        """Return the language a person chose, as MediaWiki spells it; `` where they chose none."""
        statement = select(preferences.c.sealed).where(preferences.c.digest == self._digest(subject))
        row = self._connection.execute(statement).first()
        if row is None:
            return ""
        try:
            return str(self._sealer.open(row.sealed)["language"])
        except UnsealError:
            return ""

    def choose(self, subject: str, language: str) -> None:
        """Keep the language a person chose."""
        values = {"sealed": self._sealer.seal({"language": language})}
        self._put(preferences, {"digest": self._digest(subject)}, values | self._expiry())

    def renew(self, subject: str) -> None:
        """Note a visit: the 90 days begin anew."""
        self._connection.execute(
            update(preferences).where(preferences.c.digest == self._digest(subject)).values(self._expiry())
        )

    def erase(self, subject: str) -> bool:
        """Forget what a person chose."""
        statement = delete(preferences).where(preferences.c.digest == self._digest(subject))
        return bool(self._connection.execute(statement).rowcount)

    def purge(self) -> int:
        """Forget those who have not come for 90 days."""
        return self._connection.execute(
            delete(preferences).where(preferences.c.expires_on < self._today())
        ).rowcount

    def _digest(self, subject: str) -> str:
        return self._sealer.digest("preferences", subject)

    def _expiry(self) -> dict[str, int]:
        return {"expires_on": self._today() + RETENTION_DAYS}
