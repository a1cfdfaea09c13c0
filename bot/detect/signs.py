"""Literals that are signs of something, and the one pass over a text that finds all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import ahocorasick_rs
import msgspec

from bot.detect.folding import unspaced, wordly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.detect.rules import CueRule

# What a literal in the text can be a sign of.
CUE, LABEL, CONTEXT, SELF, OTHERS, AGAINST, CAPTION, SOCIAL, MESSAGING, HOST, AT, KEY, ROLE = range(13)
THING, TAUGHT, SAID = 13, 14, 15  # what a wiki is made of; who teaches a class; whose words follow
SPECIMEN = 16  # a name that samples are filled with
MOST_HITS = 40_000  # a page that holds more signs was not written by a person; the rest of it is not searched
_APART = frozenset(" \n.,:;!?()|'\"")  # what most often stands beside a word, and is none
_STRETCH = 65_536  # characters searched at a time, so that a hostile page does not fill the memory
# Looked for only in the lines that hold a candidate: short, frequent words.
LAZY = frozenset([SELF, OTHERS, AGAINST, CAPTION, ROLE, THING, TAUGHT, SAID])


class Entry:
    """All that one literal means; left and right say whether a word must begin and end with it."""

    __slots__ = ("items", "left", "right", "text")

    def __init__(self, text: str, left: bool, right: bool) -> None:
        self.text, self.left, self.right = text, left, right
        self.items: list[tuple[int, object]] = []


class Hit(msgspec.Struct, gc=False, eq=False):
    """One literal found: [start, end) in the visible text, and what it is a sign of; a CUE is one of several phrases."""

    start: int
    end: int
    what: Any


class Phrase:
    """One phrase of a rule as it is looked for; its expression is compiled when its first anchor is met."""

    __slots__ = ("begins", "cue", "pattern", "rule", "spaced", "together")

    def __init__(self, rule: CueRule) -> None:
        self.rule, self.cue = rule, rule.cue
        self.begins = rule.cue.lead <= 2  # with its anchor
        self.spaced = self.begins and rule.cue.at == "before"  # spaces before the anchor may be the phrase's
        self.together = self.begins and len(rule.cue.anchors) > 1  # several anchors may stand at one place
        self.pattern: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """The expression that is tried around an anchor."""
        self.pattern = re.compile(self.cue.pattern)
        return self.pattern


def _meanings(entry: Entry) -> list[tuple[int, object]]:
    """What a literal is a sign of; the phrases that have it as an anchor (ten have `I am`) together."""
    phrases = tuple(payload for what, payload in entry.items if what == CUE)
    others = [item for item in entry.items if item[0] != CUE]
    return [(CUE, phrases), *others] if phrases else others


class Signs:
    """Literals looked for together, in one pass."""

    def __init__(self, entries: Iterable[Entry], attached: tuple[str, ...], particles: Iterable[str]) -> None:
        listed = list(entries)
        # Most literals mean one thing; the few that mean several have a list.
        self.rows: list[tuple[bool, bool, bool, int, object, list[tuple[int, object]]]] = []
        for entry in listed:
            (what, payload), *more = _meanings(entry)
            self.rows.append((entry.left, entry.right, len(entry.text) <= 2, what, payload, more))
        self.attached = attached
        self.particles = frozenset(each[0] for each in particles)  # as they begin: 전화번호|는
        self.automaton = ahocorasick_rs.AhoCorasick(
            [entry.text for entry in listed] or ["\0"], matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def scan(self, folded: str, shift: int = 0) -> defaultdict[int, list[Hit]]:
        """Every sign in a folded text, by what it is, in order of where it ends; shift is added to offsets."""
        found: defaultdict[int, list[Hit]] = defaultdict(list)
        size = len(folded)
        if size <= _STRETCH:
            self._scan(folded, shift, found)
            return found
        at = left = 0
        while at < size and left < MOST_HITS:
            stop = (
                size
                if size - at <= _STRETCH
                else max(folded.rfind("\n", at, at + _STRETCH), at + _STRETCH // 2)
            )
            left += self._scan(folded[at:stop], shift + at, found)
            at = stop
        return found

    def _scan(self, folded: str, shift: int, found: defaultdict[int, list[Hit]]) -> int:
        rows, attached, particles = self.rows, self.attached, self.particles
        size = len(folded)
        matches = self.automaton.find_matches_as_indexes(folded, overlapping=True)
        for index, start, end in matches:
            left, right, short, what, payload, more = rows[index]
            if start and (left or short):
                before = folded[start - 1]
                if short and before in ".@_/":
                    continue  # the `me` of an address' end
                if left and before not in _APART and _one_word(folded[start], before):
                    joined = before in attached and (start < 2 or not wordly(folded[start - 2]))
                    if not joined:
                        continue
            if right and end < size:
                after = folded[end]
                # A Korean syllable for I begins other words, too: 나이, 전에, 제도.
                carried = after in particles and not (what == SELF and end - start == 1)
                if not carried and after not in _APART and _one_word(folded[end - 1], after):
                    continue
            if shift:
                start, end = start + shift, end + shift
            found[what].append(Hit(start, end, payload))
            for what, payload in more:
                found[what].append(Hit(start, end, payload))
        return len(matches)


@lru_cache(maxsize=8192)
def _one_word(inside: str, outside: str) -> bool:
    """Whether the letter beside a sign's first or last one belongs to the same word."""
    return wordly(outside) and not unspaced(outside) and not _foreign(inside, outside)


def _foreign(one: str, other: str) -> bool:
    """Whether a script ends between two letters: `Telegram` in `Telegramలో` is a word."""
    return _latin(one) != _latin(other)


def _latin(char: str) -> bool:
    return char < "\u0250" or "\u1e00" <= char <= "\u1eff"
