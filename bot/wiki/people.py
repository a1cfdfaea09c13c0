"""What a wiki says of accounts, as far as it decides whether a person may be written to (P6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.model import Person
from bot.wiki.pages import in_batches
from bot.wiki.site import Wiki

# {{#babel:de|en-3}} and {{Babel|de|en-3}}: the languages a person says they read.
_BABEL = re.compile(r"\{\{\s*#?babel\s*[:|]([^{}]*)\}\}", re.IGNORECASE)
_BABEL_LANGUAGE = re.compile(r"^\s*([a-z]{2,3}(?:-[a-z]+)*?)(?:-([0-5n]))?\s*$", re.IGNORECASE)


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


def babel_languages(wikitext: str) -> list[str]:
    """Return the languages that a page's Babel box names, best known first; those at level 0 are left out."""
    found = _BABEL.search(wikitext)
    if not found:
        return []
    ranked = []
    for order, part in enumerate(found[1].split("|")):
        if match := _BABEL_LANGUAGE.match(part):
            level = 6 if match[2] in (None, "n", "N") else int(match[2])
            if level:
                ranked.append((-level, order, match[1].lower()))
    return [language for _, _, language in sorted(ranked)]
