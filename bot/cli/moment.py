"""A time as an operator writes it: one kind of option, checked before anything is asked of a wiki."""

from __future__ import annotations

from datetime import UTC, datetime

import click


class Moment(click.ParamType[str]):
    """ISO 8601; without an offset it is in UTC. Gives it as MediaWiki writes it, 2026-11-22T10:00:00Z."""

    name = "time"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read what was written; fails with an example where it is no time."""
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a time; write it as 2026-11-22T10:00:00Z", param, ctx)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
