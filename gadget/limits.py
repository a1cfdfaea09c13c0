"""How often anybody may ask: by connected gadget, by person, else by address; counted by each worker."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NoReturn, cast

from flask import Flask, request
from flask_limiter import Limiter
from werkzeug.exceptions import TooManyRequests

from gadget import counters
from gadget.visitor import grant, signed_in

if TYPE_CHECKING:
    from flask.typing import RouteCallable
    from flask_limiter import RequestLimit

_LOGINS = "20 per minute"
_STRICT = ("auth.start", "auth.callback", "links.act")
# The platform's probe and monitoring must always be answered; static files cost nothing.
_FREE = frozenset({"health.healthz", "health.metrics", "static", "codex.static"})


def register(app: Flask) -> None:
    """Limit every answer but the probes'; 429 with Retry-After where it is too often.

    To be called when every route is there.
    """
    limiter = Limiter(
        _who,
        default_limits=[app.extensions["wikilatch"].web.rate_limit],
        default_limits_exempt_when=lambda: request.endpoint in _FREE,
        storage_uri=counters.URI,
        strategy="fixed-window",
        on_breach=_refuse,
    )
    strict = limiter.limit(_LOGINS, override_defaults=False)
    for endpoint in _STRICT:
        app.view_functions[endpoint] = cast("RouteCallable", strict(app.view_functions[endpoint]))
    limiter.init_app(app)


def _refuse(breached: RequestLimit) -> NoReturn:
    # The extension's own Retry-After comes only with six more headers on every answer.
    raise TooManyRequests(retry_after=max(1, round(breached.window.reset_time - time.time())))


def _who() -> str:
    gadget = grant()
    if gadget is not None:
        return f"gadget:{gadget.digest}"
    session = signed_in()
    return f"person:{session.subject}" if session else f"address:{request.remote_addr or 'nowhere'}"
