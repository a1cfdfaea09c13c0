"""Of whom a sentence speaks: the owner, somebody else, an organisation, anybody."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from bot.detect.cues import unspaced
from bot.detect.lexicon import LABEL, OTHERS, ROLE, SELF
from bot.detect.ownership.claims import COLON, Claims
from bot.detect.regions import Kind
from bot.model import FindingType

if TYPE_CHECKING:
    from bot.detect.shared import Tiers
    from bot.detect.view import Candidate, View

_BRACKET = 48  # characters between a bracket behind a name and the value in it
_NAME_BEFORE = re.compile(r"[^\W\d_a-zа-яё][^\W\d_]+[ -][^\W\d_a-zа-яё][^\W\d_]+ $")
_OFFICE = 24  # characters between an office's word and its own address
_CLIPPED = 5  # words of a line that may be the owner's without saying I
ONCE = {FindingType.AGE_MINOR: 2, FindingType.BIRTH_DATE: 2, FindingType.REAL_NAME: 3}
_TOKEN = re.compile(r"[^\w]*([\w'’\-]+)")


class Subjects(Claims):
    """Knows the subjects of a page's sentences."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        super().__init__(view, tiers, page_kind)
        self.phrases: set[int] = set()  # where phrases begin
        self.claims: dict[FindingType, set[str]] = {}  # what phrases say where only one can be true

    def _contradicted(self, kind: FindingType) -> bool:
        """Whether the page says several different things where one person has one: two ages, three names."""
        values = self.claims.get(kind, ())
        if kind is FindingType.REAL_NAME:
            whole = [
                value for value in values if not any(value != other and value in other for other in values)
            ]
            return len(whole) >= ONCE[kind]
        return kind in ONCE and len(values) >= ONCE[kind]

    def _behind_name(self, candidate: Candidate, start: int) -> bool:
        """Whether a value stands in brackets right behind a name of two words: `Jane Holt (+44 …, jane@…)`."""
        view = self.view
        left = view.text.rfind("(", max(start, candidate.start - _BRACKET), candidate.start)
        if left < 0 or view.text.find(")", left, candidate.start) >= 0:
            return False
        found = _NAME_BEFORE.search(view.text, max(start, left - 50), left)
        if found is None or view.has(SELF, max(start, left - 50), left):
            return False
        block = view.layout.block_at(left)
        if self._section(block.section) == "contact" or self._is_named(candidate, start):
            return False
        return not any(found.start() <= name < left for name in self.introduced)

    def _of_organisation(self, candidate: Candidate, start: int, end: int, own: bool) -> bool:
        """Whether a word for an office or museum stands in a sentence without `I`, or right before the value."""
        view = self.view
        if not own:
            label = candidate.cue_start if candidate.sort == "label" and candidate.cue_start >= 0 else end
            opened = view.folded[start : candidate.start].rstrip().endswith(":") and any(
                hit.what == candidate.type.value and not any(map(str.isalnum, view.text[start : hit.start]))
                for hit in view.within(LABEL, start, candidate.start)
            )
            if opened:  # `phone for the committee: …` says what it is for
                label = start
            return any(not label <= hit.start < candidate.start for hit in view.within(ROLE, start, end))
        before = view.within(ROLE, max(start, candidate.start - _OFFICE), candidate.start)
        return bool(before) and not view.has(SELF, before[-1].start, candidate.start)

    def _own(self, start: int, end: int) -> bool:
        """Whether somebody says `I` or `my` there, and not only `my brother`."""
        view = self.view
        name = bisect_left(self.introduced, start)
        if name < len(self.introduced) and self.introduced[name] < end:
            return True
        hits = view.within(SELF, start, end)
        if not hits:
            return False
        others = view.within(OTHERS, start, end)
        return any(not any(o.start <= hit.start and hit.end <= o.end for o in others) for hit in hits)

    def _third_person(self, candidate: Candidate, start: int, end: int) -> bool:
        """Whether a paragraph says `she` or `his` and never `I`."""
        view = self.view
        if view.layout.block_at(start).kind is not Kind.PROSE or view.has(SELF, start, end):
            return False
        first = min(candidate.start, max(candidate.cue_start, 0))
        return any(not first <= hit.start < candidate.end for hit in view.within(OTHERS, start, end))

    def _of_anybody(self, candidate: Candidate) -> bool:
        """Whether an age stands in a whole sentence without `I`: `classes 6 to 12, ages 11 to 18`."""
        view = self.view
        block = view.layout.block_at(candidate.start)
        if unspaced(view.text[candidate.start]) or view.page.lang == "ko" or block.frame is not None:
            return False
        text = view.text[block.start : block.end]
        return len(text.split()) > _CLIPPED * (2 if self._is_brief(block) else 1) and not self._own(
            block.start, block.end
        )

    def _clipped(self, start: int, first: int) -> bool:
        """Whether nothing but small words, labels or other phrases stands before a phrase in its sentence.

        `Born in Hull, living in Leeds` may be the owner's; `Jane Holt, living in Leeds` is not.
        """
        view, lexicon = self.view, self.view.lexicon
        block = view.layout.block_at(first)
        alone = block.kind is Kind.PROSE and start > block.start and not self._own(block.start, block.end)
        if alone and unspaced(view.text[first]):
            if view.has(OTHERS, block.start, block.end):
                return False
        elif alone:
            return any(block.start <= phrase < start for phrase in self.phrases)
        at = start
        while at < first:
            found = _TOKEN.match(view.folded, at, first)
            if found is None:
                return True
            left = found.start(1)
            word = found.group(1)
            if left in self.phrases:
                return True
            if any(hit.start <= left and COLON.match(view.folded, hit.end)
                   for hit in view.within(LABEL, max(start, left - 1), left + 1)):  # fmt: skip
                return True
            small = word in lexicon.stop or word in lexicon.particles or not word[0].isalpha()
            if not small and not unspaced(word[0]):
                return False
            if unspaced(word[0]):
                return not view.text[left:first].strip() or lexicon.cuts.stands_at(view.folded, left)
            at = found.end()
        return True
