"""Who is asking: the browser's own secret, and the session of somebody logged in."""

from __future__ import annotations

import functools
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, ParamSpec
from urllib.parse import urlencode

from flask import Flask, g, redirect, request
from werkzeug.wrappers import Response

from bot.store import Tables
from bot.store.grants import Grant
from bot.store.sessions import SESSION_SECONDS, WebSession
from gadget.parts import parts

_SECRET_BYTES = 32
_P = ParamSpec("_P")


def register(app: Flask) -> None:
    """Send the cookies that this request made, and end what it read."""

    @app.teardown_request
    def _end(_error: BaseException | None) -> None:
        if "reading_ends" in g:
            g.pop("reading")
            g.pop("reading_ends").close()

    @app.after_request
    def _cookies(answer: Response) -> Response:
        if "new_browser" in g:
            answer.set_cookie(_name("browser"), g.new_browser, **_flags())
        if "new_session" in g:
            if g.new_session:
                answer.set_cookie(_name("session"), g.new_session, max_age=SESSION_SECONDS, **_flags())
            else:
                answer.delete_cookie(_name("session"), **_flags())
        return answer


def browser() -> str:
    """Return the secret that this browser holds, giving it one where it has none.

    It binds forms and log-ins to the browser; nothing is stored under it.
    """
    if "browser" not in g:
        g.browser = request.cookies.get(_name("browser"), "")
        if len(g.browser) < _SECRET_BYTES:
            g.browser = g.new_browser = secrets.token_urlsafe(_SECRET_BYTES)
    return str(g.browser)


def known_browser() -> str:
    """Return the secret that this browser sent, `` where it sent none."""
    return request.cookies.get(_name("browser"), "")


def signed_in() -> WebSession | None:
    """Return the session of whoever is logged in."""
    if "session" not in g:
        secret = request.cookies.get(_name("session"), "")
        g.session = None
        if secret:
            with parts().store.read() as tables:
                g.session = tables.sessions.get(secret)
    session: WebSession | None = g.session
    return session


def grant() -> Grant | None:
    """Return what the request's bearer token stands for; None where there is none or it is not known."""
    if "grant" not in g:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        g.grant = None
        if kind.lower() == "bearer" and token:
            with reading() as tables:
                g.grant = tables.grants.get(token.strip())
    found: Grant | None = g.grant
    return found


@contextmanager
def reading() -> Iterator[Tables]:
    """Read through one connection for as long as the request lasts: taking one costs as much as a question.

    For answers of a few questions; whatever waits for a wiki opens its own. Raises DatabaseError.
    """
    store = parts().store
    with store.told_plainly():
        if "reading" not in g:
            g.reading_ends = ExitStack()
            g.reading = g.reading_ends.enter_context(store.read())
        yield g.reading


def remember(secret: str) -> None:
    """Give the browser a session."""
    g.new_session = secret


def forget() -> None:
    """Take the session from the browser."""
    g.new_session = ""
    g.session = None


def login_required(view: Callable[_P, Response | str]) -> Callable[_P, Response | str]:
    """Send whoever is not logged in to the log-in page, and back here afterwards."""

    @functools.wraps(view)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> Response | str:
        if signed_in() is not None:
            return view(*args, **kwargs)
        back = request.full_path.rstrip("?") if request.method == "GET" else "/"
        query = {"back": back}
        if "uselang" in request.args:  # who asked for a language reads the log-in in it, too
            query["uselang"] = request.args["uselang"]
        return redirect("/login?" + urlencode(query), code=303)

    return guarded


def me() -> WebSession:
    """Return the session in a view that requires one."""
    session = signed_in()
    if session is None:
        raise RuntimeError("this view must be behind login_required")
    return session


def _name(what: str) -> str:
    # `__Host-` binds a cookie to this very host, which needs https.
    return f"__Host-wikilatch-{what}" if parts().web.production else f"wikilatch-{what}"


def _flags() -> dict[str, Any]:
    # Lax, not Strict: OAuth's callback is a navigation from another site.
    return {"secure": parts().web.production, "httponly": True, "samesite": "Lax", "path": "/"}
