"""Words for streets, schools and firms as one expression each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def any_of(words: Iterable[tuple[str, str, str]], *, digits: str = "") -> re.Pattern[str]:
    """Any of the words, each with what must stand before it (a look-behind of one place, or ``) and behind it.

    digits: what else may stand, behind its first digit, and before any word. Every match begins with one set of
    characters, and what follows it is sorted by the first: the engine skips all other places, and at these tries few.
    """
    beginning: dict[str, list[str]] = {}
    for word, before, behind in words:
        first = re.escape(word[0])
        bound = before.replace(")", f"{first})") if before else ""
        beginning.setdefault(first, []).append(bound + re.escape(word[1:]) + behind)
    parts = [f"(?<=[0-9]){digits}"] if digits else []
    parts += [f"(?<={first})(?:{'|'.join(rest)})" for first, rest in beginning.items()]
    firsts = "".join(beginning) + ("0-9" if digits else "")
    return re.compile(f"[{firsts}](?:{'|'.join(parts)})" if parts else r"(?!)")
