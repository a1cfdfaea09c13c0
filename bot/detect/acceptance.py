"""Whether what a slot took can be a name, a place, an organisation: the rules' `not` lists, countries, months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.detect.eastasian import parts_syllable
from bot.detect.folding import unspaced

if TYPE_CHECKING:
    from bot.detect.lexicon import Lexicon

Span = tuple[int, int]


_ARTICLE = 10  # characters of one before a noun
_HANGUL = 3  # syllables of a Korean name; shorter words are trades


def is_hangul(text: str) -> bool:
    """Whether a text begins with a Korean syllable."""
    return "\uac00" <= text[:1] <= "\ud7a3"


class Acceptance:
    """Judges values taken out of one visible text."""

    def __init__(self, text: str, folded: str, lexicon: Lexicon, barriers: frozenset[int]) -> None:
        self.text, self.folded, self.lexicon, self.barriers = text, folded, lexicon, barriers
        self._taken: dict[tuple[str, int, int], Span | None] = {}  # phrases that end together ask the same

    def _accept(self, kind: str, span: Span) -> Span | None:
        start, end = span
        text = self.text
        while end > start and text[end - 1] in " -'’&":
            end -= 1
        if end - start < 2:
            return None
        low = self.folded[start:end]
        lexicon = self.lexicon
        if low in lexicon.shared.social or low in lexicon.shared.messaging:
            return None  # `at weekends I sit on Discord`
        if parts_syllable(text, start) or parts_syllable(text, end):
            return None
        if low[0] >= "\u3040" and not lexicon.wording.east_asian.fits(kind, low, lexicon.code):
            return None
        if kind == "school" and lexicon.code == "ko":
            if any(word.endswith(lexicon.wording.connectives) for word in low.split()):
                return None  # 본인이라고: a verb, and no high school (고)
        elif kind == "org" and lexicon.code == "ja" and low.partition("の")[0] in lexicon.bare["org"]:
            return None  # ホテルの厨房: any hotel's
        if kind in ("name", "fullname"):
            return self._name(start, end, low, kind)
        if kind == "place":
            return self._place(start, end, low)
        if low in lexicon.refused["school" if kind == "school" else "org"] or low in lexicon.months:
            return None
        if lexicon.wording.project.search(low) or lexicon.wording.gathering.match(low):
            return None
        if not any(map(str.isalpha, low)) or (unspaced(low[0]) and not self._has_noun(kind, low)):
            return None
        if "\u0e00" <= low[0] <= "\u0e7f":
            start += (begin := self._from_noun(kind, start, low))
            if begin < 0:
                return None
            low = low[begin:]
            if low in lexicon.refused["school" if kind == "school" else "org"]:
                return None
        if low[0].isdigit() and lexicon.traits.joined:
            nouns = lexicon.bare["school" if kind == "school" else "org"]
            if not any(noun and noun in low for noun in nouns):
                return None  # `743次编辑`, `61세 직장인`
        if kind in ("org", "school") and lexicon.is_country(low):
            return None
        if is_hangul(low):
            end -= self._particle(low)
            low = self.folded[start:end]
            if self._is_any(low):
                return None  # `학교 다닐 때가 그립습니다`
            if low.count(" ") > 1 and not (self._ends(low, "org") or self._ends(low, "school")):
                return None  # `간이역과 폐선만 골라 다닙니다`
        return start, end

    def _particle(self, low: str) -> int:
        """How long the particle is that an organisation's own word carries at a Korean value's end: `출판사에`."""
        for particle in self.lexicon.wording.particles["ko"]:
            bare = low.removesuffix(particle)
            if bare != low and (self._ends(bare, "org") or self._ends(bare, "school")):
                return len(particle)
        return 0

    def _is_any(self, low: str) -> bool:
        """Whether a Korean value begins with the word for any school or firm, and no other stands behind it."""
        first, _, rest = low.partition(" ")
        common = any(first in self.lexicon.bare[kind] for kind in ("org", "school"))
        return bool(rest) and common and not (self._ends(rest, "org") or self._ends(rest, "school"))

    def _ends(self, low: str, kind: str) -> bool:
        """Whether a Korean word ends with a noun of that kind; one of a syllable only where a name stands before it."""
        words = low.split()
        return any(
            word.endswith(noun) and (len(noun) > 1 or (len(word) > 2 and word in (words[0], words[-1])))
            for word in words
            for noun in self.lexicon.bare[kind]
            if noun
        )

    def _name(self, start: int, end: int, low: str, kind: str) -> Span | None:
        lexicon = self.lexicon
        if any(map(str.isdigit, low)) or low in lexicon.refused["name"]:
            return None
        if low.startswith(lexicon.wording.goes_on):
            return None  # ผม|เป็น…
        if is_hangul(low) and end - start < _HANGUL and " " not in low:
            return None  # `저는 화가입니다`
        if is_hangul(low) and low.endswith(lexicon.wording.particles["ko"]) and lexicon.towns.knows(low[:-1]):
            return None  # `강릉에 사는 …`
        two = low.count(" ") == 1 and lexicon.wording.east_asian.korean.match(low)
        if is_hangul(low) and " " in low and not two:
            return None  # `나라만 적어도`
        words = low.replace("-", " ").split()
        if not words or words[0] in lexicon.refused["name"]:
            return None
        if all(
            word in lexicon.refused["name"] or word in lexicon.tongues or lexicon.is_country(word)
            for word in words
        ):
            return None
        longest = 40 if "\u0e00" <= low[0] <= "\u0e7f" else 10
        if unspaced(low[0]) and (len(low) > longest and "・" not in low):
            return None
        shown = self.text[start:end]
        if shown.isupper() and len(shown) <= 4 and shown.isascii():
            return None
        if low[-1] >= "\u3040" and (low[0] < "\u0e00" or (unspaced(low[-1]) and self._has_own_noun(low))):
            return None  # `jpg里戴草帽的`; the student's card says `東都大学`
        if kind == "fullname" and (words[-1].endswith("'s") or (len(words) < 2 and not unspaced(low[0]))):
            return None  # `I'm Jane Holt's sister`
        return start, end

    def _has_noun(self, kind: str, low: str) -> bool:
        """In scripts without spaces only an organisation's own word tells it from the sentence."""
        nouns = self.lexicon.joined["school" if kind == "school" else "org"]
        return not nouns or any(noun in low and noun != low for noun in nouns)

    def _from_noun(self, kind: str, at: int, low: str) -> int:
        """Where an organisation's word begins that a Thai name goes on behind: `แผนกฉุกเฉิน โรงพยาบาล…`; -1 without one."""
        begins = [
            found for noun in self.lexicon.joined["school" if kind == "school" else "org"]
            if (found := low.find(noun)) >= 0 and found + len(noun) + 2 <= len(low) and not parts_syllable(self.text, at + found)
        ]  # fmt: skip
        return min(begins, default=-1)

    def _has_own_noun(self, low: str) -> bool:
        """Whether a name ends with a school's or firm's word of two characters or more: `城北高専` is no town."""
        nouns = self.lexicon.joined_nouns  # hundreds of words, but few ends of a name
        return any(low[at:] in nouns for at in range(1, len(low) - 1))

    def _place(self, start: int, end: int, low: str) -> Span | None:
        lexicon = self.lexicon
        if any(map(str.isdigit, low)) or lexicon.wording.wiki.search(low):
            return None
        if low in lexicon.refused["place"] or low in lexicon.months or low in lexicon.tongues:
            return None
        if low in lexicon.wording.bare_articles:
            return None  # `La ville où j'habite`
        if lexicon.is_country(low) or (low.startswith("the ") and lexicon.is_country(low[4:])):
            return None
        if unspaced(low[0]) and (low.endswith(lexicon.wording.travels) or self._has_own_noun(low)):
            return None
        articles = lexicon.wording.articles.get(lexicon.code)
        if articles and " " not in low and articles.search(self.folded, max(0, start - _ARTICLE), start):
            return None  # `aus einer Lehrerfamilie`
        if unspaced(low[0]):
            for length in range(min(6, len(low) - 2), 1, -1):
                if low[:length] in lexicon.territories:
                    start += length
                    if self.folded[start] in "のに的":
                        start += 1
                    break
        elif " " in low:
            first = low.split()[0]
            caseless = low[0].lower() == low[0].upper()
            if first in lexicon.refused["place"] and first not in lexicon.particles:
                return None
            if caseless and lexicon.is_country(first):
                return None
        if is_hangul(low) and low.split()[0].endswith(lexicon.wording.cases):  # 안동에 있어요, 고문헌을 읽는
            length = lexicon.towns.length_at(self.folded, start)
            if length or " " in low:
                return (start, start + length) if length else None
        start, end = self._town(start, end)
        return (start, end) if end - start >= 2 or unspaced(self.text[start]) else None

    def _town(self, start: int, end: int) -> Span:
        """The whole name of a town out of which a slot took a piece: a particle's letters stand in it, too."""
        towns = self.lexicon.towns
        begin = start - 1
        written_on = begin >= 0 and self.folded[begin].isalpha() and not unspaced(self.folded[begin])
        if written_on and (begin == 0 or not self.folded[begin - 1].isalpha()):
            length = towns.length_at(self.folded, begin)
            if length and begin + length >= end:
                return begin, begin + length
        return start, max(end, start + towns.length_at(self.folded, start))
