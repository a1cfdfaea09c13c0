"""One unit of the corpus."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One unit: kind is the defect planted in it (`good` for none), expect the ids of which one must fire.

    Ids in also may fire besides, because they are true too.
    """

    kind: str
    language: str
    source: str
    translation: str
    expect: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
