"""How often anybody may ask: by connected gadget, by person, else by address; counted by each worker."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse
from werkzeug.exceptions import TooManyRequests

from gadget import counters
from gadget.visitor import grant, signed_in

_LOGINS = "20 per minute"
_STRICT = ("auth.start", "auth.callback", "links.act")
# The platform's probe and monitoring must always be answered; static files cost nothing.
_FREE = frozenset({"health.healthz", "health.metrics", "static"})


def register(app: Flask) -> None:
    """Limit every answer but the probes'; 429 with Retry-After where it is too often."""
    limiter = Limiter(
        key_func=_who,
        app=app,
        storage_uri=f"{counters.SCHEME}://",
        strategy="fixed-window",
        headers_enabled=True,
    )
    for endpoint in _STRICT:
        limited = limiter.limit(_LOGINS)(app.view_functions[endpoint])
        app.view_functions[endpoint] = cast(Callable[..., Response], limited)
    usual = parse(app.extensions["wikilatch"].web.rate_limit)

    @app.before_request
    def _count() -> None:
        # The extension's own default limits do the same, for twice what a bare answer costs.
        if request.endpoint in _FREE or limiter.limiter.hit(usual, who := _who()):
            return
        wait = limiter.limiter.get_window_stats(usual, who).reset_time - time.time()
        raise TooManyRequests(retry_after=max(1, round(wait)))


def _who() -> str:
    gadget = grant()
    if gadget is not None:
        return f"gadget:{gadget.digest}"
    session = signed_in()
    return f"person:{session.subject}" if session else f"address:{get_remote_address()}"
