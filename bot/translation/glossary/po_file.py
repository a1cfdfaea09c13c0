"""The glossary as PO: one language a file, for people who translate offline.

PO holds a term, one rendering, its status (`fuzzy` is a suggestion) and notes. Other renderings, forbidden
ones, parts of speech and ids of other sets are shown as comments or left out: `LOSSES` says so.
"""

from __future__ import annotations

import re

import polib

from bot.translation.glossary.model import Builder, Glossary, GlossaryError, Rendering, Status, Term

LOSSES = (
    "PO holds one language: the others are left out",
    "PO holds one rendering: other accepted and forbidden ones are left out",
    "PO holds no part of speech, status of the term or Wikidata item; the definition is a comment",
)
_DO_NOT_TRANSLATE = "do not translate"


def dumps(glossary: Glossary, language: str) -> str:
    """Write the PO file of one language."""
    po = polib.POFile(wrapwidth=100)
    po.metadata = {
        "Project-Id-Version": "Wikilatch glossary",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for term in glossary.terms.values():
        rendering = term.renderings.get(language)
        flags = ["fuzzy"] if rendering is not None and rendering.status is not Status.APPROVED else []
        remarks = [term.definition, term.note, _DO_NOT_TRANSLATE if term.do_not_translate else ""]
        po.append(
            polib.POEntry(
                msgctxt=term.id,
                msgid=term.text,
                msgstr=rendering.text if rendering else "",
                comment="\n".join(remark for remark in remarks if remark),
                tcomment=rendering.note if rendering else "",
                flags=flags,
            )
        )
    return f"{po}\n"


def loads(text: str, place: str, languages: frozenset[str]) -> Glossary:
    """Read a PO file: terms with the renderings of its language; raises GlossaryError with file and line."""
    try:
        po = polib.pofile(text, check_for_duplicates=False)
    except (OSError, UnicodeDecodeError) as error:
        named = re.search(r"\(line (\d+)\)", str(error))
        line = int(named[1]) if named else None
        raise GlossaryError(
            place, line, "not valid PO: a line is none of comment, msgctxt, msgid, msgstr"
        ) from error
    builder = Builder(place, languages)
    code = po.metadata.get("Language", "")
    if not code:
        raise builder.fail(1, "the header names no Language")
    code = builder.language(code, 1)
    for entry in po:
        if entry.obsolete:
            continue
        if not entry.msgctxt:
            raise builder.fail(
                entry.linenum, f"{entry.msgid!r} has no msgctxt (the term's id); export it afresh"
            )
        renderings = {}
        if entry.msgstr.strip():
            status = Status.SUGGESTED if "fuzzy" in entry.flags else Status.APPROVED
            renderings[code] = Rendering(entry.msgstr.strip(), status, note=entry.tcomment)
        remarks = entry.comment.splitlines()
        builder.add(
            Term(
                id=entry.msgctxt,
                text=entry.msgid,
                do_not_translate=_DO_NOT_TRANSLATE in remarks,
                renderings=renderings,
            ),
            entry.linenum,
        )
    return builder.done()
