"""Letters that somebody else wrote and the page copies: from `Dear Sir` to `Yours faithfully, Jane Holt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.detect.ownership.sections import Sections
from bot.detect.regions import Kind

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.shared import Tiers
    from bot.detect.view import Candidate, View

_WRITTEN = frozenset([Kind.PROSE, Kind.ITEM, Kind.CELL, Kind.CODE])
_LONGEST = 12  # lines of a letter
_GREETING = 90  # characters of a line that greets and no more: the letter stands in the next ones
_CLOSING = 40  # characters of a line that closes and no more: the name stands in the next one


class Letters(Sections):
    """Knows which lines are a letter's."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        super().__init__(view, tiers, page_kind)
        self._letters: set[int] | None = None

    def _foreign_post(self, candidate: Candidate, block: Block) -> bool:
        if self._in_letter(block):
            candidate.add("in a letter that is copied", self.worth["quote"])
            return True
        return super()._foreign_post(candidate, block)

    def _in_letter(self, block: Block) -> bool:
        """Whether a line stands in a letter that greets formally, or greets kin; the owner's own page may begin so."""
        if self._letters is None:
            self._letters = self._find_letters()
        return block.index in self._letters and self.posts.get(block.index) != self.owner

    def _find_letters(self) -> set[int]:
        out: set[int] = set()
        blocks, text = self.view.layout.blocks, self.view.folded
        wording, code = self.view.lexicon.wording, self.view.lexicon.code
        greets = wording.salutations.of(code)
        at, first = 0, True
        while at < len(blocks):
            block = blocks[at]
            if block.kind not in _WRITTEN or not greets.match(text, block.start, block.end):
                first = first and (block.section > 0 or block.kind is not Kind.PROSE)
                at += 1
                continue
            end = at + 1
            # The page itself, or what is about the owner, begins so: an open letter to its readers.
            about = self.section(block.section) == "about" and blocks[at - 1].kind is Kind.HEADING
            if not (first and not block.section) and not about:
                end = self._letter_end(at)
                out.update(range(at, end))
            first = False
            at = end
        return out

    def _letter_end(self, first: int) -> int:
        """The block behind a letter's last one: where it closes, or where its paragraph or its section ends."""
        view, blocks = self.view, self.view.layout.blocks
        closing = view.lexicon.wording.closings.of(view.lexicon.code)
        section, last = blocks[first].section, min(len(blocks), first + _LONGEST)
        brief = blocks[first].end - blocks[first].start <= _GREETING
        coded, end, joined = blocks[first].kind is Kind.CODE, first + 1, True
        for at in range(first + 1, last):
            block = blocks[at]
            if block.section != section or self.posts.get(at) == self.owner or block.kind is Kind.HEADING:
                break
            if (block.kind is Kind.CODE) != coded:
                break
            if closing.match(view.folded, block.start, block.end):
                named = block.end - block.start <= _CLOSING and at + 1 < len(blocks)
                return at + 1 + (named and blocks[at + 1].section == section)
            joined = joined and not self._apart(at - 1, at)
            if brief or joined:
                end = at + 1
        return end
