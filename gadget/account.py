"""Settings, and my data: what is held on the reader, and its erasure."""

from __future__ import annotations

import msgspec
from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from bot.model import Subscriber
from bot.store import Quiet, Tables
from gadget.holdings import day, erase, held
from gadget.parts import parts
from gadget.visitor import forget, login_required, me

blueprint = Blueprint("account", __name__)


@blueprint.get("/settings")
@login_required
def settings() -> str:
    """Show what the reader has chosen."""
    session = me()
    with parts().store.read() as tables:
        chosen = {
            name: tables.subscribers.get(name, session.user) is not None for name in parts().settings.wikis
        }
        opted_out = _opted_out(tables, session.user)
        grants = tables.grants.of_subject(session.subject)
        language = tables.preferences.language(session.subject)
    return render_template(
        "settings.html", chosen=chosen, opted_out=opted_out, grants=grants, language=language, day=day
    )


@blueprint.post("/settings")
@login_required
def save() -> Response:
    """Keep what the reader chose: on which wikis mail may come, in which language, or none ever."""
    session = me()
    language = request.form.get("language", "")
    if language and language not in parts().messages.languages:
        abort(400)
    stop = request.form.get("opted_out") == "1"
    wanted = set(request.form.getlist("wiki"))
    with parts().store.begin() as tables:
        if language:
            tables.preferences.choose(session.subject, language)
        else:
            tables.preferences.erase(session.subject)
        for name in parts().settings.wikis:
            if stop:
                tables.quiet.add(Quiet.OPTED_OUT, name, session.user)
            else:
                tables.quiet.remove(Quiet.OPTED_OUT, name, session.user)
            if name in wanted and not stop:
                tables.subscribers.add(Subscriber(name, session.user, session.subject, language))
            else:
                tables.subscribers.remove(name, session.user)
    return redirect("/settings?done=saved", code=303)


@blueprint.post("/settings/gadget")
@login_required
def revoke() -> Response:
    """Disconnect a gadget. Somebody else's is answered like one that does not exist."""
    with parts().store.begin() as tables:
        if not tables.grants.revoke(me().subject, request.form.get("gadget", "")):
            abort(404)
    return redirect("/settings?done=revoked", code=303)


@blueprint.get("/my-data")
@login_required
def my_data() -> str:
    """Show everything that is held on the reader."""
    with parts().store.read() as tables:
        holdings = held(tables, dict(parts().settings.wikis), me().subject, me().user)
    return render_template("my_data.html", held=holdings)


@blueprint.get("/my-data.json")
@login_required
def my_data_json() -> Response:
    """The same for programs."""
    with parts().store.read() as tables:
        holdings = held(tables, dict(parts().settings.wikis), me().subject, me().user)
    answer = Response(msgspec.json.format(msgspec.json.encode(holdings)), mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="wikilatch-my-data.json"'
    return answer


@blueprint.post("/my-data/erase")
@login_required
def erase_all() -> str:
    """Erase all, then look again and show what is left: nothing. Ends the session, which is held too."""
    session, wikis = me(), dict(parts().settings.wikis)
    stay_away = request.form.get("stay_away") == "1"
    with parts().store.begin() as tables:
        erase(tables, wikis, session.subject, session.user)
        if stay_away:
            for name in wikis:
                tables.quiet.add(Quiet.OPTED_OUT, name, session.user)
    with parts().store.read() as tables:
        left = held(tables, wikis, session.subject, session.user)
    forget()
    return render_template("erased.html", left=left, stay_away=stay_away, as_json=_json(left))


def _opted_out(tables: Tables, user: str) -> bool:
    return any(tables.quiet.has(Quiet.OPTED_OUT, name, user) for name in parts().settings.wikis)


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value)).decode()
