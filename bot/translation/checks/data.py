"""What the checks know: config/checks.yaml, config/languages.json and config/language-profiles.json."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.settings import CONFIG, SettingsError
from bot.translation.text import Scripts

_SCALE = 1_000_000  # profiles hold parts per million


@dataclass(frozen=True, slots=True)
class Language:
    """One language as MediaWiki knows it: code, English name, own name, direction (`ltr`, `rtl`), scripts."""

    code: str
    name: str
    autonym: str
    direction: str
    scripts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """How a language looks, counted in the Universal Declaration of Human Rights.

    trigrams maps letter triples (`_` for a word's edge) to natural log probabilities; function_words are its
    commonest words; ratio is the length of its text in letters beside English; spaced is False where words
    are not parted by spaces.
    """

    code: str
    script: str
    trigrams: Mapping[str, float] = field(repr=False)
    function_words: frozenset[str] = field(repr=False)
    ratio: float = 1.0
    spaced: bool = True
    letters: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class CheckData:
    """Everything the checks read from config/, made ready for use."""

    scripts: Scripts
    rtl_scripts: frozenset[str]
    brackets: tuple[tuple[str, str], ...]
    sentence_ends: str
    scales: Mapping[str, tuple[tuple[str, int], ...]]
    number_words: Mapping[str, int]
    names: frozenset[str]
    chinese_only: frozenset[str]
    no_plural: frozenset[str]
    languages: Mapping[str, Language]
    profiles: Mapping[str, Profile]

    @classmethod
    def load(cls, folder: Path = CONFIG) -> CheckData:
        """Read the three files; raises SettingsError naming the file."""
        return _load(folder)

    def language(self, code: str) -> Language | None:
        """Return a language, by its base code where MediaWiki's own is not listed; None if unknown."""
        code = code.lower()
        return self.languages.get(code) or self.languages.get(code.split("-")[0])

    def profile(self, code: str) -> Profile | None:
        """Return a language's profile, or its base language's; None where there is none."""
        code = code.lower()
        return self.profiles.get(code) or self.profiles.get(code.split("-")[0])

    def is_rtl(self, code: str) -> bool:
        """True where the language is written from right to left."""
        language = self.language(code)
        return language is not None and language.direction == "rtl"


@functools.cache
def _load(folder: Path) -> CheckData:
    raw = _read_yaml(folder / "checks.yaml")
    path = folder / "checks.yaml"
    try:
        ranges = tuple(
            sorted(
                (int(start, 16), int(end, 16), script)
                for script, spans in raw["scripts"].items()
                for start, _, end in (str(span).partition("-") for span in spans)
            )
        )
        scales = [(str(word).lower(), int(value)) for value, words in raw["scales"].items() for word in words]
        return CheckData(
            scripts=Scripts(ranges),
            rtl_scripts=frozenset(raw["rtl_scripts"]),
            brackets=tuple((pair[0], pair[1]) for pair in raw["brackets"]),
            sentence_ends=raw["sentence_ends"],
            scales=_by_first_letter(scales),
            number_words={str(w).lower(): int(v) for v, words in raw["number_words"].items() for w in words},
            names=frozenset(str(name).lower() for name in raw["names"]),
            chinese_only=frozenset(raw["chinese_only"]),
            no_plural=frozenset(raw["no_plural"]),
            languages=_languages(folder / "languages.json"),
            profiles=_profiles(folder / "language-profiles.json", raw["function_words"], raw["rare_letters"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise SettingsError(f"{path}: not as the checks expect it ({error!r})") from error


def _by_first_letter(scales: list[tuple[str, int]]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return words and values by the words' first letter, longest first, so that few are tried."""
    found: dict[str, list[tuple[str, int]]] = {}
    for word, value in sorted(set(scales), key=lambda item: (-len(item[0]), item[0])):
        found.setdefault(word[0], []).append((word, value))
    return {letter: tuple(some) for letter, some in found.items()}


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(data, dict):
        raise SettingsError(f"{path}: must be a mapping")
    return data


def _read_json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: cannot be read as JSON: {error}") from error
    if not isinstance(data, dict):
        raise SettingsError(f"{path}: must be an object")
    return data


def _languages(path: Path) -> dict[str, Language]:
    return {
        code: Language(code, entry["name"], entry["autonym"], entry["dir"], frozenset(entry["scripts"]))
        for code, entry in _read_json(path)["languages"].items()
    }


def _profiles(
    path: Path, more_words: Mapping[str, list[str]], more_letters: Mapping[str, str]
) -> dict[str, Profile]:
    return {
        code: Profile(
            code=code,
            script=entry["script"],
            trigrams={key: math.log(count / _SCALE) for key, count in entry["trigrams"].items()},
            function_words=frozenset(entry["words"]).union(more_words.get(code, [])),
            ratio=entry["ratio"],
            spaced=entry["spaced"],
            letters=frozenset(entry["letters"]).union(more_letters.get(code, "")),
        )
        for code, entry in _read_json(path)["profiles"].items()
    }
