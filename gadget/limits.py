"""How often anybody may ask: by connected gadget, by person, else by address; counted by each worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from gadget.visitor import grant, signed_in

_LOGINS = "20 per minute"
# The platform's probe and monitoring must always be answered; static files cost nothing.
_FREE = frozenset({"health.healthz", "health.metrics", "static"})


def register(app: Flask) -> None:
    """Limit every answer but the probes'; 429 with Retry-After where it is too often."""
    limiter = Limiter(
        key_func=_who,
        app=app,
        default_limits=[app.extensions["wikilatch"].web.rate_limit],
        default_limits_exempt_when=_is_free,
        storage_uri="memory://",
        strategy="fixed-window",
        headers_enabled=True,
    )
    for endpoint in ("auth.start", "auth.callback", "links.act"):
        limited = limiter.limit(_LOGINS, override_defaults=False)(app.view_functions[endpoint])
        app.view_functions[endpoint] = cast(Callable[..., Response], limited)


def _is_free() -> bool:
    return request.endpoint in _FREE


def _who() -> str:
    gadget = grant()
    if gadget is not None:
        return f"gadget:{gadget.digest}"
    session = signed_in()
    return f"person:{session.subject}" if session else f"address:{get_remote_address()}"
