"""How the service is: for the platform's probe and for monitoring. Nothing of persons."""

from __future__ import annotations

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from bot.store import DatabaseError
from gadget.parts import parts

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """Say whether the store can be reached, and in seconds how old cursors and queue are."""
    store = parts().store
    now = int(store.clock())
    try:
        with store.begin() as tables:
            moved = tables.progress.moved_at()
            oldest = tables.cases.oldest_due()
    except DatabaseError:
        return jsonify(status="failing", store="unreachable"), 503
    return jsonify(
        status="ok",
        store="reachable",
        cursor_age_seconds={stream: now - at for stream, at in sorted(moved.items())},
        queue_age_seconds=max(0, now - oldest) if oldest is not None else 0,
    ), 200
