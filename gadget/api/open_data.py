"""`/api/v1/translations…` and `/api/v1/glossary…`: public data of the wiki, for everybody and any site."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from bot.store.documents import News
from bot.translation.board import (
    LanguageReport,
    LanguageRow,
    Overview,
    PageInfo,
    PageReport,
    TermReport,
    TermUseRow,
)
from bot.translation.glossary import Status, Term
from gadget.api.description import validate
from gadget.api.schemas import Problem
from gadget.translators import board
from gadget.translators.cache import public

blueprint = Blueprint("open_data", __name__, url_prefix="/api/v1")
_TRANSLATIONS, _GLOSSARY = ("Translations",), ("Glossary",)


class Change(msgspec.Struct, frozen=True):
    """What a refresh found to have changed: kind is `new`, `outdated` or `fixed`; units are keys."""

    at: str
    kind: str
    page: int
    title: str
    units: list[str]


class LanguageData(msgspec.Struct, frozen=True):
    """A language: its numbers, what there is to do, and what changed of late."""

    row: LanguageRow
    report: LanguageReport
    changes: list[Change]


class PageData(msgspec.Struct, frozen=True):
    """A page: what it is, and how it stands in all languages."""

    page: PageInfo
    report: PageReport


class RenderingData(msgspec.Struct, frozen=True):
    """A term in one language; status is `suggested`, `approved` or `deprecated`."""

    language: str
    text: str
    status: str
    also: list[str]
    note: str
    forbidden: list[str]


class TermData(msgspec.Struct, frozen=True):
    """A term of the glossary."""

    id: str
    term: str
    also: list[str]
    definition: str
    part_of_speech: str
    do_not_translate: bool
    status: str
    note: str
    wikidata: str
    renderings: list[RenderingData]


class TermPlaces(msgspec.Struct, frozen=True):
    """A term, where it stands in the team's pages, and what languages write for it."""

    term: TermData
    places: list[tuple[int, str]]
    uses: list[TermUseRow]


class GlossaryData(msgspec.Struct, frozen=True):
    """All terms, and the language they are defined in."""

    source_language: str
    terms: list[TermData]


@blueprint.get("/translations")
@validate(private=False, tags=_TRANSLATIONS, HTTP_200=Overview, HTTP_404=Problem)
def translations() -> Overview:
    """Return how complete every page is in every language."""
    return _overview()


@blueprint.get("/translations/languages/<string:code>")
@validate(private=False, tags=_TRANSLATIONS, HTTP_200=LanguageData, HTTP_404=Problem)
def language(code: str) -> LanguageData:
    """Return what there is to do in a language, the most valuable first, and what changed of late."""
    row, report = _overview().row(code), board.language_report(code)
    if row is None or report is None:
        raise NotFound("The team's pages are not followed in this language.")
    return LanguageData(row, report, [_change(one) for one in board.documents().news(code)])


@blueprint.get("/translations/pages/<int:page_id>")
@validate(private=False, tags=_TRANSLATIONS, HTTP_200=PageData, HTTP_404=Problem)
def page(page_id: int) -> PageData:
    """Return a page: contact points, what is wrong in its source, and what its latest edit would cost."""
    info, report = _overview().page(page_id), board.page_report(page_id)
    if info is None or report is None:
        raise NotFound("This is none of the team's pages.")
    return PageData(info, report)


@blueprint.get("/glossary")
@validate(private=False, tags=_GLOSSARY, HTTP_200=GlossaryData)
def glossary() -> GlossaryData:
    """Return all terms with their renderings."""
    known = board.glossary()
    return GlossaryData(known.source_language, [_term(term) for term in known.terms.values()])


@blueprint.get("/glossary/<string:term_id>")
@validate(private=False, tags=_GLOSSARY, HTTP_200=TermPlaces, HTTP_404=Problem)
def term(term_id: str) -> TermPlaces:
    """Return a term: its renderings, where it is used, and what languages write for it."""
    found = board.glossary().terms.get(term_id)
    if found is None:
        raise NotFound("The glossary has no such term.")
    report = board.term_reports().get(term_id, TermReport(term_id))
    return TermPlaces(_term(found), report.places, report.uses)


@blueprint.after_request
def _cacheable(answer: Response) -> Response:
    return public(answer) if answer.status_code == 200 else answer  # type: ignore[return-value]  # it is the same object


def _overview() -> Overview:
    found = board.overview()
    if found is None:
        raise NotFound("Nothing has been read from the wiki yet.")
    return found


def _change(one: News) -> Change:
    return Change(one.at.isoformat(), one.kind, one.page_id, one.page, list(one.units))


def _term(term: Term) -> TermData:
    codes = sorted({*term.renderings, *term.forbidden})
    return TermData(
        id=term.id,
        term=term.text,
        also=list(term.also),
        definition=term.definition,
        part_of_speech=term.part_of_speech,
        do_not_translate=term.do_not_translate,
        status=str(term.status),
        note=term.note,
        wikidata=term.wikidata,
        renderings=[_rendering(term, code) for code in codes],
    )


def _rendering(term: Term, code: str) -> RenderingData:
    found = term.renderings.get(code)
    return RenderingData(
        language=code,
        text=found.text if found else "",
        status=str(found.status if found else Status.SUGGESTED),
        also=list(found.also) if found else [],
        note=found.note if found else "",
        forbidden=list(term.forbidden.get(code, ())),
    )
