"""One page made ready for recognizers: visible text, its folded form, signs found in it, sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import msgspec

from bot.detect.folding import fold
from bot.detect.signs import CONTEXT, CUE, LABEL, LAZY, Hit
from bot.detect.slots import Slots
from bot.model import FindingType

if TYPE_CHECKING:
    from bot.detect.lexicon import Lexicon
    from bot.detect.recognizers.username import UsernameRecognizer
    from bot.detect.regions import Block, Layout
    from bot.model import PageText

MOST = 400  # signs of one sort that are followed up on one page; a person's page has a few dozen
MOST_CANDIDATES = 2000  # that are judged on one page; a person's has a few dozen
_SENTENCE = re.compile(  # `Tel. 0421 …`, `geb. 3. …`: a short word before a number ends none
    r"[.!?。！？।۔؟](?:(?<=[^\W\d]{5}[.!?])[.!?]*(?=\s)|(?<=[^\W\d]{3}[.!?])[.!?]*(?=\s+[^\d+(\s]|\s*\n|\s*$)"
    r"|(?<=[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3]{2}[.!?])[.!?]*(?=\s+[^\d+(\s]|\s*\n|\s*$)"  # شد.: few abbreviate so
    r"|(?<=[^\W\d]['’][a-z][.!?])[.!?]*(?=\s+[^\W\d_])"  # I don't. Write …
    r"|(?<=[0-9)\"”»'][.!?])[.!?]*(?=\s+[^\W\d_])|(?<=[0-9][.!?])[.!?]*(?=\s+[\"“„«][^\W\d_])|(?<=[!?])[!?]*(?=\s|$)|(?<=[。！？।۔؟])[。！？।۔؟]*)"
)


_GERSHAYIM = re.compile('"(?<=[א-ת]")(?=[א-ת](?![א-ת]))')  # ע"ש: before a word's last letter
QUOTED = re.compile(  # also with a name in marks of its own inside: «… завод «Рассвет»», „… firma „Orzeł””
    r"[“„«»”\"「『](?:(?<=«)(?:[^«»\n]|«[^«»\n]{1,80}»){3,400}»"
    r"|(?<=[„“])(?:[^„“”\"«»\n]|«[^«»\n]{1,80}»|„[^„“”\n]{1,80}[“”]){3,400}[“”]"
    r"|[^“„«»”\"「」『』\n]{3,400}[”“»«\"」』])"
)
TYPE_OF = {kind.value: kind for kind in FindingType}  # far cheaper than to call the enumeration
_NONE: list[Hit] = []
_FEW = 64  # characters that are looked through again each time
_LETTER = re.compile(r"[^\W_]")
_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}$")
_NEXT = re.compile(r"[ ]{1,2}([^\W\d_]+)")
_SEPARATORS = (":", "：", "=", "–", "—")


class Candidate(msgspec.Struct, eq=False):
    """A possible finding: [start, end) in the visible text, or span in the wikitext where that is known already.

    score is what the shape or phrase is worth by itself; signs say what moved it, for `scan --explain`. sort is cue,
    label, box, shape or file; own: its recognizer saw whose it is where ownership does not look.
    """

    type: FindingType
    start: int
    end: int
    score: float
    rule: str
    sort: str
    block: Block | None = None
    signs: list[tuple[str, float]] = msgspec.field(default_factory=list)
    span: tuple[int, int] | None = None
    cue_start: int = -1
    own: bool = False

    def add(self, sign: str, worth: float) -> None:
        """Move the score, and remember why."""
        self.score += worth
        self.signs.append((sign, worth))


class View:
    """What recognizers look at."""

    def __init__(
        self, page: PageText, layout: Layout, lexicon: Lexicon, names: UsernameRecognizer | None = None
    ) -> None:
        self.page, self.layout, self.lexicon, self.names = page, layout, lexicon, names
        self.text = layout.text
        self.folded = fold(self.text)
        self._ordered: dict[int, list[Hit]] = {}
        self._starts: dict[tuple[int, int], list[int]] = {}
        self._openings: dict[int, int] = {}
        self._slots: Slots | None = None
        self._contexts: dict[object, list[Hit]] | None = None
        self.hits = lexicon.signs.scan(self.folded)

    def sentence(self, position: int) -> tuple[int, int]:
        """The sentence (or line) around a position."""
        block = self.layout.block_at(position)
        ends = block.sentences
        if ends is None:
            ends = [
                found.end() for found in _SENTENCE.finditer(self.text, block.start, block.end)
                if not self._ordinal(found.start())
            ]  # fmt: skip
            block.sentences = ends
        if not ends:
            return block.start, block.end
        index = bisect_right(ends, position)
        return ends[index - 1] if index else block.start, ends[index] if index < len(ends) else block.end

    def _ordinal(self, stop: int) -> bool:
        """Whether a full stop belongs to a day: one or two digits before it, a month or a small letter behind it."""
        text = self.text
        if text[stop] != "." or not text[stop - 1 : stop].isdigit():
            return False
        found = _DAY.search(text, max(0, stop - 3), stop)
        word = _NEXT.match(text, stop + 1)
        if found is None or word is None:
            return False
        return word.group(1)[0].islower() or self.folded[word.start(1) : word.end(1)] in self.lexicon.months

    def opens(self, start: int, at: int) -> bool:
        """Whether nothing but signs stands between a beginning and a place: no letter and no digit."""
        if at - start < _FEW:
            return _LETTER.search(self.text, start, at) is None
        first = self._openings.get(start)  # remembered: the signs before it may be as many as the page has
        if first is None:
            found = _LETTER.search(self.text, start)
            first = self._openings[start] = found.start() if found else len(self.text)
        return first >= at

    @property
    def slots(self) -> Slots:
        """Slot grammars over this text; a phrase's or label's beginning ends the value before it."""
        if self._slots is None:
            self._slots = Slots(self.text, self.folded, self.lexicon, self._barriers())
        return self._slots

    def _barriers(self) -> frozenset[int]:
        # `Caetana Nascimento`: a capital word is a label only before a colon, and begins no phrase (but `I`)
        text = self.text
        begins = {hit.start for what in (CUE, CONTEXT) for hit in self.hits[what] if hit.end - hit.start > 3}
        barriers = {at for at in begins if not (text[at].isupper() and text[at + 1 : at + 2].isalpha())}
        for hit in self.hits[LABEL]:
            at = hit.start
            capital = text[at].isupper() and text[at + 1 : at + 2].isalpha()
            if not capital or text[hit.end : hit.end + 1] in _SEPARATORS:
                barriers.add(at)
        return frozenset(barriers)

    def within(self, what: int, start: int, end: int) -> list[Hit]:
        """The signs of one sort that begin in [start, end), a stretch of one block."""
        known = self._sort(what, start)
        if not known:
            return []
        if len(known) < 8:
            return [hit for hit in known if start <= hit.start < end]
        starts = self._starts_of(what, start, known)
        return known[bisect_left(starts, start) : bisect_left(starts, end)]

    def has(self, what: int, start: int, end: int) -> bool:
        """Whether a sign of that sort begins in [start, end)."""
        known = self._sort(what, start)
        if len(known) < 8:
            for hit in known:  # noqa: SIM110 - a generator costs more than the turn or two of this loop
                if start <= hit.start < end:
                    return True
            return False
        starts = self._starts_of(what, start, known)
        at = bisect_left(starts, start)
        return at < len(known) and starts[at] < end

    def _starts_of(self, what: int, at: int, known: list[Hit]) -> list[int]:
        """Where each of many signs of a sort begins; at: a place in their block, where the sort is looked for in one."""
        key = (what, self.layout.block_at(at).index if what in LAZY else -1)
        starts = self._starts.get(key)
        if starts is None:
            starts = self._starts[key] = [hit.start for hit in known]
        return starts

    def _sort(self, what: int, at: int) -> list[Hit]:
        """The signs of one sort in order of where they begin; of short words, those of the block around `at`."""
        if what not in LAZY:
            known = self._ordered.get(what)
            if known is None:
                known = self._ordered[what] = sorted(self.hits[what], key=_start)
            return known
        return self.words(at).get(what, _NONE)

    def words(self, position: int) -> dict[int, list[Hit]]:
        """The signs that are short words in the line around a position, by sort; what it has none of is not in it."""
        block = self.layout.block_at(position)
        words = block.words
        if words is None:
            words = block.words = self.lexicon.words.scan(self.folded[block.start : block.end], block.start)
            for hits in words.values():
                if len(hits) > 1:
                    hits.sort(key=_start)
        return words

    def contexts(self, kind: str) -> list[Hit]:
        """Words that make a shape of that type somebody's: labels and context."""
        if self._contexts is None:
            self._contexts = {}
            for what in (LABEL, CONTEXT):
                for hit in self.hits[what]:
                    self._contexts.setdefault(hit.what, []).append(hit)
        return self._contexts.get(kind, [])[:MOST]

    def span(self, candidate: Candidate) -> tuple[int, int]:
        """Where a candidate stands in the wikitext; looked up when somebody asks, for most are not reported."""
        if candidate.span is None:
            candidate.span = self.layout.span(candidate.start, candidate.end)
        return candidate.span

    def quotations(self) -> list[tuple[int, int]]:
        """What stands in quotation marks; a mark inside a Hebrew abbreviation is none."""
        text = self.text
        if self.lexicon.code == "he":
            text = _GERSHAYIM.sub("״", text)
        return [(found.start() + 1, found.end() - 1) for found in QUOTED.finditer(text)]

    def line(self, position: int) -> tuple[int, int]:
        """The block around a position."""
        block = self.layout.block_at(position)
        return block.start, block.end


def _start(hit: Hit) -> int:
    return hit.start
