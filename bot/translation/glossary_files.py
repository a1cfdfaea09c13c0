"""The glossary's files: read under a lock, written whole, with the exports made anew beside them."""

from __future__ import annotations

import fcntl
import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.translation.glossary import Glossary, GlossaryError, export, read, read_folder, write

_WHOLE = ("json", "csv", "tbx")


@contextmanager
def locked(lock: Path) -> Iterator[None]:
    """Keep other syncs on this machine away; raises GlossaryError where one is under way."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise GlossaryError(
                str(lock), None, "another sync is under way; try again when it has ended"
            ) from None
        yield


def read_terms(folder: Path, languages: Iterable[str]) -> Glossary:
    """Read all terms; raises GlossaryError with file and line."""
    return read_folder(folder, frozenset(languages))


def write_terms(folder: Path, glossary: Glossary, languages: Iterable[str]) -> list[Path]:
    """Write each file of the folder whose terms changed, new terms into the last; returns those written.

    The comment at a file's head stays; comments inside it do not. Raises GlossaryError.
    """
    known = frozenset(languages)
    written: list[Path] = []
    files = {path: read(path, known) for path in sorted(folder.glob("*.yaml"))}
    if not files:
        raise GlossaryError(str(folder), None, "holds no .yaml file to write the terms to")
    kept = {key for old in files.values() for key in old.terms}
    for path, old in files.items():
        keys = [key for key in old.terms if key in glossary.terms]
        if path == max(files):
            keys += [key for key in glossary.terms if key not in kept]
        new = Glossary({key: glossary.terms[key] for key in keys}, old.source_language)
        if new == old:
            continue
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        head = "".join(itertools.takewhile(lambda line: line.startswith("#") or not line.strip(), lines))
        write(path, head + export(new, "yaml").text)
        written.append(path)
    return written


def write_exports(folder: Path, glossary: Glossary) -> list[Path]:
    """Write the glossary in every other format, PO once a language; returns the files that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {folder / f"glossary.{kind}": export(glossary, kind).text for kind in _WHOLE}
    for language in glossary.languages:
        texts[folder / f"glossary.{language}.po"] = export(glossary, "po", language).text
    changed = [
        path for path, text in texts.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in changed:
        write(path, texts[path])
    return changed
