"""Terms and their renderings: frozen values, and the checks that every file format's reader shares."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "phrase", "proper noun", "abbreviation")
MOST_TEXT = 2000
"""Most characters of one definition, note or rendering."""


class GlossaryError(ValueError):
    """A glossary file cannot be used; the text names file, line and mend."""

    def __init__(self, place: str, line: int | None, text: str) -> None:
        self.place, self.line = place, line
        super().__init__(f"{place}:{line}: {text}" if line else f"{place}: {text}")


class Status(enum.StrEnum):
    """How far a term or rendering is agreed: suggested by a machine or a file, or approved by a person."""

    SUGGESTED = "suggested"
    APPROVED = "approved"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A term in one language; also are other accepted ways of saying it, note is for translators."""

    text: str
    status: Status = Status.SUGGESTED
    also: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the source language.

    id is made of a-z, 0-9 and hyphens and never changes; also are other forms in the source language (doxing,
    2FA); renderings and forbidden (renderings that are not wanted) are by MediaWiki language code; wikidata
    is an item's id, "" where none is known.
    """

    id: str
    text: str
    definition: str = ""
    part_of_speech: str = ""
    also: tuple[str, ...] = ()
    do_not_translate: bool = False
    status: Status = Status.APPROVED
    note: str = ""
    wikidata: str = ""
    renderings: Mapping[str, Rendering] = field(default_factory=dict, hash=False)
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def forms(self) -> tuple[str, ...]:
        """All ways of writing the term in the source language."""
        return (self.text, *self.also)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms by id, in their order, and the language they are defined in."""

    terms: Mapping[str, Term] = field(hash=False)
    source_language: str = "en"

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of all languages that have a rendering."""
        return tuple(sorted({code for term in self.terms.values() for code in term.renderings}))

    def replace_term(self, term: Term) -> Self:
        """Return the glossary with one term added or put in the place of the one with its id."""
        return replace(self, terms={**self.terms, term.id: term})

    def search(self, wanted: str, language: str | None = None) -> list[Term]:
        """Return the terms in whose forms, definition or renderings a text occurs; case does not matter."""
        needle = wanted.casefold()
        found = []
        for term in self.terms.values():
            texts = [*term.forms, term.definition]
            codes = [language] if language else list(term.renderings)
            for code in codes:
                rendering = term.renderings.get(code)
                texts += [rendering.text, *rendering.also] if rendering else []
            if any(needle in text.casefold() for text in texts):
                found.append(term)
        return found


class Builder:
    """Collects the terms that a reader finds and refuses what no glossary may hold, with file and line."""

    def __init__(self, place: str, known_languages: Iterable[str], source_language: str = "en") -> None:
        self._place = place
        self._known = frozenset(known_languages)
        self._source_language = source_language
        self._terms: dict[str, Term] = {}
        self._texts: dict[str, str] = {}

    def fail(self, line: int | None, text: str) -> GlossaryError:
        """Make the error that a reader raises."""
        return GlossaryError(self._place, line, text)

    def language(self, code: str, line: int | None) -> str:
        """Return a language code as MediaWiki writes it; raises GlossaryError for one it does not know."""
        wanted = code.strip().lower().replace("_", "-")
        if wanted not in self._known:
            near = sorted(known for known in self._known if known.split("-")[0] == wanted.split("-")[0])[:5]
            mend = f"; did you mean {', '.join(near)}?" if near else "; config/languages.json lists the codes"
            raise self.fail(line, f"unknown language code {code!r}{mend}")
        return wanted

    def status(self, value: str, line: int | None, default: Status) -> Status:
        """Read a status; raises GlossaryError that lists the known ones."""
        if not value:
            return default
        try:
            return Status(value)
        except ValueError:
            raise self.fail(line, f"status must be one of {', '.join(Status)}, not {value!r}") from None

    def add(self, term: Term, line: int | None) -> None:
        """Take a term; raises GlossaryError for a bad id, a duplicate, or text missing or too long."""
        if not _ID.fullmatch(term.id):
            raise self.fail(line, f"id {term.id!r} must be a-z, 0-9 and hyphens, at most 64 characters")
        if not term.text.strip():
            raise self.fail(line, f"term {term.id!r} has no text")
        if term.id in self._terms:
            raise self.fail(line, f"duplicate term id {term.id!r}")
        if term.part_of_speech and term.part_of_speech not in PARTS_OF_SPEECH:
            known = ", ".join(PARTS_OF_SPEECH)
            raise self.fail(line, f"part of speech must be one of {known}, not {term.part_of_speech!r}")
        for form in term.forms:
            other = self._texts.get(form.casefold())
            if other is not None:
                raise self.fail(line, f"duplicate term {form!r}: {other!r} has it already")
        words = [*term.forms, *(text for some in term.forbidden.values() for text in some)]
        words += [text for r in term.renderings.values() for text in (r.text, *r.also)]
        for word in words:
            if "|" in word or "\n" in word:
                raise self.fail(line, f"term {term.id!r}: {word!r} holds a bar or a line break")
        texts = [*term.forms, term.definition, term.note]
        texts += [text for r in term.renderings.values() for text in (r.text, r.note, *r.also)]
        if any(len(text) > MOST_TEXT for text in texts):
            raise self.fail(line, f"term {term.id!r} has a text of more than {MOST_TEXT} characters")
        self._texts.update((form.casefold(), term.id) for form in term.forms)
        self._terms[term.id] = term

    def done(self) -> Glossary:
        """Return what was collected."""
        return Glossary(self._terms, self._source_language)


def term_id(text: str) -> str:
    """Make an id of a term's text, for formats that have none."""
    made = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:64]
    return made or f"term-{abs(sum(map(ord, text)))}"
