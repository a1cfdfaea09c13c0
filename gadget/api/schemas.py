"""What goes into the API and comes out of it. No finding is ever among it: only persons are shown those."""

from __future__ import annotations

from typing import Annotated

import msgspec

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=255, description="Title with namespace")]
Days = Annotated[int, msgspec.Meta(ge=1, le=90, description="Days; 90 at most")]


class Problem(msgspec.Struct, frozen=True):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class State(msgspec.Struct, frozen=True):
    """Where the connected person stands on the wiki of the gadget."""

    user: str
    wiki: str
    mail: bool
    opted_out: bool
    snoozed: bool
    language: str
    connection_ends_on: str


class Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the person chose for the wiki of the gadget. language is a MediaWiki code, or empty."""

    mail: bool = False
    opted_out: bool = False
    language: Annotated[str, msgspec.Meta(max_length=35, pattern="^[a-z-]*$")] = ""


class Kept(msgspec.Struct, frozen=True):
    """How many things are left alone on the gadget's wiki. Which, nobody can tell: they are fingerprints."""

    left_alone: int


class PageChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page of the person's own user space."""

    title: Title


class Snooze(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long to be left alone."""

    days: Days = 30
