"""A double of Wikimedia's EventStreams on loopback: server-sent events, with a real stream's bad manners.

It resumes by `Last-Event-ID` and by `since`, as the real one does, and can cut the connection, repeat events,
send them out of order, and mix in garbage, comments and canaries.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


def page_change(number: int, **more: Any) -> dict[str, Any]:
    """Return an event in the shape of mediawiki/page/change 1.2.0; number is revision and second."""
    user = more.pop("user", "Kelp Otter")
    event = {
        "$schema": "/mediawiki/page/change/1.2.0",
        "meta": {"domain": "de.wikipedia.org", "stream": "mediawiki.page_change.v1", "id": f"id-{number}"},
        "wiki_id": "dewiki",
        "page_change_kind": "edit",
        "changelog_kind": "update",
        "dt": moment(number),
        "page": {
            "page_id": 7,
            "page_title": f"Benutzer:{user.replace(' ', '_')}",
            "namespace_id": 2,
            "is_redirect": False,
        },
        "performer": {"user_text": user, "groups": ["*", "user"], "is_bot": False, "user_id": 41},
        "revision": {"rev_id": number, "rev_parent_id": number - 1, "is_content_visible": True},
    }
    for path, value in more.items():
        part = event
        *steps, last = path.split("__")
        for step in steps:
            part = part[step]
        part[last] = value
    return event


def moment(number: int) -> str:
    """Return an event's time: one a second from noon."""
    return f"2026-11-22T12:{number // 60:02}:{number % 60:02}Z"


@dataclass
class Stream:
    """What the server holds: raw `data` strings in order, and how it misbehaves."""

    events: list[str] = field(default_factory=list)
    cut_after: int = 0
    raw_between: bytes = b""
    forgotten: int = 0
    asked: list[str] = field(default_factory=list)

    def add(self, *events: dict[str, Any] | str) -> None:
        """Append events."""
        self.events += [event if isinstance(event, str) else json.dumps(event) for event in events]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stream: Stream

    def do_GET(self) -> None:
        """Send events from where the reader was, until the end or the cut."""
        last = self.headers.get("Last-Event-ID", "")
        since = parse_qs(urlsplit(self.path).query).get("since", [""])[0]
        self.stream.asked.append(last or since)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._chunk(b":ok\n\n")
        for sent, (number, data) in enumerate(self._from(last, since), start=1):
            self._chunk(f"event: message\nid: {json.dumps([{'offset': number}])}\ndata: {data}\n\n".encode())
            if self.stream.raw_between:
                self._chunk(self.stream.raw_between)
            if sent == self.stream.cut_after:
                break
        self.close_connection = True

    def _from(self, last: str, since: str) -> Iterator[tuple[int, str]]:
        start = json.loads(last)[0]["offset"] + 1 if last else 0
        for number, data in enumerate(self.stream.events):
            if number < max(start, self.stream.forgotten) or (since and f'"dt": "{since}' > _dt(data)):
                continue
            yield number, data

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep quiet."""


def _dt(data: str) -> str:
    start = data.find('"dt": "')
    return data[start : start + 27] if start >= 0 else ""


class QuietServer(ThreadingHTTPServer):
    """A server whose readers may die in the middle of an answer."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet."""


class Server:
    """Serves a Stream on a free loopback port for the length of a `with`."""

    def __init__(self, stream: Stream) -> None:
        handler = type("Handler", (_Handler,), {"stream": stream})
        self._server = QuietServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v2/stream/page_change"

    def __enter__(self) -> Server:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
