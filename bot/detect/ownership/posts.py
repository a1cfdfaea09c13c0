"""Posts and other people's words: who signed a line, who speaks in a dialogue, whose letter is copied."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.detect.folding import fold, unspaced
from bot.detect.regions import Kind
from bot.detect.signs import OTHERS, SAID, SELF
from bot.detect.types import CREDENTIAL, IP_ADDRESS, NATIONAL_ID, PAYMENT

if TYPE_CHECKING:
    from bot.detect.regions import Block, Link
    from bot.detect.shared import Tiers
    from bot.detect.view import View

_SHORTEST_OWNER = 4  # letters of an account's name that is looked for in signatures
LINES = frozenset([Kind.PROSE, Kind.ITEM])
_GREETING = 9  # words of a letter's first line
_HEADING_WORDS = 3  # `Contact details:` heads a list, a longer line without `I` introduces somebody's words
_ANONYMOUS = re.compile(r"/\s*([0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){3,7})\s*$")
CHECKED = frozenset(  # their own shape proves what they are, wherever they stand
    [NATIONAL_ID, PAYMENT, CREDENTIAL, IP_ADDRESS]
)
_LETTER = 2  # letters of a speaker's sign (`A:`, `Q1:`), which need not recur
_TURNS = 3  # lines before and after one in which a dialogue's other speaker is looked for
_DASHES = "—"
_ASKS = ("?", "？", "؟")
_ASKS_SEMICOLON = (*_ASKS, ";")
_ENDS = (*_ASKS, ".", "!", "…", "。", "！", "।", ",", ";")
_L = (  # a letter, or a vowel sign of the Indic scripts and Thai, which are none to `re`; never both, or it tries all
    r"(?:[^\W\d_]|(?=\W)[\u0900-\u0963\u0981-\u09d7\u0a01-\u0a5e\u0a81-\u0ae3\u0b01-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0ce3\u0d00-\u0d63\u0e30-\u0e4e])"
)
_SPEAKER = re.compile(
    r"\s*(?:([—–―]|- |„|“|«|「|『|»)[^\n]{3}"
    rf"|([^\W\d_]|[QAFRPVВО]\d?|{_L}{{2,12}}(?:\.? {_L}{{2,14}}){{0,2}})[:：](?!//) ?[^\s\d]"
    r"|([^\W\d_a-z]{3,16}) ?[.:–—-] )"
)
_LEAD = re.compile(r"([^\W\d_][^:\n.!?]{1,22}) ?[:：]")  # what a line says it is
_ANSWERED = re.compile(r"[^\W\d_]\d? ?[:：] [^\n]{3,200}?[?？] ?[^\W\d_]\d? ?[:：] ")
_STAMP = re.compile(  # a signature's time and date, in folded text
    r"[0-9][0-9]?[:.h][0-9]{2}(?:[^\n]{0,46}\([^()\n]{2,8}\)|[,،]? [^\n]{4,40}[0-9]{4})"
)
_UNNAMED = re.compile(  # a signature without an account, in folded text: `--192.0.2.1 12:30, 4 May …`
    r"[-–—―~?!.)»”](?:(?<=[-–—―~]) ?(?:[^\s\d]{2,6} )?"
    r"|(?<=[?!.)»”]) (?=[0-9a-f:.]{7,39}[ ,]{1,2}[0-9]{1,2}[:.h][0-9]{2}))"
    r"((?:[0-9]{1,3}\.){3}[0-9]{1,3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7})(?=[\s,،(])"
)
_WRITTEN_NAME = re.compile(  # `– Jane Holt, reader 12:30, …`
    r"(?:^|[\s!！?？。」])[-–—―~]{1,2} ?([^\W\d_][^\n.!?;:–—]{1,50}?)[ ,،]{1,3}$"
)
_PLAIN_NAME = re.compile(  # in an answer's line: `I can come. Jane Holt 12:30, …`, or a time alone
    r"[.!?…)\"”»] ?([^\W\d_a-z][^\n.!?;:–—]{1,40}?)?[ ,،]{1,3}$"
)
_BEHIND_STAMP = 3  # characters behind a signature's time
_BEFORE_ACCOUNT = 24  # characters of a line before the account that it begins with
_LINE = 160  # characters from the beginning of a line to the first that is seen
_DEEPEST = 20  # colons that are counted
_ITEMS = frozenset("*#:")
_STAMPED = 60  # characters from such an address to the end of its time
# What stands between an account at the beginning of a list's line and what is said of it.
_ABOUT_ACCOUNT = re.compile(r"(?: ?[(（\[][^\n]{0,90}?[)）\]])?\s{0,3}(?:[-–—―:：,，،;；(（]|'')")


class Posts:
    """Knows which lines of a page other people wrote."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        self.view, self.worth, self.page_kind = view, tiers.scores, page_kind
        self.owner = plain_user(view.page.username)
        self._quoted: dict[int, bool] = {}
        self._spoke: dict[int, bool] = {}
        self.posts = self._posts()

    def _reported(self, block: Block) -> bool:
        """Whether a line is indented below one that ends with a colon, says no `I` and is no label or request."""
        view = self.view
        known = self._quoted.get(block.index)
        if known is not None:
            return known
        blocks, at = view.layout.blocks, block.index
        while at > 0 and blocks[at].section == block.section and self._indented(blocks[at]):
            at -= 1
        if at == block.index and at > 0 and block.kind is Kind.PROSE:
            at -= 1
        lead = blocks[at]
        known = False
        if at < block.index and lead.section == block.section and lead.kind is Kind.PROSE:
            text = view.text[lead.start : lead.end].rstrip(" '\"")
            known = (
                text.endswith((":", "："))
                and len(text.split()) > _HEADING_WORDS
                and not view.has(SELF, view.sentence(max(lead.start, lead.end - 2))[0], lead.end)
                and (self._indented(block) or not self._greets(lead))
            )
        self._quoted[block.index] = known
        for each in range(at + 1, block.index):
            self._quoted[each] = known
        return known

    def _greets(self, lead: Block) -> bool:
        """Whether the page's first line is a letter's greeting (`To whoever reads this:`): nobody says anything in it."""
        view = self.view
        if lead.index or len(view.text[: lead.end].split()) > _GREETING:
            return False
        return not any(view.has(what, lead.start, lead.end) for what in (SAID, OTHERS))

    def _dialogue(self, block: Block) -> bool:
        """Whether lines around begin with speakers' dashes or quotation marks, or with `A:` and `B:` in turn."""
        known = self._spoke.get(block.index)
        if known is not None:
            return known
        turn = self._turn(block)
        known = self._copied(block)
        if turn and not known:
            blocks = self.view.layout.blocks
            turns = [
                (self._turn(blocks[at]), blocks[at])
                for at in range(max(0, block.index - _TURNS), min(len(blocks), block.index + _TURNS + 1))
                if at != block.index and (blocks[at].section == block.section or turn in _DASHES)
            ]
            near = [other for other, _ in turns]
            if self._asked_themselves(block, turn, turns):
                pass
            elif turn in _DASHES:
                known = _DASHES in near and not self._listed(block, turns)
            else:
                others = [other for other in near if other and other not in _DASHES]
                letter = len(turn) <= (1 if unspaced(turn[0]) else _LETTER)  # 月曜： is a day
                recurs = turn in others or len(set(others)) < len(others) or letter
                known = recurs and any(other != turn for other in others)
        self._spoke[block.index] = known
        return known

    def _closes(self, block: Block, signs: tuple[str, ...]) -> bool:
        """Whether a line ends with one of the signs, quotation marks and bold type left aside."""
        return self.view.text[max(block.start, block.end - 8) : block.end].rstrip(" '\"”»)").endswith(signs)

    def _listed(self, block: Block, turns: list[tuple[str, Block]]) -> bool:
        """Whether the lines that begin with a hyphen are a list's: none of them ends as a sentence does."""
        dashed = [block, *(each for turn, each in turns if turn and turn in _DASHES)]
        text = self.view.text
        return not any(self._closes(each, _ENDS) or not text.startswith("- ", each.start) for each in dashed)

    def _asked_themselves(self, block: Block, turn: str, turns: list[tuple[str, Block]]) -> bool:
        """Whether a line answers a question, and around it one sign (`Q:`, bold type) always asks: an interview with oneself."""
        asks = _ASKS_SEMICOLON if self.view.lexicon.traits.semicolon_asks else _ASKS
        before = [each for sign, each in turns if sign and each.index < block.index]
        if (
            len(turn) > _LETTER
            or not before
            or self._closes(block, asks)
            or not self._closes(before[-1], asks)
        ):
            return False
        if turn in _DASHES:
            at = before[-1].at
            bold = self.view.page.wikitext[max(0, at - 3) : at] == "'''"
            return bold and all(
                self._closes(each, asks) == bool((each.index - block.index) % 2)
                for sign, each in turns
                if sign
            )
        others = {sign for sign, _ in turns if sign and sign != turn}
        return len(others) == 1 and all(
            self._closes(each, asks) == (sign != turn) for sign, each in turns if sign
        )

    def _copied(self, block: Block) -> bool:
        """Whether a line is a letter's (`> …`), an example (`Example: …`), or holds a question and its answer."""
        text = self.view.text
        if block.kind not in LINES:
            return False
        start, end = block.start, block.end
        while start < end and text[start].isspace():
            start += 1
        if text[start : start + 1] == ">" or _ANSWERED.match(text, start, block.end):
            return True
        found = _LEAD.match(self.view.folded, start, block.end)
        if found is None:
            return False
        kinds, lead = self.view.lexicon.headings, found.group(1).strip()
        return kinds.get(lead) == "sample" or kinds.get(lead.split(" ")[0]) == "sample"

    def _turn(self, block: Block) -> str:
        """What a line of a dialogue begins with: a dash, a quotation mark or a speaker's letter or name; else ``."""
        if block.kind not in LINES:
            return ""
        found = _SPEAKER.match(self.view.text, block.start, block.end)
        if found is None:
            return ""
        if found.group(1):
            return "—"
        speaker = found.group(2) or found.group(3)
        if found.group(3) and not speaker.isupper():
            return ""
        low, lexicon = fold(speaker), self.view.lexicon
        known = low in lexicon.labels or low in lexicon.shared.social or low in lexicon.shared.messaging
        return "" if known else speaker

    def _indented(self, block: Block) -> bool:
        text = self.view.page.wikitext
        start = text.rfind("\n", 0, block.at) + 1
        return text[start : start + 1] == ":" and block.kind in LINES

    def _depth(self, index: int) -> int:
        """How many colons the line of a block begins with: a step below what it answers."""
        text, block = self.view.page.wikitext, self.view.layout.blocks[index]
        nearest = max(0, block.at - _LINE)
        start = text.rfind("\n", nearest, block.at) + 1
        depth = start
        while (start or not nearest) and text.startswith(":", depth) and depth - start < _DEEPEST:
            depth += 1
        return depth - start

    def _posts(self) -> dict[int, str]:
        """block index -> the account that signed it (folded); only signed blocks are in it."""
        view = self.view
        out: dict[int, str] = {}
        users = [
            link for link in view.layout.links
            if view.lexicon.is_user(link.target) or ("/" in link.target and _ANONYMOUS.search(link.target))
        ]  # fmt: skip
        others = [link for link in users if plain_user(link.target.partition(":")[2]) != self.owner]
        self.named = {view.layout.index_of(link.start): link.start for link in others}
        self.listed = {view.layout.index_of(link.start) for link in users if self._lists(link)}
        own = self._own_posts()
        signers: list[tuple[int, str]] = []
        ends = [link.end for link in users]  # in order: links are noted where they end
        seen = -1
        stamped = users or self.page_kind == "talk" or "\n:" in view.page.wikitext
        for stamp in _STAMP.finditer(view.folded) if stamped else ():
            block = view.layout.block_at(stamp.start())
            if block.index == seen or block.kind in (Kind.COMMENT, Kind.CODE):
                continue
            seen = block.index
            left, right = view.layout.span(block.start, block.end)
            last = bisect_right(ends, right + 3) - 1
            if last >= 0 and ends[last] >= left - 1:
                signers.append((block.index, plain_user(users[last].target.partition(":")[2])))
            elif block.end - stamp.end() <= _BEHIND_STAMP:
                name = self._written(block, stamp.start())
                if name is not None:
                    signers.append((block.index, self.owner if self.owner in name else name))
        signers += [
            (view.layout.block_at(found.start()).index, found.group(1))
            for found in _UNNAMED.finditer(view.folded)
            if _STAMP.search(view.folded, found.end(), found.end() + _STAMPED)
        ]
        signers.sort()
        previous = -1
        for index, signer in signers:
            begin = index
            if self.page_kind in ("talk", "archive") or _multi(view.layout.blocks, index):
                section = view.layout.blocks[index].section
                blocks = view.layout.blocks
                depth = self._depth(index)
                # What stands above the owner's answer, and is not indented, is what is answered.
                asked = depth and signer == self.owner and not blocks[index].label  # no definition
                depths = (depth,) if asked else (0, depth)
                while begin - 1 > previous and blocks[begin - 1].section == section and section > 0:
                    if self._depth(begin - 1) not in depths:
                        break  # another answer, which nobody signed
                    if begin - 1 in own or (self.page_kind == "main" and self._apart(begin - 1, begin)):
                        break
                    begin -= 1
            for each in range(begin, index + 1):
                out[each] = signer
            previous = index
        for index in own:
            out.setdefault(index, self.owner)
        return out

    def _written(self, block: Block, stamp: int) -> str | None:
        """Who signed in letters before a time, without a link; of an answer's line also nobody (``) or a bare name."""
        left = max(block.start, stamp - _STAMPED)
        name = _WRITTEN_NAME.search(self.view.folded[left:stamp])
        if name is not None:
            return name.group(1)
        answers = block.section and not block.label and self._depth(block.index)
        plain = _PLAIN_NAME.search(self.view.text[left:stamp]) if answers else None
        written = (plain.group(1) or "") if plain else ""
        if plain is None or any(word[0].islower() for word in written.split()):
            return None
        return fold(written)

    def _own_posts(self) -> set[int]:
        """The lines that end with the account's name behind a dash, and a date at most: signed without a link."""
        view = self.view
        out: set[int] = set()
        if len(self.owner) < _SHORTEST_OWNER:
            return out
        name = re.escape(self.owner).replace("\\ ", "[ _]")
        for found in re.finditer(f"[-—–―] ?{name}(?![^\\W_])", view.folded):
            block = view.layout.block_at(found.start())
            rest = view.folded[found.end() : block.end].strip(" .'")
            if block.kind in LINES and (not rest or (len(rest) <= _STAMPED and _STAMP.search(rest))):
                out.add(block.index)
        return out

    def _lists(self, link: Link) -> bool:
        """Whether a list's line begins with another account and goes on to say something of it."""
        page = self.view.page.wikitext
        nearest = max(0, link.start - _BEFORE_ACCOUNT)
        start = page.rfind("\n", nearest, link.start) + 1
        if nearest and not start:
            return False  # the line begins farther off
        before = page[start : link.start]
        if before[:1] not in _ITEMS or any(map(str.isalnum, before)):
            return False
        other = plain_user(link.target.partition(":")[2])
        return (not self.owner or self.owner not in other) and bool(_ABOUT_ACCOUNT.match(page, link.end))

    def _apart(self, one: int, other: int) -> bool:
        """Whether an empty line stands between two blocks."""
        blocks = self.view.layout.blocks
        between = self.view.page.wikitext[blocks[one].at : blocks[other].at]
        return "\n\n" in between[-3:] or "\n\n" in between


def _multi(blocks: list[Block], index: int) -> bool:
    """On a user page a signed list item or cell stands for itself; a paragraph under a heading may have several."""
    return blocks[index].kind is Kind.PROSE and blocks[index].section > 0


@lru_cache(maxsize=512)  # a page names the same few again and again
def plain_user(name: str) -> str:
    """A user's name as links have it, folded, without what stands below it; of an anonymous one the address."""
    anonymous = _ANONYMOUS.search(name) if "/" in name else None
    if anonymous:
        return fold(anonymous.group(1))
    return fold(name.partition("/")[0].partition("#")[0].replace("_", " ").strip())
