"""A stand-in for a wiki, in the process that does the killing: its edits, its people, the mails it was given.

It speaks HTTP on loopback and counts a mail when the request for it arrives, whatever becomes of the answer;
its stream of edits is the tests' double of EventStreams. Pages that expose something say so in the marks that
the tests' detector reads: what is on trial here is the keeping of books, not the detection.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from bot.model import Outcome
from tests.doubles.eventstreams import QuietServer, Server, Stream, page_change

WIKI = "dewiki"
EXPOSING = "call <phone:+44 121 234 5678>"
_CLEAN = "I like [[kelp]]"
# Of a hundred mails so many fail, and so many get no answer although they were sent.
_FAILING, _UNANSWERED = 6, 4


@dataclass
class Page:
    """One page: who owns it, its newest revision and text."""

    user: str
    revision: int
    text: str


@dataclass
class Town:
    """What the stand-in holds."""

    chance: random.Random
    stream: Stream = field(default_factory=Stream)
    pages: dict[str, Page] = field(default_factory=dict)
    texts: dict[int, tuple[str, Page]] = field(default_factory=dict)
    subscribers: set[str] = field(default_factory=set)
    mails: Counter[str] = field(default_factory=Counter)
    by_account: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    edits: int = 0
    people: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def newcomer(self, *, subscribed: bool) -> str:
        """Return the name of somebody new."""
        self.people += 1
        name = f"Otter {self.people}"
        if subscribed:
            self.subscribers.add(name)
        return name

    def save(self, user: str, title: str = "", *, exposing: bool = True) -> None:
        """Somebody saves a page of their own; now and then the stream tells of it twice."""
        title = title or f"Benutzer:{user}"
        with self.lock:
            number = len(self.texts) + 1
            page = Page(user, number, EXPOSING if exposing else _CLEAN)
            self.pages[title] = page
            self.texts[number] = (title, page)
            event = page_change(number % 3000, user=user, page__page_title=title.replace(" ", "_"), dt=_now())
            event["revision"]["rev_id"] = number
            times = 2 if self.chance.random() < 0.1 else 1
            self.stream.add(*[event] * times)
            self.edits += times
        self.elsewhere()

    def elsewhere(self) -> None:
        """Somebody edits an article."""
        self.stream.add(page_change(1, page__namespace_id=0, page__page_title="Kelp", dt=_now()))

    def revisions(self, numbers: list[str]) -> list[dict[str, Any]]:
        """Return revisions by id."""
        return [
            _row(int(number), *self.texts[int(number)]) for number in numbers if int(number) in self.texts
        ]

    def current(self, titles: list[str]) -> list[dict[str, Any]]:
        """Return current revisions by title."""
        return [
            _row(self.pages[title].revision, title, self.pages[title])
            for title in titles
            if title in self.pages
        ]

    def mail(self, account: str, user: str) -> Outcome | None:
        """Take a mail; None is for no answer at all, after it was taken."""
        dice = self.chance.random() * 100
        with self.lock:
            self.by_account[account] += 1
            if dice < _FAILING:
                self.asked["failed"] += 1
                return Outcome.MAIL_FAILED
            self.mails[user] += 1
            return None if dice < _FAILING + _UNANSWERED else Outcome.SENT


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _row(number: int, title: str, page: Page) -> dict[str, Any]:
    return {
        "wiki": WIKI, "page_id": 1, "revision": number, "title": title, "user": page.user,
        "timestamp": _now(), "text": page.text, "lang": "de",
    }  # fmt: skip


class TownServer:
    """Serves a town and its stream on free loopback ports for the length of a `with`."""

    def __init__(self, town: Town) -> None:
        handler = type("Handler", (_Handler,), {"town": town})
        self._server = QuietServer(("127.0.0.1", 0), handler)
        self._stream = Server(town.stream)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.stream_url = self._stream.url

    def __enter__(self) -> Self:
        self._stream.__enter__()
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._stream.__exit__()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    town: Town

    def do_GET(self) -> None:
        """Answer what the patrol asks."""
        parts = urlsplit(self.path)
        asked = parse_qs(parts.query).get("of", [""])[0].split("|")
        self._send(self.town.revisions(asked) if parts.path == "/revisions" else self.town.current(asked))

    def do_POST(self) -> None:
        """Take a mail, slowly enough to be killed in."""
        letter = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(self.town.chance.uniform(0, 0.01))
        outcome = self.town.mail(letter["account"], letter["user"])
        time.sleep(self.town.chance.uniform(0, 0.03))
        if outcome is None:
            self.close_connection = True
            return
        self._send(str(outcome))

    def _send(self, answer: object) -> None:
        body = json.dumps(answer).encode()
        try:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # who asked was killed meanwhile
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep quiet."""
