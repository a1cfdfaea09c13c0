"""Categories that say something of a user: `[[Category:Wikipedians in Whitby]]`. Rules: `categories` of config/rules/lang.

A category's name is no sentence: it has a phrase's words and a value, and nothing besides. What all names say is read
as a page of its own, so that no name touches what stands around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import UNSEEN, unspaced
from bot.detect.recognizers import phrases
from bot.detect.regions import Kind, Layout
from bot.detect.types import LOCATION, SCHOOL
from bot.detect.view import MOST, TYPE_OF, Candidate, View

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.rules import CueRule
    from bot.detect.signs import Phrase

_LONGEST = 120  # letters of a category's name that is read; MediaWiki allows 255 bytes
_WORTH = 0.75
_SEEN = re.compile(f"[^{UNSEEN}]+")
_OPENS = ",(，（"  # what may follow a town: `Portland, Oregon`, `Boston (Lincolnshire)`


def recognize(view: View) -> list[Candidate]:
    """What the page's categories say of its owner; each candidate knows its span in the wikitext."""
    known = view.lexicon.categories
    _, below, path = view.page.title.partition("/")
    if below and view.lexicon.section(path.rpartition("/")[2]) not in ("about", "contact"):
        return []  # a userbox files those who show it, a draft its subject
    layout = _names(view)
    if not known or not layout.text:
        return []
    names = View(view.page, layout, view.lexicon, view.names)
    out: list[Candidate] = []
    for block in layout.blocks:
        for phrase in known:
            rule, span = phrase.rule, _value(names, block, phrase)
            if span is not None and _is_sound(names, rule, span):
                candidate = Candidate(TYPE_OF[rule.type], -1, -1, _WORTH * rule.weight, rule.id, "category")
                candidate.span = layout.span(*span)
                candidate.signs.append(("a category of users", candidate.score))
                out.append(candidate)
                break
    return out


def _names(view: View) -> Layout:
    """The names of the page's categories, without the namespace, a line each."""
    layout = Layout()
    for link in view.layout.categories[:MOST]:
        head, _, name = link.target.partition(":")
        at = link.start + 2 + len(head) + 1
        name = name.rstrip()
        if len(name) <= _LONGEST:
            at += len(name) - len(name.lstrip(" _!*"))
            shown = name.lstrip(" _!*").replace("_", " ")
            pieces = [
                (at + found.start(), at + found.end(), found.group()) for found in _SEEN.finditer(shown)
            ]
            if pieces:
                layout.add(pieces, Kind.PROSE, "", None, 0, None)
    return layout.finish()


def _value(view: View, block: Block, phrase: Phrase) -> tuple[int, int] | None:
    """The value of a rule whose words and value are the whole name, or all behind its prefix (`Wikipedia:`)."""
    rule, cue, pattern = phrase.rule, phrase.cue, phrase.pattern or phrase.compiled()
    starts = _starts(view, block)
    if cue.at == "before":
        found = pattern.search(view.folded, block.start, block.end)
        if found is None or found.end() != block.end:
            return None
        span = phrases.value_of(view, rule, found)
        if span is None or span[0] not in starts:
            return None
        mark = view.folded.find("'", *span)  # İzmir'de
        return span[0], mark if mark > span[0] else span[1]
    for start in starts:
        found = pattern.match(view.folded, start, block.end)
        span = phrases.value_of(view, rule, found) if found else None
        if found is None or span is None:
            continue
        behind = cue.at == "after"
        rest = view.text[span[1] if behind else found.end() : block.end].strip()
        between = behind and view.text[found.end() : span[0]].strip()  # the Cabal
        if not between and (not rest or (behind and rest[0] in _OPENS)):
            return span
    return None


def _starts(view: View, block: Block) -> list[int]:
    """Where a name may begin: at its beginning, and behind a prefix."""
    colon = view.folded.find(":", block.start, block.end)
    if colon < 0:
        return [block.start]
    behind = view.folded[colon + 1 : block.end]
    return [block.start, colon + 1 + len(behind) - len(behind.lstrip(" "))]


def _is_sound(view: View, rule: CueRule, span: tuple[int, int]) -> bool:
    """Whether a value is a town where one is asked for, and no wiki or its project."""
    low = view.folded[span[0] : span[1]]
    if view.lexicon.wording.wiki.search(low):
        return False
    if TYPE_OF[rule.type] is not LOCATION:
        return TYPE_OF[rule.type] is not SCHOOL or view.slots.says_school(*span, strict=True)
    first = view.text[span[0]]
    if first.lower() == first.upper() or unspaced(first):
        return view.lexicon.towns.knows(low)
    return first.isupper()
