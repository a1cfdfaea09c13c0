"""A proposal how a page reads without what identifies its owner; pure text in, text out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

# What is left of a line that held nothing but the finding: list marks, punctuation, a label with its colon.
_EMPTY = re.compile(r"[\s*#:;'\"=.,()\[\]–—-]*")
_ONLY_LABEL = re.compile(
    r"[\s*#:;']*[^\s:：|{}\[\]](?:[^:：|{}\[\].!?。]|[.!?](?! )){0,30}[:：][\s'.]*"  # no sentence before it
)
_PARAMETER = re.compile(r"\s*\|[^=|]*=\s*")
_TIDY = ((re.compile(r"\(\s*\)|\[\s*\]"), ""), (re.compile(r"(?<=\S) {2,}"), " "), (re.compile(r" +$"), ""))

_BRACKETS = re.compile(r"\[\[|\]\]")
_PARTS = re.compile(r"\[\[|\]\]|\|")
_ADDRESS = re.compile(r"\[(?:(?:[a-z]{2,8}:)?//|mailto:|tel:|sms:|xmpp:)[^\s\[\]]*", re.IGNORECASE)
_PICTURE = re.compile(
    r"\s*(?:[^\s:|\[\]{}]{1,30}:)?(?=[^|\[\]{}]{1,240}\.(?:jpe?g|png|gif|svg|tiff?|webp)\s*(?:\||$))",
    re.IGNORECASE,
)
_REACH = 600  # characters of a line in which the link around a span begins and ends

Segment = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One line of the diff. before is cut into (text, is taken out); after is None where the line goes."""

    number: int
    before: tuple[Segment, ...] = field(repr=False)
    after: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Redaction:
    """The whole proposed text and the lines that differ."""

    text: str = field(repr=False)
    lines: tuple[ChangedLine, ...] = field(repr=False)


def redact(text: str, spans: Iterable[tuple[int, int]]) -> Redaction:
    """Take the spans (code point offsets, end exclusive) out of a text, and the lines that they leave empty.

    Whatever lies outside the lines that the spans touch stays as it is, to the character.
    """
    merged = _merge(text, spans)
    kept: list[str] = []
    changed: list[ChangedLine] = []
    for number, start, line in _lines(text):
        inside = [(max(a - start, 0), min(b - start, len(line))) for a, b in merged]
        inside = [(a, b) for a, b in inside if a < b]
        if not inside:
            kept.append(line)
            continue
        inside = _merge(line, [_widened(line, a, b) for a, b in inside])
        before = segments(line, inside)
        after = _tidied("".join(part for part, taken in before if not taken))
        if after is not None and not line.startswith(" "):
            after = after.lstrip(" ")  # a space in front would make MediaWiki set the line as code
        changed.append(ChangedLine(number, before, after))
        if after is not None:
            kept.append(after)
    return Redaction("\n".join(kept), tuple(changed))


def segments(line: str, spans: Iterable[tuple[int, int]]) -> tuple[Segment, ...]:
    """Cut a line at its spans, which are sorted and do not overlap, into (text, is inside)."""
    parts: list[Segment] = []
    at = 0
    for start, end in spans:
        parts += [(line[at:start], False), (line[start:end], True)]
        at = end
    parts.append((line[at:], False))
    return tuple(part for part in parts if part[0])


def excerpt(text: str, start: int, end: int, around: int = 120) -> tuple[Segment, ...]:
    """Return the line (or lines) of a span, at most so many characters before and after, cut at the span."""
    first = max(text.rfind("\n", 0, start) + 1, start - around)
    newline = text.find("\n", end)
    last = min(len(text) if newline < 0 else newline, end + around)
    before = ("…" if first and text[first - 1] != "\n" else "") + text[first:start]
    after = text[end:last] + ("…" if last < len(text) and text[last] != "\n" else "")
    return tuple(part for part in ((before, False), (text[start:end], True), (after, False)) if part[0])


def _merge(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(a, 0), min(b, len(text))) for a, b in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif start < end:
            merged.append((start, end))
    return merged


def _widened(line: str, start: int, end: int) -> tuple[int, int]:
    """A span, and all of the link or gallery line whose page, address or picture it takes out.

    What would be left is no link, and `[[Whitby, Yorkshire|]]` is: saved, it becomes one that says Whitby.
    """
    picture = _PICTURE.match(line)
    if picture and picture.end() == start:
        return 0, len(line)
    return _link(line, start, end) or _external(line, start, end) or (start, end)


def _link(line: str, start: int, end: int) -> tuple[int, int] | None:
    """The link around a span that holds its target or all of its label."""
    depth, opened = 0, -1
    for found in reversed(list(_BRACKETS.finditer(line, max(0, start - _REACH), start))):
        depth += 1 if found.group() == "]]" else -1
        if depth < 0:
            opened = found.start()
            break
    if opened < 0:
        return None
    depth, bar = 1, -1
    for found in _PARTS.finditer(line, opened + 2, min(len(line), end + _REACH)):
        if found.group() == "|":
            bar = found.start() if depth == 1 and bar < 0 else bar
            continue
        depth += 1 if found.group() == "[[" else -1
        if depth == 0:
            label = line[bar + 1 : start] + line[end : found.start()]
            whole = bar < 0 or start < bar or not any(map(str.isalnum, label))
            return (opened, found.end()) if whole and end <= found.start() else None
    return None


def _external(line: str, start: int, end: int) -> tuple[int, int] | None:
    """The external link around a span that holds its address."""
    opened = line.rfind("[", max(0, start - _REACH), start + 1)
    found = _ADDRESS.match(line, opened) if opened >= 0 else None
    closed = line.find("]", end, end + _REACH)
    return (opened, closed + 1) if found and start < found.end() and closed >= 0 else None


def _lines(text: str) -> Iterable[tuple[int, int, str]]:
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        yield number, start, line
        start += len(line) + 1


def _tidied(line: str) -> str | None:
    """Return what is left of a line in good order; None where nothing worth keeping is."""
    if _PARAMETER.match(line):
        return line.rstrip()
    for pattern, by in _TIDY:
        line = pattern.sub(by, line)
    if _EMPTY.fullmatch(line) or _ONLY_LABEL.fullmatch(line):
        return None
    return line
