"""Which sites' scripts may read our answers, never with cookies: the wikis of wikis.toml, by exact origin.

The public data of translations and glossary is open to all.
"""

from __future__ import annotations

from flask import Flask, request
from werkzeug.wrappers import Response

from bot.settings import WikiSettings
from gadget.parts import Parts, parts

_PREFIX = "/api/"
_OPEN = ("/api/v1/translations", "/api/v1/glossary")
_MAX_AGE = "7200"
_METHODS = "GET, PUT, POST, DELETE"
_HEADERS = "Authorization, Content-Type, Api-User-Agent"


def register(app: Flask) -> None:
    """Answer preflights, and mark the API's answers for the wikis that may read them."""
    app.after_request(_mark)


def wiki_of(parts: Parts, origin: str) -> WikiSettings | None:
    """Return the wiki whose pages have exactly this origin; None for every other."""
    return parts.wikis_by_origin.get(origin)


def _mark(answer: Response) -> Response:
    if not request.path.startswith(_PREFIX):
        return answer
    if request.path.startswith(_OPEN):
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return answer
    answer.headers.add("Vary", "Origin")
    origin = request.headers.get("Origin", "")
    if wiki_of(parts(), origin) is None:
        return answer
    # Never with credentials: this path knows bearer tokens only.
    answer.headers["Access-Control-Allow-Origin"] = origin
    answer.headers["Access-Control-Expose-Headers"] = "Retry-After"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        answer.headers["Access-Control-Allow-Methods"] = _METHODS
        answer.headers["Access-Control-Allow-Headers"] = _HEADERS
        answer.headers["Access-Control-Max-Age"] = _MAX_AGE
    return answer
