"""Before the real wiki: a proxy that can make it look ill (errors, garbage, redirects, slowness, silence)."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

import requests

# Status, content type and body to answer with instead of the wiki.
Fault = tuple[int, str, bytes]


class FaultyProxy:
    """Passes everything on to the real wiki, but answers one kind of request with a fault and counts those.

    sick is what a request's body or address holds to be of that kind; `` is in each. While held is set, their
    answers are kept back, though the real wiki has done what was asked. slow is how many seconds each of them
    waits before it is passed on; more are headers that go with a fault.
    """

    def __init__(self, api: str, sick: bytes = b"action=emailuser") -> None:
        self.sick, self.asked = sick, 0
        self.fault: Fault | None = None
        self.more: Mapping[str, str] = {}
        self.slow = 0.0
        self.held, self.released, proxy = False, threading.Event(), self
        session = requests.Session()
        session.trust_env = False

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.do_POST()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                sick = proxy.sick in body + self.path.encode()
                proxy.asked += sick
                if sick and proxy.fault is not None:
                    self._send(*proxy.fault)
                    return
                if sick and proxy.slow:
                    time.sleep(proxy.slow)
                url = api + "?" + self.path.partition("?")[2]
                kept = {
                    k: v for k, v in self.headers.items() if k in ("Content-Type", "Cookie", "User-Agent")
                }
                session.cookies.clear()
                answer = session.request(self.command, url, data=body, headers=kept, timeout=60)
                if sick and proxy.held:
                    proxy.released.wait(60)
                    return
                self.send_response(answer.status_code)
                self.send_header("Content-Type", answer.headers["Content-Type"])
                for cookie in answer.raw.headers.getlist("Set-Cookie"):
                    self.send_header("Set-Cookie", cookie)
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            def _send(self, status: int, kind: str, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                for name, value in proxy.more.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self._server = _Server(("127.0.0.1", 0), Handler)
        port = self._server.server_port
        self.api, self.name = f"http://127.0.0.1:{port}/w/api.php", f"faultywiki{port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet: who asked may have been killed, or have given up."""
