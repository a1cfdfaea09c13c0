"""Whose is it? Moves a candidate's score by what is said around it and where it stands.

For: first person, the owner's box, a contact section. Against: another person's or an article's text, quotations,
references, other people's posts, functions' addresses, negation and fiction.
"""

from __future__ import annotations

from bisect import bisect, insort
from typing import TYPE_CHECKING

from bot.detect.folding import unspaced
from bot.detect.ownership.claims import AT_HOME, SHAPES
from bot.detect.ownership.glosses import glosses
from bot.detect.ownership.posts import CHECKED
from bot.detect.ownership.subjects import LIVED, ONCE, Subjects
from bot.detect.recognizers.emails import is_role
from bot.detect.recognizers.homes import LED
from bot.detect.regions import Kind, Mark
from bot.detect.signs import AGAINST, MESSAGING, OTHERS, SAID, SELF, SOCIAL
from bot.detect.types import (
    ADDRESS,
    AGE_MINOR,
    EMAIL,
    EMPLOYER,
    IP_ADDRESS,
    LOCATION,
    MESSAGING_HANDLE,
    NATIONAL_ID,
    PAYMENT,
    REAL_NAME,
    SCHOOL,
    SOCIAL_HANDLE,
)

if TYPE_CHECKING:
    from bot.detect.shared import Tiers
    from bot.detect.view import Candidate, View

_FOREIGN = {
    Mark.REF: "a reference", Mark.QUOTE: "a quotation", Mark.CODE: "code", Mark.PERSON: "another person's box",
    Mark.CITE: "a citation", Mark.PAID: "a required disclosure", Mark.BLOCKED: "a block notice", Mark.DRAFT: "a draft",
}  # fmt: skip
_NAMED = frozenset([EMAIL, SOCIAL_HANDLE, MESSAGING_HANDLE])
_WRITTEN_TO = SHAPES | _NAMED
_ACCOUNTS = frozenset([SOCIAL_HANDLE, MESSAGING_HANDLE])
_NOUNED = frozenset([SCHOOL, EMPLOYER])
_ASKS = ("?", "？", "؟")
_COMMAS = frozenset(",;，、،")
_QUESTION = 300  # characters from a value to the end of the question it stands in
_FICTION = 6  # letters of a word for fiction; shorter ones in the list are negations
_CLOSE = 20  # characters before an identity number in which a negation speaks of it
_DISCLOSED = 20_000  # characters of disclosures in which each firm is looked for
_SURE = 0.55  # a name's score from which on it introduces the owner


class Ownership(Subjects):
    """Judges the candidates of one page."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        super().__init__(view, tiers, page_kind)
        marked = any(mark in view.text for mark in '"“”„«»「『')
        self.beside = self._is_beside()
        self.paid: str | None = None  # what required disclosures say
        self.quotes = view.quotations() if marked else []

    def _is_beside(self) -> bool:
        """Whether the page is a subpage that does not say it is about its owner: `/Notes`, not `/About me`."""
        _, slash, path = self.view.page.title.partition("/")
        about = self._about(path.rpartition("/")[2]) if slash else ""
        return bool(slash) and about not in ("about", "contact")

    def count(self, candidates: list[Candidate]) -> None:
        """Learn where phrases begin, and what each section lists in lines that nobody claims."""
        view = self.view
        for each in candidates:
            if each.sort == "cue":
                self.phrases.add(min(each.cue_start, each.start))
                if each.type in ONCE and not view.layout.block_at(each.start).marks & Mark.FOREIGN:
                    value = view.folded[each.start : each.end]
                    if each.type is not AGE_MINOR or (value.isdigit() and not self._aside(each)):
                        self.claims.setdefault(each.type, set()).add(value)
            listed = each.sort in ("shape", "label") or each.type is ADDRESS
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
                # Of several that end together the longest: phrases and labels take one address apart differently.
                value = view.folded[each.start : each.end]
                ends = self.crowds.setdefault((each.type, block.section), {})
                ends[each.end] = max(ends.get(each.end, ""), value, key=len)

    def judge(self, candidate: Candidate) -> None:
        """Move the candidate's score; names first, for what is said beside the owner's name is the owner's."""
        self._judge(candidate)
        if candidate.type is REAL_NAME and candidate.score >= _SURE and candidate.start >= 0:
            insort(self.introduced, candidate.start)

    def _judge(self, candidate: Candidate) -> None:
        view, worth = self.view, self.worth
        block = candidate.block or view.layout.block_at(candidate.start)
        candidate.block = block
        marks = block.marks
        if candidate.own:
            marks &= ~Mark.CODE
        if marks & Mark.CODE and candidate.sort == "shape" and self._written_so(candidate, block):
            marks &= ~Mark.CODE
            candidate.add("in code behind its word", worth["named"])
        if marks & Mark.FOREIGN:
            sign = next(name for mark, name in _FOREIGN.items() if marks & mark)
            candidate.add(f"inside {sign}", worth["quote"])
            return
        if self._foreign_post(candidate, block):
            return
        if self._dialogue(block):
            candidate.add("a line of a dialogue", worth["quote"])
            return
        if self._documented(block):
            candidate.add("explains a template's parameter", worth["quote"])
            return
        if self._reported(block) and not any(sign == LED for sign, _ in candidate.signs):
            candidate.add("below a line that introduces somebody's words", worth["quote"])
            return
        backward = candidate.type is REAL_NAME and candidate.cue_start >= candidate.end  # `'''Name''' here`
        if (
            self._is_biography(block)
            and not backward
            and not self._says_i(block.start, max(block.start, candidate.start))
        ):
            candidate.add("a biography's line", worth["person"])
            return
        text = view.folded[candidate.start : candidate.end] if candidate.start >= 0 else ""
        if candidate.type is EMAIL and is_role(text, view.lexicon.shared):
            candidate.add("address of a function", worth["role"])
            return
        if candidate.type in _NOUNED and self._disclosed(text):
            candidate.add("disclosed as required elsewhere on the page", worth["quote"])
            return
        section = self.section(block.section)
        first = candidate.cue_start if candidate.cue_start >= 0 else candidate.start
        if candidate.type not in CHECKED and self._of_row(candidate, block, section):
            candidate.add("of what a table's row lists", worth["sample"])
        elif candidate.start >= 0 and (self._listed_lives(block) or self._asked_in_bold(candidate)):
            candidate.add("a riddle's line, a role's or a reader's question", worth["sample"])
        elif candidate.start >= 0 and self._long_ago(candidate):
            candidate.add("born too long ago to write here", worth["sample"])
        elif candidate.start >= 0 and self._of_linked(candidate, block):
            candidate.add("in a line that begins with what it is about", worth["others"])
        elif block.frame is not None and view.lexicon.headings.get(block.frame.name) == "sample":
            candidate.add("in a template for plays, poems or examples", worth["sample"])
        elif candidate.start >= 0 and self._of_specimen(candidate, block):
            candidate.add("in a sample that is filled in", worth["sample"])
        elif self._struck(candidate):
            candidate.add("struck out", worth["sample"])
        elif self._shown_raw(candidate, first) or self._in_code_of_comment(candidate, block):
            candidate.add("shown as it is written", worth["sample"])
        elif glosses(self.view, candidate, first):
            candidate.add("a phrase that is translated", worth["sample"])
        elif block.kind is Kind.TERM and candidate.rule.startswith("en.") and view.lexicon.code != "en":
            candidate.add("an English term that is explained", worth["sample"])
        elif self._left_blank(candidate):
            candidate.add("left to be filled in", worth["sample"])
        elif candidate.type not in CHECKED and self._in_italics(candidate, block, first):
            candidate.add("in italics, as words that are mentioned", worth["quoted"])
        self._headed(candidate, block, section)
        boxed = block.frame is not None and block.frame.sort_of in ("infobox", "userbox")
        if boxed and block.kind is Kind.ARGUMENT and candidate.sort == "shape":
            candidate.add("in the owner's box", worth["contact"])
        if block.kind is Kind.CAPTION and candidate.start >= 0 and not view.has(SELF, block.start, block.end):
            candidate.add("in a caption that does not say I", worth["subject"])
        if block.kind is Kind.COMMENT:
            candidate.add("in a comment", worth["comment"])
        if self.page_kind == "sandbox" and candidate.type not in CHECKED:
            candidate.add("sandbox", worth["sandbox"])
        stated = candidate.sort in ("cue", "label") and candidate.start >= 0
        if stated and self.beside and not self._own(*view.sentence(candidate.start)):
            candidate.add("on a subpage, and nobody says I", worth["subpage"])
        small = candidate.type is LOCATION and not view.text[candidate.start].isupper()  # a capital: a name
        if candidate.sort == "cue" and small and not view.lexicon.towns.knows(text):
            candidate.add("no town that is known", worth["unknown"])
        if candidate.sort == "cue" and self._contradicted(candidate.type):
            candidate.add("others say so of themselves here too", worth["contradicted"])
        if candidate.start >= 0 and candidate.sort != "file":
            self._words(candidate, section)
            listed = candidate.sort in ("shape", "label") or candidate.type is ADDRESS
            listed = listed and candidate.type is not PAYMENT
            if listed and not candidate.own and section != "contact" and not self._like_owner(candidate):
                self._claimed(candidate, block, section)
                shaped = candidate.sort == "shape" and candidate.type in SHAPES
                if shaped and self._told_before(candidate, block):
                    candidate.add("after sentences about the owner alone", worth["about"])

    def _disclosed(self, firm: str) -> bool:
        """Whether a required disclosure on the page names the firm."""
        if self.paid is None:
            told = (each for each in self.view.layout.blocks if each.marks & Mark.PAID)
            self.paid = "\n".join(self.view.folded[each.start : each.end] for each in told)[:_DISCLOSED]
        return firm in self.paid

    def _words(self, candidate: Candidate, section: str) -> None:
        """First person, somebody else, negation in the sentence."""
        view, worth = self.view, self.worth
        start, end = view.sentence(candidate.start)
        block_start, block_end = view.line(candidate.start)
        words = view.words(
            candidate.start
        )  # most lines have few sorts of them: what is not there is not asked for
        box = candidate.sort == "box"
        own = self._own(start, end)
        if candidate.type is IP_ADDRESS and candidate.sort == "shape":
            own = own and self._possessed(start, end)
            for _ in range(min(2, self._at_home(start, end))):
                candidate.add(AT_HOME, worth["self"])
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
            bracketed = candidate.sort == "shape" and candidate.type is not IP_ADDRESS
            if bracketed and self._behind_name(candidate, start):
                candidate.add("in brackets behind somebody's name", worth["others"])
            if others and not view.has(SELF, max(hit.end for hit in others), candidate.start):
                candidate.add("somebody else's", worth["others"])
            elif candidate.type in SHAPES and not own and self._of_person(candidate, start, section):
                candidate.add("of a person named before", worth["others"])
            elif candidate.type in _WRITTEN_TO and self._of_organisation(candidate, start, end, own):
                candidate.add("an organisation's", worth["others"])
        elif candidate.sort == "cue":
            # Words for learning stand apart from what they name: who is spoken of may come between.
            named = candidate.start if candidate.rule.startswith("shared.") else first
            aged = candidate.type is AGE_MINOR or candidate.rule.endswith(".beside")  # or its school
            asked = end - candidate.end <= _QUESTION and (not own or self._asks(start))
            rest = view.text[candidate.end : end].rstrip(" '\"") if asked else ""
            if rest.endswith(_ASKS) and _COMMAS.isdisjoint(rest):
                candidate.add("a question", worth["against"])
            others = view.within(OTHERS, start, named) if OTHERS in words else []
            before = [hit for hit in others if not view.has(SELF, hit.end, named)]
            reach = 1 + (view.folded[first - 1 : first] in view.lexicon.attached)  # אחות ש|לומדת
            low = 0 if named > first else -named  # a phrase may begin in it: `and he is a teacher|at`
            right_before = any(low <= first - each.end <= reach for each in before)
            theirs = bool(before) and (right_before or not any(self._selves(start, named + 1)))
            if theirs or (
                OTHERS in words and candidate.type in LIVED and self._of_kin(start, candidate.start)
            ):
                candidate.add("somebody else's", worth["others"])
            elif candidate.type in LIVED and (
                self._behind_name(candidate, start) or self._in_life(start, first, end)
            ):
                candidate.add("in brackets behind somebody's name", worth["others"])
            elif candidate.type in LIVED and self._of_named(start, first, candidate):
                candidate.add("of a person named before", worth["others"])
            elif candidate.type is ADDRESS and self._of_house(candidate, start, own):
                candidate.add("an organisation's", worth["others"])
            elif self._carried(block_start, first) or self._of_either(start, first):
                candidate.add("after a sentence about somebody else", worth["others"])
            elif OTHERS in words and self._third_person(candidate, block_start, block_end):
                candidate.add("a paragraph about somebody else", worth["others"])
            elif aged and not own and self._aside(candidate):
                candidate.add("in brackets behind somebody or something", worth["others"])
            elif aged and not own and self._of_anybody(candidate):
                candidate.add("said of anybody", worth["subject"])
            elif not own and not self._clipped(start, min(first, candidate.start)):
                candidate.add("another subject", worth["subject"])
        tells = candidate.sort == "cue" and not own and SAID in words and self._tells(candidate.end)
        if (
            not box
            and SAID in words
            and (
                tells
                or self._is_told(start, candidate.start if candidate.rule.startswith("shared.") else first)
            )
        ):
            candidate.add("what somebody says", worth["others"])
        if candidate.sort == "shape" and self._in_brackets(candidate, start):
            candidate.add("in brackets, with no word for it", worth["others"])
        if candidate.sort in ("cue", "label") and self._of_wiki(candidate, start, first):
            candidate.add("of a page or an account", worth["against"])
        if candidate.type is AGE_MINOR and self._is_taught(candidate, start, end):
            candidate.add("a class that is taught", worth["others"])
        if candidate.type in _NOUNED and self._is_common(candidate):
            candidate.add("a word for any", worth["against"])
        if not box and (AGAINST in words or OTHERS in words):
            left = max(start, first - 40)
            marks = ";," if candidate.sort == "cue" else ";"
            for mark in marks:
                left = max(left, view.text.rfind(mark, left, first))
            if candidate.type in SHAPES:
                for but in view.lexicon.wording.but.finditer(view.folded, left, first):
                    left = but.end()  # `I don't read this page, but … works`
            comma = view.text.rfind(",", left, first) if candidate.type in _ACCOUNTS else -1
            if comma >= 0 and any(view.has(what, comma, candidate.start) for what in (MESSAGING, SOCIAL)):
                left = comma  # `no Threema, but Telegram: …`
            near = view.within(AGAINST, left, candidate.start)
            near += [
                hit for hit in (view.within(AGAINST, start, left) if candidate.sort == "cue" else ())
                if hit.end - hit.start >= _FICTION and view.opens(start, hit.start)
            ]  # fmt: skip
            after = [
                hit
                for hit in view.within(AGAINST, candidate.end, min(end, candidate.end + 28))
                if not self._begins_anew(candidate.end, hit.start)
                or (candidate.sort != "cue" and self._is_not_me(hit))
            ]
            if candidate.type is NATIONAL_ID:
                near = [hit for hit in near if hit.start >= first - _CLOSE]
                near += [hit for hit in after if self._disowns(hit, start, end)]
                after = []
            elif candidate.type is IP_ADDRESS:
                after = [hit for hit in after if self._disowns(hit, start, end)]
                near = [hit for hit in [*near, *after] if not self._logged_out(hit)]
                after = []
            near += [
                hit
                for hit in after
                if " " in view.folded[hit.start : hit.end]
                or unspaced(view.folded[hit.start])
                or (candidate.sort == "cue" and self._denied(candidate.end, hit.start))
                or view.has(SELF, hit.end, hit.end + 2)  # `(not me!)`
            ]
            if candidate.sort == "cue" and first >= candidate.end:
                near += after
                near += [
                    hit
                    for hit in view.within(OTHERS, candidate.end, min(end, candidate.end + 20))
                    if hit.start - first > 1  # not the phrase's own: `Tangier, she is my town`
                ]
            listed = candidate.sort != "cue" and candidate.type in _WRITTEN_TO
            near += self._disclaimed(candidate.end, end) if listed else []
            near = [hit for hit in near if hit.end <= candidate.start or hit.start >= candidate.end]
            if near:
                candidate.add("negation, fiction or example", worth["against"])
            if listed and any(view.has(SELF, hit.start, hit.end + 2) for hit in near):
                candidate.add("said not to be mine", worth["against"])
        length = candidate.end - candidate.start + (4 if candidate.sort != "cue" else 0)
        at = bisect(self.quotes, (first, len(view.text))) - 1  # they are in order and apart
        left, right = self.quotes[at] if at >= 0 else (0, 0)
        if candidate.end <= right and right - left > length:
            candidate.add("inside quotation marks", worth["quoted"])
