"""A label in a line of its own and its value in the next: the questions of an interview with oneself
(`'''Where do you live?'''`, then `In Whitby, by the sea.`), labels that end with a colon."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.detect.acceptance import is_hangul
from bot.detect.folding import unspaced
from bot.detect.recognizers import labelled, labels
from bot.detect.regions import Kind, Mark
from bot.detect.types import EMPLOYER, LOCATION, REAL_NAME, SCHOOL
from bot.detect.view import MOST, MOST_CANDIDATES

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.view import Candidate, View

_ASKING = frozenset([Kind.PROSE, Kind.ITEM, Kind.TERM, Kind.HEADING])
_ANSWERING = frozenset([Kind.PROSE, Kind.ITEM])
_LONGEST = 80  # characters of a question
_END = 8  # characters at a line's end that may be a question mark and what closes behind it
_CLOSED = " '\"”»)="
_ASKS = ("?", "？", "؟")
_ASKS_SEMICOLON = (*_ASKS, ";", "\u037e")
_FREE = frozenset([EMPLOYER, LOCATION, REAL_NAME, SCHOOL])
_COPULA = 6  # characters behind a value that ends its sentence: 姫路市|です。
_OVER = re.compile(r" ?(?:[,.;:!()、。，،؛।/|]| ?[–—-] )")
_COLON = (":", "：")  # a heading ends with none, and articles have headings that are labels


def recognize(view: View) -> list[Candidate]:
    """Every value that stands in the line behind its label's."""
    out: list[Candidate] = []
    asks = _ASKS_SEMICOLON if view.lexicon.traits.semicolon_asks else _ASKS
    ends = (*asks, *_COLON)
    if not any(mark in view.text for mark in ends):
        return out
    for asked, block in pairwise(view.layout.blocks[: MOST * 20]):
        if block.label or block.kind not in _ANSWERING or asked.kind not in _ASKING:
            continue
        if block.marks & Mark.FOREIGN or not _asks(view, asked, ends):
            continue
        label = view.text[asked.start : asked.end].rstrip("= ")  # a heading's
        kinds = labels.types_of(view, label)
        if kinds:
            out += _answers(view, block, labelled.beside(view, block, label, kinds))
        if len(out) >= MOST_CANDIDATES:
            break
    return out


def _answers(view: View, block: Block, values: list[Candidate]) -> list[Candidate]:
    """Those that answer and are no sentence's beginning, said to be claimed by the question as the whole line is."""
    first = next((at for at in range(block.start, block.end) if view.text[at].isalnum()), block.start)
    out: list[Candidate] = []
    for each in values:
        if each.type in _FREE and not _stands(view, each, first, block.end):
            continue
        if each.type is LOCATION and (unspaced(view.text[each.start]) or is_hangul(view.text[each.start])):
            town = view.lexicon.towns.length_at(view.folded, each.start)
            each.end = each.start + town if town else each.end  # 강릉|이요
        each.cue_start = min(first, each.start)
        each.signs = [("in the line behind its label", each.score)]
        out.append(each)
    return out


def _stands(view: View, value: Candidate, first: int, limit: int) -> bool:
    """Whether a town, school, firm or name is all that a clause says: `Whitby, by the sea`, but `Signed up in 2010`."""
    slots = view.slots
    if value.type is SCHOOL and not slots.says_school(value.start, value.end, strict=True):
        return False
    if value.type is LOCATION and view.folded[first : value.start].rstrip() in view.lexicon.shared.born_in:
        return True
    rest = view.text[value.end : limit]
    return len(rest) <= _COPULA or _OVER.match(rest) is not None


def _asks(view: View, block: Block, ends: tuple[str, ...]) -> bool:
    """Whether a line is short and ends as a question or a label does."""
    if block.end - block.start > _LONGEST:
        return False
    return view.text[max(block.start, block.end - _END) : block.end].rstrip(_CLOSED).endswith(ends)
