"""The pages that everybody may read: what this is, and what is stored."""

from __future__ import annotations

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
def home() -> str:
    """Say what this is."""
    return render_template("home.html")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Ask search engines to stay away."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
