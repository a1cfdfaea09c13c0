"""What is only mentioned: riddles, a play's roles, words in italics, forms that are left to be filled in."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from bot.detect.folding import fold
from bot.detect.ownership.grids import Grids
from bot.detect.regions import Kind
from bot.detect.signs import CONTEXT, LABEL, MESSAGING, SELF, SOCIAL, SPECIMEN
from bot.detect.types import (
    ADDRESS,
    AGE_MINOR,
    BIRTH_DATE,
    CREDENTIAL,
    EMAIL,
    EMPLOYER,
    LOCATION,
    MESSAGING_HANDLE,
    PHONE,
    REAL_NAME,
    SCHOOL,
    SOCIAL_HANDLE,
)
from bot.detect.view import MOST

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.shared import Tiers
    from bot.detect.view import Candidate, View

_LINE = 1_200  # characters of a line on either side of a value
_BLANK = re.compile(  # a set first, so that the engine skips
    r"[….\-_＿○〇](?:(?<=…)|(?<=\.)\.{2}|(?<=_)_{2}|(?<=＿)＿|(?<=-)-{3}|(?<=[○〇])[○〇])"
)
_WRITTEN = frozenset(  # whose letters may be dots and strokes
    [EMAIL, SOCIAL_HANDLE, MESSAGING_HANDLE, CREDENTIAL]
)
_SOLVED = re.compile(r"[.?!؟。？！।] ?[(（][^()（）\d\n]{2,40}[)）]$")  # a riddle's answer behind it
_ANSWER = 60
_STRIKES = ("<s>", "<del>", "<strike>")
_STRUCK = 200  # characters between a tag that strikes out and a value
_NUMBER = 12  # characters between a numbered line's beginning and its text
_NEAR = 40  # blocks before and after a line in which its list's terms stand
_TWICE = 2
_FRAMES = {"(": ")", "（": "）", "<": ">", "〈": "〉", "【": "】"}
_RUN = re.compile("'+")
_ITALIC = (2, 5)  # apostrophes that begin or end italics
_MORE = 4  # characters in italics beyond a phrase that make it a sentence
_MUCH = 24  # beyond a label and its value
_MENTIONED = frozenset([Kind.ITEM, Kind.CELL, Kind.PROSE])
_DESCRIBED = frozenset([REAL_NAME, LOCATION, EMPLOYER, SCHOOL, ADDRESS, BIRTH_DATE, AGE_MINOR])
_LINKED = re.compile(  # `* [[Jane Holt]] (poet) – …`: a list's line or a cell, a link, what is said of it
    r"[*#:;]* {0,2}(?:'{2,5}|[«\"„“])?\[\[[^\[\]\n]{1,160}\]\](?:'{2,5}|[»\"“”])? {0,2}"
    r"(?:\([^()\n]{0,90}\) {0,2})?[-–—:：,،，;；(]"
)
_LINKED_TERM = re.compile(r";[ ]{0,2}'{0,3}\[\[[^\[\]\n]{1,160}\]\]")
_BORN = 160  # characters of a phrase that says when and where somebody was born
_LONG_AGO = re.compile(r"(?<![0-9])1(?:[5-8][0-9]|90|91(?=[0-5]))[0-9](?![0-9])")
_ENDING = 4  # characters in which a term's last sign stands
_ANSWERED = frozenset(":：=")
_GOES_ON = re.compile(r"[^\W\u3040-\u309f]")  # of a longer name; no Japanese particle
_FORM = 200  # characters between such a name and what else a sample is filled with
_FILLED = frozenset([ADDRESS, PHONE])  # what forms are filled with
_CALLS = ("?", "!", "？", "！", "؟")
_ASKS_ON = re.compile(r"[?？؟][ '\"]{0,4}[^\W_]")  # and goes on in the term: no answer behind a colon
_LONG_TERM = 400  # characters of a term in which its question or its answer begins
_BOLD = re.compile(  # `* '''Jane Holt''' – …`; a colon would make it a label
    r"[*#]+ {0,2}'''([^'\n]{3,60})''' {0,2}(?:\([^()\n]{0,90}\) {0,2})?[-–—,，،、;；(（]"
)
_LISTED = frozenset([Kind.ITEM, Kind.CELL])
_RAW = 80  # characters between a tag and a phrase that begins in it
_BRACKET = 60  # characters between a bracket and the value in it
_LINK = 200  # characters from a line's beginning into its text


class Mentions(Grids):
    """Knows which words are only mentioned."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        super().__init__(view, tiers, page_kind)
        self._strikes: bool | None = None  # whether anything on the page is struck out
        self._people: dict[int, bool] = {}  # which terms are people's names
        self._specimens: list[int] | None = None  # where names stand that samples are filled with
        self._riddles: bool | None = None  # whether numbered lines are riddles with their answers

    def _listed_lives(self, block: Block) -> bool:
        """Whether a line stands in a list of riddles, or is a role's in a play or a story: `;Jane Holt` `:…`."""
        if block.kind is Kind.TERM:
            return self._asked(block)
        if block.kind is not Kind.ITEM:
            return False
        if block.label:
            return self._of_role(block)
        if not self._numbered(block):
            return False
        if self._riddles is None:
            text = self.view.text
            numbered = [
                each for each in self.view.layout.blocks if each.kind is Kind.ITEM and self._numbered(each)
            ]
            solved = sum(
                text[each.end - 1] in ")）"
                and bool(_SOLVED.search(text, max(each.start, each.end - _ANSWER), each.end))
                for each in numbered[:MOST]
            )
            self._riddles = solved > 1 and solved * 3 >= len(numbered[:MOST])
        return self._riddles

    def _of_linked(self, candidate: Candidate, block: Block) -> bool:
        """Whether a list's line begins with an article and speaks of it: `* [[Jane Holt]], lived in Whitby`."""
        if candidate.sort == "label":
            return False
        if candidate.type in _DESCRIBED and self._behind_link(candidate, block):
            return True
        if block.kind not in _LISTED:
            return False
        page, start = self.view.page.wikitext, block.at
        if block.kind is Kind.ITEM:
            start = page.rfind("\n", max(0, block.at - _LINK), block.at) + 1
            if not start and block.at > _LINK:
                return False
        named = _LINKED.match(page, start, start + 2 * _LINK) if candidate.type in _DESCRIBED else None
        if named is None:
            named = _BOLD.match(page, start, start + _LINK)
            if named is not None and not self._is_somebody(named.group(1)):
                return False
        if named is None or self.view.span(candidate)[0] < named.end():
            return False
        # What the owner says of themselves in the next sentence makes the article's life not theirs.
        return not self._says_i(block.start, self.view.sentence(candidate.start)[1])

    def _is_somebody(self, text: str) -> bool:
        """Whether bold words are somebody's name, not the owner's, and no label."""
        if text[0].upper() != text[0].lower():
            return self._names_another(text)
        return " " in text.strip() and self.owner not in fold(text) and not self._says_what(text)

    def _shown_raw(self, candidate: Candidate, first: int) -> bool:
        """Whether a whole sentence stands in <nowiki>, as an example does; an address alone is hidden from machines."""
        page = self.view.page.wikitext
        if candidate.sort != "cue":
            return False
        left, right = self.view.span(candidate)
        begin = min(left, self.view.layout.span(first, first + 1)[0])
        opened = page.rfind("<nowiki", max(0, begin - _RAW), begin)
        return opened >= 0 and "</nowiki" not in page[opened:right]

    def _of_specimen(self, candidate: Candidate, block: Block) -> bool:
        """Whether a form or a sample that is filled in goes on with it: `Name: Max Mustermann`, `Born: 1 January 1970`."""
        view = self.view
        if self._specimens is None:
            found = view.within(SPECIMEN, 0, len(view.folded))
            self._specimens = [each.start for each in found if not _GOES_ON.match(view.folded, each.end)]
        at = bisect_left(self._specimens, candidate.end) - 1
        if (
            (candidate.sort == "shape" and candidate.type not in _FILLED)
            or at < 0
            or candidate.start - self._specimens[at] > _FORM
        ):
            return False
        return view.layout.block_at(self._specimens[at]).section == block.section

    def _in_code_of_comment(self, candidate: Candidate, block: Block) -> bool:
        """Whether a comment keeps a box that was taken out: `<!-- {{Infobox person|name=… -->`."""
        if block.kind is not Kind.COMMENT:
            return False
        before = self.view.text[max(block.start, candidate.start - _LINE) : candidate.start]
        return before.count("{{") > before.count("}}") and "|" in before

    def _behind_link(self, candidate: Candidate, block: Block) -> bool:
        """Whether a value stands in brackets right behind a link: `[[Jane Holt]] (born 3 May 1960 in Hull)`."""
        page, left = self.view.page.wikitext, self.view.span(candidate)[0]
        bracket = max(page.rfind(mark, max(0, left - _BRACKET), left) for mark in "(（")
        if bracket < 2 or any(mark in page[bracket:left] for mark in ")）"):
            return False
        return page[max(0, bracket - 8) : bracket].rstrip(" '").endswith("]]") and not self.view.has(
            SELF, block.start, block.end
        )

    def _long_ago(self, candidate: Candidate) -> bool:
        """Whether somebody was born then who cannot write here: an article's subject. Other calendars count beyond."""
        dated = candidate.type is BIRTH_DATE
        if not dated and not candidate.rule.endswith(".place"):
            return False
        first = max(candidate.start if dated else candidate.cue_start, candidate.end - _BORN, 0)
        return _LONG_AGO.search(self.view.folded, first, candidate.end) is not None

    def _asked(self, term: Block) -> bool:
        """Whether terms around are readers' questions and complaints: `;I am Jane Holt, and my page is gone!` `:…`."""
        begins = self.view.text[term.start : min(term.end, term.start + _LONG_TERM)]
        if not self._calls(term) and not _ANSWERED.isdisjoint(begins):
            return False  # a term with its answer behind a colon
        calls = self._calls(term)
        return sum(self._calls(each) for each in self._terms(term)) > calls  # one more than itself

    def _calls(self, term: Block) -> bool:
        """Whether a term is a question or a shout, or holds a question: `;Can you help? I am Jane Holt, of Hull.`"""
        end = self.view.text[max(term.start, term.end - _ENDING) : term.end]
        return end.rstrip(" '")[-1:] in _CALLS or bool(
            _ASKS_ON.search(self.view.text, term.start, min(term.end, term.start + _LONG_TERM))
        )

    def _terms(self, block: Block) -> list[Block]:
        """The terms of definitions around a line, in its section."""
        near = self.view.layout.blocks[max(0, block.index - _NEAR) : block.index + _NEAR]
        return [each for each in near if each.kind is Kind.TERM and each.section == block.section]

    def _numbered(self, block: Block) -> bool:
        page = self.view.page.wikitext
        nearest = max(0, block.at - _NUMBER)
        start = page.rfind("\n", nearest, block.at) + 1
        return (start > 0 or not nearest) and page[start : start + 1] == "#"

    def _of_role(self, block: Block) -> bool:
        """Whether a definition's term is said again for another line, or terms around are names of others."""
        view, lexicon = self.view, self.view.lexicon
        found = self._terms(block)
        terms = [view.folded[each.start : each.end].strip() for each in found]
        label = fold(block.label).strip()
        if self._of_article(block, found) or self._of_one_of(block, found):
            return True
        if len(terms) < _TWICE or label in lexicon.labels:
            return False
        return len(set(terms)) < len(terms) or any(
            lexicon.wording.east_asian.is_name(term, lexicon.code) and self.owner not in term
            for term in terms
        )

    def _of_article(self, block: Block, terms: list[Block]) -> bool:
        """Whether the line's term is an article that it tells of: `;[[Jane Holt]]` `:born in Whitby`."""
        term = next((each for each in reversed(terms) if each.index < block.index), None)
        if (
            term is None
            or len(block.label) > _LINK
            or self.owner in fold(block.label)
            or self._says_i(block.start, block.end)
        ):
            return False
        page = self.view.page.wikitext
        start = page.rfind("\n", max(0, term.at - _NUMBER), term.at) + 1
        if not start and term.at > _NUMBER:
            return False
        return _LINKED_TERM.match(page, start, start + _LINK) is not None and not self._says_what(block.label)

    def _of_one_of(self, block: Block, terms: list[Block]) -> bool:
        """Whether the line's term is a name among others' names: a list of people."""
        if len(block.label) > _LINK or not self._names_another(block.label):
            return False
        if self._says_i(block.start, block.end):
            return False
        return sum(self._names_one(each) for each in terms) >= _TWICE

    def _names_one(self, term: Block) -> bool:
        """Whether a term is somebody's name; asked of each line's neighbours."""
        known = self._people.get(term.index)
        if known is None:
            text = self.view.text[term.start : min(term.end, term.start + _LINK)]
            known = self._people[term.index] = self._names_another(text)
        return known

    def _says_what(self, term: str) -> bool:
        """Whether a term says what stands behind it: a label's or a service's word."""
        found = self.view.lexicon.signs.scan(fold(term))
        return any(found[what] for what in (LABEL, CONTEXT, SOCIAL, MESSAGING))

    def _left_blank(self, candidate: Candidate) -> bool:
        """Whether a value is a form's to be filled in: `I am in grade …`, `ul. ........`, `（社の値）`."""
        if candidate.start < 0 or candidate.type in _WRITTEN:
            return False
        text = self.view.text
        value = text[candidate.start : candidate.end]
        if _BLANK.search(value):
            return True
        block = candidate.block
        if candidate.sort != "cue" or block is None or block.frame is None:
            return False
        closing = _FRAMES.get(text[max(0, candidate.start - 1) : candidate.start])
        return closing is not None and text[candidate.end : candidate.end + 1] == closing

    def _struck(self, candidate: Candidate) -> bool:
        """Whether what is said was struck out: it is not, or no longer, so."""
        page = self.view.page.wikitext
        if self._strikes is None:
            self._strikes = any(tag in page for tag in _STRIKES)
        if candidate.sort != "cue" or not self._strikes:
            return False
        left, right = self.view.span(candidate)
        start = max(page.rfind(tag, max(0, left - _STRUCK), left) for tag in _STRIKES)
        if start < 0 or page.find("</", start, left) >= 0:
            return False
        return page.startswith(("</s>", "</del>", "</strike>"), page.find("</", right, right + _STRUCK))

    def _in_italics(self, candidate: Candidate, block: Block, first: int) -> bool:
        """Whether a sentence in italics holds it: words that are mentioned; an owner's whole paragraph may be so."""
        if block.kind not in _MENTIONED or block.frame is not None:
            return False
        page = self.view.page.wikitext
        left, right = self.view.span(candidate)
        stop = page.find("\n", right, right + _LINE)
        stop = min(len(page), right + _LINE) if stop < 0 else stop
        if page.find("''", right, stop) < 0:
            return False
        start = max(page.rfind("\n", max(0, left - _LINE), left) + 1, left - _LINE)
        begin = self.view.layout.span(first, first + 1)[0] if first < candidate.start else left
        opened = -1
        for run in _RUN.finditer(page, start, stop):
            if run.end() - run.start() not in _ITALIC:
                continue
            if opened >= 0 and opened <= begin and right <= run.start():
                more = run.start() - opened - (right - min(begin, left))
                if block.kind is not Kind.PROSE:
                    return candidate.sort == "cue" or more >= _MUCH
                whole = run.end() + 2 >= stop and opened - 4 <= start
                spoken = whole and self.view.has(SELF, block.start, block.end)
                return more >= (_MORE if candidate.sort == "cue" else _MUCH) and not spoken
            opened = run.end() if opened < 0 else -1
        return False
