"""The glossary as TBX: written as TBX-Basic (ISO 30042:2008, martif), read also as version 3.

Loss-free by two elements of our own: `admin type="x-id"` and `admin type="x-doNotTranslate"`. Other programs'
files are read as far as they have terms, definitions, parts of speech, notes and statuses.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from bot.translation.glossary.codes import bcp47, from_bcp47
from bot.translation.glossary.model import (
    PARTS_OF_SPEECH,
    Builder,
    Glossary,
    Rendering,
    Status,
    Term,
    term_id,
)
from bot.translation.glossary.xml_tree import Node, parse

_TO_TBX = {
    Status.APPROVED: "preferredTerm-admn-sts",
    Status.SUGGESTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "supersededTerm-admn-sts",
}
_FORBIDDEN, _ALSO = "deprecatedTerm-admn-sts", "x-also"
_FROM_TBX = {value: key for key, value in _TO_TBX.items()}


def dumps(glossary: Glossary) -> str:
    """Write TBX."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">',
        f'<martif type="TBX-Basic" xml:lang={quoteattr(bcp47(glossary.source_language))}>',
        "<martifHeader><fileDesc><sourceDesc><p>Wikilatch</p></sourceDesc></fileDesc></martifHeader>",
        "<text><body>",
    ]
    for term in glossary.terms.values():
        lines += _entry(term, glossary.source_language)
    return "\n".join([*lines, "</body></text>", "</martif>", ""])


def _entry(term: Term, source_language: str) -> list[str]:
    lines = [f"<termEntry id={quoteattr(term.id)}>"]
    if term.definition:
        lines.append(f'<descrip type="definition">{escape(term.definition)}</descrip>')
    if term.do_not_translate:
        lines.append('<admin type="x-doNotTranslate">yes</admin>')
    if term.wikidata:
        lines.append(f'<admin type="x-wikidata">{escape(term.wikidata)}</admin>')
    if term.note:
        lines.append(f"<note>{escape(term.note)}</note>")
    own = [_group(term.text, _TO_TBX[term.status], term.part_of_speech)]
    own += [_group(form, _ALSO) for form in term.also]
    own += [_group(text, _FORBIDDEN) for text in term.forbidden.get(source_language, ())]
    lines.append(_language(source_language, own))
    for code in sorted({*term.renderings, *term.forbidden} - {source_language}):
        rendering = term.renderings.get(code)
        groups = []
        if rendering is not None:
            groups.append(_group(rendering.text, _TO_TBX[rendering.status], note=rendering.note))
            groups += [_group(text, _ALSO) for text in rendering.also]
        groups += [_group(text, _FORBIDDEN) for text in term.forbidden.get(code, ())]
        lines.append(_language(code, groups))
    return [*lines, "</termEntry>"]


def _language(code: str, groups: list[str]) -> str:
    return f"<langSet xml:lang={quoteattr(bcp47(code))}>{''.join(groups)}</langSet>"


def _group(text: str, status: str, part_of_speech: str = "", note: str = "") -> str:
    part = f'<termNote type="partOfSpeech">{escape(part_of_speech)}</termNote>' if part_of_speech else ""
    if status == _ALSO:
        notes = '<termNote type="x-also">yes</termNote>'
    else:
        notes = f'<termNote type="administrativeStatus">{status}</termNote>'
    end = f"<note>{escape(note)}</note>" if note else ""
    return f"<tig><term>{escape(text)}</term>{part}{notes}{end}</tig>"


def loads(text: str, place: str, languages: frozenset[str]) -> Glossary:
    """Read TBX; raises GlossaryError with file and line."""
    root = parse(text, place)
    builder = Builder(place, languages)
    if root.name not in ("martif", "tbx"):
        raise builder.fail(root.line, f"must be TBX: a martif or tbx element, not {root.name!r}")
    source = from_bcp47(root.attributes.get("xml:lang", "en")) or "en"
    builder = Builder(place, languages, builder.language(source, root.line))
    for entry in [*root.find("termEntry"), *root.find("conceptEntry")]:
        _read_entry(entry, source, builder)
    return builder.done()


def _read_entry(entry: Node, source: str, builder: Builder) -> None:
    own: list[tuple[str, Node]] = []
    renderings: dict[str, Rendering] = {}
    forbidden: dict[str, tuple[str, ...]] = {}
    for section in [*entry.all("langSet"), *entry.all("langSec")]:
        code = builder.language(from_bcp47(section.attributes.get("xml:lang", "")), section.line)
        groups = [(kind, node) for node in _groups(section) if (kind := _kind(node, builder))]
        if code == source:
            own += groups
        elif code in renderings or code in forbidden:
            raise builder.fail(section.line, f"language {code!r} stands twice in one entry")
        else:
            rendering = _rendering(groups, builder)
            if rendering is not None:
                renderings[code] = rendering
        wrong = tuple(_term_text(node, builder) for kind, node in groups if kind == _FORBIDDEN)
        if wrong:
            forbidden[code] = wrong
    texts = [(kind, node) for kind, node in own if kind != _FORBIDDEN]
    if not texts:
        raise builder.fail(entry.line, f"entry has no term in the source language {source!r}")
    kind, head = next(((k, n) for k, n in texts if k != _ALSO), texts[0])
    text = _term_text(head, builder)
    admin = {node.attributes.get("type", ""): node.content for node in entry.find("admin")}
    part = _note(head, "partOfSpeech").lower()
    builder.add(
        Term(
            id=entry.attributes.get("id", "") or term_id(text),
            text=text,
            definition=next(
                (n.content for n in entry.find("descrip") if n.attributes.get("type") == "definition"), ""
            ),
            part_of_speech=part if part in PARTS_OF_SPEECH else "",
            also=tuple(_term_text(node, builder) for _, node in texts if node is not head),
            do_not_translate=admin.get("x-doNotTranslate") == "yes",
            status=_FROM_TBX.get(kind, Status.APPROVED),
            note=" ".join(node.content for node in entry.all("note")),
            wikidata=admin.get("x-wikidata", ""),
            renderings=renderings,
            forbidden=forbidden,
        ),
        entry.line,
    )


def _groups(section: Node) -> list[Node]:
    return [node for node in section.children if node.name in ("tig", "ntig", "termSec")]


def _kind(group: Node, builder: Builder) -> str:
    if _note(group, "x-also"):
        return _ALSO
    status = _note(group, "administrativeStatus")
    if status and status != _FORBIDDEN and status not in _FROM_TBX:
        known = ", ".join((*_FROM_TBX, _FORBIDDEN))
        raise builder.fail(group.line, f"administrativeStatus must be one of {known}, not {status!r}")
    return status or _TO_TBX[Status.SUGGESTED]


def _rendering(groups: list[tuple[str, Node]], builder: Builder) -> Rendering | None:
    accepted = [(kind, node) for kind, node in groups if kind != _FORBIDDEN]
    if not accepted:
        return None
    best = next(((k, n) for k, n in accepted if k == _TO_TBX[Status.APPROVED]), accepted[0])
    return Rendering(
        text=_term_text(best[1], builder),
        status=_FROM_TBX.get(best[0], Status.SUGGESTED),
        also=tuple(_term_text(node, builder) for _, node in accepted if node is not best[1]),
        note=" ".join(node.content for node in best[1].all("note")),
    )


def _term_text(group: Node, builder: Builder) -> str:
    terms = group.find("term")
    if not terms or not terms[0].content:
        raise builder.fail(group.line, "a term without text")
    return terms[0].content


def _note(group: Node, kind: str) -> str:
    return next((node.content for node in group.find("termNote") if node.attributes.get("type") == kind), "")
