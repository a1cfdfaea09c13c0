"""Who a text speaks of: the owner, or a person named before, as an article on somebody does."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from bot.detect.folding import fold, unspaced
from bot.detect.ownership.claims import Claims
from bot.detect.ownership.posts import LINES
from bot.detect.regions import Kind
from bot.detect.signs import CONTEXT, LABEL, OTHERS, ROLE, SAID, SELF
from bot.detect.types import EMAIL, PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.detect.regions import Block
    from bot.detect.shared import Tiers
    from bot.detect.signs import Hit
    from bot.detect.view import Candidate, View

_NAME_WORDS = 4  # of a name, without `de` and `van`
_MOST_NAMES = 50  # of the owner's that are looked at
_SPEAKER = 16  # characters before `said` in which I stands
NAME_COMMA = re.compile(
    r"[^\W\d_a-zά-ώа-яё][^\W\d_]+[ -][^\W\d_a-zά-ώа-яё][^\W\d_]+(?:, | – | - )(?:[^\W\d_]{1,4} )?$"
)
_NAMED_FIRST = re.compile(  # `Jane Holt, …`, `Jane Holt (…`
    r"(?<![^\W\d_])[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][^\W\d_]+[ -][A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][^\W\d_]+(?:, | – | — | - | \()"
)
_LINE_OF = re.compile(  # a line that begins with somebody's name: `:Jane Holt, b. 1960? Worked at …`
    r"[\W_]{0,6}(?:(?:[A-ZÀ-ÖØ-ÞŁ-ŽΆ-ΫА-ЯЁЇІЄ]\. ?){1,2}[^\W\d_a-zа-яё][^\W\d_]{2,}"
    r"|[^\W\d_a-zа-яё][^\W\d_]+(?:-[^\W\d_]+)?"
    r" (?:[^\W\d_a-zа-яё](?:\. ?[^\W\d_a-zа-яё])?\.|[^\W\d_a-zа-яё][^\W\d_]+(?: [^\W\d_a-zа-яё][^\W\d_]+)?))"
    r"(?=[ ]?[,.(–—-])"
)
_OWNERS = frozenset(["", "about", "contact"])  # sections in which a line may begin with the owner's name
_APPOSED = 24  # characters before a name in which the word for I begins that it explains
_LINE_READ = 800  # characters of a line whose subject is looked for
_FROM_NAME = 90  # characters from a name to what is said of that person
_LONGEST_NAME = 70  # characters of a name and what stands before it
# `* Jane Holt - poet. Born …`, `* Jane Holt (poet), born …`; a colon would make it a label.
_LISTED = re.compile(
    r"[\W_]{0,4}([^\W\d_][^\n:;,.!?()\[\]–—、，。：（]{1,40}?) ?(?:[(（][^()（）\n]{0,60}[)）] ?)?((?<= )[-–—] |—|, )"
)
_LIFE = re.compile(  # a name and a year of birth or death in brackets
    r"[\W_]{0,4}([^\n(（.!?。]{2,40}?) ?[(（](?!isbn)(?:[^)）\n]{0,60}?[^\w)）\n])?(?:1[5-9]|2[0456])[0-9]{2}(?![0-9])"
)
REACHED = frozenset([PHONE, EMAIL])
_SUBJECT_FAR = 240  # characters between a sentence's subject and a number
_THEIRS = 64  # characters between `its` and a number
_ASKING = ("?", "？", "؟")
_BEFORE_TOPIC = 4  # characters before a topic that say it is the owner: `この利用者は`


class Topics(Claims):
    """Knows whether the owner or somebody else was named last."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        super().__init__(view, tiers, page_kind)
        self.phrases: set[int] = set()  # where phrases begin
        self._ordered: list[int] = []  # the same in order
        self._lives: dict[int, bool] = {}

    def _own(self, start: int, end: int) -> bool:
        """Whether somebody says `I` or `my` there, and not only `my brother`."""
        name = bisect_left(self.introduced, start)
        if name < len(self.introduced) and self.introduced[name] < end:
            return True
        return self.view.has(SELF, start, end) and any(self._selves(start, end))

    def _selves(self, start: int, end: int) -> Iterator[Hit]:
        """The words for `I` and `my` that begin there, without those of `my brother`.

        One after the other, for a line may be as long as the page, and the first is most often enough.
        """
        view = self.view
        hits = view.within(SELF, start, end)
        others = view.within(OTHERS, start, end) if hits else []
        read, reached = 0, -1  # of the others that begin before a word, and where the last of them ends
        for hit in hits:
            while read < len(others) and others[read].start <= hit.start:
                reached = max(reached, others[read].end)
                read += 1
            if hit.end > reached:
                yield hit

    def _of_kin(self, start: int, end: int) -> bool:
        """Whether all that says `I` before a value is part of `my friend`."""
        return (
            self.view.has(OTHERS, start, end)
            and self.view.has(SELF, start, end)
            and not any(self._selves(start, end))
        )

    def _is_told(self, start: int, first: int) -> bool:
        """Whether a phrase stands behind somebody else's `said` or `wrote` in its sentence."""
        view = self.view
        return any(
            not view.has(SELF, max(start, hit.start - _SPEAKER), hit.start)
            for hit in view.within(SAID, start, first)
        )

    def _tells(self, end: int) -> bool:
        """Whether a verb of speech follows what ends there: `a teacher at Hill School told us …`."""
        return self.view.has(SAID, end + 1, end + 2)

    def _has_phrase(self, start: int, end: int) -> bool:
        """Whether a phrase begins in [start, end)."""
        if len(self._ordered) != len(self.phrases):
            self._ordered = sorted(self.phrases)
        at = bisect_left(self._ordered, start)
        return at < len(self._ordered) and self._ordered[at] < end

    def _of_named(self, start: int, first: int, candidate: Candidate) -> bool:
        """Whether a phrase without I stands right behind a name of two words: `Jane Holt, born in Whitby`."""
        view = self.view
        if first >= candidate.start or view.has(SELF, first, candidate.start):
            return False
        if self._in_their_line(first, candidate):
            return True
        near = max(start, first - _FROM_NAME - _LONGEST_NAME)  # a line may be as long as the page
        names = list(_NAMED_FIRST.finditer(view.text, near, first))
        found = names[-1] if names else None
        if found is None or any(found.start() <= name < first for name in self.introduced):
            return False
        if next(iter(view.folded[found.start() : found.end()].split()), "") in view.lexicon.stop:
            return False  # `Now Hull, new address …`
        if self._has_phrase(start, found.start() + 1):
            return False  # `Engineer at Wexmoor Logistics, living in Hull`
        if view.has(SELF, found.end(), first) or found.end() < first - _FROM_NAME:
            return False
        if found.end() >= first and not self._apposed(start, found.start()):
            return True  # `My next article: the life of Jane Holt, born in Whitby`
        words = view.folded[max(start, found.start() - _LONGEST_NAME) : found.start()].split()
        return not view.has(SELF, start, first) or (bool(words) and words[-1] in view.lexicon.topic)

    def _in_their_line(self, first: int, candidate: Candidate) -> bool:
        """Whether a line of a section on something else begins with a name, and nobody says I in it."""
        view = self.view
        block = view.layout.block_at(candidate.start)
        if not view.lexicon.traits.personless_past or self.section(block.section) in _OWNERS:
            return False
        end = view.sentence(candidate.start)[1]
        if end - block.start > _LINE_READ or self._says_i(block.start, end):
            return False
        found = _LINE_OF.match(view.text, block.start, first)
        if found is None or self.owner in view.folded[block.start : found.end()]:
            return False
        if next(iter(view.folded[block.start : found.end()].strip(" *:'").split()), "") in view.lexicon.stop:
            return False
        return not any(block.start <= name < first for name in self.introduced)

    def _apposed(self, start: int, name: int) -> bool:
        """Whether I stands right before a name: `I, Jane Holt, born in Whitby`."""
        near = max(start, name - _APPOSED)
        hits = self.view.within(SELF, near, name)
        return bool(hits) and self.view.opens(hits[-1].end, name)

    def _carried(self, start: int, first: int) -> bool:
        """Whether the text before a phrase spoke of somebody else last, where verbs do not say who acts.

        Japanese, Chinese, Korean and Thai name a person once and leave the subject out from then on.
        """
        view = self.view
        char, numbers = view.text[first], view.lexicon.traits.east_asian
        if not (unspaced(char) or view.page.lang == "ko" or (numbers and not char.isalpha())):
            return False
        last = max((hit.end for hit in view.within(OTHERS, start, first)), default=-1)
        names, lang = view.lexicon.wording.east_asian, view.page.lang
        topic = {"ja": names.japanese_subject, "ko": names.korean_subject, "zh": names.chinese_subject}.get(
            lang
        )
        for found in topic.finditer(view.text, max(0, start - 1), first) if topic is not None else ():
            if lang == "ko" and not names.fits("name", found.group(1), lang):
                continue  # 가야금은, 자전거는: things
            name = found.group(1)
            if lang == "zh" and name and (not names.fits("name", name, lang) or self._is_town(name)):
                continue  # 安徽是
            at = max(start, found.start(1 if name else 0) - _BEFORE_TOPIC)
            if not any(view.has(what, at, found.end()) for what in (LABEL, SELF)):
                last = max(last, found.end())
        return last >= 0 and not any(hit.start >= last for hit in self._selves(start, first + 1))

    def _is_town(self, name: str) -> bool:
        """Whether a name is a town's, or a word of the language's that is no name."""
        lexicon = self.view.lexicon
        return lexicon.towns.knows(name) or name in lexicon.refused["name"] or name in lexicon.territories

    def _is_biography(self, block: Block) -> bool:
        """Whether a paragraph begins like an article on a person: `Jane Holt (born 1960 in Hull)`, and that is not the owner."""
        known = self._lives.get(block.index)
        if known is None:
            found = _LIFE.match(self.view.folded, block.start, block.end) if block.kind in LINES else None
            known = self._lives[block.index] = (
                found is not None
                and (" " in found.group(1) or unspaced(found.group(1)[0]) or self.view.page.lang == "ko")
                and self.owner not in found.group(1)
                and not self.view.has(SELF, block.start, found.end())
            ) or self._lists_somebody(block)
        return known

    def _lists_somebody(self, block: Block) -> bool:
        """Whether a list's line begins with somebody's name: `* Jane Holt - poet. Born …`."""
        view = self.view
        listed = block.kind is Kind.ITEM and not block.label
        found = _LISTED.match(view.text, block.start, block.end) if listed else None
        if found is None or any(view.has(what, block.start, found.end(1)) for what in (LABEL, CONTEXT, SELF)):
            return False
        if any(block.start <= name < found.end(1) for name in self.introduced[:_MOST_NAMES]):
            return False
        name, code = found.group(1).strip(" '\"«„“"), view.lexicon.code
        words = name.split()
        if not words or self.owner in fold(name):
            return False
        if words[0][0].upper() != words[0][0].lower():
            words = [word for word in words if fold(word) not in view.lexicon.particles]
            return 2 <= len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words)
        if found.group(2) == ", ":
            return False  # in scripts without capitals a comma follows anything
        if view.lexicon.traits.east_asian and view.lexicon.wording.east_asian.is_person(name, code):
            return True
        return view.names is not None and view.names.is_real_name(name, view.page.lang)

    def _asks(self, start: int) -> bool:
        """Whether a sentence begins with a word that makes it a question: `Should I say that my name is …?`."""
        found = self.view.lexicon.wording.asks.get(self.view.lexicon.code)
        return found is not None and found.match(self.view.folded, start) is not None

    def _of_subject(self, candidate: Candidate, start: int) -> bool | None:
        """Whether `one's own` before a value is an office's, which is the sentence's subject (`The museum sent me its
        number`), or mine (`I sent the museum my number`); None where no such word stands there."""
        view = self.view
        found = view.lexicon.wording.reflexives.get(view.lexicon.code)
        start = max(start, candidate.start - _SUBJECT_FAR)  # a line may be as long as the page
        offices = view.within(ROLE, start, candidate.start) if found is not None else []
        if found is None or not offices:
            return None
        if not found.search(view.folded, max(offices[0].end, candidate.start - _THEIRS), candidate.start):
            return None
        return not view.has(SELF, start, offices[0].start)

    def _is_answer(self, candidate: Candidate) -> bool:
        """Whether a line answers a question for an office's number: `The library's phone?` `:0121 …`."""
        view = self.view
        block = view.layout.block_at(candidate.start)
        if candidate.type not in REACHED or not block.index or not self._indented(block):
            return False
        asked = view.layout.blocks[block.index - 1]
        if (
            asked.section != block.section
            or view.text[max(asked.start, asked.end - 8) : asked.end].rstrip(" '")[-1:] not in _ASKING
        ):
            return False
        return view.has(ROLE, asked.start, asked.end) and not view.has(SELF, asked.start, asked.end)
