"""Terms as plain mappings (what YAML and JSON hold) and back, with the place of every mistake."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.translation.glossary.model import Builder, Glossary, Rendering, Status, Term

Line = Callable[[tuple[str | int, ...]], int | None]
"""Tells the line of a value, by its path of keys and positions."""

_TERM = {
    "id", "term", "also", "part_of_speech", "definition", "do_not_translate", "status", "note", "wikidata",
    "renderings", "forbidden",
}  # fmt: skip
_RENDERING = {"text", "status", "also", "note"}


def to_mapping(glossary: Glossary) -> dict[str, Any]:
    """Return a glossary as plain values; fields at their default are left out."""
    return {
        "source_language": glossary.source_language,
        "terms": [_term_out(term) for term in glossary.terms.values()],
    }


def from_mapping(data: Any, builder: Builder, line: Line) -> Glossary:
    """Make a glossary of plain values; raises GlossaryError with the line of the first mistake."""
    if not isinstance(data, Mapping):
        raise builder.fail(line(()), "must be a mapping with the key 'terms'")
    terms = data.get("terms")
    if not isinstance(terms, list):
        raise builder.fail(line(("terms",)), "'terms' must be a list")
    for number, entry in enumerate(terms):
        _term_in(entry, builder, line, ("terms", number))
    return builder.done()


def _term_out(term: Term) -> dict[str, Any]:
    made: dict[str, Any] = {"id": term.id, "term": term.text}
    made |= {"also": list(term.also)} if term.also else {}
    for key, value in (
        ("part_of_speech", term.part_of_speech),
        ("definition", term.definition),
        ("do_not_translate", term.do_not_translate),
        ("note", term.note),
        ("wikidata", term.wikidata),
    ):
        if value:
            made[key] = value
    if term.status is not Status.APPROVED:
        made["status"] = str(term.status)
    if term.renderings:
        made["renderings"] = {code: _rendering_out(term.renderings[code]) for code in sorted(term.renderings)}
    if term.forbidden:
        made["forbidden"] = {code: list(term.forbidden[code]) for code in sorted(term.forbidden)}
    return made


def _rendering_out(rendering: Rendering) -> dict[str, Any]:
    made: dict[str, Any] = {"text": rendering.text, "status": str(rendering.status)}
    made |= {"also": list(rendering.also)} if rendering.also else {}
    return made | ({"note": rendering.note} if rendering.note else {})


def _term_in(entry: Any, builder: Builder, line: Line, at: tuple[str | int, ...]) -> None:
    here = line(at)
    entry = _mapping(entry, _TERM, builder, line, at)
    renderings: dict[str, Rendering] = {}
    for code, value in _mapping(
        entry.get("renderings", {}), None, builder, line, (*at, "renderings")
    ).items():
        place = (*at, "renderings", code)
        known = builder.language(str(code), line(place))
        renderings[known] = _rendering_in(
            {"text": value} if isinstance(value, str) else value, builder, line, place
        )
    forbidden: dict[str, tuple[str, ...]] = {}
    for code in _mapping(entry.get("forbidden", {}), None, builder, line, (*at, "forbidden")):
        place = (*at, "forbidden", code)
        forbidden[builder.language(str(code), line(place))] = _texts(
            entry["forbidden"], code, builder, line, place
        )
    flag = entry.get("do_not_translate", False)
    if not isinstance(flag, bool):
        raise builder.fail(line((*at, "do_not_translate")), "do_not_translate must be true or false")
    text = {
        key: _text(entry, key, builder, line, at) for key in ("id", "term", "definition", "note", "wikidata")
    }
    builder.add(
        Term(
            id=text["id"],
            text=text["term"],
            definition=text["definition"],
            part_of_speech=_text(entry, "part_of_speech", builder, line, at),
            also=_texts(entry, "also", builder, line, (*at, "also")),
            do_not_translate=flag,
            status=builder.status(_text(entry, "status", builder, line, at), here, Status.APPROVED),
            note=text["note"],
            wikidata=text["wikidata"],
            renderings=renderings,
            forbidden=forbidden,
        ),
        here,
    )


def _rendering_in(value: Any, builder: Builder, line: Line, at: tuple[str | int, ...]) -> Rendering:
    entry = _mapping(value, _RENDERING, builder, line, at)
    text = _text(entry, "text", builder, line, at)
    if not text.strip():
        raise builder.fail(line(at), "a rendering needs a text; leave the language out where there is none")
    return Rendering(
        text=text,
        status=builder.status(_text(entry, "status", builder, line, at), line(at), Status.SUGGESTED),
        also=_texts(entry, "also", builder, line, (*at, "also")),
        note=_text(entry, "note", builder, line, at),
    )


def _mapping(
    value: Any, known: set[str] | None, builder: Builder, line: Line, at: tuple[str | int, ...]
) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise builder.fail(line(at), f"must be a mapping, not {type(value).__name__}")
    for key in value:
        if not isinstance(key, str):
            mend = "; put it in quotes" if isinstance(key, bool) else ""
            raise builder.fail(line((*at, key)), f"key {key!r} must be text{mend}")
        if known is not None and key not in known:
            raise builder.fail(line((*at, key)), f"unknown key {key!r}; known are {', '.join(sorted(known))}")
    return value


def _text(entry: Mapping[str, Any], key: str, builder: Builder, line: Line, at: tuple[str | int, ...]) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise builder.fail(
            line((*at, key)), f"{key} must be text, not {type(value).__name__}; put it in quotes"
        )
    return value.strip()


def _texts(
    entry: Mapping[str, Any], key: str, builder: Builder, line: Line, at: tuple[str | int, ...]
) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise builder.fail(line(at), f"{key} must be a list of texts")
    return tuple(item.strip() for item in value)
