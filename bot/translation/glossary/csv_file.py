"""The glossary as CSV, one row for each term and language. Loss-free.

A cell that a spreadsheet would run as a formula (it starts with = + - @) gets an apostrophe in front, which
reading takes off: https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from bot.translation.glossary.model import Builder, Glossary, GlossaryError, Rendering, Status, Term

_TERM = (
    "id",
    "term",
    "also",
    "part_of_speech",
    "definition",
    "do_not_translate",
    "status",
    "note",
    "wikidata",
)
_RENDERING = ("language", "rendering", "rendering_status", "rendering_also", "rendering_note", "forbidden")
COLUMNS = (*_TERM, *_RENDERING)
_SEPARATOR = " | "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def dumps(glossary: Glossary) -> str:
    """Write CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for term in glossary.terms.values():
        own = {
            "id": term.id,
            "term": term.text,
            "also": _SEPARATOR.join(term.also),
            "part_of_speech": term.part_of_speech,
            "definition": term.definition,
            "do_not_translate": "yes" if term.do_not_translate else "",
            "status": str(term.status),
            "note": term.note,
            "wikidata": term.wikidata,
        }
        for code in sorted({*term.renderings, *term.forbidden}) or [""]:
            rendering = term.renderings.get(code)
            row = own | {"language": code, "forbidden": _SEPARATOR.join(term.forbidden.get(code, ()))}
            if rendering is not None:
                row |= {
                    "rendering": rendering.text,
                    "rendering_status": str(rendering.status),
                    "rendering_also": _SEPARATOR.join(rendering.also),
                    "rendering_note": rendering.note,
                }
            writer.writerow({key: _safe(value) for key, value in row.items()})
    return out.getvalue()


def loads(text: str, place: str, languages: frozenset[str]) -> Glossary:
    """Read CSV; raises GlossaryError with file and line."""
    builder = Builder(place, languages)
    found: dict[str, tuple[Term, int]] = {}
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        for column in ("id", "term"):
            if column not in (reader.fieldnames or ()):
                raise GlossaryError(place, 1, f"column {column!r} is missing; known are {', '.join(COLUMNS)}")
        for column in reader.fieldnames or ():
            if column not in COLUMNS:
                raise GlossaryError(place, 1, f"unknown column {column!r}; known are {', '.join(COLUMNS)}")
        for row in reader:
            _row(row, reader.line_num, builder, found)
    except csv.Error as error:
        line = reader.line_num + (1 if "end of data" in str(error) else 0)  # there the row was not counted
        raise GlossaryError(place, line, f"not valid CSV: {error}") from error
    for term, line in found.values():
        builder.add(term, line)
    return builder.done()


def _row(row: dict[str, str | None], line: int, builder: Builder, found: dict[str, tuple[Term, int]]) -> None:
    if None in row or any(value is None for value in row.values()):
        raise builder.fail(line, "the row has not as many cells as the first line has columns")
    cell = {key: _plain(value or "") for key, value in row.items()}
    term = _term(cell, line, builder)
    known = found.get(term.id)
    if known is not None and replace(known[0], renderings={}, forbidden={}) != term:
        raise builder.fail(line, f"term {term.id!r} differs from line {known[1]} in more than its language")
    before = known[0] if known else term
    code = cell.get("language", "")
    if not code:
        if known is not None:
            raise builder.fail(line, f"duplicate term {term.id!r} without a language")
        found[term.id] = (term, line)
        return
    code = builder.language(code, line)
    if code in before.renderings or code in before.forbidden:
        raise builder.fail(line, f"duplicate row for term {term.id!r} in {code!r}")
    renderings, forbidden = dict(before.renderings), dict(before.forbidden)
    if cell.get("rendering"):
        renderings[code] = Rendering(
            text=cell["rendering"],
            status=builder.status(cell.get("rendering_status", ""), line, Status.SUGGESTED),
            also=_list(cell.get("rendering_also", "")),
            note=cell.get("rendering_note", ""),
        )
    if cell.get("forbidden"):
        forbidden[code] = _list(cell["forbidden"])
    found[term.id] = (
        replace(before, renderings=renderings, forbidden=forbidden),
        known[1] if known else line,
    )


def _term(cell: dict[str, str], line: int, builder: Builder) -> Term:
    flag = cell.get("do_not_translate", "").lower()
    if flag not in ("", "yes", "no", "true", "false"):
        raise builder.fail(line, f"do_not_translate must be yes or empty, not {flag!r}")
    return Term(
        id=cell["id"],
        text=cell["term"],
        definition=cell.get("definition", ""),
        part_of_speech=cell.get("part_of_speech", ""),
        also=_list(cell.get("also", "")),
        do_not_translate=flag in ("yes", "true"),
        status=builder.status(cell.get("status", ""), line, Status.APPROVED),
        note=cell.get("note", ""),
        wikidata=cell.get("wikidata", ""),
    )


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _safe(text: str) -> str:
    return (
        f"'{text}"
        if text.startswith(_FORMULA) or (text.startswith("'") and text[1:].startswith(_FORMULA))
        else text
    )


def _plain(text: str) -> str:
    return (
        text[1:].strip() if text.startswith("'") and text[1:].startswith((*_FORMULA, "'")) else text.strip()
    )
