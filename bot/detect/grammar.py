"""The small language in which rules write phrases: `(I|we) live … in {place}`, read and spelt out.

The syntax is documented for authors in config/rules/README.md.
"""

from __future__ import annotations

import itertools
import re

from bot.detect.folding import fold, visible

SLOTS = frozenset(
    ["name", "fullname", "place", "org", "school", "date", "age", "handle", "secret", "number", "street"]
)
_TOKEN = re.compile(r"(\{([a-z]*)\}|[()|<>^*…#]| +|[^(){}|<>^*…# ]+|[{}])")  # and the slot's name in it

# A parsed phrase: a sequence of (kind, value) with lit, alt (list of sequences), gap, stem, slot, mark, num
Node = tuple[str, object]


class CueError(ValueError):
    """A phrase that cannot be used; the text says what is wrong and how to mend it."""


def parse(text: str) -> list[Node]:
    """Parse one phrase. Raises CueError where it is not well formed."""
    tokens = _TOKEN.findall(visible(text))
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
                    for choice in choices_of(value)
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


def choices_of(value: object) -> list[list[Node]]:
    """The alternatives of an `alt` node; those of any other are none."""
    return value if isinstance(value, list) else []


def is_loose(node: Node) -> bool:
    """Whether a node's alternatives may be empty or end with a space."""
    return node[0] == "alt" and any(
        not choice or str(choice[-1][1]).endswith(" ") for choice in choices_of(node[1])
    )
