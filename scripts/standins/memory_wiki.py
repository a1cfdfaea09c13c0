"""Stand-in for a MediaWiki in memory: pages, revisions, changes and edits, through api.php's parameters.

It serves unit tests and the benchmark. It knows only what `bot.wiki` asks for, keeps MediaWiki's rules for
`baserevid`, `createonly` and `nocreate`, and has no rights, parser or hooks. What must hold on a wiki is
tested on a real one (tests/integration).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.wiki.errors import ApiError

NAMESPACES = {
    "Talk": 1,
    "User": 2,
    "User talk": 3,
    "Template": 10,
    "Translations": 1198,
    "Translations talk": 1199,
}
_ANSWERS = {"siteinfo": "languages"}
START = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


@dataclass
class Revision:
    """One revision of a page."""

    id: int
    page: int
    text: str
    user: str
    comment: str
    at: datetime
    minor: bool = False


@dataclass
class MemoryWiki:
    """The wiki. `requests` is what it was asked, `groups` and `rights` what the asking account has."""

    user: str = "WikilatchSync"
    groups: list[str] = field(default_factory=lambda: ["*", "user", "bot"])
    rights: list[str] = field(default_factory=lambda: ["read", "edit", "createpage", "translate", "bot"])
    languages: list[str] = field(default_factory=lambda: ["ar", "de", "en", "fr", "ja", "sw", "zh"])
    requests: list[dict[str, str]] = field(default_factory=list)
    before_edit: Callable[[dict[str, str]], None] | None = None
    now: datetime = START

    def __post_init__(self) -> None:
        self._ids = itertools.count(1)
        self._page_ids = itertools.count(1)
        self.pages: dict[str, int] = {}
        self.revisions: dict[int, list[Revision]] = {}
        self.redirects: dict[str, str] = {}

    def tick(self, **time: float) -> None:
        """Let time pass (`minutes=5`)."""
        self.now += timedelta(**time)

    def save(self, title: str, text: str, user: str = "Alice", comment: str = "") -> int:
        """Save a page as somebody else would; returns the revision id."""
        page = self.pages.setdefault(title, next(self._page_ids) if title not in self.pages else 0)
        self.tick(seconds=1)
        revision = Revision(next(self._ids), page, text, user, comment, self.now)
        self.revisions.setdefault(page, []).append(revision)
        return revision.id

    def move(self, old: str, new: str) -> None:
        """Move a page, leaving a redirect."""
        self.pages[new] = self.pages.pop(old)
        self.redirects[old] = new

    def text(self, title: str) -> str | None:
        """Return a page's text, None where there is none."""
        return self.revisions[self.pages[title]][-1].text if title in self.pages else None

    def history(self, title: str) -> list[Revision]:
        """Return a page's revisions, oldest first."""
        return self.revisions[self.pages[title]] if title in self.pages else []

    def get(self, **params: str) -> dict[str, Any]:
        """Answer a query."""
        self.requests.append(params)
        query: dict[str, Any] = {}
        if params.get("prop") in ("info", "revisions", "info|revisions"):
            query = self._pages(params)
        if params.get("prop") == "templates":
            query = {"pages": [self._templates(title) for title in params["titles"].split("|")]}
        for name in filter(None, (params.get("list", "") + "|" + params.get("meta", "")).split("|")):
            query[_ANSWERS.get(name, name)] = getattr(self, f"_{name}")(params)
        answer: dict[str, Any] = {"batchcomplete": True, "query": query}
        if "curtimestamp" in params:
            answer["curtimestamp"] = _stamp(self.now)
        return answer

    def post(self, **params: str) -> dict[str, Any]:
        """Save a page as MediaWiki would, conflicts included."""
        self.requests.append(params)
        if self.before_edit:
            hook, self.before_edit = self.before_edit, None
            hook(params)
        title = params["title"]
        exists = title in self.pages
        if params.get("assertuser", self.user) != self.user:
            raise ApiError("assertnameduserfailed", "You are no longer logged in as that user.")
        if exists and "createonly" in params:
            raise ApiError("articleexists", "The article you tried to create has been created already.")
        if not exists and "nocreate" in params:
            raise ApiError("missingtitle", "The page you specified doesn't exist.")
        latest = self.history(title)[-1] if exists else None
        if latest and "baserevid" in params and int(params["baserevid"]) != latest.id:
            raise ApiError("editconflict", "Edit conflict.")
        text = params["text"]
        if params.get("section") == "new":
            text = f"{latest.text if latest else ''}\n\n== {params['sectiontitle']} ==\n{text}".strip()
        if latest and latest.text == text:
            return {"edit": {"result": "Success", "nochange": True, "title": title}}
        revision = self.save(title, text, self.user, params.get("summary", ""))
        self.history(title)[-1].minor = "minor" in params
        return {"edit": {"result": "Success", "newrevid": revision, "title": title}}

    def _pages(self, params: dict[str, str]) -> dict[str, Any]:
        rows: list[dict[str, Any]] = []
        query: dict[str, Any] = {"pages": rows}
        if "revids" in params:
            wanted = [int(number) for number in params["revids"].split("|")]
            every = {revision.id: revision for history in self.revisions.values() for revision in history}
            grouped: dict[int, list[Revision]] = {}
            for number in wanted:
                if number in every:
                    grouped.setdefault(every[number].page, []).append(every[number])
            for page, found in grouped.items():
                rows.append({**self._info(page), "revisions": [_revision(r, params) for r in found]})
            return query
        for page, title in self._asked(params, query):
            if page is None:
                rows.append({"title": title, "missing": True, "ns": _namespace(title)})
                continue
            row = self._info(page)
            if "revisions" in params["prop"]:
                history = self.revisions[page]
                chosen = history if params.get("rvdir") == "newer" else history[-1:]
                row["revisions"] = [_revision(revision, params) for revision in chosen]
            rows.append(row)
        return query

    def _asked(self, params: dict[str, str], query: dict[str, Any]) -> Iterator[tuple[int | None, str]]:
        if "pageids" in params:
            for number in map(int, params["pageids"].split("|")):
                yield (number if number in self.revisions else None), ""
            return
        for title in params["titles"].split("|"):
            target = title
            if "redirects" in params and title in self.redirects:
                target = self.redirects[title]
                query.setdefault("redirects", []).append({"from": title, "to": target})
            yield self.pages.get(target), target

    def _info(self, page: int) -> dict[str, Any]:
        title = next(name for name, number in self.pages.items() if number == page)
        return {
            "pageid": page,
            "ns": _namespace(title),
            "title": title,
            "lastrevid": self.revisions[page][-1].id,
            "pagelanguage": "en",
        }

    def _templates(self, title: str) -> dict[str, Any]:
        names = re.findall(r"\{\{([^{}|]+)", self.text(title) or "")
        return {"title": title, "templates": [{"ns": 10, "title": f"Template:{name}"} for name in names]}

    def _allpages(self, params: dict[str, str]) -> list[dict[str, Any]]:
        number = int(params.get("apnamespace", "0"))
        prefix = params.get("apprefix", "")
        return [
            {"pageid": page, "ns": number, "title": title}
            for title, page in sorted(self.pages.items())
            if _namespace(title) == number
            and (title.split(":", 1)[1] if number else title).startswith(prefix)
        ]

    def _recentchanges(self, params: dict[str, str]) -> list[dict[str, Any]]:
        namespace = int(params["rcnamespace"])
        return [
            {
                "type": "edit",
                "title": title,
                "ns": namespace,
                "revid": revision.id,
                "timestamp": _stamp(revision.at),
            }
            for title, page in self.pages.items()
            if _namespace(title) == namespace
            for revision in self.revisions[page]
            if _stamp(revision.at) >= params["rcstart"]
        ]

    def _logevents(self, _params: dict[str, str]) -> list[dict[str, Any]]:
        return []

    def _userinfo(self, _params: dict[str, str]) -> dict[str, Any]:
        return {"id": 7, "name": self.user, "groups": self.groups, "rights": self.rights}

    def _siteinfo(self, _params: dict[str, str]) -> list[dict[str, Any]]:
        return [{"code": code, "name": code} for code in self.languages]


def _revision(revision: Revision, params: dict[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "revid": revision.id,
        "timestamp": _stamp(revision.at),
        "user": revision.user,
        "comment": revision.comment,
        "minor": revision.minor,
    }
    if "content" in params.get("rvprop", ""):
        row["slots"] = {"main": {"contentmodel": "wikitext", "content": revision.text}}
    return row


def _namespace(title: str) -> int:
    return NAMESPACES.get(title.split(":", 1)[0], 0) if ":" in title else 0


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
