"""What happened on a wiki, in order: recentchanges polled on a single wiki."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.model import Edit
from bot.wiki.site import Wiki

# MediaWiki writes a change's row after its time stamp was taken, so a slow one may appear behind the cursor.
# Reading again this far back finds it; what was handled before is known by its revision.
_OVERLAP = timedelta(seconds=60)
_USER_NAMESPACE = 2
# How long Wikimedia's wikis keep recent changes ($wgRCMaxAge in production; MediaWiki's default is 90 days).
_KEPT = timedelta(days=30)
_ISO = "%Y-%m-%dT%H:%M:%SZ"


class RecentChanges:
    """Polls `list=recentchanges` in user space, oldest first."""

    def __init__(self, wiki: Wiki) -> None:
        self._wiki = wiki
        self.name = f"recentchanges:{wiki.name}"
        self.cursors: tuple[str, ...] = (self.name,)
        self.gap: tuple[str, str] | None = None

    def earliest(self, positions: Sequence[str]) -> str:
        """Return the earliest of some positions, which are times."""
        return min(positions)

    def batches(self, position: str | None, *, until: str | None = None) -> Iterator[tuple[list[Edit], str]]:
        """Yield changes since a position and the position after each batch, until there are no more.

        position is an ISO 8601 time in UTC or None for all that the wiki still has (90 days by default).
        Raises WikiUnreachableError or ApiError; nothing is lost then, the cursor has not moved.
        """
        parameters: dict[str, Any] = {
            "action": "query",
            "list": "recentchanges",
            "rcdir": "newer",
            "rcnamespace": _USER_NAMESPACE,
            "rctype": "edit|new|log",
            "rcprop": "title|ids|user|userid|timestamp|flags|redirect|loginfo",
            "rclimit": "max",
        }
        if position:
            parameters["rcstart"] = _earlier(position)
            self.gap = _gap(position)
        if until:
            parameters["rcend"] = until
        latest = position or ""
        while True:
            answer = self._wiki.get(**parameters)
            rows = answer["query"]["recentchanges"]
            latest = max([latest, *(row["timestamp"] for row in rows)])
            edits = [edit for row in rows if (edit := self._edit(row)) is not None]
            if rows:
                yield edits, latest
            if "continue" not in answer:
                return
            parameters |= answer["continue"]

    def _edit(self, row: dict[str, Any]) -> Edit | None:
        kind = row["type"]
        if kind == "log":
            kind = _log_kind(row)
        if kind is None or "title" not in row:
            return None
        return Edit(
            wiki=self._wiki.name,
            title=row["title"],
            owner=owner_of(row["title"]),
            user=row.get("user", ""),  # absent where it was hidden
            revision=row.get("revid", 0),
            timestamp=row["timestamp"],
            kind=kind,
            bot=bool(row.get("bot")),
            temporary=bool(row.get("temp")) or row.get("userid") == 0,
            redirect=bool(row.get("redirect")),
        )


def owner_of(title: str) -> str:
    """Return whose page a title of user space is: `User:Kelp Otter/Notes` is Kelp Otter's."""
    return title.partition(":")[2].partition("/")[0].replace("_", " ")


def _log_kind(row: dict[str, Any]) -> str | None:
    """Tell what a log entry means for a case: the page or a revision of it is gone from public view."""
    if row.get("logtype") in ("delete", "suppress"):
        if row.get("logaction") in ("delete", "delete_redir"):
            return "deleted"
        if row.get("logaction") == "revision":
            return "hidden"
    return None


def _gap(position: str) -> tuple[str, str] | None:
    """Return what a wiki has forgotten since a position, if that is older than what it surely keeps."""
    oldest = datetime.now(UTC) - _KEPT
    return None if datetime.fromisoformat(position) >= oldest else (position, oldest.strftime(_ISO))


def _earlier(position: str) -> str:
    moment = datetime.fromisoformat(position).astimezone(UTC) - _OVERLAP
    return moment.strftime(_ISO)
