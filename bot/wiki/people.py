"""What a wiki says of accounts, as far as it decides whether a person may be written to (P6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.model import Person
from bot.wiki.pages import in_batches
from bot.wiki.site import Wiki


class People:
    """Looks people up on one wiki."""

    def __init__(self, wiki: Wiki) -> None:
        self._wiki = wiki

    def look_up(self, names: Iterable[str]) -> dict[str, Person]:
        """Return what is known of each account, by name. Raises WikiUnreachableError or ApiError."""
        found: dict[str, Person] = {}
        for some in in_batches(sorted(set(names))):
            answer = self._wiki.get(
                action="query",
                list="users",
                ususers="|".join(some),
                usprop="emailable|blockinfo|groups|editcount|registration",
            )
            for row in answer["query"]["users"]:
                found[row["name"]] = self._person(row)
        return found

    def active(self, after: str) -> Iterator[str]:
        """Yield the names of users who edited in the last 30 days, in the wiki's order, after a name."""
        parameters: dict[str, Any] = {
            "action": "query",
            "list": "allusers",
            "auactiveusers": 1,
            "auexcludegroup": "bot",
            "aulimit": "max",
        }
        if after:
            parameters["aufrom"] = after
        while True:
            answer = self._wiki.get(**parameters)
            for row in answer["query"]["allusers"]:
                if row["name"] != after:
                    yield row["name"]
            if "continue" not in answer:
                return
            parameters |= answer["continue"]

    def _person(self, row: dict[str, Any]) -> Person:
        if "userid" not in row:
            return Person(wiki=self._wiki.name, user_id=0, name=row["name"], exists=False)
        return Person(
            wiki=self._wiki.name,
            user_id=row["userid"],
            name=row["name"],
            emailable=bool(row.get("emailable")),
            blocked="blockid" in row and not row.get("blockpartial"),
            temporary="temp" in row.get("groups", ()),
            bot="bot" in row.get("groups", ()),
            last_edit=self._last_edit(row["name"]),
        )

    def _last_edit(self, name: str) -> str:
        answer = self._wiki.get(
            action="query", list="usercontribs", ucuser=name, uclimit=1, ucprop="timestamp"
        )
        rows = answer["query"]["usercontribs"]
        return str(rows[0]["timestamp"]) if rows else ""
