"""The one-click links of a mail: signed, expiring, and made of digests only (P1, P10).

Opening one shows a page with a button; only pressing it acts, so that a mail scanner that follows links does
nothing. Whoever reads the address learns no name, wiki or page from it.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from bot.store import Quiet, Store, Tables
from bot.store.rows import DAY, RETENTION_DAYS

_SALT = "wikilatch.mail-link"


class Purpose(enum.StrEnum):
    """What a link does when its button is pressed."""

    KEEP = "keep"
    STOP = "stop"
    ERASE = "erase"


class LinkError(ValueError):
    """A link does not work: expired is True where it once did."""

    def __init__(self, *, expired: bool) -> None:
        super().__init__("expired" if expired else "not one of ours")
        self.expired = expired


@dataclass(frozen=True, slots=True)
class Link:
    """A link's purpose and the digests it acts on."""

    purpose: Purpose
    digests: tuple[str, ...]


class Links:
    """Makes and reads the links; secret is `Keys.secret`."""

    def __init__(self, secret: str, public_url: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret, salt=_SALT)
        self._base = public_url

    def url(self, link: Link) -> str:
        """Return the address to put into a mail."""
        token = self._serializer.dumps([str(link.purpose), *link.digests])
        return f"{self._base}/link/{token}"

    def read(self, token: str) -> Link:
        """Read a link's token; raises LinkError where it is not ours or is older than 90 days (P10)."""
        try:
            purpose, *digests = self._serializer.loads(token, max_age=RETENTION_DAYS * DAY)
            return Link(Purpose(purpose), tuple(digests))
        except SignatureExpired:
            raise LinkError(expired=True) from None
        except (BadSignature, ValueError, TypeError):
            raise LinkError(expired=False) from None


def for_case(tables: Tables, wiki: str, user: str, title: str) -> dict[Purpose, Link]:
    """Return the links that belong into a mail about a page."""
    owner = tables.quiet.owner(wiki, user)
    return {
        Purpose.KEEP: Link(Purpose.KEEP, (owner, tables.quiet.digest(Quiet.KEPT, wiki, user, title))),
        Purpose.STOP: Link(Purpose.STOP, (owner, tables.quiet.digest(Quiet.OPTED_OUT, wiki, user))),
        Purpose.ERASE: Link(
            Purpose.ERASE, (owner, tables.cases.owner(wiki, user), tables.subscribers.digest(wiki, user))
        ),
    }


def apply(store: Store, link: Link) -> None:
    """Do what a link is for."""
    with store.begin() as tables:
        if link.purpose is Purpose.ERASE:
            owner, cases, subscriber = link.digests
            tables.quiet.erase(owner)
            tables.cases.drop_owner_digest(cases)
            tables.subscribers.remove_digest(subscriber)
        else:
            owner, digest = link.digests
            tables.quiet.add_digest(digest, owner)
