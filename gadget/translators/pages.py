"""Overview, language and page: how far the translations are, and what to do next."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, abort, make_response, render_template, request

from bot.messages import direction, fallbacks
from bot.translation import pictures
from bot.translation.board import Cell, DefectRow, LanguageRow, Overview
from bot.translation.checks import CHECKS
from bot.translation.glossary.collation import alphabet
from gadget.languages import reader_language, text
from gadget.parts import parts
from gadget.translators import board
from gadget.translators.cache import public
from gadget.translators.names import language_name, own_name, unit_id, unit_link, wiki_page
from gadget.visitor import signed_in

blueprint = Blueprint("translations", __name__)
SORTS = ("readers", "complete", "urgent", "name")
FIRST_LANGUAGES = 3
"""How many of a browser's languages are taken for the reader's own."""
SHOWN = 60
"""Longer lists are cut and link to all of it: a page that takes a minute to read helps nobody."""


def register(app: Flask) -> None:
    """Give the templates what these pages need."""
    app.jinja_env.globals.update(
        language_name=language_name,
        own_name=own_name,
        unit_id=unit_id,
        unit_link=unit_link,
        wiki_page=wiki_page,
        pictures=pictures,
        defect_text=defect_text,
        ring_label=ring_label,
    )


def shown(template: str, seen: Overview, **values: object) -> Response:
    """Return a page as a public answer, with the age of its data."""
    lang = reader_language()
    page = render_template(
        template, seen=seen, age=board.age(seen.taken_at, lang), report_page=seen.report_page, **values
    )
    answer = make_response(page)
    answer.headers["Vary"] = "Accept-Language, Cookie"
    return public(answer, signed_in=signed_in() is not None).make_conditional(request)  # type: ignore[return-value]  # it is the same object


@blueprint.get("/translations")
def overview() -> Response:
    """Show page by language as a heat map."""
    seen = board.overview()
    if seen is None:
        return make_response(render_template("translations/nothing.html"))
    chosen = {name: request.args.get(name) == "1" for name in ("mine", "missing", "urgent")}
    sort = request.args.get("sort", "")
    sort = sort if sort in SORTS else SORTS[0]
    rows = [row for row in seen.languages if fits(row, **chosen)]
    return shown(
        "translations/overview.html",
        seen,
        rows=ordered(rows, sort),
        chosen=chosen,
        sort=sort,
        sorts=SORTS,
        totals=totals(seen),
    )


@blueprint.get("/translations/language/<code>")
def language(code: str) -> Response:
    """Show what to do next in a language, the most valuable first."""
    seen = board.needed_overview()
    row, report = seen.row(code), board.language_report(code)
    if row is None or report is None:
        abort(404)
    urgent = [one for one in report.missing if one.weight > 1]
    return shown(
        "translations/language.html",
        seen,
        row=row,
        report=report,
        urgent=urgent,
        rest=[one for one in report.missing if one.weight <= 1],
        defects=[one for one in report.defects if one.severity != "notice"],
        hints=[one for one in report.defects if one.severity == "notice"],
        most=SHOWN,
        direction_of=direction,
    )


@blueprint.get("/translations/page/<int:page_id>")
def page(page_id: int) -> Response:
    """Show a page in all languages: checks, contact points, what its latest edit would cost."""
    seen = board.needed_overview()
    info, report = seen.page(page_id), board.page_report(page_id)
    if info is None or report is None:
        abort(404)
    at = seen.pages.index(info)
    rows = [(row, row.cells[at]) for row in seen.languages if row.code != info.source_language]
    return shown("translations/page.html", seen, info=info, report=report, rows=rows)


def fits(row: LanguageRow, *, mine: bool, missing: bool, urgent: bool) -> bool:
    """True where a language is one that was asked for."""
    if mine and row.code not in my_languages():
        return False
    if missing and row.total.band == "complete":
        return False
    return not urgent or row.urgent > 0


def my_languages() -> frozenset[str]:
    """Return the reader's own languages: those that the browser asks for first, and that of the site."""
    wanted = [code.lower() for code, _ in request.accept_languages][:FIRST_LANGUAGES]
    found = {reader_language(), *wanted, *(code.split("-")[0] for code in wanted)}
    found |= {code for one in wanted for code in fallbacks(one)}
    return frozenset(found - {"en"}) or frozenset({"en"})


def ordered(rows: list[LanguageRow], sort: str) -> list[LanguageRow]:
    """Return languages in an order of SORTS; the order of the overview is most readers first."""
    if sort == "complete":
        return sorted(rows, key=lambda row: (-row.total.percent, row.code))
    if sort == "urgent":
        return sorted(rows, key=lambda row: (-row.urgent, -row.total.outdated, row.code))
    if sort == "name":
        letters = alphabet(reader_language(), parts().settings.config)
        return sorted(rows, key=lambda row: letters.key(language_name(row.code)))
    return rows


def totals(seen: Overview) -> dict[str, int | None]:
    """Return the numbers over all pages and languages."""
    cells: list[Cell] = [row.total for row in seen.languages]
    units = sum(cell.units for cell in cells)
    done = sum(cell.translated for cell in cells)
    return {
        "pages": len(seen.pages),
        "languages": len(cells),
        "percent": round(100 * done / units) if units else 0,
        "outdated": sum(cell.outdated for cell in cells),
        "urgent": sum(row.urgent for row in seen.languages),
        "readers": None if seen.reader_share is None else round(100 * seen.reader_share),
    }


def defect_text(row: DefectRow) -> str:
    """Return what a check found, for people."""
    check = CHECKS.get(row.check)
    return text(check.message, *row.parameters) if check else row.check


def ring_label(cell: Cell) -> str:
    """Return in words what a progress ring shows."""
    share = round(100 * cell.outdated / cell.units) if cell.units else 0
    return text("web-tr-ring", cell.percent, share, max(0, 100 - cell.percent - share))
