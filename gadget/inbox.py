"""My pages: what they give away, why it matters, what can be done. For their owner, live (P1, P4)."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from bot.model import Tier
from bot.settings import WikiSettings
from bot.store import Quiet
from bot.store.sessions import SESSION_SECONDS
from gadget.findings import Marks, OwnPage, find
from gadget.parts import parts
from gadget.security import allow_forms_to
from gadget.visitor import login_required, me

SNOOZE_DAYS = 30
_SALT = "wikilatch.finding"
# MediaWiki asks every edit form for these letters, to find out what a client does to characters.
# Source: MediaWiki's EditPage::UNICODE_CHECK.
_UNICODE_CHECK = "ℳ𝒲♥𝓊𝓃𝒾𝒸ℴ𝒹ℯ"

blueprint = Blueprint("inbox", __name__)


@blueprint.get("/inbox")
@login_required
def show() -> str:
    """Show what the reader's own pages give away, as they are on the wikis at this moment."""
    findings = find(parts(), me().user)
    allow_forms_to(*(page.wiki.site or page.wiki.api for page in findings.pages))
    return render_template(
        "inbox.html",
        findings=findings,
        tiers=sorted(Tier, reverse=True),
        signed=_signed,
        index=_index,
        edit_fields=_edit_fields,
        history_url=_history_url,
    )


@blueprint.post("/inbox/finding")
@login_required
def decide() -> Response:
    """Keep a finding, report it as a false alarm, put it off, or take that back."""
    marks = _read(request.form.get("finding", ""))
    does = request.form.get("do", "")
    with parts().store.begin() as tables:
        quiet = tables.quiet
        if does in ("keep", "false-alarm"):
            quiet.add_digest(marks.kept, marks.owner)
            # No mail about this type on this page either: what was decided is not asked again (P7).
            quiet.add_digest(marks.told, marks.owner)
            if does == "false-alarm":
                # By rule only: whose it was is not noted anywhere.
                tables.progress.count({(marks.wiki, f"false_alarm:{marks.rule}"): 1})
        elif does == "later":
            quiet.add_digest(marks.later, marks.owner, days=SNOOZE_DAYS)
            quiet.add(Quiet.SNOOZED, marks.wiki, me().user, days=SNOOZE_DAYS)
        elif does == "unkeep":
            for digest in (marks.kept, marks.later, marks.told, marks.page):
                quiet.remove_digest(digest, marks.owner)
        else:
            abort(400)
    done = {"keep": "kept", "unkeep": "unkept"}.get(does, does)
    return redirect(f"/inbox?done={done}", code=303)


def _serializer() -> URLSafeTimedSerializer:
    # Bound to the person: what somebody else's page was given works for nobody else.
    return URLSafeTimedSerializer(parts().secret, salt=f"{_SALT}.{me().subject}")


def _signed(marks: Marks) -> str:
    return str(_serializer().dumps(asdict(marks)))


def _read(signed: str) -> Marks:
    try:
        return Marks(**_serializer().loads(signed, max_age=SESSION_SECONDS))
    except (BadSignature, TypeError):
        abort(404)


def _index(wiki: WikiSettings) -> str:
    return wiki.api.removesuffix("api.php") + "index.php"


def _history_url(page: OwnPage) -> str:
    return f"{_index(page.wiki)}?{urlencode({'title': page.title, 'action': 'history'})}"


def _edit_fields(page: OwnPage) -> dict[str, str]:
    """Return what makes the wiki's own edit page show the proposal as a diff, for the person to save.

    A post from another site never saves: MediaWiki shows the edit page instead. Everything, the text above
    all, goes in the body; addresses end in logs (P1).
    """
    stamp = "".join(char for char in page.timestamp if char.isdigit())[:14]
    return {
        "title": page.title,
        "action": "submit",
        "wpDiff": "1",
        "wpSection": "",
        "wpStarttime": stamp,
        "wpEdittime": stamp,
        "editRevId": str(page.revision),
        "parentRevId": str(page.revision),
        "oldid": "0",
        "model": "wikitext",
        "format": "text/x-wiki",
        "mode": "text",
        "wpUnicodeCheck": _UNICODE_CHECK,
        "wpUltimateParam": "1",
    }
