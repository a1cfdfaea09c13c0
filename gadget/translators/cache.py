"""Answers that are the same for everybody, kept for a minute in front of the application.

Only what a view said is public is kept, and nothing of a browser that has a session: those pages name who is
logged in. The key holds everything that such an answer depends on.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from threading import Lock
from typing import TYPE_CHECKING

from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SECONDS = 60
_MOST = 500
_LARGEST = 1_000_000
PREFIXES = ("/translations", "/glossary", "/badge/", "/api/v1/translations", "/api/v1/glossary")
# What the limiter says to one visitor is not for the next.
_PERSONAL = ("x-ratelimit-", "retry-after", "set-cookie")
_LANGUAGE = "wikilatch-language"
_SESSION = "wikilatch-session"
Headers = list[tuple[str, str]]


def public(answer: Response, *, signed_in: bool = False) -> Response:
    """Mark an answer as the same for everybody and as long fresh as it is kept here, with a validator.

    What somebody sees who is logged in is theirs alone: it is revalidated each time and kept nowhere else.
    """
    answer.headers["Cache-Control"] = "private, no-cache" if signed_in else f"public, max-age={SECONDS}"
    answer.add_etag()
    return answer


@dataclass(frozen=True, slots=True)
class _Kept:
    until: float
    headers: Headers
    body: bytes
    etag: str


class PublicCache:
    """Keeps the newest public answers of an application, as WSGI. clock is monotonic, in seconds."""

    def __init__(self, app: WSGIApplication, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock
        self._kept: OrderedDict[tuple[str, ...], _Kept] = OrderedDict()
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from what is kept, or ask the application and keep what is public."""
        key = _key(environ)
        if key is None:
            return self._app(environ, start_response)
        with self._lock:
            kept = self._kept.get(key)
        if kept is None or kept.until < self._clock():
            answer = Response.from_app(self._app, _unconditional(environ), buffered=True)
            kept = self._keep(key, answer)
            if kept is None:
                return answer(environ, start_response)
        return _answer(kept, environ, start_response)

    def _keep(self, key: tuple[str, ...], answer: Response) -> _Kept | None:
        etag = answer.headers.get("ETag", "")
        is_public = "public" in answer.headers.get("Cache-Control", "") and "Set-Cookie" not in answer.headers
        body = answer.get_data()
        if answer.status_code != 200 or not is_public or not etag or len(body) > _LARGEST:
            return None
        headers = [
            (name, value)
            for name, value in answer.headers.items()
            if not name.lower().startswith(_PERSONAL) and name.lower() != "content-length"
        ]
        kept = _Kept(self._clock() + SECONDS, headers, body, etag)
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return kept


def _key(environ: WSGIEnvironment) -> tuple[str, ...] | None:
    """Return what an answer depends on; None where it is not to be kept."""
    path = environ.get("PATH_INFO", "")
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not path.startswith(PREFIXES):
        return None
    cookies = environ.get("HTTP_COOKIE", "")
    language = ""
    if cookies:
        if _SESSION in cookies:
            return None
        language = _cookie(cookies, _LANGUAGE)
    wanted = environ.get("HTTP_ACCEPT_LANGUAGE", "")
    return path, environ.get("QUERY_STRING", ""), wanted, language, environ.get("HTTP_HOST", "")


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _unconditional(environ: WSGIEnvironment) -> WSGIEnvironment:
    """Return a request for the whole answer, so that there is something to keep."""
    conditions = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")
    whole = {name: value for name, value in environ.items() if name not in conditions}
    return whole | {"REQUEST_METHOD": "GET"}


def _answer(kept: _Kept, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    if _matches(environ.get("HTTP_IF_NONE_MATCH", ""), kept.etag):
        unchanged = [
            (name, value) for name, value in kept.headers if not name.lower().startswith("content-t")
        ]
        start_response("304 NOT MODIFIED", unchanged)
        return ()
    start_response("200 OK", [*kept.headers, ("Content-Length", str(len(kept.body)))])
    return () if environ["REQUEST_METHOD"] == "HEAD" else (kept.body,)


def _matches(condition: str, etag: str) -> bool:
    tags = (tag.strip().removeprefix("W/") for tag in condition.split(","))
    return any(tag in ("*", etag.removeprefix("W/")) for tag in tags if tag)
