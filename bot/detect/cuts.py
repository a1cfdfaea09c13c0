"""Words of scripts without spaces at which a value ends: particles and connectors (`stop` of the rules)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.detect.folding import unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable


class Cuts:
    """Looks such words up by their first character: a page asks for them at every phrase."""

    def __init__(self, words: Iterable[str]) -> None:
        # The longest first: inside it a shorter one is part of a word.
        ordered = sorted((word for word in words if unspaced(word[0])), key=lambda word: (-len(word), word))
        self._beginning: dict[str, list[tuple[int, str]]] = {}
        for rank, word in enumerate(ordered):
            self._beginning.setdefault(word[0], []).append((rank, word))

    def inside(self, text: str) -> list[str]:
        """Those that stand anywhere in a text, the longest first."""
        beginning = self._beginning
        found = [
            entry for char in set(text) if char in beginning for entry in beginning[char] if entry[1] in text
        ]
        found.sort()
        return [word for _, word in found]

    def stands_at(self, text: str, at: int) -> bool:
        """Whether one stands at a place."""
        return any(text.startswith(word, at) for _, word in self._beginning.get(text[at], ()))
