"""The one-click links of a mail: a page with one button, no log-in (bot.patrol.links)."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from bot.patrol.links import Link, LinkError, Links, apply
from gadget.parts import parts

blueprint = Blueprint("links", __name__)


@blueprint.get("/link/<token>")
def ask(token: str) -> str:
    """Say what the link does and ask for one press. Opening it does nothing: mail scanners open links too."""
    return render_template("link.html", link=_read(token), token=token, done=False)


@blueprint.post("/link/<token>")
def act(token: str) -> str | Response:
    """Do it, without any question more."""
    link = _read(token)
    apply(parts().store, link)
    return render_template("link.html", link=link, token=token, done=True)


def _read(token: str) -> Link:
    try:
        return Links(parts().secret, parts().origin).read(token)
    except LinkError:
        # Expired, forged and mistyped are answered alike: nothing can be learned by trying.
        abort(404)
