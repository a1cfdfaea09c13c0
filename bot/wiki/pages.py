"""Texts of pages and revisions, fetched politely: up to 50 in one request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from bot.model import Revision

# MediaWiki's limit for accounts without apihighlimits, which the patrol's account must not have (P3).
BATCH = 50
_Item = TypeVar("_Item")
_PROPERTIES = {
    "action": "query",
    "prop": "revisions|info",
    "rvprop": "ids|user|timestamp|content|contentmodel",
    "rvslots": "main",
}


class Api(Protocol):
    """A wiki's API, as far as pages need it: `bot.wiki.site.Wiki` or `bot.wiki.reader.WikiReader`."""

    name: str

    def get(self, **parameters: Any) -> dict[str, Any]:
        """Ask the API to read something; raises WikiError."""
        ...


def in_batches(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """Cut a sequence into pieces that one request may ask for."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


class Pages:
    """Reads page texts of one wiki."""

    def __init__(self, wiki: Api) -> None:
        self._wiki = wiki

    def revisions(self, ids: Iterable[int]) -> dict[int, Revision]:
        """Return revisions by id. One that is missing was deleted; one without text is hidden.

        Raises WikiUnreachableError or ApiError.
        """
        found: dict[int, Revision] = {}
        for some in in_batches(sorted(set(ids))):
            for answer in self._answers(revids="|".join(map(str, some))):
                found |= {revision.revision: revision for revision in self._revisions(answer)}
        return found

    def current(self, titles: Iterable[str]) -> dict[str, Revision]:
        """Return the current revision of each page that exists, by the title that was asked for.

        A wiki answers `User talk:X` under its own language's name; the revision's title is the wiki's.
        """
        found: dict[str, Revision] = {}
        for some in in_batches(sorted(set(titles))):
            asked: dict[str, str] = {}
            for answer in self._answers(titles="|".join(some)):
                asked |= {each["to"]: each["from"] for each in answer.get("query", {}).get("normalized", ())}
                for revision in self._revisions(answer):
                    found[asked.get(revision.title, revision.title)] = revision
        return found

    def user_pages(self, user: str, limit: int = 500) -> list[str]:
        """Return the titles of a user's own page and its subpages as the wiki spells them, no redirects."""
        # By prefix alone, `A` would list every page of everybody whose name begins with A.
        titles = self._titles(f"User:{user}")
        parameters: dict[str, Any] = {
            "action": "query",
            "list": "allpages",
            "apnamespace": 2,
            "apprefix": f"{user}/",
            "apfilterredir": "nonredirects",
            "aplimit": "max",
        }
        while len(titles) < limit:
            answer = self._wiki.get(**parameters)
            titles += [page["title"] for page in answer["query"]["allpages"]]
            if "continue" not in answer:
                break
            parameters |= answer["continue"]
        return titles[:limit]

    def latest_by(self, title: str, user: str) -> int | None:
        """Return the newest revision of a page that a user made themselves; None where they made none."""
        answer = self._wiki.get(
            action="query", prop="revisions", titles=title, rvprop="ids", rvuser=user, rvlimit=1
        )
        revisions = answer["query"]["pages"][0].get("revisions", [])
        return int(revisions[0]["revid"]) if revisions else None

    def _titles(self, title: str) -> list[str]:
        """Return a page's title as the wiki spells it; nothing where it does not exist or redirects."""
        answer = self._wiki.get(action="query", prop="info", titles=title)
        page = answer["query"]["pages"][0]
        return [] if "missing" in page or page.get("redirect") else [str(page["title"])]

    def _answers(self, **which: str) -> Iterator[dict[str, Any]]:
        parameters: dict[str, Any] = {**_PROPERTIES, **which}
        while True:
            answer = self._wiki.get(**parameters)
            yield answer
            if "continue" not in answer:
                return
            parameters |= answer["continue"]

    def _revisions(self, answer: dict[str, Any]) -> Iterator[Revision]:
        for page in answer.get("query", {}).get("pages", []):
            for row in page.get("revisions", ()):
                yield self._revision(page, row)

    def _revision(self, page: dict[str, Any], row: dict[str, Any]) -> Revision:
        slot = row.get("slots", {}).get("main", {})
        return Revision(
            wiki=self._wiki.name,
            page_id=page.get("pageid", 0),
            revision=row["revid"],
            title=page["title"],
            user=row.get("user", ""),
            timestamp=row.get("timestamp", ""),
            text=slot.get("content"),  # absent where the text was hidden
            lang=page.get("pagelanguage", ""),
            content_model=slot.get("contentmodel", "wikitext"),
            user_hidden=bool(row.get("userhidden")),
        )
