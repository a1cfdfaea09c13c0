"""Everything a person reads: banana messages from config/i18n, in the reader's language.

The format is MediaWiki's and translatewiki.net's: one JSON file a language, `$1` for parameters,
`{{PLURAL:$1|…}}`, and `qqq.json` to document each message for translators.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from babel import Locale, UnknownLocaleError

# MediaWiki's fallbacks for the codes that we have messages for; everything ends in English.
# Source: the `$fallback` lines of MediaWiki's own message files.
_FALLBACKS = {
    "de-at": "de",
    "de-ch": "de",
    "de-formal": "de",
    "en-gb": "en",
    "es-formal": "es",
    "es-419": "es",
    "fa-af": "fa",
    "hi-latn": "hi",
    "nn": "nb",
    "no": "nb",
    "pt": "pt-br",
    "sr": "sr-ec",
    "zh": "zh-hans",
    "zh-cn": "zh-hans",
    "zh-hk": "zh-hant",
    "zh-mo": "zh-hant",
    "zh-my": "zh-hans",
    "zh-sg": "zh-hans",
    "zh-tw": "zh-hant",
}
# Babel spells what MediaWiki spells otherwise.
_CLDR = {"zh-hans": "zh_Hans", "zh-hant": "zh_Hant", "pt-br": "pt_BR", "simple": "en", "nb": "nb", "no": "nb"}
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_PLURAL = re.compile(r"\{\{PLURAL:([^|{}]*)\|([^{}]*)\}\}")
_PARAMETER = re.compile(r"\$([1-9])")
_FSI, _PDI = "⁨", "⁩"


class MessageFileError(ValueError):
    """A message file cannot be used; the text names the file and the mend."""


@functools.cache
def locale_of(lang: str) -> Locale:
    """Return Babel's locale for a MediaWiki language code; English where CLDR has none."""
    name = _CLDR.get(lang, lang.replace("-", "_"))
    for candidate in (name, name.split("_")[0], "en"):
        try:
            return Locale.parse(candidate)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


def direction(lang: str) -> str:
    """Return the writing direction of a language, `ltr` or `rtl`."""
    return "rtl" if locale_of(lang).character_order == "right-to-left" else "ltr"


def fallbacks(lang: str) -> Iterator[str]:
    """Yield the language itself and then what MediaWiki would show in its place, ending in English."""
    seen: set[str] = set()
    current = lang.lower()
    while current not in seen:
        seen.add(current)
        yield current
        base = current.rsplit("-", 1)[0] if "-" in current else "en"
        current = _FALLBACKS.get(current, base)
    if "en" not in seen:
        yield "en"


class Messages:
    """The messages of all languages."""

    def __init__(self, languages: Mapping[str, Mapping[str, str]]) -> None:
        self._languages = languages

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read every language file of a folder and of those inside it, each for a part of the house.

        Raises MessageFileError where a file is not a JSON object of strings, or has another one's key.
        """
        languages: dict[str, dict[str, str]] = {}
        for path in sorted([*folder.glob("*.json"), *folder.glob("*/*.json")]):
            try:
                data = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                raise MessageFileError(f"{path}: not readable as JSON ({error}); mend the file") from error
            if not isinstance(data, dict):
                raise MessageFileError(f"{path}: must be a JSON object of key: message")
            data.pop("@metadata", None)
            for key, value in data.items():
                if not isinstance(value, str):
                    raise MessageFileError(f"{path}: message {key!r} must be a string")
            known = languages.setdefault(path.stem, {})
            double = sorted(known.keys() & data.keys())
            if double:
                raise MessageFileError(f"{path}: another file of this language has {double[0]!r} too")
            known.update(data)
        if "en" not in languages:
            raise MessageFileError(f"{folder}: en.json is missing; it holds the source messages")
        return cls(languages)

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that have messages, without the documentation."""
        return tuple(sorted(code for code in self._languages if code != "qqq"))

    def keys(self, lang: str = "en") -> frozenset[str]:
        """Return the keys that a language has itself, without fallback."""
        return frozenset(self._languages.get(lang, {}))

    def raw(self, key: str, lang: str) -> tuple[str, str]:
        """Return a message as written and the language it was found in (for `lang` attributes)."""
        for code in fallbacks(lang):
            message = self._languages.get(code, {}).get(key)
            if message is not None:
                return message, code
        return f"⧼{key}⧽", "en"

    def best(self, wanted: list[str]) -> str:
        """Return the first of the wanted languages that has messages of its own, by fallback; else `en`."""
        for lang in wanted:
            for code in fallbacks(lang):
                if code in self._languages and code not in ("qqq", "en"):
                    return code
            if lang.split("-")[0] == "en":
                return "en"
        return "en"

    def text(self, key: str, lang: str, /, *parameters: str | int) -> str:
        """Return a message in a language with its parameters filled in.

        In right-to-left languages text parameters are wrapped in directional isolates (U+2068, U+2069), so
        that a Latin name cannot reorder the sentence. `qqx` shows key and parameters, as in MediaWiki.
        """
        if lang == "qqx":
            return f"({key}: {', '.join(map(str, parameters))})" if parameters else f"({key})"
        message, found = self.raw(key, lang)
        isolate = direction(found) == "rtl"

        def fill(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            if index >= len(parameters):
                return match[0]
            value = parameters[index]
            return f"{_FSI}{value}{_PDI}" if isolate and isinstance(value, str) else str(value)

        message = _PLURAL.sub(lambda match: _plural(match, found, parameters), message)
        return _PARAMETER.sub(fill, message)


def _plural(match: re.Match[str], lang: str, parameters: tuple[str | int, ...]) -> str:
    """Choose the form of `{{PLURAL:$1|…}}`, by CLDR's categories in MediaWiki's order; `0=…` forms win."""
    slot = _PARAMETER.fullmatch(match[1].strip())
    number = parameters[int(slot[1]) - 1] if slot and int(slot[1]) <= len(parameters) else match[1]
    try:
        count = int(number)
    except ValueError:
        count = 2
    forms: list[str] = []
    for form in match[2].split("|"):
        exact, equals, rest = form.partition("=")
        if equals and exact.strip().isdigit():
            if int(exact) == count:
                return rest
        else:
            forms.append(form)
    rule = locale_of(lang).plural_form
    known = [category for category in _CATEGORIES if category in rule.tags or category == "other"]
    index = known.index(rule(count))
    return forms[min(index, len(forms) - 1)] if forms else ""
