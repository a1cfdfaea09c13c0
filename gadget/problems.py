"""Errors of the API as RFC 9457 problem details."""

from __future__ import annotations

import json
from http import HTTPStatus

from werkzeug.wrappers import Response


def problem(status: int, detail: str = "", **members: object) -> Response:
    """Return an `application/problem+json` answer; detail says to a person what to do about it."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(json.dumps(body | members), status, mimetype="application/problem+json")
