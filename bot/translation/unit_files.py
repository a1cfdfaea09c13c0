"""Units in files, for checking without a wiki: JSON, JSON lines, CSV, PO.

JSON and CSV name `source`, `translation`, `language`, and may name `group`, `key`, `source_language`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import polib

from bot.units import Unit, UnitStatus

_LARGEST = 50_000_000
_KNOWN = ("source", "definition", "translation", "target", "language", "group", "key", "source_language")


class UnitFileError(ValueError):
    """A file of units cannot be used; the text names file, line and mend."""


def read_units(path: Path) -> list[Unit]:
    """Read a file by its ending: .json, .jsonl, .csv or .po. Raises UnitFileError with file and line."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UnitFileError(f"{path}: larger than {_LARGEST // 1_000_000} MB; split it")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnitFileError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UnitFileError(f"{path}: is not UTF-8; save it as UTF-8") from error
    ending = path.suffix.lower()
    if ending == ".po":
        return _po(text, path)
    if ending == ".csv":
        return _csv(text, path)
    if ending == ".json":
        return _json(text, path)
    if ending in (".jsonl", ".ndjson"):
        return _lines(text, path)
    raise UnitFileError(f"{path}: unknown ending; known are .json, .jsonl, .csv, .po")


def _json(text: str, path: Path) -> list[Unit]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnitFileError(f"{path}:{error.lineno}: not valid JSON: {error.msg}") from error
    except RecursionError as error:
        raise UnitFileError(f"{path}: nested too deeply") from error
    rows = data.get("units") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise UnitFileError(f"{path}: must be a list of units, or an object with the key 'units'")
    return [_unit(row, number, f"{path}: unit {number}", path) for number, row in enumerate(rows, 1)]


def _lines(text: str, path: Path) -> list[Unit]:
    units = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise UnitFileError(f"{path}:{number}: not valid JSON") from error
        units.append(_unit(row, number, f"{path}:{number}", path))
    return units


def _csv(text: str, path: Path) -> list[Unit]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        return [_unit(row, reader.line_num, f"{path}:{reader.line_num}", path) for row in reader]
    except csv.Error as error:
        raise UnitFileError(f"{path}:{reader.line_num}: not valid CSV: {error}") from error


def _unit(row: Any, number: int, place: str, path: Path) -> Unit:
    if not isinstance(row, dict):
        raise UnitFileError(f"{place}: must be an object with source, translation and language")
    values = {name: row.get(name) for name in _KNOWN}
    source = values["source"] if values["source"] is not None else values["definition"]
    translation = values["translation"] if values["translation"] is not None else values["target"]
    for name, value in (("source", source), ("translation", translation), ("language", values["language"])):
        if not isinstance(value, str):
            raise UnitFileError(f"{place}: {name!r} is missing or no text")
    return Unit(
        group=str(values["group"] or path.stem),
        key=str(values["key"] or f"{path.stem}/{number}"),
        title="",
        definition=str(source),
        translation=str(translation),
        language=str(values["language"]).lower(),
        status=UnitStatus.TRANSLATED,
        source_language=str(values["source_language"] or "en").lower(),
    )


def _po(text: str, path: Path) -> list[Unit]:
    try:
        po = polib.pofile(text)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        named = re.search(r"\(line (\d+)\)", str(error))
        raise UnitFileError(f"{path}{':' + named[1] if named else ''}: not valid PO") from error
    language = po.metadata.get("Language", "")
    if not language:
        raise UnitFileError(f"{path}:1: the header names no Language")
    return [
        Unit(
            group=po.metadata.get("X-Message-Group", path.stem),
            key=entry.msgctxt or f"{path.stem}/{entry.linenum}",
            title="",
            definition=entry.msgid,
            translation=entry.msgstr,
            language=language.lower().replace("_", "-"),
            status=UnitStatus.FUZZY if "fuzzy" in entry.flags else UnitStatus.TRANSLATED,
        )
        for entry in po
        if not entry.obsolete
    ]
