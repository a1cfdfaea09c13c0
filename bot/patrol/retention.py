"""Forgetting: what has reached its end, and what a person wants gone (P10)."""

from __future__ import annotations

from bot.store import Store


def purge(store: Store, *, live: bool) -> dict[str, int]:
    """Forget what is older than 90 days or opened by no key; returns how much, by kind.

    Without `live` it is only counted (P12).
    """
    with store.begin(keep=live) as tables:
        return {
            "cases": tables.cases.purge(),
            "subscriptions": tables.subscribers.purge(),
            "digests that leave people alone": tables.quiet.purge(),
            "counts and revisions seen": tables.progress.purge(),
            "web sessions": tables.sessions.purge() + tables.logins.purge(),
            "connected gadgets": tables.grants.purge(),
            "web preferences": tables.preferences.purge(),
            "opened by no key": tables.rotation.forget_unopenable(),
        }


def erase(store: Store, wiki: str, user: str, *, live: bool) -> dict[str, int]:
    """Erase everything that is held on a person on one wiki; returns how much, by kind.

    Without `live` it is only counted (P12).
    """
    with store.begin(keep=live) as tables:
        return {
            "cases": tables.cases.drop_owner(wiki, user),
            "subscriptions": int(tables.subscribers.remove(wiki, user)),
            "digests that leave them alone": tables.quiet.erase(tables.quiet.owner(wiki, user)),
        }
