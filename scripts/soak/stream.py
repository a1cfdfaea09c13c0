"""The world's stream of events on loopback, in a process of its own: paced, resumable, and now and then rude.

It speaks the protocol of Wikimedia's EventStreams (server-sent events, `Last-Event-ID`), cuts the connection,
repeats events, and mixes in garbage.
"""

from __future__ import annotations

import json
import random
import time
from http.server import BaseHTTPRequestHandler
from multiprocessing.connection import Connection

from scripts.soak.world import World
from tests.doubles.eventstreams import QuietServer

_CUT = 30.0  # seconds: about how long a connection lasts
_PAUSE = 0.05
_AT_ONCE = 2000  # events between two looks at the clock when a reader has fallen behind


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world: World

    def do_GET(self) -> None:
        """Send events from where the reader was, as time passes, until the connection is cut."""
        last = self.headers.get("Last-Event-ID", "")
        number = json.loads(last)[0]["offset"] + 1 if last else self.world.now()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        chance = random.Random(number)  # noqa: S311 - a trial to be told again, no secret
        end = time.monotonic() + chance.uniform(0, 2 * _CUT)
        self.close_connection = True
        while time.monotonic() < end:
            newest = min(self.world.now(), number + _AT_ONCE)
            if number > newest:
                time.sleep(_PAUSE)
                continue
            self._chunk("".join(map(self._event, range(number, newest + 1))).encode())
            if chance.random() < 0.02:  # a piece again, as after a failover of theirs
                self._chunk("".join(map(self._event, range(max(number, newest - 20), newest + 1))).encode())
            if chance.random() < 0.02:
                self._chunk(b'event: message\ndata: {"namespace_id":2, broken\n\n:a comment\n\n')
            number = newest + 1

    def _event(self, number: int) -> str:
        position, data = json.dumps([{"offset": number}]), json.dumps(self.world.event(number))
        return f"event: message\nid: {position}\ndata: {data}\n\n"

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep quiet."""


def serve(world: World, told: Connection) -> None:
    """Serve for ever on a free loopback port; tells the address once."""
    server = QuietServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"world": world}))
    told.send(f"http://127.0.0.1:{server.server_port}")
    server.serve_forever(0.1)
