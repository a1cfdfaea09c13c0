"""How the service is: for the platform's probe and for monitoring. Nothing of persons."""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from flask import Blueprint, jsonify, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from werkzeug.wrappers import Response

from bot.store import DatabaseError, Store
from gadget.parts import parts

# Without the token of monitoring, what fewer than this many did is not told: it could be told whose it was.
SMALL = 20

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """Say whether the store can be reached, and in seconds how old cursors and queue are."""
    store = parts().store
    now = int(store.clock())
    try:
        with store.read() as tables:
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


@blueprint.get("/metrics")
def metrics() -> Response:
    """Return Prometheus metrics: counts by wiki and outcome or rule, cases by state, ages."""
    wanted, given = parts().web.metrics_token, request.headers.get("Authorization", "")
    trusted = bool(wanted) and hmac.compare_digest(given.encode(), f"Bearer {wanted}".encode())
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Numbers(parts().store, 0 if trusted else SMALL))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Numbers(Collector):
    """Reads the numbers from the store, so that every worker gives the same ones."""

    def __init__(self, store: Store, at_least: int) -> None:
        self._store = store
        self._at_least = at_least

    def describe(self) -> list[Metric]:
        """Return nothing: what there is depends on the store."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics."""
        now = self._store.clock()
        with self._store.read() as tables:
            counts = tables.progress.counts()
            moved = tables.progress.moved_at()
            cases = tables.cases.count()
            oldest = tables.cases.oldest_due()
            subscribers = tables.subscribers.count()
        happened = GaugeMetricFamily(
            "wikilatch_events_90_days", "What happened in the last 90 days", labels=["wiki", "kind", "name"]
        )
        for (wiki, what), number in sorted(counts.items()):
            kind, _, name = what.rpartition(":")
            if number >= self._at_least:
                happened.add_metric([wiki, kind, name], number)
        yield happened
        states = GaugeMetricFamily("wikilatch_cases", "Cases by state", labels=["state"])
        for state, number in sorted(cases.items()):
            if number >= self._at_least:
                states.add_metric([state.name.lower()], number)
        yield states
        if subscribers >= self._at_least:
            yield GaugeMetricFamily("wikilatch_subscriptions", "Subscriptions", value=subscribers)
        ages = GaugeMetricFamily("wikilatch_cursor_age_seconds", "Since a cursor moved", labels=["stream"])
        for stream, at in sorted(moved.items()):
            ages.add_metric([stream], now - at)
        yield ages
        waited = max(0.0, now - oldest) if oldest is not None else 0.0
        yield GaugeMetricFamily("wikilatch_queue_age_seconds", "Since the oldest case was due", value=waited)
