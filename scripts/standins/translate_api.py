"""Serves a wiki's api.php with the Translate stand-in in front, so that the bot meets it as any wiki."""

from __future__ import annotations

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import requests

from bot.wiki.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.standins.translate import TranslateStandIn

_SECONDS = 60
_PASSED_ON = ("Cookie", "Content-Type", "User-Agent", "Authorization")
_PASSED_BACK = ("Content-Type", "MediaWiki-API-Error", "Retry-After")


@contextlib.contextmanager
def served(stand_in: TranslateStandIn, api: str, port: int = 0) -> Iterator[str]:
    """Serve on 127.0.0.1 until the block ends; yields the address of the api.php.

    What the stand-in knows it answers; everything else goes to the real wiki at api, cookies and all.
    """
    lock = threading.Lock()
    onward = requests.Session()
    onward.trust_env = False

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answer a read."""
            self._answer(b"")

        def do_POST(self) -> None:
            """Answer a write, or a read that is too long for an address."""
            self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def log_message(self, *_: Any) -> None:
            """Say nothing: the demo's terminal is for people."""

        def _answer(self, body: bytes) -> None:
            asked = urlsplit(self.path).query
            if "urlencoded" in self.headers.get("Content-Type", ""):
                asked += "&" + body.decode()
            params = dict(parse_qsl(asked, keep_blank_values=True))
            if stand_in.answers(params):
                with lock:
                    try:
                        answer = stand_in.get(**params)
                    except ApiError as error:
                        answer = {"error": {"code": error.code, "info": str(error)}}
                self._send(200, [("Content-Type", "application/json")], json.dumps(answer).encode())
                return
            headers = {name: self.headers[name] for name in _PASSED_ON if name in self.headers}
            # Without a jar: each caller's cookies are its own.
            onward.cookies.clear()
            reply = onward.request(
                self.command,
                f"{api}?{urlsplit(self.path).query}",
                data=body,
                headers=headers,
                timeout=_SECONDS,
            )
            back = [(name, reply.headers[name]) for name in _PASSED_BACK if name in reply.headers]
            back += [("Set-Cookie", value) for value in reply.raw.headers.getlist("Set-Cookie")]
            self._send(reply.status_code, back, reply.content)

        def _send(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/w/api.php"
    finally:
        server.shutdown()
        server.server_close()
        onward.close()
