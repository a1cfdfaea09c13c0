"""What the form of a word tells: endings of family names, patronymics, and syllables of East Asian names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.detect.names.lexicon import Lexicon

# Alphabets need longer words than scripts whose letters are syllables.
_SHORTEST = {"latin": 5, "cyrillic": 5, "greek": 5}
_BULGARIAN = "family-ending-bg"


def family_ending(word: str, lexicon: Lexicon, lang: str = "") -> float:
    """How surely the folded word's ending makes it a family name: 0..0.95 (0 for short words)."""
    if len(word) < _SHORTEST.get(lexicon.script, 4):
        return 0.0
    if lang == "bg":
        for ending, weight in lexicon.endings.get(_BULGARIAN, {}).items():
            if word.endswith(ending):
                return weight
    if lexicon.script == "latin" and len(word) > 6 and word.startswith(("mc", "mac", "fitz")):
        return 0.7 if word.startswith("mc") else 0.5
    value = _longest(word, lexicon.endings.get("family-ending", {}), 2)
    beginnings = lexicon.endings.get("family-beginning", {})
    for length in range(2, len(word) - 2) if beginnings else ():
        value = max(value, beginnings.get(word[:length], 0.0))
    return value


def given_ending(word: str, lexicon: Lexicon) -> float:
    """How surely the folded word's ending makes it a given name (of two Slavic stems)."""
    return _longest(word, lexicon.endings.get("given-ending", {}), 3) if len(word) > 6 else 0.0


def is_patronymic(word: str, lexicon: Lexicon) -> bool:
    """Whether the folded word is formed like an East Slavic patronymic."""
    return len(word) > 6 and _longest(word, lexicon.endings.get("patronymic", {}), 2) > 0


def is_word_form(word: str, lexicon: Lexicon) -> bool:
    """Whether the folded word's ending is one that words have and names have not."""
    return _longest(word, lexicon.endings.get("word-ending", {}), 0) > 0


def is_made_of(word: str, syllables: frozenset[str]) -> bool:
    """Whether the word is one or two of the syllables, as romanised Chinese and Korean given names are."""
    return word in syllables or any(
        word[:cut] in syllables and word[cut:] in syllables for cut in range(1, len(word))
    )


def _longest(word: str, endings: dict[str, float], stem: int) -> float:
    """The weight of the longest ending that leaves at least so many letters before it; 0 without one."""
    for start in range(stem, len(word)):
        weight = endings.get(word[start:])
        if weight is not None:
            return weight
    return 0.0
