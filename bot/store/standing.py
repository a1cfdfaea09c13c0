"""Where a person stands on one wiki, in one question: what a gadget asks each time that it starts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, null, select, union_all

from bot.store.preferences import Preferences
from bot.store.question import Question
from bot.store.quiet import Quiet, QuietList
from bot.store.rows import Rows
from bot.store.schema import preferences, quiet, subscribers
from bot.store.subscribers import Subscribers

_REASONS = (Quiet.OPTED_OUT, Quiet.SNOOZED)

_ALL = Question(
    union_all(
        select(quiet.c.digest, quiet.c.expires_on, null().label("sealed")).where(
            quiet.c.digest.in_([bindparam(str(why)) for why in _REASONS])
        ),
        select(subscribers.c.digest, null(), null()).where(subscribers.c.digest == bindparam("subscriber")),
        select(preferences.c.digest, null(), preferences.c.sealed).where(
            preferences.c.digest == bindparam("preferences")
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether mail may come, why not, and the language a person chose (`` where none)."""

    subscribed: bool
    opted_out: bool
    snoozed: bool
    language: str


class Standings(Rows):
    """Answers the question, inside one transaction."""

    def of(self, wiki: str, user: str, subject: str) -> Standing:
        """Return where a person stands on a wiki; subject is OAuth's `sub`."""
        parts = (self._connection, self._sealer, self._clock)
        chosen, asked = Preferences(*parts), QuietList(*parts)
        wanted = {str(why): asked.digest(why, wiki, user) for why in _REASONS} | {
            "subscriber": Subscribers(*parts).digest(wiki, user),
            "preferences": chosen.digest(subject),
        }
        today = self._today()
        # What has an end and reached it no longer counts, even where no purge has come by yet.
        rows = {
            digest: sealed
            for digest, expires_on, sealed in _ALL.ask(self._connection, **wanted)
            if expires_on is None or expires_on >= today
        }
        language = rows.get(wanted["preferences"])
        return Standing(
            subscribed=wanted["subscriber"] in rows,
            opted_out=wanted[Quiet.OPTED_OUT] in rows,
            snoozed=wanted[Quiet.SNOOZED] in rows,
            language=chosen.read(language) if language is not None else "",
        )
