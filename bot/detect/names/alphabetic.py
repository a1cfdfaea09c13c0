"""Judging names whose parts are written apart: given x family, in alphabets and in Indic and Thai script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.detect.names.endings import family_ending, given_ending, is_made_of, is_patronymic, is_word_form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.detect.names.lexicon import Lexicon

MOST_PARTS = 5
_SURELY_GIVEN = 0.95
_AFTER_ARABIC_PARTICLE = 0.95  # nothing but a family follows آل, بن, أبو inside a name
_EAST_ASIAN = "zh-ko-latn"
# What an unknown word that could be a name weighs beside a known one.
_UNKNOWN_FAMILY, _UNKNOWN_LOWER, _UNKNOWN_GIVEN, _UNKNOWN_AFTER_PARTICLE = 0.4, 0.27, 0.4, 0.6
# Latin letters: most account names are words in them, and no list holds all words ("KelpForester").
_UNKNOWN_GIVEN_LATIN = 0.25
# Known as given and as a word of the wiki's language or English; of another language.
_WORD_HERE, _WORD_ELSEWHERE = 0.65, 0.85
_WORD_LOWER = 0.4  # written as the word it is: "Cervantes fan"
# A father's or grandfather's given name stands where others have a family name.
_PATRONYMIC_LISTS = ("ar-fa-ur-latn", "id-ms", "sw", "indic-latn", "ar", "fa-ur", "ta", "te", "bn")
_VOWELS = frozenset("aeiouy")


class _Part(msgspec.Struct, frozen=True, gc=False, eq=False):
    word: str  # folded
    given: float
    given_lists: int
    family: float
    family_lists: int
    words: int  # lists in which it is a common word
    plausible: bool  # unknown, but formed as a name might be
    capital: bool
    after_particle: bool


class Judge:
    """Scores the parts of an account name in one script.

    lexicon holds the script's lists; places are towns that are one word; lang is the wiki's language code
    ("" unknown).
    """

    def __init__(self, lexicon: Lexicon, places: frozenset[str], lang: str = "") -> None:
        self.lexicon, self.places, self.lang = lexicon, places, lang
        self._patronymic, self._asian = lexicon.bit(*_PATRONYMIC_LISTS), lexicon.bit(_EAST_ASIAN)

    def score(
        self,
        folded: Sequence[str],
        capital: Sequence[bool],
        here: int,
        elsewhere: Callable[[str], tuple[float, float]],
    ) -> float:
        """How surely the parts are a given and a family name: 0..2; 1.2 and more is a name.

        folded are the parts as the lists have them; capital tells which began with a capital (all true in
        scripts without case); elsewhere looks a word up in another script's lists: (given, family) weights.
        """
        best = 0.0
        for words, capitals, particles in self._readings(folded, capital):
            parts = [
                self._part(word, upper, particle, here, elsewhere)
                for word, upper, particle in zip(words, capitals, particles, strict=True)
            ]
            best = max(best, self._best(parts))
        return best

    def _readings(
        self, folded: Sequence[str], capital: Sequence[bool]
    ) -> list[tuple[list[str], list[bool], list[bool]]]:
        """The parts with joined prefixes (Mc Donald), once without particles and once with them."""
        special = self.lexicon.particles
        words, capitals = self._joined(folded, capital)
        dropped: tuple[list[str], list[bool], list[bool]] = ([], [], [])
        pending = False
        for position, (word, upper) in enumerate(zip(words, capitals, strict=True)):
            if word in special and len(words) > 2 and position < len(words) - 1:
                pending = True
                continue
            if (
                len(word) == 1
                and self.lexicon.script in ("latin", "cyrillic", "greek")
                and 0 < position < len(words) - 1
            ):
                continue  # a middle initial
            dropped[0].append(word)
            dropped[1].append(upper)
            dropped[2].append(pending)
            pending = False
        readings = [dropped]
        if len(dropped[0]) != len(words):
            readings.append((words, capitals, [False] * len(words)))
        return [reading for reading in readings if 2 <= len(reading[0]) <= MOST_PARTS]

    def _joined(self, folded: Sequence[str], capital: Sequence[bool]) -> tuple[list[str], list[bool]]:
        words: list[str] = []
        capitals: list[bool] = []
        skip = False
        for position, word in enumerate(folded):
            if skip:
                skip = False
                continue
            following = folded[position + 1] if position + 1 < len(folded) else ""
            joined = word + following
            if self.lexicon.script == "arabic" and word in self.lexicon.prefixes and following:
                joined, known = word + following, True
            else:
                known = word in self.lexicon.prefixes and (
                    joined in self.lexicon.family or joined in self.lexicon.given or word in ("mc", "mac")
                )
            if following and known:
                words.append(joined)
                skip = True
            else:
                words.append(word)
            capitals.append(capital[position])
        return words, capitals

    def _part(
        self,
        word: str,
        upper: bool,
        particle: bool,
        here: int,
        elsewhere: Callable[[str], tuple[float, float]],
    ) -> _Part:
        lexicon = self.lexicon
        given, given_lists = self._find(word, lexicon.given)
        family, family_lists = self._find(word, lexicon.family)
        words = lexicon.words.get(word, 0)
        if lexicon.script == "arabic" and not family and not words:
            if word.startswith("ال") and len(word) > 4:
                bare = word[2:]
                family = (
                    0.95 if bare in lexicon.family or bare in lexicon.given or bare.endswith("ي") else 0.0
                )
                family = 0.0 if bare in lexicon.words and not bare.endswith("ي") else family
            elif "ال" + word in lexicon.family:
                family = 0.85
        if not given and word.startswith("عبد") and len(word) > 5:
            given = 1.0
        known = given or family
        if not known and not words and word not in lexicon.vocabulary:
            given, family = elsewhere(word)
        if not words and word not in lexicon.vocabulary and word not in self.places:
            family = max(family, family_ending(word, lexicon, self.lang))
            given = given or given_ending(word, lexicon)
        if given == 1.0 and family < 1.0 and lexicon.script == "latin":
            family *= 0.2  # a given name first of all: "Anna Maria", "Juan Carlos" are two of them
        if words:
            penalty = _WORD_HERE if words & here else _WORD_ELSEWHERE
            penalty *= 1.0 if upper else _WORD_LOWER
            given, family = given * penalty, family * penalty
        shortest = 4 if lexicon.script in ("latin", "cyrillic", "greek") else 3
        plausible = (
            not words
            and shortest <= len(word) <= 18
            and word not in lexicon.vocabulary
            and word not in self.places
            and not is_word_form(word, lexicon)
            and not (lexicon.script == "arabic" and word.startswith("ال") and not word.endswith("ي"))
            and (lexicon.script != "latin" or (word.isalpha() and not _VOWELS.isdisjoint(word)))
        )
        return _Part(word, given, given_lists, family, family_lists, words, plausible, upper, particle)

    def _find(self, word: str, table: dict[str, tuple[float, int]]) -> tuple[float, int]:
        found = table.get(word)
        if found is None and self.lexicon.script == "latin":
            for long, short in (
                ("ae", "a"),
                ("oe", "o"),
                ("ue", "u"),
                ("aa", "a"),
                ("ss", "s"),
                ("ph", "f"),
                ("y", "i"),
            ):
                if long in word and (found := table.get(word.replace(long, short))) is not None:
                    return found[0] * 0.9, found[1]
        return found or (0.0, 0)

    def _best(self, parts: list[_Part]) -> float:
        if len(parts) > 1 and self._is_phrase(parts):
            return 0.0
        best = 0.0
        for cut in range(1, len(parts)):
            best = max(
                best, self._pair(parts[:cut], parts[cut:]), self._pair(parts[cut:], parts[:cut]) * 0.98
            )
        return best

    @staticmethod
    def _is_phrase(parts: list[_Part]) -> bool:
        """All parts are words of one language: "Rosa Blanca", "Summer Hill"."""
        common = ~0
        for part in parts:
            common &= part.words
        return bool(common)

    def _syllables(self) -> list[frozenset[str]]:
        return [self.lexicon.extra[f"{_EAST_ASIAN}.{name}"] for name in ("pinyin", "korean")]

    @staticmethod
    def _unknown_family(part: _Part) -> float:
        if part.after_particle:
            return _UNKNOWN_AFTER_PARTICLE
        return _UNKNOWN_FAMILY if part.capital else _UNKNOWN_LOWER

    def _pair(self, given: list[_Part], family: list[_Part]) -> float:
        shared_lists = ~0
        for part in (*given, *family):
            shared_lists &= part.given_lists | part.family_lists
        family_lists = 0
        for part in family:
            family_lists |= part.family_lists
        unknown = 0
        total_given = total_family = 0.0
        for part in given:
            value = part.given
            if (
                not value
                and family_lists & self._asian
                and any(is_made_of(part.word, syllables) for syllables in self._syllables())
                and not part.words
            ):
                value = 0.9 if len(part.word) > 3 or len(given) > 1 else 0.5
            if not value and is_patronymic(part.word, self.lexicon):
                value = 0.9
            if not value and part.plausible and part.capital:
                value = _UNKNOWN_GIVEN_LATIN if self.lexicon.script == "latin" else _UNKNOWN_GIVEN
                unknown += 1
            if not value:
                return 0.0
            total_given += value
        for part in family:
            value = part.family
            if part.after_particle and self.lexicon.script == "arabic":
                value = max(value, _AFTER_ARABIC_PARTICLE)
            if part.given_lists & self._patronymic and (len(given) + len(family) > 1):
                value = max(value, part.given * 0.75)
            if is_patronymic(part.word, self.lexicon):
                value = max(value, 0.6)
            if (
                value < _UNKNOWN_FAMILY
                and part.plausible
                and (part.after_particle or part.given < _SURELY_GIVEN)
            ):
                value = max(value, self._unknown_family(part))
                unknown += 1
            if not value:
                return 0.0
            total_family += value
        if unknown > 1:
            return 0.0
        score = total_given / len(given) + total_family / len(family)
        if self.lexicon.script == "latin" and not shared_lists:
            short = [part for part in (*given, *family) if len(part.word) <= 3]
            if any(part.words for part in short):
                return 0.0  # "Cervantes fan"
            score -= 0.2 if short else 0.0  # short names of different origin meet by chance
        return score
