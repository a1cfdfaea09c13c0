"""A DOUBLE of Extension:OAuth's 1.0a side for an owner-only consumer: a reverse proxy before the real wiki.

It verifies the signature of every call (oauthlib), refuses what Extension:OAuth refuses in its own words, and
passes the call on in a session of a bot password, whose grants the real wiki enforces. It has no consent page
and no registry of consumers: for those run the tests marked extension_oauth against a wiki that has them.
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import requests
from oauthlib.oauth1 import RequestValidator, SignatureOnlyEndpoint

if TYPE_CHECKING:
    from collections.abc import Callable

CONSUMER = ("consumer-key-of-the-double", "consumer-secret-of-the-double")
ACCESS = ("access-token-of-the-double", "access-secret-of-the-double")


class _Validator(RequestValidator):
    """Knows one consumer and its owner's token."""

    enforce_ssl = False
    client_key_length = token_length = (5, 60)
    nonce_length = (8, 60)

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[tuple[str, str]] = set()

    @property
    def dummy_client(self) -> str:
        return CONSUMER[0]

    def check_client_key(self, client_key: str) -> bool:
        return True

    def validate_client_key(self, client_key: str, request: object) -> bool:
        return client_key == CONSUMER[0]

    def validate_timestamp_and_nonce(self, client_key, timestamp, nonce, request, **_: object) -> bool:
        new = (timestamp, nonce) not in self.seen
        self.seen.add((timestamp, nonce))
        return new

    def get_client_secret(self, client_key: str, request: object) -> str:
        return CONSUMER[1]

    def get_access_token_secret(self, client_key: str, token: str, request: object) -> str:
        return ACCESS[1]


class _Endpoint(SignatureOnlyEndpoint):
    """The library's endpoint looks at two-legged calls; an owner-only consumer signs with its token too."""

    def _check_signature(self, request, is_token_request=False):
        from oauthlib.oauth1.rfc5849 import signature

        return signature.verify_hmac_sha1(request, CONSUMER[1], ACCESS[1])


class OAuthProxy:
    """Serves the wiki's API on a free loopback port to who signs as the consumer, for the length of a `with`.

    account and bot_password (`appid@secret`) are whose session the calls get. A signed call that comes with
    cookies is refused, as Extension:OAuth does.
    """

    scheme = "OAuth "

    def __init__(self, api: str, account: str, bot_password: str) -> None:
        self.calls: list[str] = []
        self.revoked = False
        # Told of each call that the wiki has answered, before the caller is.
        self.after: Callable[[str], None] = lambda _: None
        self._api = api
        self._validator = _Validator()
        self._endpoint = _Endpoint(self._validator)
        self._session = requests.Session()
        self._session.trust_env = False
        self._log_in(account, bot_password)
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                proxy.answer(self, b"")

            def do_POST(self) -> None:
                proxy.answer(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Keep quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.api = f"http://127.0.0.1:{self._server.server_port}/w/api.php"
        # Pywikibot keeps a family for the process by its name, so each proxy needs one of its own.
        self.name = f"signedwiki{self._server.server_port}"

    def __enter__(self) -> OAuthProxy:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._session.close()

    def answer(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """Verify and pass on one call."""
        signed = handler.headers.get("Authorization", "").startswith(self.scheme)
        if signed and handler.headers.get("Cookie"):
            self._send(handler, 400, "text/html", b"Cannot combine multiple request authentication types")
            return
        if signed:
            problem = self._problem(handler, body)
            if problem:
                error = {"error": {"code": "mwoauth-invalid-authorization", "info": problem}}
                self._send(handler, 200, "application/json", json.dumps(error).encode())
                return
        session = self._session if signed else requests.Session()
        query = handler.path.partition("?")[2]
        self.calls.append(query + " " + body.decode("utf-8", "replace"))
        answer = session.request(
            handler.command,
            f"{self._api}?{query}",
            data=body,
            headers={"Content-Type": handler.headers.get("Content-Type", "")},
            timeout=60,
        )
        self.after(self.calls[-1])
        self._send(handler, answer.status_code, answer.headers["Content-Type"], answer.content)

    def _problem(self, handler: BaseHTTPRequestHandler, body: bytes) -> str:
        if self.revoked:
            return "No approved grant was found for that authorization token."
        host = handler.headers["Host"]
        valid, _ = self._endpoint.validate_request(
            f"http://{host}{handler.path}",
            http_method=handler.command,
            body=body.decode("utf-8"),
            headers=dict(handler.headers.items()),
        )
        return "" if valid else "Invalid signature"

    def _send(self, handler: BaseHTTPRequestHandler, status: int, kind: str, body: bytes) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def _log_in(self, account: str, bot_password: str) -> None:
        def ask(**parameters: str) -> dict:
            return self._session.post(self._api, data={"format": "json", **parameters}, timeout=60).json()

        token = ask(action="query", meta="tokens", type="login")["query"]["tokens"]["logintoken"]
        answer = ask(action="login", lgname=account, lgpassword=bot_password, lgtoken=token)
        assert answer["login"]["result"] == "Success", answer
