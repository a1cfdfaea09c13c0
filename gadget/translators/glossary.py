"""The glossary in the browser: search, by language, by letter of its alphabet; a page a term; downloads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Response, abort, make_response, request

from bot.translation.board import Overview, TermReport
from bot.translation.glossary import Glossary, Term, export
from bot.translation.glossary.collation import alphabet, by_letter
from gadget.languages import reader_language
from gadget.parts import parts
from gadget.translators import board
from gadget.translators.approvals import may_approve
from gadget.translators.cache import public
from gadget.translators.names import language_name
from gadget.translators.pages import shown
from gadget.visitor import signed_in

blueprint = Blueprint("glossary", __name__)
DOWNLOADS = {
    "tbx": "application/x-tbx",
    "csv": "text/csv",
    "po": "text/x-gettext-translation",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as the list shows it: under the word that the chosen language says, else under its own."""

    term: Term
    word: str
    lang: str


@blueprint.get("/glossary")
def index() -> Response:
    """Show the terms that fit a search, under the letters of the chosen language."""
    seen, known = board.needed_overview(), board.glossary()
    language = request.args.get("language", "")
    language = language if language in known.languages else ""
    wanted = request.args.get("q", "").strip()[:100]
    terms = known.search(wanted, language or None) if wanted else list(known.terms.values())
    spoken = language or known.source_language
    entries = [Entry(term, *_word(term, language, known)) for term in terms]
    untranslated = [
        entry for entry in entries if language and entry.lang != language and not entry.term.do_not_translate
    ]
    entries = [entry for entry in entries if entry not in untranslated]
    letters = by_letter(entries, lambda entry: entry.word, spoken, parts().settings.config)
    letter = request.args.get("letter", "")
    if letter in [name for name, _ in letters]:
        chosen = [(name, some) for name, some in letters if name == letter]
    else:
        letter, chosen = "", letters
    return shown(
        "translations/glossary.html",
        seen,
        letters=letters,
        chosen=chosen,
        letter=letter,
        language=language,
        languages_of=_by_name(known.languages),
        wanted=wanted,
        untranslated=[] if letter else untranslated,
        downloads=DOWNLOADS,
        number=len(known.terms),
    )


@blueprint.get("/glossary/term/<term_id>")
def term(term_id: str) -> Response:
    """Show a term: what it means, how languages say it, where it is used, rival renderings."""
    seen, known = board.needed_overview(), board.glossary()
    found = known.terms.get(term_id)
    if found is None:
        abort(404)
    report = board.term_reports().get(term_id, TermReport(term_id))
    uses = {use.language: use for use in report.uses}
    codes = _by_name({*found.renderings, *found.forbidden, *uses})
    return shown(
        "translations/term.html",
        seen,
        term=found,
        codes=codes,
        uses=uses,
        places=_places(report, seen),
        source_language=known.source_language,
        may_approve=[code for code in codes if may_approve(code)],
    )


@blueprint.get("/glossary/download/<kind>")
def download(kind: str) -> Response:
    """Hand out the glossary in a format that other tools read; PO holds one language."""
    known = board.glossary()
    language = request.args.get("language", "")
    if kind not in DOWNLOADS or (kind == "po" and language not in known.languages):
        abort(404)
    answer = make_response(export(known, kind, language or None).text)
    answer.headers["Content-Type"] = f"{DOWNLOADS[kind]}; charset=utf-8"
    name = f"glossary.{language}.po" if kind == "po" else f"glossary.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return public(answer, signed_in=signed_in() is not None).make_conditional(request)  # type: ignore[return-value]  # it is the same object


def _word(term: Term, language: str, known: Glossary) -> tuple[str, str]:
    rendering = term.renderings.get(language)
    return (rendering.text, language) if rendering else (term.text, known.source_language)


def _by_name(codes: Iterable[str]) -> list[str]:
    letters = alphabet(reader_language(), parts().settings.config)
    return sorted(codes, key=lambda code: letters.key(language_name(code)))


def _places(report: TermReport, seen: Overview) -> list[tuple[int, str, list[str]]]:
    """Return where a term stands as (page id, title, unit keys)."""
    found: dict[int, list[str]] = {}
    for page_id, key in report.places:
        found.setdefault(page_id, []).append(key)
    titles = {page.id: page.title for page in seen.pages}
    return [(page_id, titles[page_id], keys) for page_id, keys in found.items() if page_id in titles]
