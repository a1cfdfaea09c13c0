"""How often anybody may ask: by connected gadget, by person, else by address; counted by each worker.

`limits` is the engine of flask-limiter. The extension around it looks for decorators and scopes at each
request, which costs more than twice what a bare answer does; what is limited here is all in this file.
"""

from __future__ import annotations

import time

from flask import Flask, request
from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from gadget.counters import Counters
from gadget.visitor import grant, signed_in

_LOGINS = "20 per minute"
_STRICT = frozenset({"auth.start", "auth.callback", "links.act"})
# The platform's probe and monitoring must always be answered; static files cost nothing.
_FREE = frozenset({"health.healthz", "health.metrics", "static", "codex.static"})


def register(app: Flask) -> None:
    """Limit every answer but the probes'; 429 with Retry-After where it is too often."""
    limiter = FixedWindowRateLimiter(Counters())
    usual, strict = parse(app.extensions["wikilatch"].web.rate_limit), parse(_LOGINS)

    def refuse_if_over(limit: RateLimitItem, *key: str) -> None:
        if not limiter.hit(limit, *key):
            wait = limiter.get_window_stats(limit, *key).reset_time - time.time()
            raise TooManyRequests(retry_after=max(1, round(wait)))

    @app.before_request
    def _count() -> None:
        if request.endpoint in _FREE:
            return
        who = _who()
        refuse_if_over(usual, who)
        if request.endpoint in _STRICT:
            refuse_if_over(strict, who, str(request.endpoint))


def _who() -> str:
    gadget = grant()
    if gadget is not None:
        return f"gadget:{gadget.digest}"
    session = signed_in()
    return f"person:{session.subject}" if session else f"address:{request.remote_addr or 'nowhere'}"
