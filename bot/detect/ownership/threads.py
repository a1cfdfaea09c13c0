"""Conversations: who wrote the lines that nobody signed, by what they are indented below."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from bot.detect.ownership.posts import CHECKED, LINES, Posts
from bot.detect.signs import OTHERS, SELF
from bot.detect.types import AGE_MINOR, BIRTH_DATE, EMPLOYER, LOCATION, REAL_NAME, SCHOOL

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.shared import Tiers
    from bot.detect.view import Candidate, View

_SIGNATURE = 120  # characters from a signature's link to the end of its line
_SIGNING = frozenset(
    ["", *'\n.!?。！？।-–—―~)）”"*:#']
)  # what stands before a signature, not before a mention
_TOLD = frozenset([REAL_NAME, LOCATION, EMPLOYER, SCHOOL, BIRTH_DATE, AGE_MINOR])
_QUOTED_LINE = 2000  # characters of a line whose quotations are looked at
_QUESTION = 400  # characters of a question in bold letters before and behind a value
_ASKED = re.compile(r"[?…]|\.\.\.")  # `I am thirteen and …`, too, waits for an answer
_TURNS = 3  # lines before one in which the post that it answers is looked for


class Threads(Posts):
    """Knows who speaks in a conversation."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        super().__init__(view, tiers, page_kind)
        self.talked = {
            view.layout.blocks[index].section for index, signer in self.posts.items() if signer != self.owner
        }  # sections in which others signed
        self.answers = self._answers() if self.talked else {}
        self.answered = self._answered()
        self.quotes: list[tuple[int, int]] = []  # what stands in quotation marks, in order

    def _answers(self) -> dict[int, bool]:
        """Lines without a signature, one step below a post: whether the owner answers somebody else there, or is answered."""
        out: dict[int, bool] = {}
        speakers: dict[int, bool] = {}
        section = -1
        for block in self.view.layout.blocks:
            if block.kind not in LINES or block.section not in self.talked:
                continue
            if block.section != section:
                section = block.section
                speakers.clear()
            depth = self._depth(block.index)
            signer = self.posts.get(block.index)
            if signer is not None:
                speaker: bool | None = signer == self.owner
            else:
                above = speakers.get(depth - 1)
                speaker = None if above is None or not depth else not above
                if speaker is not None:
                    out[block.index] = speaker
            for deeper in [each for each in speakers if each >= depth]:
                del speakers[deeper]
            if speaker is not None:
                speakers[depth] = speaker
        return out

    def _answered(self) -> set[int]:
        """Lines without a signature right above the owner's signed answer, one step below: somebody else's."""
        out: set[int] = set()
        blocks = self.view.layout.blocks
        for index, signer in self.posts.items():
            depth, section = self._depth(index), blocks[index].section
            if signer != self.owner or not depth or not section:
                continue
            at = index - 1
            while at > 0 and at not in self.posts and blocks[at].section == section:
                if blocks[at].kind not in LINES or self._depth(at) != depth - 1:
                    break
                if at + 1 != index and self._apart(at, at + 1):
                    break
                out.add(at)
                at -= 1
        return out

    def _says_i(self, start: int, end: int) -> bool:
        """Whether somebody says `I` there outside quotation marks: not `;Jane Holt` `:cook; "I am from Hull"`."""
        view, quotes = self.view, self.quotes
        either = view.lexicon.wording.either_person.get(view.lexicon.code)
        if end - start > _QUOTED_LINE or not (quotes or either) or not view.has(SELF, start, end):
            return view.has(SELF, start, end)
        for hit in view.within(SELF, start, end):
            at = bisect_right(quotes, (hit.start, len(view.text)))
            quoted = at > 0 and hit.start < quotes[at - 1][1]
            if not quoted and (either is None or not either.match(view.folded, hit.start)):
                return True
        return False

    def _of_either(self, start: int, first: int) -> bool:
        """Whether a phrase's verb reads as `I` and as `she`, behind words that spoke of somebody else or of nobody:
        `He was a carver. Morava na Rua Direita.`"""
        view = self.view
        either = view.lexicon.wording.either_person.get(view.lexicon.code)
        block = view.layout.block_at(first)
        if either is None or first - block.start > _QUOTED_LINE or not either.match(view.folded, first):
            return False
        others = view.within(OTHERS, start, first)
        if others:
            return not self._says_i(others[-1].end, first)
        return not view.opens(block.start, first) and not self._says_i(block.start, block.end)

    def _asked_in_bold(self, candidate: Candidate) -> bool:
        """Whether it stands in a question in bold letters that its line answers: `'''I am from Hull. May I?''' Yes.`"""
        if candidate.sort != "cue":
            return False
        page = self.view.page.wikitext
        left, right = self.view.span(candidate)
        start = max(page.rfind("\n", max(0, left - _QUESTION), left) + 1, left - _QUESTION, 0)
        opened = page.find("'''", start, left)
        closed = page.find("'''", right, right + _QUESTION)
        if opened < 0 or closed < 0 or page[start:opened].strip("*#:; ") or "'''" in page[opened + 3 : left]:
            return False
        asked, answer = page[opened:closed], page[closed + 3 : closed + 3 + _QUESTION].partition("\n")[0]
        return "\n" not in asked and _ASKED.search(asked) is not None and any(map(str.isalpha, answer))

    def _in_talk(self, candidate: Candidate, block: Block) -> bool:
        """Whether the owner says it in a conversation: neither its heading nor a missing signature speaks against it.

        What another person can be spoken of with must come with an `I` in its sentence.
        """
        if block.section not in self.talked or candidate.start < 0:
            return False
        owners = self.posts.get(block.index) == self.owner or self.answers.get(block.index, False)
        return owners and (
            candidate.type not in _TOLD or self.view.has(SELF, *self.view.sentence(candidate.start))
        )

    def _in_thread(self, block: Block) -> bool:
        """Whether an indented line stands below a post that somebody else signed."""
        if self.page_kind != "main" or not self._indented(block):
            return False
        blocks, at = self.view.layout.blocks, block.index - 1
        while at > 0 and block.index - at < _TURNS and at not in self.posts and self._indented(blocks[at]):
            at -= 1
        return blocks[at].section == block.section and self.posts.get(at, self.owner) != self.owner

    def _foreign_post(self, candidate: Candidate, block: Block) -> bool:
        signer = self.posts.get(block.index)
        if signer is not None and signer != self.owner:
            candidate.add("signed by somebody else", self.worth["foreign_post"])
            return True
        if signer is None and block.index in self.listed and candidate.sort != "box":
            candidate.add("in a line that begins with another account", self.worth["foreign_post"])
            return True
        if block.index in self.answered:
            candidate.add("answered by the owner", self.worth["foreign_post"])
            return True
        link = self.named.get(block.index, -1)
        if signer is None and link >= 0 and self.view.span(candidate)[1] <= link:
            _, end = self.view.layout.span(block.start, block.end)
            before = self.view.page.wikitext[max(0, link - 24) : link].rstrip(" '<>(（")
            if end - link <= _SIGNATURE and before[-1:] in _SIGNING:  # signed without a date
                candidate.add("signed by somebody else", self.worth["foreign_post"])
                return True
        beside = signer is None and candidate.sort != "box" and block.index in self.named
        heard = candidate.start  # up to where I may be said; what a shape proves may be claimed behind it
        if beside and heard >= 0 and candidate.type in CHECKED:
            heard = self.view.sentence(heard)[1]  # `the edits from … were mine`
        if beside and not self.view.has(SELF, block.start, max(block.start, heard)):
            candidate.add("beside another account", self.worth["others"])
        if signer is None and self.page_kind == "archive":
            candidate.add("archive", self.worth["foreign_post"])
            return True
        spoken = signer is not None or self.view.has(SELF, block.start, block.end)
        if self._in_talk(candidate, block):
            return False
        if self.answers.get(block.index) is False and candidate.type not in CHECKED:
            candidate.add("answers the owner's post", self.worth["others"])
            return False
        if not spoken and candidate.type not in CHECKED and self._in_thread(block):
            candidate.add("unsigned below somebody else's post", self.worth["unsigned_post"])
        if signer is None and self.page_kind == "talk" and block.section > 0:
            candidate.add("unsigned on a talk page", self.worth["unsigned_post"])
        return False
