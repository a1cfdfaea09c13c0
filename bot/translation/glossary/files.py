"""Reads and writes glossary files by their ending; a file is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.translation.glossary import codes, csv_file, json_file, po_file, tbx, yaml_file
from bot.translation.glossary.model import Glossary, GlossaryError

FORMATS = ("yaml", "json", "csv", "tbx", "po")
_LARGEST = 5_000_000
_READERS = {
    "yaml": yaml_file.loads,
    "json": json_file.loads,
    "csv": csv_file.loads,
    "tbx": tbx.loads,
    "po": po_file.loads,
}
_ENDINGS = {"yml": "yaml", "pot": "po", "xml": "tbx"}


@dataclass(frozen=True, slots=True)
class Exported:
    """A glossary as text, and what the format could not hold (nothing for YAML, JSON, CSV and TBX)."""

    text: str
    losses: tuple[str, ...] = ()


def format_of(path: Path) -> str:
    """Return a file's format by its ending; raises GlossaryError that lists the known ones."""
    ending = path.suffix.lower().lstrip(".")
    ending = _ENDINGS.get(ending, ending)
    if ending not in FORMATS:
        raise GlossaryError(
            str(path), None, f"unknown ending; known are {', '.join('.' + f for f in FORMATS)}"
        )
    return ending


def read(path: Path, languages: Iterable[str]) -> Glossary:
    """Read a glossary file; languages are the codes that may stand in it.

    Raises GlossaryError with file and line for anything malformed, unknown or double, and for files of more
    than 5 MB.
    """
    kind = format_of(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise GlossaryError(str(path), None, f"larger than {_LARGEST // 1_000_000} MB; split it")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise GlossaryError(str(path), None, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise GlossaryError(str(path), line, "is not UTF-8; save it as UTF-8") from error
    return _READERS[kind](text, str(path), frozenset(languages))


def read_folder(folder: Path, languages: Iterable[str]) -> Glossary:
    """Read all YAML files of a folder as one glossary; a term may stand in one of them only."""
    terms = {}
    source = "en"
    for path in sorted(folder.glob("*.yaml")):
        part = read(path, languages)
        for term in part.terms.values():
            if term.id in terms:
                raise GlossaryError(str(path), None, f"duplicate term id {term.id!r}: another file has it")
            terms[term.id] = term
        source = part.source_language
    return Glossary(terms, source)


def export(glossary: Glossary, kind: str, language: str | None = None) -> Exported:
    """Return a glossary in a format; PO needs a language. Raises ValueError for an unknown format."""
    if kind == "yaml":
        return Exported(yaml_file.dumps(glossary))
    if kind == "json":
        return Exported(json_file.dumps(glossary))
    if kind == "csv":
        losses = () if glossary.source_language == "en" else ("CSV does not say its source language",)
        return Exported(csv_file.dumps(glossary), losses)
    if kind == "tbx":
        return Exported(tbx.dumps(glossary), _tbx_losses(glossary))
    if kind == "po":
        if language is None:
            raise ValueError("PO holds one language: name it")
        return Exported(po_file.dumps(glossary, language), po_file.LOSSES)
    raise ValueError(f"unknown format {kind!r}; known are {', '.join(FORMATS)}")


def write(path: Path, text: str) -> None:
    """Put a text in a file, all of it or nothing: a reader never sees half. Raises GlossaryError."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise GlossaryError(str(path), None, f"cannot be written ({error.strerror})") from error


def _tbx_losses(glossary: Glossary) -> tuple[str, ...]:
    losses = []
    texts = (text for term in glossary.terms.values() for text in (term.definition, term.note))
    if any("\n" in text for text in texts):
        losses.append("TBX presses line breaks in definitions and notes to spaces")
    double = codes.shared({code for t in glossary.terms.values() for code in (*t.renderings, *t.forbidden)})
    if double:
        losses.append(f"TBX has standard codes only: {', '.join(double)} will be read as {_read_as(double)}")
    return tuple(losses)


def _read_as(double: list[str]) -> str:
    return ", ".join(codes.from_bcp47(codes.bcp47(code)) for code in double)
