"""Slot grammars: where a name, a place, an organisation or a street begins and ends beside a phrase.

What is taken depends on the script of the text there, not on the wiki's language: scripts with capitals give a run
of capitalised words with particles, scripts without give words up to a connector, scripts without spaces give
characters up to a particle.
"""

from __future__ import annotations

import re

from bot.detect.eastasian import parts_syllable
from bot.detect.folding import unspaced
from bot.detect.institutions import WORD
from bot.detect.legalforms import LegalForms

Span = tuple[int, int]

_LEAD = re.compile(r"[ ¡\"«»„“”‚‘'*:\-–—=「『（(،,…]{0,4}")
_HAN_END = re.compile(
    r"[\s,.;:!?()\[\]{}<>\"“”„«»|/／\\…–—=\ufffc@#~*+、。，．！？：；（）「」『』【】《》〈〉｜。]"
)
_TOWN_BEHIND = re.compile("[ぁ-ん]([^ぁ-ん]{2,8})$")
_KOREAN_FORM = re.compile(r"\([주유재사합]\) ?(?=[가-힣A-Za-z])")
_GAP = re.compile(r"[ \-·]?|, ?")
_CUT_CASED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST = {"name": 5, "fullname": 5, "place": 4, "org": 9, "school": 9}
_MOST_CASELESS = {"name": 3, "fullname": 3, "place": 2, "org": 5, "school": 6}
_MOST_CHARS = {"name": 14, "fullname": 14, "place": 12, "org": 22, "school": 22}
_MOST_THAI = {"name": 40, "fullname": 40, "place": 24, "org": 60, "school": 60}
_SPACED_NAME = 8  # characters of a Chinese or Japanese name with a space in it
_ABBREVIATION = 3  # letters of one before its full stop
_AROUND = " \"'»“”」』)"
_SKIP = {"place": 3, "org": 4, "school": 4}
_QUOTED_NAME = re.compile(r"(?:([^\W\d_]{2,5}) )?[«„“\"]([^«»„“”\"\n]{2,60})[»“”\"]")
_NAME_SPACES = re.compile(
    r"(?<=[\u0e00-\u0e7f\u3005-\u30ff\u3400-\u9fff]) (?=[\u0e00-\u0e7f\u3005-\u30ff\u3400-\u9fff])"
)


class Slots(LegalForms):
    """Takes values out of one visible text."""

    def forward(self, kind: str, at: int, limit: int) -> Span | None:
        """The value that begins at or a little after `at`, before `limit`; None where nothing fits."""
        key = (kind, at, limit)
        if key not in self._taken:
            self._taken[key] = self._forward(kind, at, limit)
        return self._taken[key]

    def _forward(self, kind: str, at: int, limit: int) -> Span | None:
        lead = _LEAD.match(self.text, at, limit)
        at = lead.end() if lead else at
        if at >= limit:
            return None
        if kind == "org" and (form := _KOREAN_FORM.match(self.text, at - 1, limit)):
            span = self._run(kind, form.end(), limit)  # (주)한빛
            return (form.start(), span[1]) if span else None
        if kind in ("org", "school"):
            quoted = _QUOTED_NAME.match(self.text, at, limit)
            if quoted and quoted.group(1) is not None:  # ООО «Северный ветер»
                return quoted.span()
            if self.text[at].lower() != self.text[at].upper() and (named := self._by_noun(at, limit)):
                return named
        span = self._run(kind, at, limit)
        if span and kind in ("org", "school") and self.text[span[0]].isupper():
            start, end = self._first_of(*self._whole(kind, span, limit))
            span = self._led(at, start), end
        elif span and kind == "place":
            if self._is_firm(at, span[0]):
                return None
            span = self._first_town(*span)
        taken = self._accept(kind, span) if span else None
        if taken and kind == "place" and self._is_bank(*taken):
            return None
        if taken and kind == "org":
            return taken[0], self._legal(*taken, limit)
        return taken

    def backward(self, kind: str, end: int, floor: int) -> Span | None:
        """The value that ends at or a little before `end`, after `floor`."""
        around = _AROUND + "." if kind in ("org", "school") else _AROUND  # Karaca A.Ş. nezdinde
        while end > floor and self.text[end - 1] in around:
            end -= 1
        if end <= floor:
            return None
        if unspaced(self.text[end - 1]):
            span = self._chars_back(kind, end, floor)
        else:
            span = self._words_back(kind, end, floor)
        bank = span is not None and kind == "place" and self._is_bank(*span)
        taken = self._accept(kind, span) if span and not bank else None
        if taken and kind == "org" and _KOREAN_FORM.match(self.text, max(floor, taken[0] - 3), taken[1]):
            return taken[0] - 3, taken[1]  # (주)한빛
        return taken

    # -- forward

    def _run(self, kind: str, at: int, limit: int) -> Span | None:
        first = self.text[at]
        if unspaced(first):
            return self._chars(kind, at, limit)
        cased = first.lower() != first.upper()
        if cased or first.isdigit():
            return self._capitals(kind, at, limit)
        return self._words(kind, at, limit)

    def _chars(self, kind: str, at: int, limit: int) -> Span | None:
        thai = "\u0e00" <= self.text[at] <= "\u0e7f"
        stop = min(limit, at + (_MOST_THAI if thai else _MOST_CHARS).get(kind, 24))
        cut = _HAN_END.search(self.folded, at, stop)
        end = cut.start() if cut else stop
        if cut and cut.group() == " " and _NAME_SPACES.match(self.text, end) and end < limit:
            # 田中 直人, ณัฐธิตา นพตระกูล, บริษัท แนวพญา: one space inside a name
            again = _HAN_END.search(self.folded, end + 1, stop)
            second = again.start() if again else stop
            short = kind in ("name", "fullname") and second - at <= _SPACED_NAME
            form = kind == "org" and self.folded[at:end] in self.lexicon.bare["org"]  # 株式会社 田中フーズ
            if (thai and kind != "place") or short or form:
                end = second
        window = self.folded[at:end]
        for word in self.lexicon.cuts.inside(window):
            found = window.find(word, 1)
            while found > 0 and self._parted(at + found, at + found + len(word)):
                found = window.find(word, found + 1)
            if found > 0:
                window = window[:found]
        if kind == "place":
            window = self._before_particle(window, at)
        return (at, at + len(window)) if window else None

    def _parted(self, start: int, end: int) -> bool:
        """Whether a Thai word would begin or end inside a syllable."""
        return parts_syllable(self.folded, start) or parts_syllable(self.folded, end)

    def _before_particle(self, window: str, at: int) -> str:
        """A Japanese place without the particle and the sentence behind it: `七尾市|に古い銭湯`, `福岡|に単身`."""
        names = self.lexicon.wording.east_asian
        found = names.municipality.match(window)
        if found:
            return found.group(1)
        length = self.lexicon.towns.length_at(self.folded, at)
        return window[:length] if length and window[length : length + 1] in names.town_particles else window

    def _capitals(self, kind: str, at: int, limit: int) -> Span | None:
        text, folded, lexicon = self.text, self.folded, self.lexicon
        particles, stops = lexicon.particles, lexicon.stop
        start = end = -1
        count = skipped = 0
        position = at
        most, skips = _MOST.get(kind, 6), _SKIP.get(kind, 0)
        institution = kind in ("org", "school")
        while position < limit and count < most:
            found = WORD.match(text, position, limit)
            if found is None:
                break
            word, low = found.group(), folded[found.start() : found.end()]
            cut = None if word.isascii() else _CUT_CASED.search(word)
            if cut:
                if cut.start() == 0:
                    break
                word, low = word[: cut.start()], low[: cut.start()]
            stop = found.start() + len(word)
            capital = word[0].isupper()
            whole = institution and capital  # `College` labels, and ends a college's name
            if end >= 0 and found.start() in self.barriers and low not in particles and not whole:
                break
            capital = capital or (institution and start >= 0 and word[0].isdigit())
            if kind == "place" and start < 0 and not capital:
                length = lexicon.small_towns.length_at(folded, found.start())  # vivo en madrid
                if length and found.start() + length <= limit:
                    return found.start(), found.start() + length
            particle = low in particles or (text[stop : stop + 1] == "." and low + "." in particles)
            if not particle and low in stops:
                if start >= 0 or kind in ("name", "fullname") or skipped >= skips:
                    break
                if not capital:
                    break
            if capital and not (particle and start < 0 and low in stops):
                if start < 0:
                    start = found.start()
                end = stop
                count += 1
            elif start >= 0 and particle:
                pass
            elif start < 0 and skipped < skips and not word[0].isdigit():
                skipped += not particle
            elif start < 0 and low in lexicon.titles:
                pass
            else:
                break
            position = stop
            if cut:
                break
            if start < 0 and kind == "place" and len(low) <= 3 and text[position : position + 2] == ". ":
                position += 2  # г. Новый Оскол
                continue
            position = self._after(position, limit, low, capital)
            if position < 0:
                break
        if start < 0:
            return None
        if kind == "fullname" and count < 2:
            return None
        return start, end

    def _after(self, position: int, limit: int, low: str, capital: bool) -> int:
        """Where the next word of a run may begin; -1 where the run ends here."""
        text = self.text
        if position >= limit:
            return -1
        char = text[position]
        if char == ".":
            small = low in self.lexicon.particles or low + "." in self.lexicon.particles  # im. Kopernika
            short = capital and (
                len(low) == 1 or low in self.lexicon.wording.abbreviations or low in self.lexicon.titles
            )
            if not (short or (small and len(low) <= _ABBREVIATION)):
                return -1
            position += 1
            char = text[position] if position < limit else "\n"
        if char in "-'’&" or char.isalnum():
            return position
        if char == " ":
            position += 1
            return position + 1 if text[position : position + 1] == " " else position
        return -1

    def _words(self, kind: str, at: int, limit: int) -> Span | None:
        end = -1
        position = at
        for count in range(_MOST_CASELESS.get(kind, 4)):
            found = WORD.match(self.text, position, limit)
            if found is None:
                break
            low = self.folded[found.start() : found.end()]
            stops = count and (self._stops(low) or self._barred(found.start(), low))
            if stops and not (kind in ("org", "school") and self._is_noun(low)):
                break
            joined = count and low[0] in self.lexicon.wording.joined_and
            if joined and kind not in ("org", "school") and len(low) > 3:
                break
            if not count and low in self.lexicon.stop:
                return None
            end = found.end()
            if self.text[end : end + 1] != " ":
                break
            position = end + 1
        return (at, end) if end > at else None

    def _stops(self, low: str) -> bool:
        if low in self.lexicon.stop:
            return True
        return bool(low[:1] in self.lexicon.attached and low[1:] in self.lexicon.stop)

    def _barred(self, at: int, low: str) -> bool:
        return at in self.barriers or (low[:1] in self.lexicon.attached and at + 1 in self.barriers)

    # -- backward

    def _chars_back(self, kind: str, end: int, floor: int) -> Span | None:
        start = max(floor, end - _MOST_CHARS.get(kind, 20) - 6)
        for cut in _HAN_END.finditer(self.folded, start, end):
            start = cut.end()
        window = self.folded[start:end]
        for word in self.lexicon.cuts.inside(window):
            found = window.rfind(word)
            while found >= 0 and self._parted(start + found, start + found + len(word)):
                found = window.rfind(word, 0, found)
            if 0 <= found < len(window) - len(word):
                start += found + len(word)
                window = window[found + len(word) :]
        if kind in ("org", "school", "place"):
            particles = self.lexicon.wording.particles["ja"]
            while len(window) > 2 and window[-1] in particles:  # particles of the sentence: …会社に|勤務
                window, end = window[:-1], end - 1
        if kind == "place" and (town := _TOWN_BEHIND.search(window)):
            tail = end - len(town.group(1))
            if self.lexicon.towns.length_at(self.folded, tail) == len(town.group(1)):
                window = town.group(1)  # 仕事の都合で|福岡
        if not window or len(window) > _MOST_CHARS.get(kind, 20):
            return None
        return end - len(window), end

    def _words_back(self, kind: str, end: int, floor: int) -> Span | None:
        floor = max(floor, end - 90)
        words = [found.span() for found in WORD.finditer(self.text, floor, end)]
        start = edge = -1  # where the run begins; where its last word or particle does
        count = 0
        cased = tail = False
        nouns = self.lexicon.bare.get(kind, ())
        for left, right in reversed(words):
            low = self.folded[left:right]
            word = self.text[left:right]
            short = right - left <= _ABBREVIATION and self.text[right:edge] in (".", ". ")  # A.Ş.
            if start >= 0 and not short and not _GAP.fullmatch(self.text, right, edge):
                break
            if start >= 0 and "," in self.text[right:edge]:
                break
            if start < 0 and right < end and not tail:
                return None
            has_case = word[0].lower() != word[0].upper()
            if start < 0:
                cased = has_case
            if has_case and not word[0].isupper():
                if start < 0 and any(noun in low for noun in nouns):
                    tail = True  # Varjolan lukio
                elif not (low in self.lexicon.particles and start >= 0):
                    break
                edge = left
                continue
            if low in self.lexicon.stop or (not cased and self._stops(low)):
                break
            start = edge = left
            count += 1
            if count >= (_MOST if cased else _MOST_CASELESS).get(kind, 4):
                break
        if start < 0 or (kind == "fullname" and count < 2):
            return None
        return start, end
