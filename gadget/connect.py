"""Connecting the gadget on a wiki: a popup, one question, and a bearer token handed to the page that asked.

The gadget opens `/gadget/connect?origin=…&nonce=…` and listens for a message. It must check that the message
comes from our origin and carries its nonce; we send it to the exact origin of a wiki in wikis.toml, no other.
"""

from __future__ import annotations

import json
import re

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from bot.settings import WikiSettings
from gadget.cors import wiki_of
from gadget.parts import parts
from gadget.security import keep_opener
from gadget.visitor import login_required, me

_NONCE = re.compile(r"[A-Za-z0-9_-]{16,128}")

blueprint = Blueprint("connect", __name__, url_prefix="/gadget")


@blueprint.before_request
def _popup() -> None:
    keep_opener()


@blueprint.get("/connect")
def ask() -> str | Response:
    """Ask whether the gadget on this wiki may be connected."""
    wiki, origin, nonce = _asked(request.args.get("origin", ""), request.args.get("nonce", ""))
    return _ask(wiki, origin, nonce)


@login_required
def _ask(wiki: WikiSettings, origin: str, nonce: str) -> str | Response:
    return render_template("connect.html", wiki=wiki, origin=origin, nonce=nonce)


@blueprint.post("/connect")
@login_required
def hand_over() -> str | Response:
    """Make a token and let the popup hand it over; or say no, when the person does."""
    wiki, origin, nonce = _asked(request.form.get("origin", ""), request.form.get("nonce", ""))
    said: dict[str, str] = {"wikilatch": "refused", "nonce": nonce}
    if request.form.get("answer") == "connect":
        with parts().store.begin() as tables:
            token = tables.grants.issue(me().subject, me().user, wiki.name)
        said = {"wikilatch": "connected", "nonce": nonce, "token": token}
    elif request.form.get("answer") != "cancel":
        return redirect("/", code=303)
    return render_template("connected.html", message=json.dumps(said), origin=origin, said=said)


def _asked(origin: str, nonce: str) -> tuple[WikiSettings, str, str]:
    wiki = wiki_of(parts(), origin)
    if wiki is None or not _NONCE.fullmatch(nonce):
        abort(400)
    return wiki, origin, nonce
