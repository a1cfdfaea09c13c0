"""A page of a few lines that opens with somebody's name: `'''Rita Luger'''` alone in its line, or as a term.

It asks the lists of names, which the browser's engine reads for account names alone, so only the patrol has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.regions import Kind, Mark
from bot.detect.signs import AGAINST, OTHERS, ROLE
from bot.detect.types import REAL_NAME
from bot.detect.view import Candidate

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.view import View

_BRIEF = 600  # characters of a page's text; longer ones open with what they are about
_WORTH = 0.65
_FIRST = frozenset([Kind.PROSE, Kind.TERM])
_MOST_WORDS = 4  # of a name
_BEHIND = re.compile(r"[\s,;:·|–—،、，。.]*$")


def recognize(view: View, found: list[Candidate]) -> list[Candidate]:
    """The name, where there is one and nothing else was found in its line."""
    if view.names is None or len(view.text) > _BRIEF:
        return []
    block = next((each for each in view.layout.blocks if each.kind in _FIRST and each.end > each.start), None)
    if block is None or block.section or block.marks & Mark.FOREIGN:
        return []
    if any(block.start <= each.start < block.end for each in found):
        return []
    several = block.kind is Kind.TERM and sum(each.kind is Kind.TERM for each in view.layout.blocks) > 1
    if several and not any(each.type is not REAL_NAME and each.sort == "label" for each in found):
        return []  # terms that are no labels: a list of people
    span = _name(view, block)
    if span is None or any(view.has(what, block.start, block.end) for what in (OTHERS, ROLE, AGAINST)):
        return []
    signs = [("a name that the page opens with", _WORTH)]
    return [
        Candidate(REAL_NAME, *span, _WORTH, "shared.real_name.opening", "label", block=block, signs=signs)
    ]


def _name(view: View, block: Block) -> tuple[int, int] | None:
    text, names, page = view.text, view.names, view.page
    span = view.slots.forward("fullname", block.start, block.end)
    if names is None or span is None or any(map(str.isalnum, text[block.start : span[0]])):
        return None
    words = view.folded[slice(*span)].split()
    if not _BEHIND.match(text, span[1], block.end) or not len(set(words)) == len(words) <= _MOST_WORDS:
        return None  # `a baker, son of a baker`
    at = view.layout.span(*span)[0]
    linked = any(link.start <= at < link.end for link in view.layout.links)
    if linked or names.is_real_name(page.username, page.lang):
        return None  # an article, or somebody whose account has another name
    return span if names.is_real_name(text[slice(*span)], page.lang) else None
