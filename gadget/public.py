"""The pages that everybody may read: what this is, what is stored, and whether we wrote to the reader."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template
from werkzeug.wrappers import Response

from bot.patrol.letter import EMERGENCY, TEAM
from gadget.holdings import held
from gadget.parts import parts
from gadget.visitor import signed_in

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
def home() -> str:
    """Say what this is."""
    return render_template("home.html")


@blueprint.get("/about")
def about() -> str:
    """Say what is stored, how long and by whom, who sends our mails, and whether the reader got one."""
    session, wikis = signed_in(), dict(parts().settings.wikis)
    written = None
    if session is not None:
        with parts().store.read() as tables:
            written = held(tables, wikis, session.subject, session.user).written
    return render_template(
        "about.html",
        wikis=wikis.values(),
        contact=parts().settings.contact,
        written=written,
        team=TEAM,
        emergency=EMERGENCY,
        endpoints=current_app.view_functions,
    )


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Ask search engines to stay away."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
