"""Of whom a sentence speaks: the owner, somebody else, an organisation, anybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import fold, unspaced
from bot.detect.ownership.articles import Articles
from bot.detect.ownership.claims import COLON, SHAPES
from bot.detect.ownership.posts import CHECKED
from bot.detect.ownership.topics import REACHED
from bot.detect.recognizers import organisations
from bot.detect.recognizers.emails import DISGUISED
from bot.detect.regions import Kind
from bot.detect.signs import AGAINST, CONTEXT, LABEL, OTHERS, ROLE, SELF, TAUGHT, THING
from bot.detect.types import (
    ADDRESS,
    AGE_MINOR,
    BIRTH_DATE,
    EMPLOYER,
    LOCATION,
    REAL_NAME,
    SCHOOL,
)
from bot.model import FindingType

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.shared import Tiers
    from bot.detect.view import Candidate, View

_BRACKETS = ("(", "（")
_BRACKET = 48  # characters between a bracket behind a name and the value in it
_NAME_BEFORE = re.compile(r"[^\W\d_a-zά-ώа-яё][^\W\d_]+[ -][^\W\d_a-zά-ώа-яё][^\W\d_]+ $")
_HAN_BEFORE = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff]{2,4}$")  # ：张璐（1957年…
_BEFORE = 240  # characters before a sentence that it may go on from
_CLOSE = 14  # characters between a value and the negation that closes its clause
_WORD = 24  # characters behind a value in which the next word ends
_STOPS = frozenset(".,;:!?،۔।")
_OFFICE = 24  # characters between an office's word and its own address
_OFFICE_FAR = 120  # the same for a number, or where either stands in brackets
_CLIPPED = 5  # words of a line that may be the owner's without saying I
ONCE = {AGE_MINOR: 2, BIRTH_DATE: 2, REAL_NAME: 3}
_THING = 24  # characters before a label in which the word for what it is of stands
LIVED = frozenset(  # what a page or an account can have too
    [LOCATION, EMPLOYER, SCHOOL, ADDRESS, BIRTH_DATE,
     AGE_MINOR]
)  # fmt: skip
_INTRODUCES = re.compile(
    r"(?: [^\s,.;0-9]{1,12}){0,2}[,.;।]"
)  # an age with which a line begins ends a clause
_OPENING = "'\"«„“”「『(["  # what may stand before the name itself
_CLAUSE_WORDS = re.compile(r"[^\s*#、，,；;。「『]+")
_QUOTED = re.compile('["“”」』]')
_TIME = re.compile(  # 一九九〇年代末|在…, 1998年3月に|…
    "[一二三四五六七八九〇零0-9]{2,4}年(?:代)?(?:[0-9一二三四五六七八九十]{1,2}月)?(?:[初末底中]期?)?(?:に|には|から|，|、)?"
)
_TOKEN = re.compile(r"[^\w]*([\w'’\-]+)")


class Subjects(Articles):
    """Knows the subjects of a page's sentences."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        super().__init__(view, tiers, page_kind)
        self.claims: dict[FindingType, set[str]] = {}  # what phrases say where only one can be true

    def _contradicted(self, kind: FindingType) -> bool:
        """Whether the page says several different things where one person has one: two ages, three names."""
        values = self.claims.get(kind, ())
        if kind is REAL_NAME:
            whole = [
                value for value in values if not any(value != other and value in other for other in values)
            ]
            return len(whole) >= ONCE[kind]
        return kind in ONCE and len(values) >= ONCE[kind]

    def _headed(self, candidate: Candidate, block: Block, section: str) -> None:
        """Move the score by what the heading says, and by whose post it is."""
        view, worth = self.view, self.worth
        if section == "contact":
            candidate.add("contact section", worth["contact"])
        elif section == "about":
            candidate.add("section about the owner", worth["about"])
        elif self._in_talk(candidate, block):
            spoken = self._own(*view.sentence(candidate.start))  # which counts by itself
            if (
                candidate.sort == "shape"
                and candidate.type in SHAPES
                and block.index in self.posts
                and not spoken
            ):
                candidate.add("in the owner's own post", worth["self"])
        elif section == "sample" or self._storied(block):
            candidate.add("section of examples, stories or other people's words", worth["sample"])
        elif section == "other" and candidate.rule != DISGUISED:
            spoken = candidate.sort == "cue" and view.has(SELF, block.start, block.end)
            if candidate.sort == "shape" and candidate.type is not ADDRESS:
                spoken = self._own(view.sentence(candidate.start)[0], candidate.start)
            lightly = spoken or candidate.type in CHECKED or candidate.sort == "file"
            candidate.add("section about something else", worth["other_section"] * (0.4 if lightly else 1))

    def _told_before(self, candidate: Candidate, block: Block) -> bool:
        """Whether the sentences before a value say `I` and its own does not, and all of them speak of nobody else."""
        view = self.view
        if block.kind is not Kind.PROSE or self.page_kind != "main" or "/" in view.page.title:
            return False
        if block.index in self.posts or self.section(block.section) == "other":
            return False
        start, end = view.sentence(candidate.start)
        first = max(block.start, start - _BEFORE)
        if first >= start or self._own(start, end) or not any(self._selves(first, start)):
            return False
        others = any(view.has(what, first, end) for what in (OTHERS, ROLE, AGAINST))
        return not others and not organisations.is_named(view, first, end)

    def _behind_name(self, candidate: Candidate, start: int) -> bool:
        """Whether a value stands in brackets right behind a name of two words: `Jane Holt (+44 …, jane@…)`."""
        view = self.view
        window = view.text[max(start, candidate.start - _BRACKET) : candidate.start].replace("（", "(")
        left = candidate.start - len(window) + window.rfind("(")
        if "(" not in window or ")" in window[window.rfind("(") :].replace("）", ")"):
            return False
        found = _NAME_BEFORE.search(view.text, max(start, left - 50), left)
        if found is None and view.page.lang == "zh":
            found = _HAN_BEFORE.search(view.text, max(start, left - 6), left)
            if found is not None and view.page.username not in found.group():
                return not any(found.start() <= name < left for name in self.introduced)
        if view.page.lang == "ja" and view.lexicon.wording.east_asian.ends_with_person(
            view.text[max(start, left - 6) : left]
        ):
            return not any(left - 6 <= name < left for name in self.introduced)
        if found is None or view.has(SELF, max(start, left - 50), left):
            return False
        block = view.layout.block_at(left)
        if self.section(block.section) == "contact" or self._is_named(candidate, start):
            return False
        return not any(found.start() <= name < left for name in self.introduced)

    def _in_life(self, start: int, first: int, end: int) -> bool:
        """Whether a phrase opens a bracket behind words, in a script without capitals: `a poem of … (born 1960 in …)`."""
        text = self.view.text
        left = text.rfind("(", max(start, first - 2), first)
        if left < 0 or text[first].upper() != text[first].lower() or unspaced(text[first]):
            return False
        near = max(start, left - _BRACKET)
        near = max(
            near, *(text.rfind(mark, near, left) + 1 for mark in '»”"—')
        )  # `"I am clay" — a poem of …`
        return len(text[near:left].split()) > 1 and not self.view.has(SELF, near, end)

    def _is_bracketed(self, candidate: Candidate, start: int) -> bool:
        """Whether a value stands in brackets."""
        left = self.view.text.rfind("(", max(start, candidate.start - _BRACKET), candidate.start)
        return left >= 0 and self.view.text.find(")", left, candidate.start) < 0

    def _begins_anew(self, start: int, end: int) -> bool:
        """Whether another clause begins between: `I'm Ada Holt, and write articles about …`."""
        between = self.view.folded[start:end]
        return not self.view.lexicon.wording.conjunctions.isdisjoint(between.split()) or "," in between

    def _denied(self, end: int, negation: int) -> bool:
        """Whether a negation closes a value's clause, where the verb stands last: `من ساکن تهران نیستم`."""
        between = self.view.folded[end:negation]
        return self.view.lexicon.traits.verb_last and len(between) <= _CLOSE and _STOPS.isdisjoint(between)

    def _aside(self, candidate: Candidate) -> bool:
        """Whether an age is that of what stands before its bracket, or of what a picture shows: `my cat (6 years)`."""
        view = self.view
        first = min(candidate.start, max(candidate.cue_start, 0))
        block = view.layout.block_at(first)
        shown = block.kind is Kind.CAPTION and not view.has(SELF, block.start, block.end)
        return shown or view.text[max(block.start, first - 4) : first].rstrip()[-1:] in _BRACKETS

    def _in_brackets(self, candidate: Candidate, start: int) -> bool:
        """Whether an address or number in brackets has no word before them that says what it is: `the author (jane@…)`."""
        if candidate.type not in SHAPES or not self._is_bracketed(candidate, start):
            return False
        view = self.view
        left = view.text.rfind("(", max(start, candidate.start - _BRACKET), candidate.start)
        if self.section(view.layout.block_at(left).section) == "contact" or self._like_owner(candidate):
            return False
        return not any(
            hit.what == candidate.type.value
            for what in (LABEL, CONTEXT)
            for hit in view.within(what, start, left)
        )

    def _of_organisation(self, candidate: Candidate, start: int, end: int, own: bool) -> bool:
        """Whether a word for an office or museum stands in a sentence without `I`, or right before the value."""
        view = self.view
        subject = self._of_subject(candidate, start)
        if subject is not None:
            return subject
        if candidate.rule == DISGUISED or self._is_answer(candidate):
            return candidate.rule != DISGUISED
        if not own:
            block = view.layout.block_at(candidate.start)
            if block.kind is Kind.ITEM and block.label and view.lexicon.words.scan(fold(block.label))[ROLE]:
                return True  # `;City archives` `:Address: …`
            label = candidate.cue_start if candidate.sort == "label" and candidate.cue_start >= 0 else end
            opened = view.folded[start : candidate.start].rstrip().endswith(":") and any(
                hit.what == candidate.type.value and view.opens(start, hit.start)
                for hit in view.within(LABEL, start, candidate.start)
            )
            if opened:  # `phone for the committee: …` says what it is for
                label = start
            numbered = candidate.sort == "shape" and candidate.type is not ADDRESS
            if numbered and organisations.named_before(view, start, candidate.start):
                return True  # `Tidewater Packaging, phone …`
            inside = candidate.end if candidate.type is ADDRESS else candidate.start
            return any(  # an address may name a street after it: Largo da Estação
                not label <= hit.start < candidate.start and not candidate.start < hit.start < inside
                for hit in view.within(ROLE, start, end)
            )
        far = self._is_bracketed(candidate, start) or candidate.type in REACHED
        before = view.within(
            ROLE,
            max(start, candidate.start - (_OFFICE_FAR if far else _OFFICE)),
            candidate.start,
        )
        return bool(before) and not view.has(SELF, before[-1].start, candidate.start)

    def _of_house(self, candidate: Candidate, start: int, own: bool) -> bool:
        """Whether an address is an organisation's: named before the phrase in a sentence without `I`, or its beginning
        (`the club is Elm Road 8`, `Hotel Swan, Elm Road 8`)."""
        view, first = self.view, candidate.cue_start
        if not own and start <= first < candidate.start and view.has(ROLE, start, first):
            return True
        part = view.text[candidate.start : candidate.end].partition(",")[0]
        if not part or not view.has(ROLE, candidate.start, candidate.start + 1):
            return False
        return not any(map(str.isdigit, part)) or (not own and part.partition(" ")[2][:1].islower())

    def _is_taught(self, candidate: Candidate, start: int, end: int) -> bool:
        """Whether a class is one that somebody teaches, or whose pupils are spoken of: `I teach grade 8`."""
        view = self.view
        if view.lexicon.traits.verb_last and view.has(TAUGHT, candidate.end, end):
            return True
        before = view.within(TAUGHT, start, candidate.start)
        return bool(before) and not view.has(SELF, before[-1].end, candidate.start)

    def _is_common(self, candidate: Candidate) -> bool:
        """Whether a value is only the word for any school or firm: `I teach at a college`; not `at UKM`."""
        view, bare = self.view, self.view.lexicon.bare
        low = view.folded[candidate.start : candidate.end]
        common = low in bare["school"] or low in bare["org"]
        # An ending is written onto an acronym: MÁV-nál, ELTE-n.
        if not common or view.text[candidate.start : candidate.end].partition("-")[0].isupper():
            return False
        limit = view.line(candidate.start)[1]
        rest = view.text[candidate.end : limit].lstrip(" ")[:1]
        if rest in _OPENING:
            return not rest
        word = next(iter(view.folded[candidate.end : min(limit, candidate.end + _WORD)].split()), "")
        if word in view.lexicon.stop:
            return True  # no name begins with it
        # In other scripts without capitals a name may follow that the slot left out.
        hangul = "\uac00" <= low[0] <= "\ud7a3"
        cased = low[0].upper() != low[0] or unspaced(low[0]) or hangul
        return not rest.isalnum() or (cased and not rest.isupper())

    def _of_wiki(self, candidate: Candidate, start: int, first: int) -> bool:
        """Whether a phrase speaks of a page (`I moved the page to …`), or a label of an account (`my account's birthday`)."""
        if candidate.type not in LIVED:
            return False
        if candidate.type is BIRTH_DATE and " on wiki" in self.view.folded[first : candidate.start]:
            return True  # `I was born on Wikipedia on 3 May`
        if candidate.sort == "label":
            return self.view.has(THING, max(start, first - _THING), first)
        return first < candidate.start and self.view.has(THING, first, candidate.start + 1)

    def _third_person(self, candidate: Candidate, start: int, end: int) -> bool:
        """Whether a paragraph says `she` or `his` and never `I`."""
        view = self.view
        if view.layout.block_at(start).kind is not Kind.PROSE or self._says_i(start, end):
            return False
        first = min(candidate.start, max(candidate.cue_start, 0))
        return any(not first <= hit.start < candidate.end for hit in view.within(OTHERS, start, end))

    def _of_anybody(self, candidate: Candidate) -> bool:
        """Whether an age stands in a whole sentence without `I`: `classes 6 to 12, ages 11 to 18`."""
        view = self.view
        block = view.layout.block_at(candidate.start)
        if unspaced(view.text[candidate.start]) or view.page.lang == "ko" or block.frame is not None:
            return False
        text = view.text[block.start : block.end]
        first = min(candidate.start, candidate.cue_start) if candidate.cue_start >= 0 else candidate.start
        if _INTRODUCES.match(view.text, candidate.end) and view.opens(block.start, first):
            return False  # `13 years, chess, Hill School.`
        return len(text.split()) > _CLIPPED * (2 if self._is_brief(block) else 1) and not self._own(
            block.start, block.end
        )

    def _begins_clause(self, start: int, first: int) -> bool:
        """Whether a phrase begins a clause where the language leaves I out, and its sentence names nobody else."""
        view = self.view
        text, wording = view.text, view.lexicon.wording
        ends = wording.clause_ends.get(view.lexicon.code, "")
        at = first
        while ends != " " and at > start and text[at - 1] in " 「『":
            at -= 1
        if at <= start or text[at - 1] not in ends or view.has(OTHERS, start, first):
            return False
        if _QUOTED.search(text, start, at) or wording.told_of.search(text, start, at):
            return False
        words = _CLAUSE_WORDS.findall(text, start, at)[:2]
        if words and wording.east_asian.is_name(words[0], view.lexicon.code):
            return False  # `王建国,1950年…出生`
        heads = [*(words[0][:size] for size in (2, 3, 4)), " ".join(words)] if words else []
        return view.names is None or not any(view.names.is_real_name(head, view.page.lang) for head in heads)

    def _clipped(self, start: int, first: int) -> bool:
        """Whether nothing but small words, labels or other phrases stands before a phrase in its sentence.

        `Born in Hull, living in Leeds` may be the owner's; `Jane Holt, living in Leeds` is not.
        """
        view, lexicon = self.view, self.view.lexicon
        block = view.layout.block_at(first)
        if self._begins_clause(start, first):
            return True
        alone = block.kind is Kind.PROSE and start > block.start and not self._own(block.start, block.end)
        if alone and (unspaced(view.text[first]) or lexicon.code in lexicon.wording.clause_ends):
            if view.has(OTHERS, block.start, block.end):
                return False
        elif alone:
            return self._has_phrase(block.start, start)
        time = _TIME.match(view.folded, start, first) if unspaced(view.text[first]) else None
        at = time.end() if time else start
        while at < first:
            found = _TOKEN.match(view.folded, at, first)
            if found is None:
                return True
            left = found.start(1)
            word = found.group(1)
            if left in self.phrases:
                return True
            if any(hit.start <= left and COLON.match(view.folded, hit.end)
                   for hit in view.within(LABEL, max(start, left - 1), left + 1)):  # fmt: skip
                return True
            small = word in lexicon.stop or word in lexicon.particles or not word[0].isalpha()
            if not small and not unspaced(word[0]):
                return False
            if unspaced(word[0]):
                return not view.text[left:first].strip() or lexicon.cuts.stands_at(view.folded, left)
            at = found.end()
        return True
