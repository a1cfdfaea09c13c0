"""Who is logged in on the web, and log-ins under way: found by digest, sealed, hours at most."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field

from sqlalchemy import bindparam, delete, func, select

from bot.store.question import Question
from bot.store.rows import Rows
from bot.store.schema import logins, sessions
from bot.store.sealing import UnsealError

SESSION_SECONDS = 8 * 3600
# As long as MediaWiki keeps an authorization code. Source: Extension:OAuth, authorization codes live 10 min.
LOGIN_SECONDS = 600
_SECRET_BYTES = 32

# Asked with every page.
_BY_DIGEST = Question(
    select(sessions.c.sealed, sessions.c.expires_at).where(sessions.c.digest == bindparam("digest"))
)


@dataclass(frozen=True, slots=True)
class WebSession:
    """Somebody logged in. subject is OAuth's `sub`, user their name, expires_at seconds since the epoch."""

    digest: str
    subject: str = field(repr=False)
    user: str = field(repr=False)
    expires_at: int


@dataclass(frozen=True, slots=True)
class Login:
    """A log-in that was sent to the wiki. verifier is PKCE's; back the local address to go on at."""

    verifier: str = field(repr=False)
    back: str = field(repr=False)


class Sessions(Rows):
    """The web sessions, inside one transaction."""

    def start(self, subject: str, user: str) -> str:
        """Start a session; returns the secret for the cookie, of which only a digest is kept."""
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        self._put(
            sessions,
            {"digest": self._digest(secret)},
            {
                "subject": self._sealer.digest("subject", subject),
                "sealed": self._sealer.seal({"subject": subject, "user": user}),
                "expires_at": self._now() + SESSION_SECONDS,
            },
        )
        return secret

    def get(self, secret: str) -> WebSession | None:
        """Return the session that a cookie's secret stands for; None where it has ended."""
        digest = self._digest(secret)
        row = _BY_DIGEST.one(self._connection, digest=digest)
        if row is None:
            return None
        sealed, expires_at = row
        if expires_at <= self._now():
            return None
        try:
            return WebSession(digest=digest, expires_at=expires_at, **self._sealer.open(sealed))
        except UnsealError:
            return None

    def end(self, digest: str) -> None:
        """End one session (log out)."""
        self._connection.execute(delete(sessions).where(sessions.c.digest == digest))

    def end_all(self, subject: str) -> int:
        """End all sessions of a person; returns how many there were."""
        wanted = sessions.c.subject == self._sealer.digest("subject", subject)
        return self._connection.execute(delete(sessions).where(wanted)).rowcount

    def count_of(self, subject: str) -> int:
        """Return how many sessions a person has."""
        wanted = sessions.c.subject == self._sealer.digest("subject", subject)
        return self._connection.execute(
            select(func.count()).select_from(sessions).where(wanted, sessions.c.expires_at > self._now())
        ).scalar_one()

    def purge(self) -> int:
        """Forget what has ended."""
        return self._connection.execute(delete(sessions).where(sessions.c.expires_at <= self._now())).rowcount

    def _digest(self, secret: str) -> str:
        return self._sealer.digest("session", secret)


class Logins(Rows):
    """Log-ins under way, inside one transaction. Each can be taken once, by the browser that began it."""

    def begin(self, state: str, browser: str, login: Login) -> None:
        """Note a log-in under OAuth's `state`, for the browser that holds the given secret."""
        self._put(
            logins,
            {"digest": self._digest(state, browser)},
            {"sealed": self._sealer.seal(asdict(login)), "expires_at": self._now() + LOGIN_SECONDS},
        )

    def take(self, state: str, browser: str) -> Login | None:
        """Return the log-in and forget it; None where it is unknown, used, too old or another browser's."""
        digest = self._digest(state, browser)
        row = self._connection.execute(select(logins).where(logins.c.digest == digest)).first()
        gone = self._connection.execute(delete(logins).where(logins.c.digest == digest)).rowcount
        if row is None or not gone or row.expires_at <= self._now():
            return None
        try:
            return Login(**self._sealer.open(row.sealed))
        except UnsealError:
            return None

    def purge(self) -> int:
        """Forget what nobody came back for."""
        return self._connection.execute(delete(logins).where(logins.c.expires_at <= self._now())).rowcount

    def _digest(self, state: str, browser: str) -> str:
        return self._sealer.digest("login", state, browser)
