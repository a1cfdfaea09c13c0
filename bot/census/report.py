"""What a census shows: tables for people and programs, and a picture. Everything comes from `Published`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from rich.console import Console
from rich.table import Table

from bot import svg as draw
from bot.census.publish import POOL, ROUNDED_TO, SMALLEST, Published, Row

_NOTE = (
    f"Groups of under {SMALLEST} pages are counted nowhere; "
    f"every number is rounded down to a multiple of {ROUNDED_TO}."
)
_CELL, _ROW, _LEFT, _TOP = 64, 24, 110, 150
# From light to dark in equal steps of lightness, so that it reads without colour too.
_SHADES = ("#f7f7f7", "#e0e6ee", "#c2cfdf", "#9fb5ce", "#7795b8", "#4f739c", "#2f527b")
_STEPS = (0.001, 0.01, 0.02, 0.05, 0.10, 0.20)


def table(published: Published) -> str:
    """Return tables for a terminal."""
    out = io.StringIO()
    console = Console(file=out, width=100)
    total = published.total
    console.print(f"{total.pages:,} user pages looked at, {total.exposing:,} of them give something away.")
    for title, rows in _tables(published).items():
        shown = Table(title=title, title_justify="left")
        for column in ("", "pages", "exposing", "share"):
            shown.add_column(column, justify="right" if column else "left")
        for row in rows:
            shown.add_row(
                row.name.replace("_", " "), f"{row.pages:,}", f"{row.exposing:,}", f"{row.share:.1%}"
            )
        if rows:
            console.print(shown)
    for reason, n in sorted(published.skipped.items()):
        console.print(f"not looked at, {reason.replace('_', ' ')}: {n:,}", highlight=False)
    if published.pooled:
        console.print(f"“{POOL}” joins {published.pooled} wikis.", highlight=False)
    console.print(_NOTE, highlight=False)
    return out.getvalue()


def as_json(published: Published) -> str:
    """Return everything as one JSON object."""
    tables = {
        name.replace(" ", "_"): [_object(row) for row in rows] for name, rows in _tables(published).items()
    }
    cross = [
        {"language": lang, "type": kind, "pages": n}
        for (lang, kind), n in sorted(published.by_language_and_type.items())
    ]
    whole = {
        "total": _object(published.total),
        **tables,
        "by_language_and_type": cross,
        "skipped": published.skipped,
        "pooled_wikis": published.pooled,
        "smallest_group": SMALLEST,
        "rounded_to": ROUNDED_TO,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def as_csv(published: Published) -> str:
    """Return the tables as one CSV: table, name, pages, exposing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["table", "name", "pages", "exposing"])
    for title, rows in _tables(published).items():
        writer.writerows([title, row.name, row.pages, row.exposing] for row in rows)
    return out.getvalue()


def svg(published: Published) -> str:
    """Return a heat map, language by type: how many of a language's user pages show a type, in percent."""
    languages = {row.name: row for row in published.by_language}
    types = [row.name for row in published.by_type]
    width = _LEFT + _CELL * (len(types) + 1) + 20
    height = _TOP + _ROW * len(languages) + 60
    made = draw.picture(width, height, "User pages that give something away, by language and type")
    draw.add(made, "rect", width=width, height=height, fill="#fff")
    draw.text(made, 8, 20, "User pages that give something away, in percent of those looked at", "b")
    for column, name in enumerate(["any", *types]):
        x = _LEFT + _CELL * column + _CELL // 2
        head = draw.add(made, "text", name.replace("_", " "), x=x, y=_TOP - 8)
        head.set("transform", f"rotate(-40 {x} {_TOP - 8})")
    for number, (lang, row) in enumerate(languages.items()):
        top = _TOP + _ROW * number
        draw.text(made, 8, top + 16, lang, "b")
        shares = [row.share, *(_share(published, row, lang, name) for name in types)]
        for column, share in enumerate(shares):
            _cell(made, _LEFT + _CELL * column, top, share, f"{lang}, {['any', *types][column]}")
    draw.text(made, 8, height - 30, f"– too few to say. {_NOTE}")
    return draw.written(made)


def _tables(published: Published) -> dict[str, tuple[Row, ...]]:
    return {
        "by tier": published.by_tier,
        "by type": published.by_type,
        "by language": published.by_language,
        "by wiki": published.by_wiki,
    }


def _object(row: Row) -> dict[str, str | int]:
    return {"name": row.name, "pages": row.pages, "exposing": row.exposing}


def _share(published: Published, row: Row, lang: str, name: str) -> float | None:
    n = published.by_language_and_type.get((lang, name))
    return None if n is None or not row.pages else min(1.0, n / row.pages)


def _cell(made: draw.Element, left: int, top: int, share: float | None, where: str) -> None:
    step = 0 if share is None else sum(share >= limit for limit in _STEPS)
    box = draw.add(made, "g")
    draw.add(box, "title", f"{where}: {'too few to say' if share is None else f'{share:.1%}'}")
    draw.add(box, "rect", x=left, y=top, width=_CELL - 2, height=_ROW - 2, fill=_SHADES[step])
    label = draw.add(
        box, "text", "–" if share is None else f"{100 * share:.1f}", x=left + _CELL // 2 - 1, y=top + 15
    )
    label.set("class", "n")
    if step >= 5:
        label.set("style", "fill:#fff")


FORMATS: Mapping[str, Callable[[Published], str]] = MappingProxyType(
    {"table": table, "json": as_json, "csv": as_csv}
)
