"""What a check is given (a pair, made ready once) and what it gives back (a defect)."""

from __future__ import annotations

import enum
import functools
from collections.abc import Mapping
from dataclasses import dataclass

from bot.translation.checks.data import CheckData, Profile
from bot.translation.text import sentences, without_markup, words


class Severity(enum.IntEnum):
    """How much a defect harms a reader: NOTICE is advice, ERROR sends them wrong or nowhere."""

    NOTICE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing found in a unit: the check, what to say about it, and whether the source is at fault.

    parameters fill the message `check-<id>`; in_source is True where the source itself is wrong, which is
    reported once and not for each language.
    """

    check: str
    parameters: tuple[str, ...] = ()
    in_source: bool = False


@dataclass(frozen=True)
class Pair:
    """A source text and its translation, as translators see them (variables as `$name`).

    language and source_language are MediaWiki codes. variables are the names that the page defines by
    `<tvar>`, without `$`, and what they stand for ("" if unknown); None where the source page was not read.
    """

    source: str
    translation: str
    language: str
    source_language: str = "en"
    variables: Mapping[str, str] | None = None

    def filled(self, text: str) -> str:
        """Return a text with its variables filled in, the longest name first, as Translate does it."""
        for name in sorted(self.variables or (), key=len, reverse=True):
            text = text.replace(f"${name}", (self.variables or {})[name] or f"${name}")
        return text


class View:
    """A pair with what the checks ask of it, worked out once and only when asked."""

    def __init__(self, pair: Pair, data: CheckData) -> None:
        self.pair = pair
        self.data = data

    @functools.cached_property
    def source(self) -> str:
        """The source as a reader sees it."""
        return " ".join(without_markup(self.pair.source).split())

    @functools.cached_property
    def translation(self) -> str:
        """The translation as a reader sees it."""
        return " ".join(without_markup(self.pair.translation).split())

    @functools.cached_property
    def source_words(self) -> list[str]:
        """The words of the source."""
        return words(self.source)

    @functools.cached_property
    def translation_words(self) -> list[str]:
        """The words of the translation; in unspaced scripts runs of letters."""
        return words(self.translation)

    @functools.cached_property
    def source_sentences(self) -> list[str]:
        """The sentences of the source."""
        return sentences(without_markup(self.pair.source), self.data.sentence_ends)

    @functools.cached_property
    def translation_sentences(self) -> list[str]:
        """The sentences of the translation."""
        return sentences(without_markup(self.pair.translation), self.data.sentence_ends)

    @property
    def profile(self) -> Profile | None:
        """The profile of the translation's language; None where we have none."""
        return self.data.profile(self.pair.language)

    @property
    def source_profile(self) -> Profile | None:
        """The profile of the source's language."""
        return self.data.profile(self.pair.source_language)

    @functools.cached_property
    def scripts(self) -> frozenset[str]:
        """The scripts that the translation's language is written in; empty where that is unknown."""
        language = self.data.language(self.pair.language)
        return language.scripts if language else frozenset()

    @functools.cached_property
    def source_script(self) -> str | None:
        """The commonest script of the source's letters."""
        common = self.data.scripts.count(self.source).most_common(1)
        return common[0][0] if common else None

    @property
    def same_language(self) -> bool:
        """True between variants of one language (`en`, `en-gb`, `simple`), where equal text is no defect."""
        own, other = (_base(code) for code in (self.pair.language, self.pair.source_language))
        return own == other


def _base(code: str) -> str:
    code = code.lower()
    return "en" if code == "simple" else code.split("-")[0]
