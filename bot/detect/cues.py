"""Phrases and word lists, compiled from the small language in which rules write them (grammar.py).

A phrase is compiled to literals for the one multi-pattern pass (anchors), and one regular expression that
is tried only on a short window around an anchor. Both stay in the subset that RE2 and JavaScript share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.detect.anchors import anchors_of
from bot.detect.folding import fold, visible
from bot.detect.grammar import CueError, Node, choices_of, expand, is_loose, parse

GAP = r"[^\n.,!?;:、。！？，；：।۔؟،«»“”„]{0,32}?"  # a few words, never past the clause or a quotation
VALUE = r"[^\n!?;。！？；।۔؟]{1,64}?"
NUMBER = "[0-9]{1,2}"  # folding has turned native digits into these
# What * stands for, written without \p so that the ES5 engine reads it too.
LETTERS = r"[^\s!-&(-\/:-@\[-`{-~。、，！？：；「」『』（）…–—«»“”।۔؟،]{0,24}"

# What is more than letters and spaces in a word list's entry.
_SYNTAX = re.compile(r"[(){}|<>^*…#\n\t\xa0\u3000]")
_SPACES = re.compile(" +")
_SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}/-]")  # what an expression would not take literally


@dataclass(frozen=True, slots=True)
class Cue:
    """One compiled phrase.

    at says where the value stands: `after` the pattern, `before` it, `inside` (group 1 holds it, still to be
    trimmed to the slot's grammar) or `mark` (group 1 is the value). anchors are folded literals, one of which
    occurs in every match; lead: how many characters a match can begin before its anchor. start: only where a
    sentence or line starts. closed: a word ends where its anchor does.
    """

    pattern: str
    slot: str
    at: str
    anchors: tuple[str, ...]
    lead: int
    start: bool
    closed: bool = False

    def joined(self, elided: re.Pattern[str] | None) -> Cue:
        """A phrase that also fits where its apostrophes are left out: `im from …`, `jhabite à …`."""
        if elided is None or not elided.search(self.pattern):
            return self
        bare = (elided.sub(lambda found: found[0].replace("'", ""), anchor) for anchor in self.anchors)
        pattern = elided.sub(lambda found: found[0].replace("'", "'?"), self.pattern)
        anchors = dict.fromkeys(anchor for anchor in [*self.anchors, *bare] if anchor.strip())
        return replace(self, pattern=pattern, anchors=tuple(anchors))

    def loose(self, marked: re.Pattern[str] | None, unmarked: dict[int, str]) -> Cue:
        """A phrase that also fits where its letters are written without their marks."""
        if marked is None:
            return self
        anchors = dict.fromkeys([*self.anchors, *(anchor.translate(unmarked) for anchor in self.anchors)])
        pattern = marked.sub(lambda found: f"[{found[0]}{unmarked[ord(found[0])]}]", self.pattern)
        return replace(self, pattern=pattern, anchors=tuple(anchors))


def words(text: str) -> list[tuple[str, bool]]:
    """A word list's entry as (literal, open at the end): `(wohn|leb)*` gives two stems. Raises CueError."""
    if not _SYNTAX.search(text):  # as nearly all are
        plain = fold(visible(text))
        if "  " in plain:
            plain = _SPACES.sub(" ", plain)
        if plain.strip():
            return [(plain, False)]
    nodes = parse(text)
    stem = bool(nodes) and nodes[-1][0] == "stem"
    found = [(literal, stem) for literal in expand(nodes[:-1] if stem else nodes)]
    if not all(literal.strip() for literal, _ in found):
        raise CueError("stands for nothing at all in one reading; leave no empty entry")
    return found


def compile_cue(text: str) -> Cue:
    """Compile one phrase with its slot. Raises CueError where it is not well formed or too vague."""
    nodes = parse(text)
    start = bool(nodes) and nodes[0][0] == "start"
    if start:
        nodes = nodes[1:]
    marks = [i for i, (kind, _) in enumerate(nodes) if kind in ("slot", "mark")]
    if len(marks) != 1:
        raise CueError("needs exactly one {slot} or <value>, outside of any (…)")
    place = marks[0]
    kind, value = nodes[place]
    before, after = nodes[:place], nodes[place + 1 :]
    if kind == "mark":
        inner = value if isinstance(value, list) else []
        pattern = f"{_pattern(before)}({_pattern(inner)}){_pattern(after)}"
        at, slot, whole = "mark", "mark", [*before, *inner, *after]
    else:
        slot = str(value)
        if not any(node[0] != "lit" or str(node[1]).strip() for node in after):
            at, pattern, whole = "after", _pattern(before), before
        elif not any(node[0] != "lit" or str(node[1]).strip() for node in before):
            at, pattern, whole = "before", _pattern(after), after
        else:
            at, whole = "inside", [*before, ("slot", slot), *after]
            pattern = f"{_pattern(before)}({VALUE}){_pattern(after)}"
    anchors, lead, closed = anchors_of(whole, ends=at != "after")
    return Cue(pattern, slot, at, anchors, lead, start, closed)


def _pattern(nodes: list[Node]) -> str:
    parts: list[str] = []
    loose = False  # the next space may be missing: what stands before it may be empty or end with one
    for i, (kind, value) in enumerate(nodes):
        if kind == "lit":
            text = _literal(str(value))
            parts.append(text.replace("+", "*", 1) if loose and text.startswith(" ") else text)
        elif kind == "alt" and (plain := _plain(choices_of(value))):  # as most are
            plain.sort(key=len, reverse=True)
            parts.append("(?:" + "|".join(map(_literal, plain)) + ")")
        elif kind == "alt" and _only_gap(value) and _spaced(nodes, i):
            parts.append(f"(?:{GAP} +)??")  # whole words: a gap may not end inside one
        elif kind == "alt":
            # what has a gap is tried last: `in (… |){place}` takes the nearest place; a longer word before its beginning
            choices = sorted(
                _longer_first(choices_of(value)), key=lambda choice: any(kind == "gap" for kind, _ in choice)
            )
            parts.append("(?:" + "|".join(map(_pattern, choices)) + ")")
        elif kind == "gap" and _spaced(nodes, i):
            parts.append(f"(?:{GAP} +)??")
        elif kind == "gap":
            parts.append(GAP)
        elif kind == "stem":
            parts.append(LETTERS)
        elif kind == "num":
            parts.append(NUMBER)
        else:
            raise CueError("a {slot} or <value> may not stand inside (…); write two phrases")
        loose = parts[-1].endswith(" +)??") or is_loose((kind, value))
    return "".join(parts)


def _literal(text: str) -> str:
    """A literal as an expression; each of its spaces may be several."""
    if text.isalpha():  # as most are
        return text
    return _SPECIAL.sub(r"\\\g<0>", text).replace(" ", " +")


def _plain(choices: list[list[Node]]) -> list[str]:
    """Alternatives that are one literal each or nothing, as texts; empty where some are more than that."""
    out: list[str] = []
    for choice in choices:
        if not choice:
            out.append("")
        elif len(choice) == 1 and choice[0][0] == "lit":
            out.append(str(choice[0][1]))
        else:
            return []
    return out if any(out) else []


def _longer_first(choices: list[list[Node]]) -> list[list[Node]]:
    """The same alternatives; words that begin with others before these: at a phrase's end the first that fits is taken."""
    plain = ["".join(str(value) for kind, value in choice if kind == "lit") if all(
        kind == "lit" for kind, _ in choice) else None for choice in choices]  # fmt: skip
    if any(text is None for text in plain):
        return choices
    return [choices[i] for i in sorted(range(len(choices)), key=lambda i: -len(plain[i] or ""))]


def _only_gap(value: object) -> bool:
    return all(not choice or [kind for kind, _ in choice] == ["gap"] for choice in choices_of(value))


def _spaced(nodes: list[Node], i: int) -> bool:
    """Whether a space follows node i and a space, or something that may end with one, stands before it."""
    after = i + 1 < len(nodes) and nodes[i + 1][0] == "lit" and str(nodes[i + 1][1]).startswith(" ")
    kind, value = nodes[i - 1] if i else ("", "")
    return after and (kind == "alt" or (kind == "lit" and str(value).endswith(" ")))
