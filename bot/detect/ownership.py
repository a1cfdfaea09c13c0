"""Whose is it? Moves a candidate's score by what is said around it and where it stands.

For: first person, the owner's box, a contact section. Against: another person's or an article's text, quotations,
references, other people's posts, functions' addresses, negation and fiction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from bot.detect.cues import fold, unspaced
from bot.detect.lexicon import AGAINST, CONTEXT, LABEL, MESSAGING, OTHERS, ROLE, SELF, SOCIAL
from bot.detect.recognizers.contact import is_role
from bot.detect.regions import Kind, Mark
from bot.model import FindingType

if TYPE_CHECKING:
    from bot.detect.lexicon import Hit
    from bot.detect.regions import Block
    from bot.detect.shared import Tiers
    from bot.detect.view import Candidate, View

_FOREIGN = {
    Mark.REF: "a reference", Mark.QUOTE: "a quotation", Mark.CODE: "code", Mark.PERSON: "another person's box",
    Mark.CITE: "a citation", Mark.PAID: "a required disclosure", Mark.BLOCKED: "a block notice", Mark.DRAFT: "a draft",
}  # fmt: skip
_SIGNATURE = 120  # characters from a signature's link to the end of its line
_SHAPES = frozenset([FindingType.EMAIL, FindingType.PHONE, FindingType.ADDRESS])
_NAMED = frozenset([FindingType.EMAIL, FindingType.SOCIAL_HANDLE, FindingType.MESSAGING_HANDLE])
_NOBODYS = frozenset([FindingType.CREDENTIAL, FindingType.IP_ADDRESS])
_ACCOUNTS = frozenset([FindingType.SOCIAL_HANDLE, FindingType.MESSAGING_HANDLE])
_CROWDED = _SHAPES | {FindingType.REAL_NAME, FindingType.IP_ADDRESS, FindingType.BIRTH_DATE}
_LINES = frozenset([Kind.PROSE, Kind.ITEM])
_PERSONAL = frozenset(  # what only people have: a form with one of these is a person's
    [FindingType.BIRTH_DATE, FindingType.AGE_MINOR, FindingType.SCHOOL, FindingType.EMPLOYER, FindingType.CREDENTIAL,
     FindingType.NATIONAL_ID, FindingType.MESSAGING_HANDLE]
)  # fmt: skip
_HEADING_WORDS = 3  # `Contact details:` heads a list, a longer line without `I` introduces somebody's words
_TWO_CAPITALS = re.compile(r"(?<![^\W\d_])[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][^\W\d_]+ [A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][^\W\d_]+")
_TITLE_LINE = 80  # characters of a first line that is a title
_LONG_TABLE = 24  # cells of a table between its lead and a value
_FICTION_WORD = 6  # letters of a word for fiction; shorter ones in the list are negations
_BRIEF = 320  # characters of a page that is a few lines
_BRACKET = 48  # characters between a bracket behind a name and the value in it
_NAME_BEFORE = re.compile(r"[^\W\d_a-zа-яё][^\W\d_]+[ -][^\W\d_a-zа-яё][^\W\d_]+ $")
_OFFICE = 24  # characters between an office's word and its own address
_AROUND_LABEL = " :*'\"=–—-.,([<"
_LONGEST_LABEL = 24  # characters of a line's beginning that may be a label
_AROUND = 8  # blocks before and after one in which its section's voice is looked for
_CROWD = 3  # different values of one type in one section are no longer one person's
_NEXT = 6  # characters between a label without a colon and its value: `Phone 0121 …`, `E-mail to …`
_COLON = re.compile(r" ?(?:\([^()\n]{1,30}\) ?)?(?:[:=–—→⇒➡»]|- )")
_ANONYMOUS = re.compile(r"/\s*([0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){3,7})\s*$")
_CLIPPED = 5  # words of a line that may be the owner's without saying I
_LETTER = 2  # letters of a speaker's sign (`A:`, `Q1:`), which need not recur
_TURNS = 3  # lines before and after one in which a dialogue's other speaker is looked for
_DASHES = "—"
_SPEAKER = re.compile(
    r"\s*(?:([—–―]|- |„|“|«|「|『|»)[^\n]{3}|([^\W\d_]|[QAFRPVВО]\d?|[^\W\d_]{2,12})[:：] ?[^\s\d]"
    r"|([^\W\d_a-z]{3,16}) ?[.:–—-] )"
)
_ONCE = {FindingType.AGE_MINOR: 2, FindingType.BIRTH_DATE: 2, FindingType.REAL_NAME: 3}
_TOKEN = re.compile(r"[^\w]*([\w'’\-]+)")
_SURE = 0.55  # a name's score from which on it introduces the owner
_POSSESSIVE = 12  # characters between `my` and the words for an internet address
_STAMP = re.compile(  # a signature's time and date, in folded text
    r"[0-9][0-9]?[:.][0-9]{2}(?:[^\n]{0,46}\([^()\n]{2,8}\)|[,،]? [^\n]{4,40}[0-9]{4})"
)
_QUOTED = re.compile(r"[“„«»”\"「『]([^“„«»”\"「」『』\n]{3,400})[”“»«\"」』]")


class Ownership:
    """Judges the candidates of one page."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        self.view, self.worth, self.page_kind = view, tiers.scores, page_kind
        self.owner = _plain_user(view.page.username)
        self.sections: dict[int, str] = {}
        self.quotes = [found.span(1) for found in _QUOTED.finditer(view.text)] if '"' in view.text or any(
            mark in view.text for mark in "“„«「『") else []  # fmt: skip
        self.posts = self._posts()
        self.crowds: dict[tuple[FindingType, int], set[str]] = {}
        self.forms: dict[int, set[FindingType]] = {}  # what each section has labels for
        self.repeated: dict[tuple[FindingType, str], dict[int, str]] = {}  # beside one label, by line
        self.phrases: set[int] = set()  # where phrases begin
        self._claims: dict[int, bool] = {}
        self.brief = page_kind == "main" and self._brief()
        self.fiction = self._fiction()
        self._stories: dict[int, bool] = {}
        self.introduced: list[int] = []  # where the owner says their name
        self._spoken: dict[int, bool] = {}
        self._quoted: dict[int, bool] = {}
        self._spoke: dict[int, bool] = {}
        self.claims: dict[
            FindingType, set[str]
        ] = {}  # what phrases say of the owner, where only one can be true

    def _brief(self) -> bool:
        """Whether a page is a few lines without headings that speak of nobody else: the owner's own words."""
        view = self.view
        if len(view.page.wikitext) > _BRIEF or len(view.layout.sections) > 1 or "/" in view.page.title:
            return False
        return not any(
            view.has(what, block.start, block.end)
            for block in view.layout.blocks
            for what in (OTHERS, ROLE, AGAINST)
        )

    def _fiction(self) -> bool:
        """Whether a page begins with a line that calls what follows a story, a play, a translation."""
        view = self.view
        first = view.layout.blocks[0] if view.layout.blocks else None
        if first is None or first.kind is not Kind.PROSE or first.end - first.start > _TITLE_LINE:
            return False
        if self.view.has(SELF, first.start, first.end):
            return False
        text = view.folded[first.start : first.end]
        words = {word.strip(".,:;!?()»«\"'") for word in text.split()}
        kinds = view.lexicon.headings
        return (
            any(hit.end - hit.start >= _FICTION_WORD for hit in view.within(AGAINST, first.start, first.end))
            or any(kinds.get(word) == "sample" for word in words if len(word) > 1)
            or (unspaced(text[0]) and any(sort == "sample" and len(name) > 1 and name in text
                                          for name, sort in kinds.items()))
        )  # fmt: skip

    def _storied(self, block: Block) -> bool:
        """Whether a line belongs to a story: the page is one, or the line before its table says so."""
        if block.section == 0 and self.fiction:
            return True
        if block.kind not in (Kind.CELL, Kind.ITEM, Kind.TERM):
            return False
        known = self._stories.get(block.index)
        if known is None:
            blocks, at = self.view.layout.blocks, block.index
            while at > 0 and blocks[at].kind is not Kind.PROSE and block.index - at < _LONG_TABLE:
                at -= 1
            lead = blocks[at]
            known = lead.kind is Kind.PROSE and lead.section == block.section and any(
                hit.end - hit.start >= _FICTION_WORD
                for hit in self.view.within(AGAINST, lead.start, lead.end)
            )  # fmt: skip
            self._stories[block.index] = known
        return known

    def _names_somebody(self, block: Block) -> bool:
        """Whether two capital words stand together that are not the owner's name."""
        return any(
            not any(found.start() <= name < found.end() for name in self.introduced)
            for found in _TWO_CAPITALS.finditer(self.view.text, block.start, block.end)
        )

    def count(self, candidates: list[Candidate]) -> None:
        """Learn where phrases begin, and what each section lists in lines that nobody claims."""
        view = self.view
        for each in candidates:
            if each.sort == "cue":
                self.phrases.add(min(each.cue_start, each.start))
                if each.type in _ONCE and not view.layout.block_at(each.start).marks & Mark.FOREIGN:
                    value = view.folded[each.start : each.end]
                    if each.type is not FindingType.AGE_MINOR or value.isdigit():  # a grade is no age
                        self.claims.setdefault(each.type, set()).add(value)
            listed = each.sort in ("shape", "label") or each.type is FindingType.ADDRESS
            if each.start < 0 or not listed:
                continue
            block = each.block or view.layout.block_at(each.start)
            if each.sort == "label":
                self.forms.setdefault(block.section, set()).add(each.type)
            if block.kind is not Kind.ARGUMENT and (label := self._label(each, block)):
                value = view.folded[each.start : each.end]
                lines = self.repeated.setdefault((each.type, label), {})
                lines[block.index] = max(lines.get(block.index, ""), value, key=len)
            if block.kind is not Kind.ARGUMENT and not view.has(SELF, block.start, block.end):
                value = view.folded[each.start : each.end]
                self.crowds.setdefault((each.type, block.section), set()).add(value)

    def judge(self, candidate: Candidate) -> None:
        """Move the candidate's score; names first, for what is said beside the owner's name is the owner's."""
        self._judge(candidate)
        if candidate.type is FindingType.REAL_NAME and candidate.score >= _SURE and candidate.start >= 0:
            self.introduced.append(candidate.start)

    def _judge(self, candidate: Candidate) -> None:
        view, worth = self.view, self.worth
        block = candidate.block or view.layout.block_at(candidate.start)
        candidate.block = block
        marks = block.marks
        if candidate.own:
            marks &= ~Mark.CODE
        if marks & Mark.FOREIGN:
            sign = next(name for mark, name in _FOREIGN.items() if marks & mark)
            candidate.add(f"inside {sign}", worth["quote"])
            return
        if self._foreign_post(candidate, block):
            return
        if self._dialogue(block):
            candidate.add("a line of a dialogue", worth["quote"])
            return
        if self._reported(block):
            candidate.add("below a line that introduces somebody's words", worth["quote"])
            return
        if marks & Mark.BIOGRAPHY and not view.has(SELF, block.start, max(block.start, candidate.start)):
            candidate.add("a biography's line", worth["person"])
            return
        text = view.folded[candidate.start : candidate.end] if candidate.start >= 0 else ""
        if candidate.type is FindingType.EMAIL and is_role(text, view.lexicon.shared):
            candidate.add("address of a function", worth["role"])
            return
        section = self._section(block.section)
        if section == "contact":
            candidate.add("contact section", worth["contact"])
        elif section == "about":
            candidate.add("section about the owner", worth["about"])
        elif section == "sample" or self._storied(block):
            candidate.add("section of examples, stories or other people's words", worth["sample"])
        elif section == "other":
            candidate.add(
                "section about something else",
                worth["other_section"] * (0.4 if candidate.sort == "cue" else 1),
            )
        boxed = block.frame is not None and block.frame.sort_of in ("infobox", "userbox")
        if boxed and block.kind is Kind.ARGUMENT and candidate.sort == "shape":
            candidate.add("in the owner's box", worth["contact"])
        if block.kind is Kind.COMMENT:
            candidate.add("in a comment", worth["comment"])
        if self.page_kind == "sandbox":
            candidate.add("sandbox", worth["sandbox"])
        if candidate.sort == "cue" and self._contradicted(candidate.type):
            candidate.add("others say so of themselves here too", worth["contradicted"])
        if candidate.start >= 0 and candidate.sort != "file":
            self._words(candidate)
            listed = candidate.sort in ("shape", "label") or candidate.type is FindingType.ADDRESS
            listed = listed and candidate.type is not FindingType.PAYMENT
            if listed and section != "contact" and not self._like_owner(candidate):
                self._claimed(candidate, block, section)

    def _contradicted(self, kind: FindingType) -> bool:
        """Whether the page says several different things where one person has one: two ages, three names."""
        values = self.claims.get(kind, ())
        if kind is FindingType.REAL_NAME:
            whole = [
                value for value in values if not any(value != other and value in other for other in values)
            ]
            return len(whole) >= _ONCE[kind]
        return kind in _ONCE and len(values) >= _ONCE[kind]

    def _section(self, number: int) -> str:
        """What a section is about: `contact`, `about`, `other`, `` at the top of the page, `?` where unknown."""
        section = self.sections.get(number)
        if section is None:
            view = self.view
            title = view.layout.sections[number][1]
            section = view.lexicon.section(title)
            if title and section in ("", "sample"):
                words = view.lexicon.words.scan(fold(title))
                own = bool(words[SELF]) and not words[AGAINST]
                if not section:
                    section = "about" if own else "?"
                elif own:
                    section = "other"  # `my story` may be the owner's life
            self.sections[number] = section
        return section

    def _speaks(self, block: Block) -> bool:
        """Whether the owner says `I` in the section around a block."""
        known = self._spoken.get(block.section)
        if known is None:
            blocks = self.view.layout.blocks
            near = blocks[max(0, block.index - _AROUND) : block.index + _AROUND + 1]
            known = self._spoken[block.section] = any(
                each.section == block.section
                and each.kind in _LINES
                and not each.marks & Mark.FOREIGN
                and self.posts.get(each.index, self.owner) == self.owner
                and self.view.has(SELF, each.start, each.end)
                for each in near
            )
        return known

    def _claimed(self, candidate: Candidate, block: Block, section: str) -> None:
        """Values that stand in a list of several people's, or in a line in which nobody says whose they are."""
        if block.kind is Kind.ARGUMENT:
            return
        claimed = self._claims.get(block.index)
        if claimed is None:
            claimed = self._claims[block.index] = self.view.has(SELF, block.start, block.end)
        if claimed:
            return
        values = self.crowds.get((candidate.type, block.section), ())
        again = self.repeated.get((candidate.type, self._label(candidate, block)), {})
        if len(set(again.values())) > 1:
            candidate.add("the same label with another value: several people's", self.worth["others"])
        elif len(values) >= _CROWD and candidate.type in _CROWDED:
            candidate.add("one of several people's", self.worth["others"])
        elif self.brief and block.kind is Kind.PROSE and not self._names_somebody(block):
            if candidate.type in _SHAPES:
                candidate.add("a few lines of the owner's", self.worth["self"])
        elif block.kind in _LINES and section != "about" and not self._opens(candidate, block):
            candidate.add("nobody says whose", self.worth["unclaimed"])
        elif (
            section == "?"
            and not self.forms.get(block.section, set()) & _PERSONAL
            and not self._speaks(block)
        ):
            candidate.add("under a heading of something else", self.worth["unclaimed"])

    def _label(self, candidate: Candidate, block: Block) -> str:
        """What stands beside a value as its label: a cell's or argument's, or the short beginning of its line."""
        if candidate.start - block.start <= _LONGEST_LABEL:
            text = self.view.folded[block.start : candidate.start].strip(_AROUND_LABEL)
            if any(map(str.isalpha, text)):
                return text
        if block.label and not block.label.isdigit() and candidate.sort == "label":
            return fold(block.label).strip(_AROUND_LABEL)
        return ""

    def _opens(self, candidate: Candidate, block: Block) -> bool:
        """Whether the line begins with a label, a request or a phrase, or with the value itself."""
        view = self.view
        begin = block.start
        if candidate.type in _NOBODYS:  # a secret's sentence may say whose bot it is first
            begin = max(begin, view.sentence(candidate.start)[0])
        first = next((at for at in range(begin, block.end) if view.text[at].isalnum()), block.end)
        if candidate.type in _NOBODYS:
            space = view.text.find(" ", first, block.end)
            if any(view.has(what, first, space + 2) for what in (LABEL, CONTEXT)) and space > 0:
                return True
        if first >= candidate.start or first == candidate.cue_start:
            return True
        for hit in view.within(LABEL, block.start, first + 1):
            if self._labels(hit, candidate) or (
                hit.what == candidate.type.value and candidate.type in _ACCOUNTS
            ):
                return True
        return any(view.has(what, block.start, first + 1) for what in (CONTEXT, MESSAGING, SOCIAL))

    def _labels(self, hit: Hit, candidate: Candidate) -> bool:
        """Whether a label's word is one here: a separator follows it, or the value almost at once."""
        return candidate.start - hit.end <= _NEXT or bool(_COLON.match(self.view.folded, hit.end))

    def _words(self, candidate: Candidate) -> None:
        """First person, somebody else, negation in the sentence."""
        view, worth = self.view, self.worth
        start, end = view.sentence(candidate.start)
        block_start, block_end = view.line(candidate.start)
        start, end = max(start, block_start), min(end, block_end)
        box = candidate.sort == "box"
        own = self._own(start, end)
        if candidate.type is FindingType.IP_ADDRESS and candidate.sort == "shape":
            own = own and self._possessed(start, end)
            if self._at_home(start, end):
                candidate.add("at home or without logging in", worth["self"])
        if own and candidate.sort != "cue":
            candidate.add("first person", worth["self"])
        first = candidate.cue_start if candidate.cue_start >= 0 else candidate.start
        if candidate.sort == "shape" and candidate.type in _NAMED and self._is_named(candidate, start):
            candidate.add("named, at a line's beginning", worth["named"])
        if self._like_owner(candidate):
            candidate.add("like the account's name", worth["contact"])
        if not box and candidate.sort != "cue":
            upto = candidate.cue_start if candidate.cue_start >= 0 else candidate.start
            others = view.within(OTHERS, max(start, candidate.start - 90), upto)
            if candidate.sort == "shape" and self._behind_name(candidate, start):
                candidate.add("in brackets behind somebody's name", worth["others"])
            if others and not view.has(SELF, max(hit.end for hit in others), candidate.start):
                candidate.add("somebody else's", worth["others"])
            elif candidate.type in _SHAPES | _NAMED and self._of_organisation(candidate, start, end, own):
                candidate.add("an organisation's", worth["others"])
        elif candidate.sort == "cue":
            before = [
                hit for hit in view.within(OTHERS, start, first) if not self._self_after(hit.end, first)
            ]
            if before and not view.has(SELF, start, first + 1):
                candidate.add("somebody else's", worth["others"])
            elif self._third_person(candidate, block_start, block_end):
                candidate.add("a paragraph about somebody else", worth["others"])
            elif candidate.type is FindingType.AGE_MINOR and not own and self._of_anybody(candidate):
                candidate.add("said of anybody", worth["subject"])
            elif not own and not self._clipped(start, min(first, candidate.start)):
                candidate.add("another subject", worth["subject"])
        if not box:
            left = max(start, first - 40)
            marks = ";," if candidate.sort == "cue" else ";"
            left = max(left, *(view.text.rfind(mark, left, first) for mark in marks))
            near = view.within(AGAINST, left, candidate.start)
            after = view.within(AGAINST, candidate.end, min(end, candidate.end + 28))
            near += [
                hit
                for hit in after
                if " " in view.folded[hit.start : hit.end] or unspaced(view.folded[hit.start])
            ]
            if candidate.sort == "cue" and first >= candidate.end:
                near += after
                near += [
                    hit
                    for hit in view.within(OTHERS, candidate.end, min(end, candidate.end + 20))
                    if hit.start - first > 1  # not the phrase's own: `Tangier, she is my town`
                ]
            near = [hit for hit in near if hit.end <= candidate.start or hit.start >= candidate.end]
            if near:
                candidate.add("negation, fiction or example", worth["against"])
        length = candidate.end - candidate.start + (4 if candidate.sort != "cue" else 0)
        if any(
            left <= first and candidate.end <= right and right - left > length for left, right in self.quotes
        ):
            candidate.add("inside quotation marks", worth["quoted"])

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
            return any(not label <= hit.start < candidate.start for hit in view.within(ROLE, start, end))
        before = view.within(ROLE, max(start, candidate.start - _OFFICE), candidate.start)
        return bool(before) and not view.has(SELF, before[-1].start, candidate.start)

    def _own(self, start: int, end: int) -> bool:
        """Whether somebody says `I` or `my` there, and not only `my brother`."""
        view = self.view
        if any(start <= name < end for name in self.introduced):
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
        if (
            unspaced(view.text[candidate.start])
            or view.page.lang == "ko"
            or block.frame is not None
            or self.brief
        ):
            return False
        text = view.text[block.start : block.end]
        return len(text.split()) > _CLIPPED and not self._own(block.start, block.end)

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
            if any(hit.start <= left and _COLON.match(view.folded, hit.end)
                   for hit in view.within(LABEL, max(start, left - 1), left + 1)):  # fmt: skip
                return True
            small = word in lexicon.stop or word in lexicon.particles or not word[0].isalpha()
            if not small and not unspaced(word[0]):
                return False
            if unspaced(word[0]):
                return not view.text[left:first].strip() or any(
                    view.folded.startswith(stop, left) for stop in lexicon.cut
                )
            at = found.end()
        return True

    def _at_home(self, start: int, end: int) -> bool:
        """Whether words for a home's connection, not only for an internet address, stand in the sentence."""
        view = self.view
        return any(
            start <= hit.start < end
            and "ip_address" not in view.lexicon.labels.get(view.folded[hit.start : hit.end], ())
            and "ip" not in view.folded[hit.start : hit.end]
            for hit in view.contexts("ip_address")
        )

    def _possessed(self, start: int, end: int) -> bool:
        """Whether the words for an internet address say whose it is (`my IP`), not only a sentence around them."""
        view = self.view
        for hit in view.contexts("ip_address"):
            if start <= hit.start < end and (
                "ip" not in view.folded[hit.start : hit.end]
                or any(own.end <= hit.end and hit.start - own.end <= _POSSESSIVE
                       for own in view.within(SELF, start, hit.end))
                or view.has(SELF, hit.end, min(end, hit.end + 4))
            ):  # fmt: skip
                return True
        return False

    def _like_owner(self, candidate: Candidate) -> bool:
        """Whether the part of an e-mail address before the at-sign holds the account's name."""
        if candidate.type is not FindingType.EMAIL:
            return False
        local = re.split(r"\s?[(\[{<]|@|\s", self.view.folded[candidate.start : candidate.end])[0]
        plain = "".join(filter(str.isalnum, local))
        owner = "".join(filter(str.isalpha, self.owner))
        return len(owner) >= 4 and len(plain) >= 4 and (owner in plain or plain.strip("0123456789") == owner)

    def _is_named(self, candidate: Candidate, start: int) -> bool:
        """Whether a label or a request (`write to me`) stands before it where the sentence begins."""
        view = self.view
        line = max(start, view.line(candidate.start)[0])
        for what in (LABEL, CONTEXT, MESSAGING, SOCIAL):
            for hit in view.within(what, line, candidate.start):
                fits = what in (MESSAGING, SOCIAL) or hit.what == candidate.type.value
                if what == LABEL and not self._labels(hit, candidate):
                    continue
                if fits and not any(map(str.isalnum, view.text[line : hit.start])):
                    return True
        return False

    def _self_after(self, start: int, end: int) -> bool:
        return self.view.has(SELF, start, end)

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
        text = view.text[lead.start : lead.end].rstrip(" '\"")
        known = (
            at < block.index
            and lead.section == block.section
            and lead.kind is Kind.PROSE
            and text.endswith((":", "："))
            and len(text.split()) > _HEADING_WORDS
            and not view.has(SELF, lead.start, lead.end)
        )
        for each in range(at + 1, block.index + 1):
            self._quoted[each] = known
        return known

    def _dialogue(self, block: Block) -> bool:
        """Whether lines around begin with speakers' dashes or quotation marks, or with `A:` and `B:` in turn."""
        known = self._spoke.get(block.index)
        if known is not None:
            return known
        turn = self._turn(block)
        known = False
        if turn:
            blocks = self.view.layout.blocks
            near = [
                self._turn(blocks[at])
                for at in range(max(0, block.index - _TURNS), min(len(blocks), block.index + _TURNS + 1))
                if at != block.index and blocks[at].section == block.section
            ]
            if turn in _DASHES:
                known = _DASHES in near
            else:
                others = [other for other in near if other and other not in _DASHES]
                recurs = turn in others or len(set(others)) < len(others) or len(turn) <= _LETTER
                known = recurs and any(other != turn for other in others)
        self._spoke[block.index] = known
        return known

    def _turn(self, block: Block) -> str:
        """What a line of a dialogue begins with: a dash, a quotation mark or a speaker's letter or name; else ``."""
        if block.kind not in _LINES:
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
        return text[start : start + 1] == ":" and block.kind in _LINES

    # -- posts of a talk page and signed lines

    def _posts(self) -> dict[int, str]:
        """block index -> the account that signed it (folded); only signed blocks are in it."""
        view = self.view
        out: dict[int, str] = {}
        users = [
            link for link in view.layout.links
            if view.lexicon.is_user(link.target) or _ANONYMOUS.search(link.target)
        ]  # fmt: skip
        self.named = {
            view.layout.index_of(link.start): link.start
            for link in users
            if _plain_user(link.target.partition(":")[2]) != self.owner
        }
        signers: list[tuple[int, str]] = []
        ends = [link.end for link in users]  # in order: links are noted where they end
        seen = -1
        for stamp in _STAMP.finditer(view.folded) if users else ():
            block = view.layout.block_at(stamp.start())
            if block.index == seen or block.kind in (Kind.COMMENT, Kind.CODE):
                continue
            seen = block.index
            left, right = view.layout.span(block.start, block.end)
            last = bisect_right(ends, right + 3) - 1
            if last >= 0 and ends[last] >= left - 1:
                signers.append((block.index, _plain_user(users[last].target.partition(":")[2])))
        previous = -1
        for index, signer in signers:
            begin = index
            if self.page_kind in ("talk", "archive") or _multi(view.layout.blocks, index):
                section = view.layout.blocks[index].section
                blocks = view.layout.blocks
                while begin - 1 > previous and blocks[begin - 1].section == section and section > 0:
                    if self.page_kind == "main" and self._apart(begin - 1, begin):
                        break
                    begin -= 1
            for each in range(begin, index + 1):
                out[each] = signer
            previous = index
        return out

    def _apart(self, one: int, other: int) -> bool:
        """Whether an empty line stands between two blocks."""
        blocks = self.view.layout.blocks
        between = self.view.page.wikitext[blocks[one].at : blocks[other].at]
        return "\n\n" in between[-3:] or "\n\n" in between

    def _foreign_post(self, candidate: Candidate, block: Block) -> bool:
        signer = self.posts.get(block.index)
        if signer is not None and signer != self.owner:
            candidate.add("signed by somebody else", self.worth["foreign_post"])
            return True
        link = self.named.get(block.index, -1)
        if signer is None and candidate.span is not None and candidate.span[1] <= link:
            _, end = self.view.layout.span(block.start, block.end)
            if end - link <= _SIGNATURE:  # signed without a date
                candidate.add("signed by somebody else", self.worth["foreign_post"])
                return True
        beside = signer is None and candidate.sort != "box" and block.index in self.named
        if beside and not self.view.has(SELF, block.start, max(block.start, candidate.start)):
            candidate.add("beside another account", self.worth["others"])
        if signer is None and self.page_kind == "archive":
            candidate.add("archive", self.worth["foreign_post"])
            return True
        if signer is None and self.page_kind == "talk" and block.section > 0:
            candidate.add("unsigned on a talk page", self.worth["unsigned_post"])
        return False


def _multi(blocks: list[Block], index: int) -> bool:
    """On a user page a signed list item or cell stands for itself; a paragraph under a heading may have several."""
    return blocks[index].kind is Kind.PROSE and blocks[index].section > 0


def _plain_user(name: str) -> str:
    anonymous = _ANONYMOUS.search(name)
    if anonymous:
        return fold(anonymous.group(1))
    return fold(name.split("/")[0].split("#")[0].replace("_", " ").strip())
