"""What a person or a program sees when something went wrong: never a traceback, never a value (P1)."""

from __future__ import annotations

import logging
import traceback

from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from gadget.problems import problem

_log = logging.getLogger(__name__)
EXPLAINED = frozenset({400, 403, 404, 405, 413, 429, 500, 503})


def register(app: Flask) -> None:
    """Answer every error with a page, or with problem details below /api."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(Exception, _crash)


def _answer(error: HTTPException) -> Response:
    status = error.code or 500
    if request.path.startswith("/api/"):
        answer = problem(status, error.description or error.name)
    else:
        key = str(status if status in EXPLAINED else 500 if status >= 500 else 400)
        answer = Response(render_template("error.html", key=key), status, mimetype="text/html")
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    return answer


def _crash(error: Exception) -> Response:
    # Where it happened, not what it said: an exception's text may hold what was being read (P1).
    last = traceback.extract_tb(error.__traceback__)[-1]
    _log.error("%s in %s at %s:%s", type(error).__name__, request.endpoint, last.filename, last.lineno)
    unavailable = type(error).__name__ == "DatabaseError"
    failed = HTTPException()
    failed.code = 503 if unavailable else 500
    return _answer(failed)
