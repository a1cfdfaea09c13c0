"""A card: the owner's name and street address as lines of their own, right above or below telephone and mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.detect.recognizers import place
from bot.detect.regions import Kind, Mark
from bot.detect.signs import LABEL, ROLE
from bot.detect.types import ADDRESS, REAL_NAME
from bot.detect.view import MOST, Candidate

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.view import View

_LINES = frozenset([Kind.PROSE, Kind.ITEM, Kind.CELL])
_LONGEST = 80  # characters of a line that is nothing but an address
_AROUND = 3  # lines above and below a telephone or mail line that may be the card's
_UNLIKE = frozenset("→=[](){}|@")  # signs that no line of a card has
_REST = 3  # letters of a line that may be left over


def recognize(view: View) -> list[Candidate]:
    """Names and addresses of cards."""
    out: list[Candidate] = []
    done: set[int] = set()
    for hit in view.hits[LABEL][: MOST * 4]:
        if hit.what not in ("phone", "email"):
            continue
        block = view.layout.block_at(hit.start)
        if block.index in done or block.kind not in _LINES:
            continue
        done.add(block.index)
        if any(char.isalnum() for char in view.text[block.start : hit.start]):
            continue
        out += _around(view, block, done)
    addresses = {view.folded[each.start : each.end] for each in out if each.type is ADDRESS}
    return out if len(addresses) == 1 else []  # several cards are several people's


def _around(view: View, block: Block, done: set[int]) -> list[Candidate]:
    blocks = view.layout.blocks
    for index in range(max(0, block.index - _AROUND), min(len(blocks), block.index + _AROUND + 1)):
        line = blocks[index]
        if line.section != block.section or line.kind not in _LINES or line.marks & Mark.FOREIGN:
            continue
        if index in done and index != block.index:
            continue
        span = _address(view, line)
        if span is None:
            continue
        done.add(index)
        above = blocks[index - 1] if index else None
        if view.has(ROLE, line.start, line.end) or (above and view.has(ROLE, above.start, above.end)):
            return []
        signs = [("a line that is an address, beside telephone or mail", 0.65)]
        out = [Candidate(ADDRESS, *span, 0.65, "card.address", "shape", block=line, signs=signs)]
        name = _name(view, above) if above and above.section == line.section else None
        if name is not None:
            signs = [("a line that is a name, above an address", 0.65)]
            out.append(Candidate(REAL_NAME, *name, 0.65, "card.name", "label", block=above, signs=signs))
        return out
    return []


def _address(view: View, line: Block) -> tuple[int, int] | None:
    if not 8 <= line.end - line.start <= _LONGEST or view.has(LABEL, line.start, line.start + 2):
        return None
    text = view.text[line.start : line.end]
    if not _UNLIKE.isdisjoint(text) or not _mostly_names(text):
        return None
    span = place.address_at(view, line.start, line.end)
    return span if span and _left_over(view, line, span) <= _REST else None


def _mostly_names(text: str) -> bool:
    """Whether most words begin with a capital or a digit; always so in scripts without capitals."""
    words = [word for word in text.split() if word[0].isalnum()]
    small = sum(word[0].islower() for word in words)
    return bool(words) and small * 2 <= len(words)


def _name(view: View, line: Block) -> tuple[int, int] | None:
    if not 5 <= line.end - line.start <= 48 or line.kind not in _LINES:
        return None
    span = view.slots.forward("fullname", line.start, line.end)
    if span is None or _left_over(view, line, span) > 0:
        return None
    low = view.folded[span[0] : span[1]].split()
    nouns = view.lexicon.bare
    return span if all(map(set(low).isdisjoint, (nouns["org"], nouns["school"], nouns["role"]))) else None


def _left_over(view: View, line: Block, span: tuple[int, int]) -> int:
    rest = view.text[line.start : span[0]] + view.text[span[1] : line.end]
    return sum(map(str.isalnum, rest))
