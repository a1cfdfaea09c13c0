"""The small language in which rules write phrases: `(I|we) live … in {place}`.

A phrase is compiled to literals for the one multi-pattern pass (anchors), and one regular expression that
is tried only on a short window around an anchor. Both stay in the subset that RE2 and JavaScript share.
The syntax is documented for authors in config/rules/README.md.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.detect.folding import fold as fold  # what phrases are compared in; half the house asks for it here
from bot.detect.folding import visible

SLOTS = frozenset(
    ["name", "fullname", "place", "org", "school", "date", "age", "handle", "secret", "number", "street"]
)
MAX_ANCHORS = 96  # literals one phrase may expand to; more only widens the automaton
GAP = r"[^\n.,!?;:、。！？，；：।۔؟،«»“”„]{0,32}?"  # a few words, never past the clause or a quotation
VALUE = r"[^\n!?;。！？；।۔؟]{1,64}?"
NUMBER = "[0-9]{1,2}"  # folding has turned native digits into these
# What * stands for, written without \p so that the ES5 engine reads it too.
LETTERS = r"[^\s!-&(-\/:-@\[-`{-~。、，！？：；「」『』（）…–—«»“”।۔؟،]{0,24}"
_TOKEN = re.compile(r"\{([a-z]*)\}|[()|<>^*…#]| +|[^(){}|<>^*…# ]+|[{}]")

_SYNTAX = re.compile(
    r"[(){}|<>^*…#\n\t\xa0\u3000]"
)  # what is more than letters and spaces in a word list's entry

# A parsed phrase: a sequence of (kind, value) with lit, alt (list of sequences), gap, stem, slot, mark, num
Node = tuple[str, object]


class CueError(ValueError):
    """A phrase that cannot be used; the text says what is wrong and how to mend it."""


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


_CHARACTERS = 8192  # whose class is remembered; a language has some hundreds, Chinese a few thousand
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]"
)


@lru_cache(maxsize=_CHARACTERS)
def unspaced(char: str) -> bool:
    """Whether a character belongs to a script that writes no spaces between words (Han, kana, Thai, Lao, …)."""
    return bool(_UNSPACED.match(char))


@lru_cache(maxsize=_CHARACTERS)
def wordly(char: str) -> bool:
    """Whether a character is part of a word: letters, digits, and the vowel signs of Indic scripts."""
    return char.isalnum() or (char > "\u02ff" and unicodedata.category(char)[0] == "M")


def parse(text: str) -> list[Node]:
    """Parse one phrase. Raises CueError where it is not well formed."""
    tokens = [(match.group(0), match.group(1) or "") for match in _TOKEN.finditer(visible(text))]
    nodes, rest = _sequence(tokens, 0, "")
    if rest != len(tokens):
        raise CueError(f"there is a '{tokens[rest][0]}' too many; take it out or open it first")
    return nodes


def _sequence(tokens: list[tuple[str, str]], at: int, until: str) -> tuple[list[Node], int]:
    nodes: list[Node] = []
    while at < len(tokens):
        piece, slot = tokens[at]
        if piece in (")", "|", ">"):
            return nodes, at
        at += 1
        if piece == "(":
            choices: list[list[Node]] = []
            while True:
                choice, at = _sequence(tokens, at, ")")
                choices.append(choice)
                if at >= len(tokens) or tokens[at][0] == ">":
                    raise CueError("a '(' is never closed; add ')'")
                at += 1
                if tokens[at - 1][0] == ")":
                    break
            nodes.append(("alt", choices))
        elif piece == "<":
            inner, at = _sequence(tokens, at, ">")
            if at >= len(tokens) or tokens[at][0] != ">":
                raise CueError("a '<' is never closed; add '>'")
            at += 1
            nodes.append(("mark", inner))
        elif piece.startswith("{") and piece.endswith("}") and len(piece) > 1:
            if slot not in SLOTS:
                raise CueError(f"no slot is called {{{slot}}}; use one of {', '.join(sorted(SLOTS))}")
            nodes.append(("slot", slot))
        elif piece in "{}":
            raise CueError("a lone '{' or '}'; a slot is written {place}")
        elif piece == "^":
            nodes.append(("start", ""))
        elif piece == "*":
            nodes.append(("stem", ""))
        elif piece == "…":
            nodes.append(("gap", ""))
        elif piece == "#":
            nodes.append(("num", ""))
        else:
            nodes.append(("lit", " " if piece.isspace() else fold(piece)))
    if until == ")":
        raise CueError("a '(' is never closed; add ')'")
    return nodes, at


def expand(nodes: list[Node], limit: int = 4096) -> list[str]:
    """Every literal a sequence without gap, slot or number stands for. Raises CueError past the limit."""
    parts: list[list[str]] = []
    total = 1
    for kind, value in nodes:
        if kind == "lit":
            parts.append([str(value)])
        elif kind == "alt":
            parts.append(
                [
                    text
                    for choice in _choices(value)
                    # nearly all are one literal, of which there are tens of thousands
                    for text in (
                        (str(choice[0][1]),)
                        if len(choice) == 1 and choice[0][0] == "lit"
                        else expand(choice, limit)
                    )
                ]
            )
        else:
            raise CueError("only words and (alternatives) may stand here, and * at a word's end")
        total *= len(parts[-1])
        if total > limit:
            raise CueError(f"stands for more than {limit} phrases; split it")
    if len(parts) == 1:
        return list(dict.fromkeys(parts[0]))
    return list(dict.fromkeys(map("".join, itertools.product(*parts))))


def words(text: str) -> list[tuple[str, bool]]:
    """A word list's entry as (literal, open at the end): `(wohn|leb)*` gives two stems. Raises CueError."""
    if not _SYNTAX.search(text):  # as nearly all are
        plain = re.sub(" +", " ", fold(visible(text)))
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
    anchors, lead, closed = _anchors(whole, ends=at != "after")
    return Cue(pattern, slot, at, anchors, lead, start, closed)


def _choices(value: object) -> list[list[Node]]:
    return value if isinstance(value, list) else []


def _pattern(nodes: list[Node]) -> str:
    parts: list[str] = []
    loose = False  # the next space may be missing: what stands before it may be empty or end with one
    for i, (kind, value) in enumerate(nodes):
        if kind == "lit":
            text = re.sub(r"([\\^$.|?*+()\[\]{}/-])", r"\\\1", str(value)).replace(" ", " +")
            parts.append(text.replace("+", "*", 1) if loose and text.startswith(" ") else text)
        elif kind == "alt" and _only_gap(value) and _spaced(nodes, i):
            parts.append(f"(?:{GAP} +)??")  # whole words: a gap may not end inside one
        elif kind == "alt":
            # what has a gap is tried last: `in (… |){place}` takes the nearest place; a longer word before its beginning
            choices = sorted(
                _longer_first(_choices(value)), key=lambda choice: any(kind == "gap" for kind, _ in choice)
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
        loose = parts[-1].endswith(" +)??") or _loose((kind, value))
    return "".join(parts)


def _longer_first(choices: list[list[Node]]) -> list[list[Node]]:
    """The same alternatives; words that begin with others before these: at a phrase's end the first that fits is taken."""
    plain = ["".join(str(value) for kind, value in choice if kind == "lit") if all(
        kind == "lit" for kind, _ in choice) else None for choice in choices]  # fmt: skip
    if any(text is None for text in plain):
        return choices
    return [choices[i] for i in sorted(range(len(choices)), key=lambda i: -len(plain[i] or ""))]


def _only_gap(value: object) -> bool:
    return all(not choice or [kind for kind, _ in choice] == ["gap"] for choice in _choices(value))


def _spaced(nodes: list[Node], i: int) -> bool:
    """Whether a space follows node i and a space, or something that may end with one, stands before it."""
    after = i + 1 < len(nodes) and nodes[i + 1][0] == "lit" and str(nodes[i + 1][1]).startswith(" ")
    kind, value = nodes[i - 1] if i else ("", "")
    return after and (kind == "alt" or (kind == "lit" and str(value).endswith(" ")))


def _length(nodes: list[Node]) -> int:
    """The most characters a sequence can stand for."""
    total = 0
    for kind, value in nodes:
        if kind == "lit":
            total += len(str(value))
        elif kind == "alt":
            total += max(map(_length, _choices(value)))
        else:
            total += {"gap": 32, "stem": 24, "num": 2, "slot": 64}.get(kind, 0)
    return total


def _anchors(nodes: list[Node], *, ends: bool) -> tuple[tuple[str, ...], int, bool]:
    """The run of literals best searched for (its shortest one as long as possible), how many characters stand before
    it at most, and whether a word ends with it in every reading; ends: whether one ends with the whole."""
    best: tuple[int, tuple[str, ...], int, bool] = (0, (), 0, False)
    plain = [_is_plain(node) for node in nodes]
    for first in range(len(nodes)):
        stop = next((i for i in range(first, len(nodes)) if not plain[i]), len(nodes) - 1) + 1
        for last in range(stop, first, -1):  # the first node that is not plain may still open with literals
            run = _opening(nodes[first:last])
            try:
                literals = expand(run, MAX_ANCHORS)
            except CueError:
                continue
            literals = list(dict.fromkeys(" ".join(literal.split()) for literal in literals))
            shortest = min(map(len, literals))
            if shortest > best[0]:
                whole, rest = run == nodes[first:last], nodes[last:]
                closed = _closed(run) or (whole and (_parted(rest, loose=_loose(run[-1])) if rest else ends))
                best = (shortest, tuple(literals), _length(nodes[:first]) + 2, closed)
            break
    if not best[0] or (best[0] == 1 and any(literal.isascii() for literal in best[1])):
        raise CueError("has no fixed words to search for; add a word that every reading contains")
    return best[1:]


def _is_plain(node: Node) -> bool:
    """Whether a node stands for literals alone, however many."""
    kind, value = node
    return kind == "lit" or (
        kind == "alt" and all(_is_plain(each) for choice in _choices(value) for each in choice)
    )


def _opening(run: list[Node]) -> list[Node]:
    """A run whose last node is alternatives, some with a gap: these are known by what stands before it."""
    if not run or run[-1][0] != "alt":
        return run
    choices = []
    for choice in _choices(run[-1][1]):
        gap = next((i for i, (kind, _) in enumerate(choice) if kind in ("gap", "stem")), len(choice))
        if not gap:
            return run
        choices.append(choice[:gap])
    return [*run[:-1], ("alt", choices)]


def _closed(nodes: list[Node]) -> bool:
    """Whether a sequence ends with a space that no reading can leave out."""
    if not nodes:
        return False
    kind, value = nodes[-1]
    if kind == "alt":
        return all(_closed([*nodes[:-1], *choice]) for choice in _choices(value))
    text = str(value)
    if kind != "lit" or not text.endswith(" "):
        return False
    # A space alone may be left out behind what may be empty or end with one itself: see _pattern.
    return bool(text.strip()) or not (len(nodes) > 1 and _loose(nodes[-2])) or _closed(nodes[:-1])


def _parted(nodes: list[Node], *, loose: bool) -> bool:
    """Whether a sequence begins with a space or a sign in every reading; loose: its first space may be left out."""
    if not nodes:
        return False
    kind, value = nodes[0]
    if kind == "alt":
        return all(
            _parted(choice, loose=False) if choice else _parted(nodes[1:], loose=True)
            for choice in _choices(value)
        )
    first = str(value)[:1]
    return kind == "lit" and (not loose if first == " " else not wordly(first))


def _loose(node: Node) -> bool:
    """Whether a node's alternatives may be empty or end with a space."""
    return node[0] == "alt" and any(
        not choice or str(choice[-1][1]).endswith(" ") for choice in _choices(node[1])
    )
