"""`/api/v1`: my state, what is left alone, settings, erase. The connected person's own only (P4)."""

from __future__ import annotations

from typing import cast

import msgspec
from flask import Blueprint, Flask, render_template, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Conflict, NotFound, Unauthorized
from werkzeug.wrappers import Response

from bot.model import Subscriber
from bot.store import Quiet, Tables
from bot.store.grants import Grant
from gadget.api.description import describe, validate
from gadget.api.schemas import Choices, Kept, PageChoice, Problem, Snooze, State
from gadget.holdings import Holdings, day, erase, held
from gadget.parts import parts
from gadget.visitor import grant, reading

blueprint = Blueprint("api", __name__, url_prefix="/api")
_MINE, _DATA = ("Mine",), ("My data",)


def register(app: Flask) -> None:
    """Add the API."""
    app.register_blueprint(blueprint)


@blueprint.get("/")
def docs() -> str:
    """Show the description to people."""
    return render_template("api.html", api=describe())


@blueprint.get("/v1/openapi.json")
def openapi() -> Response:
    """Serve the description to programs."""
    return Response(msgspec.json.encode(describe()), mimetype="application/json")


@blueprint.get("/v1/state")
@validate(tags=_MINE, HTTP_200=State)
def state() -> State:
    """Return where the connected person stands on the gadget's wiki."""
    mine = _mine()
    with reading() as tables:
        return _state(tables, mine)


@blueprint.put("/v1/settings")
@validate(tags=_MINE, HTTP_200=State, HTTP_409=Problem)
def settings(json: Choices) -> State:
    """Choose whether mail comes, in which language, or never."""
    mine = _mine()
    if json.language and json.language not in parts().messages.languages:
        raise Conflict("language: there are no messages in this language")
    with parts().store.begin() as tables:
        if json.opted_out:
            tables.quiet.add(Quiet.OPTED_OUT, mine.wiki, mine.user)
        else:
            tables.quiet.remove(Quiet.OPTED_OUT, mine.wiki, mine.user)
        if json.mail and not json.opted_out:
            tables.subscribers.add(Subscriber(mine.wiki, mine.user, mine.subject, json.language))
        else:
            tables.subscribers.remove(mine.wiki, mine.user)
        if json.language:
            tables.preferences.choose(mine.subject, json.language)
        else:
            tables.preferences.erase(mine.subject)
        return _state(tables, mine)


@blueprint.get("/v1/keep")
@validate(tags=_MINE, HTTP_200=Kept)
def kept() -> Kept:
    """Return how many things are left alone on the gadget's wiki."""
    mine = _mine()
    with reading() as tables:
        return Kept(tables.quiet.count_of(mine.wiki, mine.user))


@blueprint.post("/v1/keep")
@validate(tags=_MINE, HTTP_200=Kept, HTTP_404=Problem)
def keep(json: PageChoice) -> Kept:
    """Leave one of the person's own pages alone: no mail about it."""
    mine = _mine()
    title = _own(json.title, mine)
    with parts().store.begin() as tables:
        tables.quiet.add(Quiet.KEPT, mine.wiki, mine.user, title)
        return Kept(tables.quiet.count_of(mine.wiki, mine.user))


@blueprint.delete("/v1/keep")
@validate(tags=_MINE, HTTP_200=Kept, HTTP_404=Problem)
def unkeep(query: PageChoice) -> Kept:
    """Take that back."""
    mine = _mine()
    title = _own(query.title, mine)
    with parts().store.begin() as tables:
        tables.quiet.remove(Quiet.KEPT, mine.wiki, mine.user, title)
        return Kept(tables.quiet.count_of(mine.wiki, mine.user))


@blueprint.put("/v1/snooze")
@validate(tags=_MINE, HTTP_200=State)
def snooze(json: Snooze) -> State:
    """Be left alone for some days."""
    mine = _mine()
    with parts().store.begin() as tables:
        tables.quiet.add(Quiet.SNOOZED, mine.wiki, mine.user, days=json.days)
        return _state(tables, mine)


@blueprint.delete("/v1/snooze")
@validate(tags=_MINE, HTTP_200=State)
def wake() -> State:
    """Take that back."""
    mine = _mine()
    with parts().store.begin() as tables:
        tables.quiet.remove(Quiet.SNOOZED, mine.wiki, mine.user)
        return _state(tables, mine)


@blueprint.get("/v1/data")
@validate(tags=_DATA, HTTP_200=Holdings)
def data() -> Holdings:
    """Return everything that is held on the person, on all wikis."""
    mine = _mine()
    with parts().store.read() as tables:
        return held(tables, dict(parts().settings.wikis), mine.subject, mine.user)


@blueprint.delete("/v1/data")
@validate(tags=_DATA, HTTP_200=Holdings)
def erase_data() -> Holdings:
    """Erase everything, on all wikis, and return what is left: nothing. The token ends with it."""
    mine, wikis = _mine(), dict(parts().settings.wikis)
    with parts().store.begin() as tables:
        erase(tables, wikis, mine.subject, mine.user)
    with parts().store.read() as tables:
        return held(tables, wikis, mine.subject, mine.user)


@blueprint.delete("/v1/connection")
@validate(tags=_MINE, HTTP_204=None)
def disconnect() -> tuple[str, int]:
    """End this connection."""
    mine = _mine()
    with parts().store.begin() as tables:
        tables.grants.revoke(mine.subject, mine.digest)
    return "", 204


@blueprint.before_request
def _authenticate() -> None:
    public = (blueprint.name + ".docs", blueprint.name + ".openapi")
    if request.endpoint in public or request.method == "OPTIONS" or grant() is not None:
        return
    raise Unauthorized(
        "Connect the gadget anew: this connection is unknown or has ended.",
        www_authenticate=WWWAuthenticate("bearer", {"realm": "wikilatch"}),
    )


def _mine() -> Grant:
    return cast(Grant, grant())  # _authenticate has seen to it


def _state(tables: Tables, mine: Grant) -> State:
    stands = tables.standings.of(mine.wiki, mine.user, mine.subject)
    return State(
        user=mine.user,
        wiki=mine.wiki,
        mail=stands.subscribed,
        opted_out=stands.opted_out,
        snoozed=stands.snoozed,
        language=stands.language,
        connection_ends_on=day(mine.expires_on),
    )


def _own(title: str, mine: Grant) -> str:
    """Return the title; a page of somebody else is answered like one that does not exist."""
    owner = title.partition(":")[2].partition("/")[0].replace("_", " ")
    if owner != mine.user:
        raise NotFound("This is not a page of yours.")
    return title.replace("_", " ")
