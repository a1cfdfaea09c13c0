"""Judging names that are written without spaces: Chinese, Japanese and Korean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.detect.names.text import hiragana

if TYPE_CHECKING:
    from bot.detect.names.lexicon import Lexicon

_SURE, _LIKELY, _MAYBE = 2.0, 1.5, 1.0


def korean(parts: list[str], lexicon: Lexicon) -> float:
    """A family syllable and a given name of two syllables (or known double family names), 0..2."""
    text = "".join(parts)
    if len(parts) > 2 or text in lexicon.words or any(part in lexicon.words for part in parts):
        return 0.0
    if any(text[:size] in lexicon.words for size in range(3, len(text))):
        return 0.0
    first, last = lexicon.extra["ko.first"], lexicon.extra["ko.last"]
    if len(parts) == 2 and len(parts[1]) <= 2 and len(parts[0]) == 2 and parts[0] not in lexicon.family:
        text = parts[1] + parts[0]  # the given name first
    for size in (2, 1):
        family, given = text[:size], text[size:]
        if family in lexicon.family and len(given) == 2 and given[0] in first and given[1] in last:
            return _SURE if size == 2 else _LIKELY
        if (
            len(parts) == 2
            and family == parts[0]
            and family in lexicon.family
            and len(given) == 1
            and given in first
        ):
            return _MAYBE + 0.3
    return 0.0


def chinese(parts: list[str], lexicon: Lexicon) -> float:
    """One or two family characters and one or two characters of given names, 0..2."""
    text = "".join(parts)
    if (
        len(parts) > 2
        or not 2 <= len(text) <= 4
        or text in lexicon.words
        or (len(text) == 3 and text[:2] in lexicon.words)
    ):
        return 0.0
    characters, single = lexicon.extra["zh.characters"], lexicon.extra["zh.single"]
    for size in (2, 1):
        family, given = text[:size], text[size:]
        if family not in lexicon.family or not given:
            continue
        bit = lexicon.family[family][1] & lexicon.bit("zh")
        if not bit or (len(parts) == 2 and parts[0] != family):
            continue
        if len(given) == 2 and set(given) <= characters:
            return _SURE if size == 2 else _LIKELY
        if len(given) == 1 and (given in single if size == 1 else given in characters):
            return _LIKELY - 0.1
    return 0.0


def japanese(parts: list[str], lexicon: Lexicon, kana: Lexicon) -> float:
    """A Japanese family name in kanji and a given name in kanji or kana, 0..2."""
    text = "".join(parts)
    if len(parts) > 2 or not 3 <= len(text) <= 7 or text in lexicon.words:
        return 0.0
    bit = lexicon.bit("ja")
    best = 0.0
    for size in (3, 2, 1):
        family, given = text[:size], text[size:]
        found = lexicon.family.get(family)
        if found is None or not found[1] & bit or not given or (len(parts) == 2 and parts[0] != family):
            continue
        value = _japanese_given(given, lexicon, kana)
        if size == 1 and len(parts) == 1 and len(text) == 3:
            value *= 0.8
        best = max(best, value)
    return best


def _japanese_given(given: str, lexicon: Lexicon, kana: Lexicon) -> float:
    if lexicon.words.get(given, 0) & lexicon.bit("ja"):  # 花子 is a word in Chinese alone
        return 0.0
    reading = hiragana(given)
    if reading in kana.given:
        return _SURE
    first, middle, last = (lexicon.extra[f"ja.{name}"] for name in ("first", "middle", "last"))
    if len(given) == 1:
        return _LIKELY - 0.1 if given in lexicon.extra["ja.single"] else 0.0
    if len(given) == 2:
        return _SURE if given[0] in first and given[1] in last else 0.0
    if len(given) == 3:
        return _LIKELY if given[0] in first | middle and given[1] in middle and given[2] in last else 0.0
    return 0.0


def kana_only(parts: list[str], kana: Lexicon) -> float:
    """Japanese names in hiragana or katakana; foreign names in katakana with a middle dot, 0..2."""
    folded = [hiragana(part) for part in parts]
    if any(part in kana.words for part in folded):
        return 0.0
    if len(folded) >= 2:
        given, family = (folded[0], folded[-1])
        best = 0.0
        for one, other in ((given, family), (family, given)):
            best = max(best, (_SURE if one in kana.given and other in kana.family else 0.0))
        return best
    text = folded[0]
    if len(text) < 5 or text in kana.words:
        return 0.0
    for size in range(3, len(text) - 1):
        if text[:size] in kana.family and text[size:] in kana.given:
            return _LIKELY
    return 0.0
