"""Reads the source of a translatable page: which units it has, as translators see them, and where they stand.

Follows the extension's rules: `<nowiki>` is armoured first, `<translate>` does not nest, a blank line parts
units, `<!--T:n-->` names one, `<tvar>` becomes `$name`.
Source: https://www.mediawiki.org/wiki/Help:Extension:Translate/Page_translation_administration
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_NOWIKI = re.compile(r"<nowiki>.*?</nowiki>|<nowiki\s*/>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(/?)translate(?: nowrap)?>")
_BLANK = re.compile(r"\s*\n\n\s*")
_MARKER = re.compile(r"<!--T:(.*?)-->")
_MARKER_BEFORE = re.compile(r"^<!--T:(.*?)-->[ \n]?")
_MARKER_AFTER = re.compile(r"\s*<!--T:(.*?)-->$", re.MULTILINE)
_VARIABLE = re.compile(
    r"""<tvar\s+name\s*=\s*(?:"([^">]*)"|'([^'>]*)'|([^\s>"']+))\s*>(.*?)</tvar>""", re.DOTALL
)
_OLD_VARIABLE = re.compile(r"<tvar\|([^>]+)>(.*?)</>", re.DOTALL)
_BAD_ID = re.compile(r"[_/\n<>]")


@dataclass(frozen=True, slots=True)
class SourceUnit:
    """One unit of a source page.

    id is the marker's, None where there is none yet; text has its variables as `$name`; start and end are
    code point offsets into the page, marker included.
    """

    id: str | None
    text: str
    variables: dict[str, str] = field(hash=False)
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """Markup that Translate would refuse or misread: what, and in which line (from 1)."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The units of a page in order, its mistakes, and where its `<translate>` sections stand (offsets)."""

    units: tuple[SourceUnit, ...]
    sections: tuple[tuple[int, int], ...]
    mistakes: tuple[Mistake, ...] = ()

    def by_id(self) -> dict[str, SourceUnit]:
        """Units that have a marker; of several with the same marker the first."""
        found: dict[str, SourceUnit] = {}
        for unit in self.units:
            if unit.id is not None:
                found.setdefault(unit.id, unit)
        return found

    def outside(self, wikitext: str) -> Iterator[tuple[int, int]]:
        """Yield the offsets of the parts of the page that lie outside `<translate>`, tags excluded."""
        at = 0
        for start, end in self.sections:
            opening = wikitext.rfind("<translate", at, start)
            if opening > at:
                yield at, opening
            at = end + len("</translate>")
        if at < len(wikitext):
            yield at, len(wikitext)


def parse(wikitext: str) -> SourcePage:
    """Read a source page; never raises: what Translate would refuse is listed as mistakes."""
    armoured = _NOWIKI.sub(lambda match: "\x00" * len(match[0]), wikitext)
    sections, mistakes = _sections(armoured, wikitext)
    units = [unit for start, end in sections for unit in _units(armoured, wikitext, start, end)]
    counts = Counter(unit.id for unit in units if unit.id is not None)
    for unit in units:
        line = _line(wikitext, unit.start)
        markers = _MARKER.findall(armoured[unit.start : unit.end])
        if len(markers) > 1:
            mistakes.append(Mistake(line, f"two markers in one unit: {', '.join(markers)}"))
        if unit.id is not None and counts[unit.id] > 1:
            mistakes.append(Mistake(line, f"the marker T:{unit.id} stands more than once"))
        if unit.id is not None and _BAD_ID.search(unit.id):
            mistakes.append(
                Mistake(line, f"the marker T:{unit.id} holds a character that no marker may hold")
            )
        if unit.id is not None and not unit.text:
            mistakes.append(Mistake(line, f"the unit T:{unit.id} is empty"))
    return SourcePage(tuple(units), tuple(sections), tuple(sorted(mistakes, key=lambda m: m.line)))


def _sections(armoured: str, wikitext: str) -> tuple[list[tuple[int, int]], list[Mistake]]:
    sections: list[tuple[int, int]] = []
    mistakes: list[Mistake] = []
    opened: re.Match[str] | None = None
    for tag in _TAG.finditer(armoured):
        closing = bool(tag[1])
        if closing and opened is None:
            mistakes.append(Mistake(_line(wikitext, tag.start()), "</translate> without <translate>"))
        elif closing and opened is not None:
            sections.append((opened.end(), tag.start()))
            opened = None
        elif opened is not None:
            mistakes.append(Mistake(_line(wikitext, tag.start()), "<translate> inside <translate>"))
        else:
            opened = tag
    if opened is not None:
        mistakes.append(Mistake(_line(wikitext, opened.start()), "<translate> is not closed"))
    return sections, mistakes


def _units(armoured: str, wikitext: str, start: int, end: int) -> Iterator[SourceUnit]:
    at = start
    while at < end:
        gap = _BLANK.search(armoured, at, end)
        stop = gap.start() if gap else end
        piece = wikitext[at:stop]
        stripped = piece.strip()
        if stripped:
            first = at + len(piece) - len(piece.lstrip())
            yield _unit(stripped, armoured[first : first + len(stripped)], first)
        at = gap.end() if gap else end


def _unit(piece: str, armoured: str, start: int) -> SourceUnit:
    before = _MARKER_BEFORE.match(armoured)
    after = None if before else _MARKER_AFTER.search(armoured)
    found = before or after
    text = piece[: found.start()] + piece[found.end() :] if found else piece
    variables: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        *names, value = match.groups()
        key = next(group for group in names if group)
        variables[key] = value
        return f"${key}"

    text = _OLD_VARIABLE.sub(name, _VARIABLE.sub(name, text))
    return SourceUnit(found[1] if found else None, text.strip(), variables, start, start + len(piece))


def _line(wikitext: str, offset: int) -> int:
    return wikitext.count("\n", 0, offset) + 1
