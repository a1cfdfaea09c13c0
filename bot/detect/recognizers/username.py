"""Is an account name somebody's real name: a given name and a family name, in whatever form and script?"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Self

from bot.detect.names import eastasian, lexicon
from bot.detect.names.alphabetic import Judge
from bot.detect.names.endings import family_ending
from bot.detect.names.romanise import romanise
from bot.detect.names.text import core_of, fold, parts_of, script_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Scores run from 0 to 2 inside (a given and a family name, each from 0 to 1); this much is reported.
THRESHOLD = 1.2
_LONGEST = 60
_CASELESS = frozenset(("arabic", "hebrew", "devanagari", "bengali", "tamil", "telugu", "thai"))
# Which lists' common words count in full for a wiki's language, beside English.
_LIST_OF_LANGUAGE = {
    "nn": "da-nb", "no": "da-nb", "bs": "hr-sr", "sl": "hr-sr", "sh": "hr-sr", "tl": "id-ms", "az": "tr",
    "gl": "pt", "ca": "es", "eu": "es", "be": "uk-be",
}  # fmt: skip
_MOST_LANGUAGES = 2000  # a bound for what is remembered, far above the number of wikis
_SHORTEST_JOINED, _SHORTEST_CASELESS = 9, 3


class UsernameRecognizer:
    """Recognizes real names in account names. Made by load; look-ups are pure and cost microseconds.

    What is known of each script is read from the folder when that script is first met.
    """

    def __init__(self, folder: Path, stop: frozenset[str], places: frozenset[str]) -> None:
        self._folder = folder
        self._stop = stop
        self._places = places
        self._lexicons: dict[str, lexicon.Lexicon] = {}
        self._here: dict[tuple[str, str], int] = {}  # (script, language) -> bits of its lists of words

    @classmethod
    def load(cls, path: Path, *, places: bool = True) -> Self:
        """Opens the lists in the folder (config/names). places=False leaves the towns out (to derive them).

        Raises NameDataError when the lists are missing or damaged.
        """
        famous = path / "famous.txt"
        if not famous.is_file():
            raise lexicon.NameDataError(f"{famous}: missing; restore config/names from the repository")
        stop = frozenset(map(phrase_key, lexicon.phrases(famous)))
        vocabulary: frozenset[str] = frozenset()
        towns = path / "places.txt"
        if places and towns.is_file():
            stop |= lexicon.words(towns, "folded")
            vocabulary = lexicon.words(towns, "vocabulary")
        return cls(path, stop, vocabulary)

    def is_real_name(self, username: str, lang: str) -> bool:
        """Whether the account name reads as a given name with a family name.

        lang is the wiki's language code, "" when unknown.
        """
        return self.score(username, lang) >= THRESHOLD / 2

    def score(self, username: str, lang: str) -> float:
        """How surely it does: 0..1; from THRESHOLD / 2 on it is reported."""
        return min(1.0, self._score(username, lang) / 2)

    def parts(self, username: str) -> tuple[str, ...]:
        """The words of the account name without marks of the account, as written: ("Marisol", "Quintero")."""
        return tuple(parts_of(core_of(username[:_LONGEST])))

    def _score(self, username: str, lang: str) -> float:
        if len(username) > _LONGEST:
            return 0.0
        core = core_of(username)
        script = script_of(core)
        parts = parts_of(core) if script else []
        if not parts or any(script_of(part) not in (script, "han", "kana") for part in parts):
            return 0.0
        folded = [fold(part, script) for part in parts]
        if self._is_famous(folded, script):
            return 0.0
        if script == "hangul":
            return eastasian.korean(parts, self._lexicon("hangul"))
        if script in ("han", "kana"):
            return self._east_asian(parts, script, lang)
        return self._alphabetic(core, parts, folded, script, lang)

    def _is_famous(self, folded: list[str], script: str) -> bool:
        """A name of the stop lists, also beside a word: "Jane Austen fan", but not "Nguyễn Quang Trung"."""
        if "".join(folded) in self._stop:
            return True
        for rest, some in ((folded[-1], folded[:-1]), (folded[0], folded[1:])):
            if "".join(some) in self._stop:
                lists = self._lexicon(script)
                return rest in lists.words or not (rest in lists.given or rest in lists.family)
        return False

    def _east_asian(self, parts: list[str], script: str, lang: str) -> float:
        han, kana = self._lexicon("han"), self._lexicon("kana")
        if script == "kana" and not any(script_of(char) == "han" for part in parts for char in part):
            return eastasian.kana_only(parts, kana)
        best = eastasian.japanese(parts, han, kana)
        if script == "han" and not lang.startswith("ja"):
            best = max(best, eastasian.chinese(parts, han))
        return best

    def _alphabetic(self, core: str, parts: list[str], folded: list[str], script: str, lang: str) -> float:
        lists = self._lexicon(script)
        if len(parts) == 1:
            return self._joined(folded[0], script, lang)
        capital = [script in _CASELESS or part[0].isupper() for part in parts]
        if not any(capital[1:]):
            # "Marisol kvasnicka" has only MediaWiki's own capital; "marisol.kvasnicka" is a name's own form.
            capital = [" " not in core] * len(parts)
        return self._judge(folded, capital, script, lang, lists)

    def _judge(
        self, folded: Sequence[str], capital: Sequence[bool], script: str, lang: str, lists: lexicon.Lexicon
    ) -> float:
        short = lang.split("-", 1)[0]
        here = self._here.get((script, short))
        if here is None and len(self._here) < _MOST_LANGUAGES:
            stems = [stem for stem in lists.bits if stem == "en" or short in stem.split("-")]
            here = lists.bit(*stems, _LIST_OF_LANGUAGE.get(short, ""))
            self._here[script, short] = here
        return Judge(lists, self._places, short).score(
            folded, capital, here or 0, lambda word: self._elsewhere(word, script)
        )

    def _elsewhere(self, word: str, script: str) -> tuple[float, float]:
        """A Cyrillic or Greek word's weights in the Latin lists, for names from other languages."""
        latin = romanise(word, script)
        if not latin:
            return 0.0, 0.0
        lists = self._lexicon("latin")
        given, family = lists.given.get(latin, (0.0, 0))[0], lists.family.get(latin, (0.0, 0))[0]
        return given * 0.8, family * 0.8

    def _joined(self, word: str, script: str, lang: str) -> float:
        """A single word that falls into a well-known given and a well-known family name: marisolquintero."""
        lists = self._lexicon(script)
        if script in _CASELESS:
            return self._unspaced(word, script, lang, lists)
        shortest = 4
        if len(word) < _SHORTEST_JOINED or any(
            word in table for table in (lists.given, lists.family, lists.vocabulary)
        ):
            return 0.0
        best = 0.0
        for cut in range(shortest, len(word) - shortest + 1):
            for given, family in ((word[:cut], word[cut:]), (word[cut:], word[:cut])):
                if given in lists.words or family in lists.words or family in lists.vocabulary:
                    continue
                if (
                    lists.given.get(given, (0.0, 0))[0] >= 0.9
                    and lists.family.get(family, (0.0, 0))[0] >= 0.9
                ):
                    best = max(best, self._judge((given, family), (False, False), script, lang, lists) - 0.3)
        return best

    def _unspaced(self, word: str, script: str, lang: str, lists: lexicon.Lexicon) -> float:
        """A name in a script without case, whose parts no capital tells apart: a given name, then the rest."""
        best = 0.0
        for cut in range(_SHORTEST_CASELESS, len(word) - _SHORTEST_CASELESS + 1):
            given = lists.given.get(word[:cut])
            if given is None or unicodedata.category(word[cut])[0] == "M":
                continue
            rest = word[cut:]
            if rest not in lists.words and (
                rest in lists.family or family_ending(rest, lists, lang) or rest.startswith("ال")
            ):
                best = max(best, self._judge((word[:cut], rest), (False, False), script, lang, lists) - 0.1)
        return best

    def _lexicon(self, script: str) -> lexicon.Lexicon:
        found = self._lexicons.get(script)
        if found is None:
            found = self._lexicons[script] = lexicon.load(self._folder, script)
        return found


def phrase_key(text: str) -> str:
    """A phrase as the stop lists are compared: folded, without separators."""
    script = script_of(text)
    return "".join(fold(part, script) for part in parts_of(text))
