"""Schools and firms by their own word: what of a run of capital words is only a beginning (`Filozofski fakultet u
Splitu`, `школа № 14`, `завод «Заря»`), and which of both a value is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.detect.acceptance import Acceptance, is_hangul
from bot.detect.folding import unspaced

if TYPE_CHECKING:
    from bot.detect.lexicon import Lexicon

Span = tuple[int, int]

ENDS = (
    r"\s,.;:!?()\[\]{}<>\"«»„“”‚‘|/／\\…–—=\ufffc@#~*+、。，．！？：；（）「」『』【】《》〈〉・｜।॥۔؟،؛•·→"
)
WORD = re.compile(f"[^{ENDS}]+")
_QUOTED = re.compile(r" ?[«„“\"][^«»„“”\"\n]{2,40}[»“”\"]")
_NEAR = 70  # characters in which a number or quotation marks must stand
_WORDS = 5  # words before them
_STEM = 6  # letters of a noun whose last one may change: школа, школой
_ADJECTIVE = 4  # letters of an adjective between a noun and a name
_LONGEST_NOUN = 24  # letters before a name in which such a word begins
_ABBREVIATION = 3  # letters of a school's noun that is looked for as a word of its own
_NOUN = 16  # letters of a school's or firm's word before its name
_SHORTEST_NOUN = 3
_LEADING = 48  # letters before a name in which a noun and what joins it stand
_LEADERS = 3  # words there: `biblioteca civica di`
_SHORT_NOUN = 2  # letters; a shorter word for a school is inside too many others


def _holds(low: str, noun: str) -> bool:
    """Whether a noun stands in a value; an abbreviation of three letters as a word of its own: CEM, not in Iracema."""
    if len(noun) != _ABBREVIATION or not noun.isascii():
        return noun in low
    at = low.find(noun)
    while at >= 0 and (low[at - 1 : at].isalnum() or low[at + _ABBREVIATION :][:1].isalnum()):
        at = low.find(noun, at + 1)
    return at >= 0


class _Nouns(NamedTuple):
    """Words for schools and firms: whole, by their beginnings and ends, by their stems."""

    whole: frozenset[str]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    stems: frozenset[str]


@lru_cache(maxsize=256)
def _within(lexicon: Lexicon, shorter: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A school's words of more than `shorter` letters that may stand inside another, and abbreviations, which may not."""
    nouns = [noun for noun in lexicon.bare["school"] if len(noun) > shorter]
    alone = tuple(noun for noun in nouns if len(noun) == _ABBREVIATION and noun.isascii())
    return tuple(noun for noun in nouns if noun not in alone), alone


@lru_cache(maxsize=128)
def _before(lexicon: Lexicon, kind: str) -> tuple[str, ...]:
    return tuple(noun for noun in lexicon.bare[kind] if len(noun) >= _SHORTEST_NOUN)


@lru_cache(maxsize=128)
def _nouns(lexicon: Lexicon, kind: str) -> _Nouns:
    nouns = lexicon.nouns[kind]
    whole = frozenset(noun.strip("*") for noun in nouns)
    plain = [noun for noun in nouns if "*" not in noun and " " not in noun]
    stems = frozenset(noun[:-1] for noun in plain if len(noun) >= _STEM)
    begins = tuple(noun.strip("*") for noun in nouns if noun.endswith("*") and len(noun) > _SHORT_NOUN + 1)
    ends = {noun.strip("*") for noun in nouns if noun.startswith("*") and len(noun) > _SHORT_NOUN + 1}
    if lexicon.traits.compounds:
        ends |= {noun for noun in plain if len(noun) > _ADJECTIVE}
    return _Nouns(whole, begins, tuple(sorted(ends)), stems)


class Institutions(Acceptance):
    """Knows schools and firms by their own word."""

    def says_school(self, start: int, end: int, *, strict: bool = False) -> bool:
        """Whether a value has a school's own word in it; scripts with capitals need none, unless strict."""
        low = self.folded[start:end]
        if is_hangul(low):
            return self._ends(low, "school")
        if not strict and (low[0].upper() != low[0] or unspaced(low[0])):
            return True
        inside, alone = _within(self.lexicon, (1 if unspaced(low[-1]) else _SHORT_NOUN) if strict else 0)
        return any(map(low.__contains__, inside)) or any(_holds(low, noun) for noun in alone)

    def says_firm(self, start: int, end: int) -> bool:
        """Whether a value has a firm's own word in it and none of a school's."""
        low = self.folded[start:end]
        if is_hangul(low):
            return self._ends(low, "org") and not self._ends(low, "school")
        nouns = _nouns(self.lexicon, "org")
        words = low.replace(",", " ").split()
        words += [word.partition("'")[0] for word in words if "'" in word]  # Sarı Mimarlık'ta
        if not any(
            word in nouns.whole or word.startswith(nouns.begins) or word.endswith(nouns.ends)
            for word in words
        ):
            return False
        schools = self.lexicon.nouns["school"]
        return not any(_holds(low, noun.strip("*")) for noun in schools if len(noun) > _SHORT_NOUN)

    def noun_before(self, start: int) -> str:
        """Which noun, `school` or `org`, stands in the phrase right before a value: `אני עובד בחברת | אלביט`; else ``."""
        text = self.text
        if start < _SHORTEST_NOUN or text[start].upper() != text[start].lower() or text[start - 1] != " ":
            return ""
        before = self.folded[max(0, start - _NOUN) : start - 1]
        return next((kind for kind in ("school", "org") if before.endswith(_before(self.lexicon, kind))), "")

    def led_by_noun(self, start: int) -> bool:
        """Whether a noun in small letters, and particles or an adjective, stand right before a name: `université de |Lyon`."""
        left = max(0, start - _LEADING)
        if self.folded[start - 1 : start] not in (" ", "'"):
            return False
        words = self.text[left : start - 1].replace("'", " ").replace("’", " ").split(" ")
        if words[-1] not in self.lexicon.wording.of:
            return False
        before = words[-_LEADERS:-1]
        return all(word.islower() and word.isalpha() for word in before[-1:]) and any(
            map(self._is_noun, before)
        )

    def _is_noun(self, low: str, *, inflected: bool = False) -> bool:
        """Whether a word is one for schools or firms; inflected: also with another ending."""
        for kind in ("school", "org"):
            nouns = _nouns(self.lexicon, kind)
            if low in nouns.whole or low.endswith(nouns.ends):
                return True
            if inflected and any(
                low[:cut] in nouns.stems for cut in range(max(_STEM - 1, len(low) - 3), len(low))
            ):
                return True
        return False

    def _led(self, at: int, start: int) -> int:
        """Where a value begins that a noun in small letters leads: `z |družstva Medokvět`; else `start`."""
        if not self.lexicon.traits.small_nouns or start - at <= _ADJECTIVE or self.text[start - 1] != " ":
            return start
        left = self.text.rfind(" ", at, start - 1) + 1 or at
        word = self.text[left : start - 1]
        led = (
            word[:1].islower()
            and word.isalpha()
            and self._is_noun(self.folded[left : start - 1], inflected=True)
        )
        return left if led else start

    def _is_firm(self, at: int, start: int) -> bool:
        """Whether a firm's or school's noun leads what stands where a town may stand: `I left |družstvo Medokvět`."""
        left = self._led(at, start) if self.lexicon.traits.small_adjectives else start
        return left < start and "location" not in self.lexicon.labels.get(self.folded[left : start - 1], ())

    def _is_bank(self, start: int, end: int) -> bool:
        """Whether what stands where a town may stand is a firm's name of several words: `Volksbank Trier`."""
        if not self.lexicon.traits.at_is_in or " " not in self.text[start:end]:
            return False
        last = self.folded[start:end].rsplit(" ", 1)[-1]
        if last in self.lexicon.wording.middles:
            return False
        return self.says_firm(start, end) or self.says_school(start, end, strict=True)

    def _by_noun(self, at: int, limit: int) -> Span | None:
        """A noun in small letters with a number or a name in quotation marks: `школу № 14`, `на заводе «Заря»`."""
        text = self.text
        stop = min(limit, at + _NEAR)
        if not self.lexicon.wording.number_begins.search(self.folded, at, stop):
            return None
        start = -1
        noun = False
        position = at
        for _ in range(_WORDS):
            found = WORD.match(text, position, stop)
            if found is None:
                return None
            low = self.folded[found.start() : found.end()]
            if low in self.lexicon.stop or low in self.lexicon.particles or not low[0].isalpha():
                if start >= 0 and not noun:
                    return None
            elif start < 0:
                start = found.start()
            position = found.end()
            noun = noun or (start >= 0 and self._is_noun(low, inflected=True))
            if start >= 0:
                number = self.lexicon.wording.number_sign.match(self.folded, position, limit)
                if number and (noun or "№" in number.group()):
                    return start, number.end()
                quoted = _QUOTED.match(text, position, limit) if noun else None
                if quoted:
                    return start, quoted.end()
            if text[position : position + 1] == "." and text[position + 1 : position + 2] == " ":
                position += 1
            if text[position : position + 1] != " ":
                return None
            position += 1
        return None

    def _whole(self, kind: str, span: Span, limit: int) -> Span:
        """A school's or firm's run of capital words with what belongs to its name behind them."""
        start, end = span
        text = self.text
        last = self.folded[start:end].rsplit(" ", 1)[-1]
        noun = self._is_noun(self.folded[start:end].split(" ", 1)[0]) or self._is_noun(last)
        if not noun:  # Borås folkhögskola, Českou zemědělskou univerzitu
            small = self._small(end, limit, 2)
            at = next(
                (i for i, word in enumerate(small) if self._is_noun(self.folded[word[0] : word[1]])), -1
            )
            if at >= 0:
                noun, end = True, small[at][1]
        if noun and self.lexicon.traits.small_adjectives:
            end = self._next_name(kind, end, limit)
        if noun and end == span[1] and self.lexicon.traits.bare_genitives and " " not in text[start:end]:
            small = self._small(end, limit, 2)  # Институт геологии
            end = small[-1][1] if small else end
        tail = self.lexicon.wording.number_sign.match(self.folded, end, limit) or (
            _QUOTED.match(text, end, limit) if noun else None
        )
        return start, tail.end() if tail else end

    def _small(self, at: int, limit: int, most: int) -> list[Span]:
        """Up to `most` words in small letters behind a place, none of which ends a value."""
        out: list[Span] = []
        lexicon = self.lexicon
        while len(out) < most and self.text[at : at + 1] == " ":
            found = WORD.match(self.text, at + 1, limit)
            if found is None or not found.group()[0].islower():
                break
            low = self.folded[found.start() : found.end()]
            if found.start() in self.barriers and not self._is_noun(low):
                break
            if low in lexicon.stop or low in lexicon.particles or len(low) < _ADJECTIVE:
                break
            out.append(found.span())
            at = found.end()
        return out

    def _next_name(self, kind: str, end: int, limit: int) -> int:
        """Where a name ends that goes on behind adjectives: `Institut|d'études politiques de Lille`; else `end`."""
        small = self._small(end, limit, 2)
        at = small[-1][1] if small else end
        for _ in range(2 if small else 4):
            found = WORD.match(self.text, at + 1, limit) if self.text[at : at + 1] == " " else None
            if found is None:
                return end
            word = found.group()
            low = self.folded[found.start() : found.end()]
            if word[0].isupper() and low not in self.lexicon.stop:
                span = self._capitals(kind, found.start(), limit)
                return span[1] if span and span[0] == found.start() else end
            if low in self.lexicon.particles:
                at = found.end()
            elif not small and (small := self._small(at, limit, 1)):  # Centre de recherche Roussel
                at = small[0][1]
            else:
                return end
        return end

    def with_noun(self, start: int, end: int) -> Span:
        """A name with the word in small letters before it that says what it is: `lycée|Louis`."""
        if self.text[start - 1 : start] != " ":
            return start, end
        left = max(self.folded.rfind(mark, max(0, start - _LONGEST_NOUN), start - 1) for mark in " '") + 1
        return (left, end) if self._is_noun(self.folded[left : start - 1]) else (start, end)

    def _capitals(self, kind: str, at: int, limit: int) -> Span | None:
        raise NotImplementedError
