"""What others put on their own pages: badges, feeds, and the matrix and history as pictures."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, abort, make_response, request, url_for

from bot.store.documents import News
from bot.translation import pictures
from bot.translation.board import Overview
from bot.translation.charts import matrix_svg
from bot.translation.reporting import matrix_of
from gadget.languages import reader_language, text
from gadget.parts import parts
from gadget.translators import board
from gadget.translators.cache import public
from gadget.translators.names import language_name, unit_id

blueprint = Blueprint("embeds", __name__)
_ATOM = "http://www.w3.org/2005/Atom"
_UNITS_NAMED = 20


@blueprint.get("/badge/<code>.svg")
def language_badge(code: str) -> Response:
    """Return how far a language is over all pages, as a badge."""
    row = board.needed_overview().row(code)
    if row is None:
        abort(404)
    return _svg(pictures.badge(code, row.total))


@blueprint.get("/badge/<int:page_id>/<code>.svg")
def page_badge(page_id: int, code: str) -> Response:
    """Return how far a page is in a language, as a badge."""
    seen = board.needed_overview()
    row, page = seen.row(code), seen.page(page_id)
    if row is None or page is None:
        abort(404)
    return _svg(pictures.badge(f"{page.title}: {code}", row.cells[seen.pages.index(page)]))


@blueprint.get("/translations/matrix.svg")
def matrix() -> Response:
    """Return the heat map as a picture."""
    seen = board.needed_overview()
    codes = [row.code for row in seen.languages]
    answer = _svg(matrix_svg(matrix_of(seen), codes, text("translations-heading")))
    answer.headers["Vary"] = "Accept-Language, Cookie"
    return answer


@blueprint.get("/translations/feed/<code>.atom")
def feed(code: str) -> Response:
    """Return what became new, outdated or was put right in a language, as an Atom feed (RFC 4287)."""
    seen = board.needed_overview()
    if seen.row(code) is None:
        abort(404)
    answer = make_response(_atom(seen, code, board.documents().news(code)))
    answer.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    answer.headers["Vary"] = "Accept-Language, Cookie"
    return _open(answer)


def _svg(picture: str) -> Response:
    answer = make_response(picture)
    answer.headers["Content-Type"] = "image/svg+xml; charset=utf-8"
    return _open(answer)


def _open(answer: Response) -> Response:
    """Let other sites show and read it: public data of the wiki, the same for everybody."""
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return public(answer).make_conditional(request)  # type: ignore[return-value]  # it is the same object


def _atom(seen: Overview, code: str, news: list[News]) -> bytes:
    lang, origin = reader_language(), parts().origin
    here = origin + url_for("embeds.feed", code=code)
    page = origin + url_for("translations.language", code=code)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": lang})
    _say(root, "id", here)
    _say(root, "title", text("web-tr-feed-title", language_name(code)))
    _say(root, "updated", (news[0].at if news else datetime.fromisoformat(seen.taken_at)).isoformat())
    _link(root, here, "self", "application/atom+xml")
    _link(root, page, "alternate", "text/html")
    author = ET.SubElement(root, "author")
    _say(author, "name", text("wikilatch-name"))
    for one in news:
        entry = ET.SubElement(root, "entry")
        moment = one.at.astimezone(UTC)
        _say(entry, "id", f"{page}#{one.kind}-{one.page_id}-{int(moment.timestamp())}")
        _say(entry, "title", text(f"web-tr-news-{one.kind}", len(one.units), one.page))
        _say(entry, "updated", moment.isoformat())
        _link(entry, page, "alternate", "text/html")
        ET.SubElement(entry, "category", {"term": one.kind})
        named = ", ".join(unit_id(key) for key in one.units[:_UNITS_NAMED])
        _say(entry, "summary", named + (" …" if len(one.units) > _UNITS_NAMED else ""))
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _say(parent: ET.Element, tag: str, said: str) -> None:
    ET.SubElement(parent, tag).text = said


def _link(parent: ET.Element, href: str, relation: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"href": href, "rel": relation, "type": kind})
