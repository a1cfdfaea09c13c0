"""What the doctor says of one thing."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Health(enum.StrEnum):
    """How it is. Unknown is never good (P8)."""

    GOOD = "good"
    CARE = "take care"
    BAD = "bad"
    UNKNOWN = "could not check"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing, how it is, what was found, and what to do where it is not good.

    None of it names a person, a page of somebody, or a secret (P1).
    """

    about: str
    health: Health
    says: str
    do: str = ""
