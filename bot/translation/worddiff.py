"""What changed between two versions of a text, word by word (by character where no spaces part words)."""

from __future__ import annotations

import difflib
import enum
import re
from dataclasses import dataclass

# Scripts written without spaces count by character: Han, kana, Thai, Lao, Khmer, Myanmar.
_UNSPACED = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f"
# Python's \w leaves out the vowel signs inside words of Hebrew, Arabic and the Indic scripts.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u200c\u200d"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:[^\W{_UNSPACED}]|[{_SIGNS}])+")
_TOKEN = re.compile(rf"{_WORD.pattern}|\s+|.", re.DOTALL)


class Kind(enum.Enum):
    """What became of a piece of text."""

    SAME = " "
    ADDED = "+"
    REMOVED = "-"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, came or went."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from old to new; without the added ones they spell old, and so on."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Kind.SAME, "".join(a[a1:a2])))
            continue
        if a2 > a1:
            pieces.append(Piece(Kind.REMOVED, "".join(a[a1:a2])))
        if b2 > b1:
            pieces.append(Piece(Kind.ADDED, "".join(b[b1:b2])))
    return tuple(pieces)


def count_words(text: str) -> int:
    """Return how many words a text has; in scripts without spaces every character counts."""
    return len(_WORD.findall(text))


def changed_words(pieces: tuple[Piece, ...]) -> int:
    """Return how many words came or went, whichever is more."""
    came = sum(count_words(piece.text) for piece in pieces if piece.kind is Kind.ADDED)
    went = sum(count_words(piece.text) for piece in pieces if piece.kind is Kind.REMOVED)
    return max(came, went)
