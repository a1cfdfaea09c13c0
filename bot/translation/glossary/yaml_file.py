"""The glossary as YAML: what a person keeps in config/glossary/. Loss-free."""

from __future__ import annotations

from typing import Any

import yaml

from bot.translation.glossary.fields import from_mapping, to_mapping
from bot.translation.glossary.model import Builder, Glossary, GlossaryError

_DEEPEST = 20


def loads(text: str, place: str, languages: frozenset[str]) -> Glossary:
    """Read YAML; raises GlossaryError with file and line."""
    lines: dict[tuple[str | int, ...], int] = {}
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:  # the parser's time grows with the square of the depth
                raise GlossaryError(place, _start(event), "not valid YAML: nested too deeply")
            if isinstance(event, yaml.AliasEvent):  # aliases of aliases grow without end
                raise GlossaryError(place, _start(event), "aliases (*name) are not allowed here")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = _plain(node, (), lines, place) if node is not None else {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise GlossaryError(place, line, f"not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise GlossaryError(place, None, f"not valid YAML: {error}") from error
    source = data.get("source_language", "en") if isinstance(data, dict) else "en"
    builder = Builder(place, languages, str(source))
    builder.language(str(source), lines.get(("source_language",)))
    return from_mapping(data, builder, lambda path: _line(lines, path))


def _start(event: yaml.Event) -> int | None:
    mark = event.start_mark
    return mark.line + 1 if mark is not None else None


def dumps(glossary: Glossary) -> str:
    """Write YAML, in the order of the terms."""
    return yaml.safe_dump(to_mapping(glossary), allow_unicode=True, sort_keys=False, width=110)


def _plain(
    node: yaml.Node, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], place: str
) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        made: dict[str, Any] = {}
        for key_node, value_node in node.value:
            # `no` is Norwegian here, not false: keys are taken as they are written.
            key = str(key_node.value)
            if key in made:
                raise GlossaryError(place, key_node.start_mark.line + 1, f"{key!r} stands twice")
            made[key] = _plain(value_node, (*path, key), lines, place)
            lines[(*path, key)] = key_node.start_mark.line + 1
        return made
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, number), lines, place) for number, item in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:bool":
        return node.value.lower() in ("true", "yes", "on")
    if node.tag == "tag:yaml.org,2002:null":
        return ""
    return str(node.value)


def _line(lines: dict[tuple[str | int, ...], int], path: tuple[str | int, ...]) -> int | None:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)
