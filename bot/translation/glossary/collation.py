"""Sorts words as a language does, and says under which letter of its alphabet each stands.

The alphabets are ICU's, written down by scripts/build-collation: PyICU has no wheels and would want a
compiler wherever this runs, pyuca knows no language's own order and has had no release since 2017.
`tests/vectors/collation.json` holds what ICU itself says.
"""

from __future__ import annotations

import bisect
import functools
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.messages import fallbacks
from bot.settings import CONFIG

OTHER = "…"
"""The letter of words that begin with none of the alphabet."""

_SIGN = re.compile(r"\{([^}]*)\}|(.)", re.DOTALL)
# Vowels that are written before the consonant they follow in speech, and sorted after it: Thai, Lao.
_BEFORE = re.compile("([เแโใไເແໂໃໄ])(.)")
_T = TypeVar("_T")
Key = tuple[tuple[int, ...], tuple[int, ...], str]


@dataclass(frozen=True)
class Alphabet:
    """One language's alphabet; ranks tells a sign's place and its place within its letter."""

    letters: tuple[str, ...]
    ranks: dict[str, tuple[int, int]]
    starts: tuple[str, ...] = ()

    @functools.cached_property
    def longest(self) -> int:
        """The most signs that are one letter together."""
        return max((len(sign) for sign in self.ranks), default=1)

    @functools.cached_property
    def _bounds(self) -> list[tuple[tuple[int, ...], str]]:
        bounds = [(self.key(letter)[0], letter) for letter in self.letters]
        bounds += [
            (self.key(sign)[0], letter)
            for sign, letter in zip(self.starts, self.letters, strict=False)
            if sign
        ]
        return sorted(bounds)

    def key(self, word: str) -> Key:
        """Return what to sort a word by: its letters, then their accents, then the word itself."""
        text = _BEFORE.sub(r"\2\1", unicodedata.normalize("NFC", word).casefold())
        first: list[int] = []
        second: list[int] = []
        at = 0
        while at < len(text):
            size = next((n for n in range(self.longest, 0, -1) if text[at : at + n] in self.ranks), 1)
            sign = text[at : at + size]
            for one in [sign] if sign in self.ranks else unicodedata.normalize("NFKD", sign):
                if one not in self.ranks and unicodedata.category(one) == "Mn":
                    second.append(ord(one))
                    continue
                rank = self.ranks.get(one) or (_beyond(one), 0)
                first.append(rank[0])
                second.append(rank[1])
            at += size
        return tuple(first), tuple(second), word

    def letter(self, word: str) -> str:
        """Return the letter under which a word stands, OTHER where the alphabet has none for it."""
        key = self.key(word)[0]
        known = self._bounds
        index = bisect.bisect_right(known, key, key=lambda bound: bound[0]) - 1
        if index < 0 or not key:
            return OTHER
        # What sorts behind the last letter because it is of another script is not under it.
        if index == len(known) - 1 and not (self.starts or _script(word) == _script(known[index][1])):
            return OTHER
        return known[index][1]


_FOREIGN = 1_000_000


def _script(word: str) -> str:
    """Return the script of a word's first letter, by its name in Unicode; both kana are one."""
    first = next((sign for sign in word if sign.isalpha()), " ")
    name = unicodedata.name(first, "").split(" ")[0]
    return "KATAKANA" if name == "HIRAGANA" else name


def _beyond(sign: str) -> int:
    """Return a place for a sign that the alphabet lacks: digits and marks before it, the rest behind."""
    return ord(sign) - _FOREIGN if not sign.isalpha() else _FOREIGN + ord(sign)


def alphabet(language: str, config: Path = CONFIG) -> Alphabet:
    """Return a language's alphabet, or that of the language which MediaWiki would show in its place."""
    known = _read(config / "collation.json")
    return next((known[code] for code in fallbacks(language) if code in known), known["en"])


def by_letter(
    items: Iterable[_T], word: Callable[[_T], str], language: str, config: Path = CONFIG
) -> list[tuple[str, list[_T]]]:
    """Return items under the letters of a language, both in its order; what is under none comes last."""
    letters = alphabet(language, config)
    ordered = sorted(items, key=lambda item: letters.key(word(item)))
    found: dict[str, list[_T]] = {}
    for item in ordered:
        found.setdefault(letters.letter(word(item)), []).append(item)
    other = found.pop(OTHER, None)
    return [*found.items(), *([(OTHER, other)] if other else [])]


@functools.cache
def _read(path: Path) -> dict[str, Alphabet]:
    data = json.loads(path.read_text(encoding="utf-8"))
    data.pop("source", None)
    return {code: _alphabet(**row) for code, row in data.items()}


def _alphabet(letters: Sequence[str], order: str, starts: Sequence[str] = ()) -> Alphabet:
    ranks: dict[str, tuple[int, int]] = {}
    for place, group in enumerate(order.split("|")):
        for accent, match in enumerate(_SIGN.finditer(group)):
            ranks[match[1] or match[2]] = (place, accent)
    return Alphabet(tuple(letters), ranks, tuple(starts))
