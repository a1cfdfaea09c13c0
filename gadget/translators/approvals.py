"""Approving a rendering: for people whom the configuration names, after log-in, by a form of ours.

What is kept is what was approved and for which definition, not by whom: a sync takes it into the glossary as
an import would, if both are still what they were.
"""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from bot.store.documents import Approval
from bot.translation.glossary import Status
from gadget.parts import parts
from gadget.translators import board
from gadget.visitor import login_required, me, signed_in

blueprint = Blueprint("approvals", __name__)


def may_approve(language: str) -> bool:
    """True where the configuration names whoever is logged in for a language (or for all, `*`)."""
    session = signed_in()
    if session is None:
        return False
    languages = parts().team.approvers.get(session.user, ())
    return language in languages or "*" in languages


@blueprint.get("/glossary/approve/<term_id>/<language>")
@login_required
def ask(term_id: str, language: str) -> str:
    """Show what would be approved, and ask."""
    term = board.glossary().terms.get(term_id)
    if term is None or language not in term.renderings:
        abort(404)
    rendering = term.renderings[language]
    waiting = Approval(term_id, language, rendering.text, term.text) in board.documents().approvals()
    return render_template(
        "translations/approve.html",
        term=term,
        language=language,
        rendering=rendering,
        allowed=may_approve(language),
        waiting=waiting or rendering.status is Status.APPROVED,
        changed=request.args.get("changed") == "1",
    )


@blueprint.post("/glossary/approve/<term_id>/<language>")
@login_required
def approve(term_id: str, language: str) -> Response:
    """Keep an approval of exactly the texts that the person saw."""
    me()
    if not may_approve(language):
        abort(403)
    term = board.glossary().terms.get(term_id)
    if term is None or language not in term.renderings:
        abort(404)
    seen = (request.form.get("rendering", ""), request.form.get("definition", ""))
    back = f"/glossary/approve/{term_id}/{language}"
    if seen != (term.renderings[language].text, term.text):
        return redirect(f"{back}?changed=1", code=303)
    board.documents().approve(Approval(term_id, language, *seen))
    return redirect(back, code=303)
