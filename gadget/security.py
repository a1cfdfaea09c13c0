"""One gate for every unsafe request, and the headers of every answer."""

from __future__ import annotations

import hashlib
import hmac

from flask import Flask, abort, g, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from gadget.parts import parts
from gadget.redirects import origin_of
from gadget.visitor import browser, known_browser, signed_in

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_API = "/api/"
_FIELD = "csrf"
_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Robots-Tag", "noindex"),
    ("Cache-Control", "no-store"),
)
_CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action {}; frame-ancestors 'none'; base-uri 'none'"
)
_YEAR = 31_536_000


def register(app: Flask) -> None:
    """Put the gate before every request and the headers on every answer."""
    app.before_request(_gate)
    app.after_request(_dress)
    app.jinja_env.globals.update(csrf_field=csrf_field)


def csrf_field() -> Markup:
    """Return the hidden field that every form of ours carries."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(_FIELD, _token(browser()))


def allow_forms_to(*urls: str) -> None:
    """Let this page's forms be sent, or redirected, to other origins too."""
    g.form_targets = [*g.get("form_targets", []), *filter(None, map(origin_of, urls))]


def keep_opener() -> None:
    """Let this page, shown in a popup, speak to the page that opened it."""
    g.keep_opener = True


def _gate() -> None:
    """Refuse an unsafe request that one of our own pages did not send.

    Three locks, each enough against most attacks: what the browser says of the sender (Sec-Fetch-Site), the
    Origin, and a token bound to browser and session. Only the API is outside: it never looks at cookies.
    """
    if request.method in _SAFE or request.path.startswith(_API):
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(403)
    # Our Referrer-Policy makes browsers say `null` for our own forms (Fetch standard, on the Origin header).
    if request.headers.get("Origin", "null") not in (parts().origin, "null"):
        abort(403)
    given = request.form.get(_FIELD, "")
    known = known_browser()
    if not known or not hmac.compare_digest(given.encode(), _token(known).encode()):
        abort(403)


def _token(secret: str) -> str:
    session = signed_in()
    said = "\x00".join(("csrf", secret, session.digest if session else ""))
    return hmac.new(parts().secret.encode(), said.encode(), hashlib.sha256).hexdigest()


def _dress(answer: Response) -> Response:
    targets = " ".join(["'self'", *dict.fromkeys(g.get("form_targets", []))])
    there = {name.lower() for name, value in answer.headers if value}
    headers = [header for header in _HEADERS if header[0].lower() not in there]
    headers.append(("Content-Security-Policy", _CSP.format(targets)))
    # A popup that a wiki opened must keep its opener to hand the token over; any stricter value cuts it off.
    headers.append(("Cross-Origin-Opener-Policy", "unsafe-none" if g.get("keep_opener") else "same-origin"))
    if parts().web.production:
        headers.append(("Strict-Transport-Security", f"max-age={_YEAR}"))
    answer.headers.extend(headers)
    return answer
