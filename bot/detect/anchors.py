"""The literals by which a phrase is looked for: the run of its words that is longest in its shortest reading."""

from __future__ import annotations

from bot.detect.folding import wordly
from bot.detect.grammar import CueError, Node, choices_of, expand, is_loose

MAX_ANCHORS = 96  # literals one phrase may expand to; more only widens the automaton


def _shortest(nodes: list[Node]) -> int:
    """The fewest literal characters a sequence can stand for."""
    return sum(
        len(str(value)) if kind == "lit" else min(map(_shortest, choices_of(value))) if kind == "alt" else 0
        for kind, value in nodes
    )


def anchors_of(nodes: list[Node], *, ends: bool) -> tuple[tuple[str, ...], int, bool]:
    """The run of literals best searched for (its shortest one as long as possible), how many characters stand before
    it at most, and whether a word ends with it in every reading; ends: whether one ends with the whole."""
    best: tuple[int, tuple[str, ...], int, bool] = (0, (), 0, False)
    begin = -1  # where the best one does
    plain = [_is_plain(node) for node in nodes]
    least = [_shortest([node]) for node in nodes]
    stops = [  # with the first node that is not plain, which may open with literals
        next((i for i in range(first, len(nodes)) if not plain[i]), len(nodes) - 1) + 1
        for first in range(len(nodes))
    ]
    most = [sum(least[first:stop]) for first, stop in enumerate(stops)]
    # The most promising first, so that few others are spelt out; of equals the one that stands first.
    for first in sorted(range(len(nodes)), key=lambda i: -most[i]):
        for last in range(stops[first], first, -1):
            if sum(least[first:last]) < best[0] + (first > begin):
                break  # nor does a shorter run hold longer literals
            run = _opening(nodes[first:last])
            try:
                literals = expand(run, MAX_ANCHORS)
            except CueError:
                continue
            literals = list(dict.fromkeys(" ".join(literal.split()) for literal in literals))
            shortest = min(map(len, literals))
            if shortest > best[0] or (shortest == best[0] and first < begin):
                begin = first
                whole, rest = run == nodes[first:last], nodes[last:]
                closed = _closed(run) or (
                    whole and (_parted(rest, loose=is_loose(run[-1])) if rest else ends)
                )
                best = (shortest, tuple(literals), _length(nodes[:first]) + 2, closed)
            break
    if not best[0] or (best[0] == 1 and any(literal.isascii() for literal in best[1])):
        raise CueError("has no fixed words to search for; add a word that every reading contains")
    return best[1:]


def _is_plain(node: Node) -> bool:
    """Whether a node stands for literals alone, however many."""
    kind, value = node
    return kind == "lit" or (
        kind == "alt" and all(_is_plain(each) for choice in choices_of(value) for each in choice)
    )


def _opening(run: list[Node]) -> list[Node]:
    """A run whose last node is alternatives, some with a gap: these are known by what stands before it."""
    if not run or run[-1][0] != "alt":
        return run
    choices = []
    for choice in choices_of(run[-1][1]):
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
        return all(_closed([*nodes[:-1], *choice]) for choice in choices_of(value))
    text = str(value)
    if kind != "lit" or not text.endswith(" "):
        return False
    # A space alone may be left out behind what may be empty or end with one itself: see _pattern.
    return bool(text.strip()) or not (len(nodes) > 1 and is_loose(nodes[-2])) or _closed(nodes[:-1])


def _parted(nodes: list[Node], *, loose: bool) -> bool:
    """Whether a sequence begins with a space or a sign in every reading; loose: its first space may be left out."""
    if not nodes:
        return False
    kind, value = nodes[0]
    if kind == "alt":
        return all(
            _parted(choice, loose=False) if choice else _parted(nodes[1:], loose=True)
            for choice in choices_of(value)
        )
    first = str(value)[:1]
    return kind == "lit" and (not loose if first == " " else not wordly(first))


def _length(nodes: list[Node]) -> int:
    """The most characters a sequence can stand for."""
    total = 0
    for kind, value in nodes:
        if kind == "lit":
            total += len(str(value))
        elif kind == "alt":
            total += max(map(_length, choices_of(value)))
        else:
            total += {"gap": 32, "stem": 24, "num": 2, "slot": 64}.get(kind, 0)
    return total
