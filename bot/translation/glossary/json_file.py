"""The glossary as JSON, for the gadget and other programs. Loss-free."""

from __future__ import annotations

import json
from typing import Any

from bot.translation.glossary.fields import from_mapping, to_mapping
from bot.translation.glossary.model import Builder, Glossary, GlossaryError

_FORMAT = "wikilatch-glossary"


def loads(text: str, place: str, languages: frozenset[str]) -> Glossary:
    """Read JSON; raises GlossaryError with file and line."""
    try:
        data = json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, place, text))
    except json.JSONDecodeError as error:
        raise GlossaryError(place, error.lineno, f"not valid JSON: {error.msg}") from error
    except RecursionError as error:
        raise GlossaryError(place, None, "not valid JSON: nested too deeply") from error
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        raise GlossaryError(place, 1, f'must be an object with "format": "{_FORMAT}"')
    source = data.get("source_language", "en")
    builder = Builder(place, languages, str(source))
    builder.language(str(source), None)
    return from_mapping(data, builder, lambda path: _line(data, path, text))


def dumps(glossary: Glossary) -> str:
    """Write JSON, one value a line, so that changes can be read."""
    data = {"format": _FORMAT, "version": 1, **to_mapping(glossary)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _once(pairs: list[tuple[str, Any]], place: str, text: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise GlossaryError(place, _line_of(text, json.dumps(key)), f"{key!r} stands twice in one object")
        made[key] = value
    return made


def _line(data: dict[str, Any], path: tuple[str | int, ...], text: str) -> int | None:
    """Return the line of a value: of the last key of its path, looked for behind its term's id."""
    start = 0
    if len(path) >= 2 and isinstance(path[1], int):
        entry = data["terms"][path[1]]
        own = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(own, str):
            start = max(text.find(json.dumps(own, ensure_ascii=False)), 0)
    key = next((part for part in reversed(path) if isinstance(part, str)), None)
    if key is None or (len(path) == 2 and start):
        return text.count("\n", 0, start) + 1
    found = text.find(json.dumps(key, ensure_ascii=False), start)
    return text.count("\n", 0, max(found, start)) + 1


def _line_of(text: str, needle: str) -> int:
    first = text.find(needle)
    return text.count("\n", 0, text.find(needle, first + 1)) + 1
