"""What happened on all wikis, in order: Wikimedia's EventStreams, stream `mediawiki.page_change.v1`.

One stream tells of edits, deletions and hidden revisions alike. It is read with requests-sse and not with
pywikibot's wrapper, because that keeps the event id to itself: without it a restart could resume only by
time, and would lose or repeat what happened within the same second.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import requests
from requests_sse import EventSource, InvalidContentTypeError, InvalidStatusCodeError

from bot.incidents import Incident, tell
from bot.model import Edit
from bot.wiki.errors import WikiUnreachableError
from bot.wiki.stream import owner_of

URL = "https://stream.wikimedia.org/v2/stream/mediawiki.page_change.v1"
NAME = "eventstreams:page_change"
# An event of another namespace is passed over before its JSON is read: nine tenths of the stream.
_USER_SPACE = ('"namespace_id":2,', '"namespace_id": 2,', '"namespace_id":2}', '"namespace_id": 2}')
_KINDS = {"create": "new", "edit": "edit", "undelete": "edit", "delete": "deleted"}
# Between two events of the whole stream lie fractions of a second; longer than this and something is missing.
_GAP = timedelta(minutes=10)
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0


@dataclass(frozen=True, slots=True)
class Position:
    """Where the stream is to be read on: the id of the last event handled, and its time (ISO 8601, UTC)."""

    event_id: str
    time: str

    @classmethod
    def read(cls, stored: str | None) -> Position:
        """Read what `write` made; a bare time is a position too."""
        if stored and stored.startswith("{"):
            return cls(**json.loads(stored))
        return cls("", stored or "")

    def write(self) -> str:
        """Return what to store."""
        return json.dumps({"event_id": self.event_id, "time": self.time})


class _BrokenError(Exception):
    """The connection ended; raised inside requests-sse to come back to our own loop."""


class EventStream:
    """Follows the stream for the wikis that the patrol watches."""

    name = NAME

    def __init__(
        self,
        wikis: Collection[str],
        user_agent: str,
        *,
        url: str = URL,
        batch: int = 500,
        linger: float = 5.0,
        silence: float = 30.0,
        wait: float = _FIRST_WAIT,
        attempts: int = 8,
    ) -> None:
        """Wikis are named by database name.

        A batch ends after so many events of any kind or `linger` seconds; after `silence` seconds without one
        the connection counts as dead; `wait` is the first pause before connecting again, in seconds, doubled
        up to a minute, and after so many attempts in vain the stream counts as unreachable.
        """
        self._wikis = frozenset(wikis)
        self.cursors: tuple[str, ...] = tuple(f"{NAME}:{wiki}" for wiki in sorted(self._wikis))
        self._headers = {"User-Agent": user_agent}
        self._url = url
        self._batch = batch
        self._linger = linger
        self._silence = silence
        self._wait = wait
        self._attempts = attempts
        self._asked_at = 0.0  # when we began to wait for what comes next
        self.gap: tuple[str, str] | None = None

    def batches(self, position: str | None, *, until: str | None = None) -> Iterator[tuple[list[Edit], str]]:
        """Yield edits of user pages and the position after them, for ever or until a time.

        Where nothing came it yields no edits now and then, and `` for a position that is not known yet.

        A gap between the position and what the stream still has is told in `gap` (from, to). Raises
        WikiUnreachableError after several attempts; the caller's cursor has not moved past what was handled.
        """
        at = Position.read(position)
        in_vain, wait = 0, self._wait
        while True:
            progressed = False
            try:
                with self._connect(at) as source:
                    for edits, after in self._read(source, at, until):
                        at = after
                        if in_vain:
                            tell(Incident.STREAM_BACK, stream=self.name, number=in_vain)
                        in_vain, wait, progressed = 0, self._wait, True
                        yield edits, at.write()
                        if until and at.time >= until:
                            return
            except (InvalidContentTypeError, InvalidStatusCodeError) as error:
                raise WikiUnreachableError(
                    f"{self._url} is not an event stream ({error})", incident=Incident.STREAM_BROKEN
                ) from None
            except (requests.RequestException, UnicodeDecodeError, _BrokenError):
                in_vain += not progressed
            silent = time.monotonic() - self._asked_at >= self._silence
            broken = Incident.STREAM_SILENT if silent else Incident.STREAM_BROKEN
            if in_vain >= self._attempts:
                how = "says nothing" if silent else "does not answer"
                raise WikiUnreachableError(
                    f"{self._url} {how} after {in_vain} attempts; start again later, it resumes",
                    incident=broken,
                )
            if in_vain == 1 and not progressed:
                tell(broken, stream=self.name)  # the first of a row; what comes of them is told too
            if not progressed:
                yield [], at.write() if at.time else ""  # a sign of life, for whoever holds a lease meanwhile
            time.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    def earliest(self, positions: Sequence[str]) -> str:
        """Return the earliest position; what is read again from there on is known by its revisions."""
        return min(positions, key=lambda stored: Position.read(stored).time)

    def latest(self) -> str:
        """Return the time (ISO 8601, UTC) of the next event that comes, whichever wiki's.

        Raises WikiUnreachableError where none comes within `silence` seconds.
        """
        try:
            with self._connect(Position("", "")) as source:
                for event in source:
                    if moment := time_of(event.data or ""):
                        return moment
        except (
            InvalidContentTypeError,
            InvalidStatusCodeError,
            requests.RequestException,
            UnicodeDecodeError,
            _BrokenError,
        ):
            pass
        raise WikiUnreachableError(f"{self._url} sends no events")

    def _connect(self, at: Position) -> EventSource:
        self._asked_at = time.monotonic()
        url = self._url
        if at.time and not at.event_id:
            url = f"{url}?since={at.time}"

        def broken() -> None:
            raise _BrokenError

        return EventSource(
            url,
            latest_event_id=at.event_id or None,
            headers=dict(self._headers),
            timeout=self._silence,
            max_connect_retry=0,
            on_error=broken,
        )

    def _read(
        self, source: EventSource, at: Position, until: str | None
    ) -> Iterator[tuple[list[Edit], Position]]:
        edits: list[Edit] = []
        count, since = 0, time.monotonic()
        resumed_at, last = at.time, at
        events = iter(source)
        while True:
            self._asked_at = time.monotonic()
            try:
                event = next(events)
            except (_BrokenError, requests.RequestException, UnicodeDecodeError):
                if count:
                    yield edits, last
                raise
            moment = time_of(event.data or "")
            if resumed_at and moment:
                self._notice_gap(resumed_at, moment)
                resumed_at = ""
            last = Position(event.last_event_id or last.event_id, max(moment, last.time))
            count += 1
            edit = edit_of(event.data or "", self._wikis)
            if edit is not None:
                edits.append(edit)
            over = bool(until and last.time >= until)
            if over or count >= self._batch or time.monotonic() - since >= self._linger:
                yield edits, last
                edits, count, since = [], 0, time.monotonic()
                if over:
                    return

    def _notice_gap(self, expected: str, found: str) -> None:
        with suppress(ValueError):
            if datetime.fromisoformat(found) - datetime.fromisoformat(expected) > _GAP:
                self.gap = (expected, found)


def time_of(data: str) -> str:
    """Return an event's time (ISO 8601, UTC) without reading all of its JSON; `` where there is none."""
    start = data.rfind('"dt":')
    if start < 0:
        return ""
    begin = data.find('"', start + 5) + 1
    return data[begin : data.find('"', begin)] if begin else ""


def edit_of(data: str, wikis: Collection[str]) -> Edit | None:
    """Read one event; None where it is not of user space or of another wiki, a canary, or garbage.

    data is the event's JSON as the stream sends it. Schema: mediawiki/page/change 1.2.0 and newer.
    """
    if not any(mark in data for mark in _USER_SPACE):
        return None
    try:
        event: dict[str, Any] = json.loads(data)
        if event["meta"]["domain"] == "canary" or event["wiki_id"] not in wikis:
            return None
        page, revision = event["page"], event["revision"]
        kind = _kind(event)
        if page["namespace_id"] != 2 or kind is None:
            return None
        title = page["page_title"].replace("_", " ")
        performer = event.get("performer") or {}  # absent where it was hidden
        user = performer.get("user_text", "")
        return Edit(
            wiki=event["wiki_id"],
            title=title,
            owner=owner_of(title),
            user=user,
            revision=revision["rev_id"],
            timestamp=event["dt"],
            kind=kind,
            bot=bool(performer.get("is_bot")),
            temporary=bool(performer.get("is_temp")) or "user_id" not in performer,
            redirect=bool(page.get("is_redirect")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _kind(event: dict[str, Any]) -> str | None:
    kind = event["page_change_kind"]
    if kind == "visibility_change":
        return None if event["revision"].get("is_content_visible", True) else "hidden"
    return _KINDS.get(kind)
