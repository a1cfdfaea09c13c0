"""Articles in the making on a user page, and whom links name: what is said there is said of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import fold
from bot.detect.ownership.posts import LINES, plain_user
from bot.detect.ownership.topics import NAME_COMMA, Topics
from bot.detect.regions import Kind, Mark
from bot.detect.signs import CONTEXT, LABEL, SELF, THING
from bot.detect.types import ADDRESS
from bot.detect.view import MOST

if TYPE_CHECKING:
    from bot.detect.regions import Block, Link
    from bot.detect.shared import Tiers
    from bot.detect.view import Candidate, View

_LINE_BEGINS = 12  # characters of markup between a line's beginning and its text
_LEAD = 420  # characters of a line in which a lead ends
_BELOW = 8  # blocks below a lead that go on with it
_AFTER_BOX = 40  # blocks of a box before the lead
_HALF = 2
_TARGET = re.compile(r"[_ ]?[(（][^()（）]{1,40}[)）]$")
_DATED = re.compile(r"([^\n(（]{2,40}?) ?[(（][^()（）\n]{0,60}?[0-9]{4}[^()（）\n]{0,60}[)）]")
_BOLD_LABEL = re.compile(r"'{3}[^'\n]{1,60}'{3} {1,3}(?=[^ (（\n])")
_BOLD = re.compile(r"[*#:; ]{0,8}'{3}([^'\n]{1,60})'{3}")
_BEFORE = 240  # characters before a number in which it may be said whose it is
_PART = 6  # characters behind a name in which it is said what of it is meant: `[[…]]の誕生日`


class Articles(Topics):
    """Knows which lines are an article's, and where a link says of whom the next sentences speak."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        super().__init__(view, tiers, page_kind)
        self._leads: dict[int, bool] = {}
        self._linked: dict[int, list[int]] | None = None

    def _is_biography(self, block: Block) -> bool:
        """Whether a paragraph is on somebody or something else, as an article begins, or goes on with that."""
        if block.marks & Mark.BIOGRAPHY and not self._only_bold(block) and not self._bold_label(block):
            return True
        return super()._is_biography(block) or self._below_lead(block)

    def _only_bold(self, block: Block) -> bool:
        """Whether bold words that begin a line are a label (`'''住处''' 泉州`) or the owner's name, and no article's subject."""
        view = self.view
        if not view.lexicon.traits.east_asian:
            return False
        begin = self._begin(block)
        return begin >= 0 and (
            _BOLD_LABEL.match(view.page.wikitext, begin, begin + _LEAD) is not None
            or (
                view.lexicon.wording.article_is[view.lexicon.code].match(
                    view.page.wikitext, begin, begin + _LEAD
                )
                is not None
                and not self._is_lead(block)
            )
        )

    def _bold_label(self, block: Block) -> bool:
        """Whether bold words that begin a line are mostly a label, or say I: `'''E-mail''' (seldom read): …`."""
        view, begin = self.view, self._begin(block)
        found = _BOLD.match(view.page.wikitext, begin, begin + _LEAD) if begin >= 0 else None
        if found is None:
            return False
        start, end = block.start, block.start + len(found.group(1))
        named = [*view.within(LABEL, start, end), *view.within(CONTEXT, start, end)]
        return view.has(SELF, start, end) or any(
            (hit.end - hit.start) * _HALF >= end - start for hit in named
        )

    def _begin(self, block: Block) -> int:
        """Where the line of a block begins in the wikitext; -1 where that is far off."""
        nearest = max(0, block.at - _LINE_BEGINS)
        begin = self.view.page.wikitext.rfind("\n", nearest, block.at) + 1
        return begin if begin or not nearest else -1

    def _below_lead(self, block: Block) -> bool:
        """Whether a line is an article's: its lead, a paragraph below it, the box above it."""
        if self._is_lead(block):
            return True
        blocks = self.view.layout.blocks
        if block.frame is not None:
            if block.frame.sort_of:
                return False
            for each in blocks[block.index + 1 : block.index + _AFTER_BOX]:
                if (
                    each.frame is None and each.end - each.start > 1
                ):  # the mark that a box leaves is one character
                    return self._is_lead(each)
            return False
        if block.kind not in LINES or block.label or not block.section or block.index in self.posts:
            return False
        for at in range(block.index - 1, max(-1, block.index - _BELOW), -1):
            each = blocks[at]
            if each.section != block.section or each.index in self.posts:
                return False
            if self._is_lead(each):
                return True
            if self.view.has(SELF, each.start, each.end):
                return False
        return False

    def _is_lead(self, block: Block) -> bool:
        """Whether a line begins as an article does: `'''Hull''' is a town`, `'''山田川'''（やまだがわ）は`."""
        known = self._leads.get(block.index)
        if known is None:
            begins = block.kind in LINES and self._leads_off(block)
            known = self._leads[block.index] = begins or self._tells_of(block)
        return known

    def _leads_off(self, block: Block) -> bool:
        view, page = self.view, self.view.page.wikitext
        lexicon = view.lexicon
        lead = lexicon.wording.article_is.get(lexicon.code)
        if lead is None:
            return False
        begin = self._begin(block)
        found = lead.match(page, begin, begin + _LEAD) if begin >= 0 else None
        if found is None:
            return False
        name = fold(found.group(1)).strip()
        shown = block.start + min(block.end - block.start, found.end() - begin)
        if not name or (self.owner and self.owner in name) or view.has(SELF, block.start, shown):
            return False
        end = block.start + len(name)
        labels = view.within(LABEL, block.start, end)
        if name in lexicon.labels or any((hit.end - hit.start) * _HALF >= len(name) for hit in labels):
            return False  # `'''生日'''是5月3日`
        if any(block.start <= at < shown for at in self.introduced):
            return False
        first, last = view.sentence(block.start)
        if view.folded[first:last].rstrip(" .。!！~").endswith(lexicon.wording.polite.get(lexicon.code, ())):
            return False  # `'''みかん'''は京都に住んでいます。`: no article speaks so
        # `'''Heron''' is an editor of Wikipedia`
        return not (lexicon.wording.wiki.search(view.folded, first, last) or view.has(THING, first, last))

    def _tells_of(self, block: Block) -> bool:
        """Whether a table's cell begins with a name, its dates in brackets and what makes it a subject: `陽子（1968年 - ）は`."""
        view = self.view
        found = _DATED.match(view.text, block.start, block.end) if block.kind is Kind.CELL else None
        behind = view.lexicon.wording.behind_name.get(view.lexicon.code)
        if found is None or behind is None or not behind.match(view.text, found.end(), block.end):
            return False
        return not view.has(SELF, block.start, found.end()) and self.owner not in fold(found.group(1))

    def _carried(self, start: int, first: int) -> bool:
        """Whether the text before a phrase spoke of somebody else last, also by a link."""
        if super()._carried(start, first):
            return True
        if not self.view.lexicon.traits.east_asian:
            return False
        ends = self._links().get(self.view.layout.block_at(start).index, ())
        last = max((end for end in ends if start <= end <= first), default=-1)
        return last >= 0 and not any(hit.start >= last for hit in self._selves(start, first + 1))

    def _links(self) -> dict[int, list[int]]:
        """block index -> where links end that say of whom the sentences behind them speak."""
        if self._linked is None:
            self._linked = {}
            for link in self.view.layout.links[:MOST]:
                person = ":" not in link.target and self._is_person(_TARGET.sub("", link.target))
                if not (person or self.view.lexicon.is_user(link.target)):
                    continue
                index = self.view.layout.index_of(link.start)
                if index >= 0 and (end := self._subject(link, index, person=person)):
                    self._linked.setdefault(index, []).append(end)
        return self._linked

    def _is_person(self, name: str) -> bool:
        view, code = self.view, self.view.lexicon.code
        if view.lexicon.wording.east_asian.is_person(name, code) or "・" in name or "·" in name:
            return True
        return view.names is not None and view.names.is_real_name(name, view.page.lang)

    def _subject(self, link: Link, index: int, *, person: bool) -> int:
        """Where a link's name ends in its line, where it is what the line speaks of; else 0."""
        view, block = self.view, self.view.layout.blocks[index]
        target, _, shown = view.page.wikitext[link.start : link.end].strip("[]").partition("|")
        name = (shown or target).strip()
        at = view.text.find(name, block.start, block.end) if name else -1
        if at < 0 or plain_user(link.target.partition(":")[2]) == self.owner:
            return 0
        end = at + len(name)
        if view.lexicon.wording.behind_name[view.lexicon.code].match(view.text, end, block.end):
            return end
        first, last = view.sentence(at)
        if person:
            told = view.has(THING, end, last) or view.has(LABEL, end, min(last, end + _PART))
            return end if told else 0
        opens = view.opens(first, at)
        return end if opens and view.lexicon.code == "zh" and view.text[end : end + 1].isalnum() else 0

    def _of_person(self, candidate: Candidate, start: int, section: str) -> bool:
        """Whether a number stands right behind a name and a comma: `Ask the librarian, Jane Holt, 0121 …`."""
        block = self.view.layout.block_at(candidate.start)
        near = max(block.start, candidate.start - _BEFORE)
        posted = self.posts.get(block.index) == self.owner
        if section != "contact" and not posted and self._carried(near, candidate.start):
            return True
        found = NAME_COMMA.search(self.view.text, max(start, candidate.start - 50), candidate.start)
        if found is None or candidate.type is ADDRESS or section == "contact" or self._like_owner(candidate):
            return False
        if next(iter(self.view.folded[found.start() : found.end()].split()), "") in self.view.lexicon.stop:
            return False  # `Now Hull, new address …`
        return not any(found.start() <= name < candidate.start for name in self.introduced)
