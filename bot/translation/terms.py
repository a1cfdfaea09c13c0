"""Finds a glossary's terms in texts, inflected or without spaces, and where a translation departs from it.

Words are compared by their stems: Snowball's where there is an algorithm for the language, else by a common
beginning. Languages without spaces are searched as they stand. `scripts/bench terms` measures the ways.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import snowballstemmer

from bot.translation.checks.data import CheckData
from bot.translation.checks.pair import Defect
from bot.translation.glossary import Glossary, Rendering, Status, Term
from bot.translation.text import without_markup, words

# Snowball's algorithm -> MediaWiki code.
_SNOWBALL = {
    "arabic": "ar", "armenian": "hy", "basque": "eu", "catalan": "ca", "czech": "cs", "danish": "da",
    "dutch": "nl", "english": "en", "esperanto": "eo", "estonian": "et", "finnish": "fi", "french": "fr",
    "german": "de", "greek": "el", "hindi": "hi", "hungarian": "hu", "indonesian": "id", "irish": "ga",
    "italian": "it", "lithuanian": "lt", "nepali": "ne", "norwegian": "nb", "persian": "fa", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "spanish": "es",
    "swedish": "sv", "tamil": "ta", "turkish": "tr", "yiddish": "yi",
}  # fmt: skip
_ALGORITHM = {code: name for name, code in _SNOWBALL.items()} | {"no": "norwegian", "nn": "norwegian"}
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+#-]*")
# Particles written onto words without a space, taken off before comparing.
_PROCLITICS = {
    "ar": ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ك", "ف"),
    "he": ("וה", "שה", "מה", "בה", "לה", "ה", "ו", "ב", "ל", "מ", "ש", "כ"),
    "fa": ("و",),
}
_UNSPACED = frozenset({"Hani", "Hira", "Kana", "Thai", "Khmr", "Laoo", "Mymr"})
_COMMON_START, _SHORT = 0.68, 3


@dataclass(frozen=True, slots=True)
class Found:
    """One term found in a source text: the term, and the form of it that stands there."""

    term: Term
    form: str


@dataclass(frozen=True, slots=True)
class TermUse:
    """How one language renders one term over many units: counts by rendering, and how often none stands."""

    term: str
    language: str
    renderings: dict[str, int] = field(hash=False)
    missing: int = 0

    @property
    def rivals(self) -> tuple[str, ...]:
        """The renderings in use, commonest first, where there is more than one."""
        used = sorted(
            (text for text, n in self.renderings.items() if n), key=lambda t: (-self.renderings[t], t)
        )
        return tuple(used) if len(used) > 1 else ()


class TermFinder:
    """Finds terms of one glossary; made once, used for many units."""

    def __init__(self, glossary: Glossary, data: CheckData) -> None:
        self._glossary = glossary
        self._data = data
        forms = [(form, term) for term in glossary.terms.values() for form in term.forms]
        # Longest first: "Human Rights Interest Group" is not also "human rights".
        self._forms = sorted(
            ((self.stems(form, glossary.source_language), form, term) for form, term in forms),
            key=lambda item: (-len(item[0]), -len(item[1])),
        )

    def in_source(self, text: str) -> list[Found]:
        """Return the terms of a source text in glossary order, each once; a word belongs to one term only."""
        plain = without_markup(text)
        found_words = words(plain)
        stems = self.stems(plain, self._glossary.source_language)
        if len(found_words) != len(stems):
            found_words = stems
        taken = [False] * len(stems)
        found: dict[str, Found] = {}
        for wanted, form, term in self._forms:
            size = len(wanted)
            for start in range(len(stems) - size + 1):
                window = stems[start : start + size]
                if window != wanted or any(taken[start : start + size]):
                    continue
                if _is_abbreviation(form) and found_words[start] != form:
                    continue  # VPN is no "vpn" in a word, and IT no "it"
                taken[start : start + size] = [True] * size
                found.setdefault(term.id, Found(term, form))
        return [found[key] for key in self._glossary.terms if key in found]

    def stands_in(self, text: str, rendering: str, language: str) -> bool:
        """True where a rendering, or an inflected form of it, stands in a text of the language."""
        if not rendering.strip():
            return False
        plain = without_markup(text)
        if not self._spaced(language) or self._unspaced_script(rendering):
            return _squeeze(rendering) in _squeeze(plain)
        wanted, given = words(rendering.lower()), words(plain.lower())
        size = len(wanted)
        return any(
            all(self._alike(a, b, language) for a, b in zip(wanted, given[start : start + size], strict=True))
            for start in range(len(given) - size + 1)
        )

    def stems(self, text: str, language: str) -> list[str]:
        """Return the stems of a text's words."""
        return [_stem(word.lower(), language) for word in words(text)]

    def check(self, source: str, translation: str, language: str) -> Iterator[Defect]:
        """Yield `term-missing`, `term-forbidden` and `term-untouched-lost` of one translated unit."""
        for found in self.in_source(source):
            term = found.term
            if term.status is Status.DEPRECATED:
                continue
            unwanted = (t for t in _forbidden(term, language) if self.stands_in(translation, t, language))
            bad = next(unwanted, None)
            if bad is not None:
                yield Defect("term-forbidden", (found.form, bad))
                continue
            rendering = _rendering(term, language)
            if term.do_not_translate:
                kept = any(_keeps(translation, form) for form in term.forms if _is_abbreviation(form))
                written_out = rendering is not None and self._any(translation, rendering, language)
                if _is_abbreviation(found.form) and not kept and not written_out:
                    yield Defect("term-untouched-lost", (found.form,))
            elif (
                rendering is not None
                and not self._any(translation, rendering, language)
                and not any(_keeps(translation, form) for form in term.forms if not form.islower())
            ):
                yield Defect("term-missing", (found.form, ", ".join((rendering.text, *rendering.also))))

    def uses(self, units: Iterable[tuple[str, str, str]]) -> list[TermUse]:
        """Count renderings over units (source, translation, language): agreed, accepted, forbidden, none."""
        counts: dict[tuple[str, str], Counter[str]] = {}
        missing: Counter[tuple[str, str]] = Counter()
        for source, translation, language in units:
            for found in self.in_source(source):
                rendering = _rendering(found.term, language)
                known = [*((rendering.text, *rendering.also) if rendering else ())]
                known += [*_forbidden(found.term, language), *found.term.forms]
                used = [text for text in known if self.stands_in(translation, text, language)]
                key = (found.term.id, language)
                counts.setdefault(key, Counter()).update(_longest(used))
                missing[key] += not used
        return [TermUse(*key, dict(count), missing[key]) for key, count in counts.items()]

    def _any(self, text: str, rendering: Rendering, language: str) -> bool:
        return any(self.stands_in(text, wanted, language) for wanted in (rendering.text, *rendering.also))

    def _spaced(self, language: str) -> bool:
        profile = self._data.profile(language)
        return profile is None or profile.spaced

    def _unspaced_script(self, text: str) -> bool:
        return any(
            self._data.scripts.of(char) in ("Hani", "Hira", "Kana", "Thai", "Khmr", "Laoo") for char in text
        )

    def _alike(self, wanted: str, given: str, language: str) -> bool:
        """True where two words are forms of one: equal stems, or a long common beginning."""
        if wanted == given:
            return True
        base = language.split("-")[0]
        for one in _without_proclitics(wanted, base):
            for other in _without_proclitics(given, base):
                if _stem(one, base) == _stem(other, base):
                    return True
                if _same_start(one, other, base):
                    return True
        return False


def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language.split("-")[0])
    return word if stemmer is None else str(stemmer.stemWord(word))


@functools.cache
def _stemmer(language: str) -> Any:
    name = _ALGORITHM.get(language)
    return snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None


def _same_start(one: str, other: str, language: str) -> bool:
    """True for words that begin alike for most of the shorter one: agglutination and case endings."""
    shorter, longer = sorted((one, other), key=len)
    if "\uac00" <= shorter[0] <= "\ud7a3":  # a Hangul block is a syllable; particles follow the word
        return longer.startswith(shorter) and len(shorter) > 1 and len(longer) - len(shorter) <= 3
    if len(shorter) <= _SHORT:
        return False
    if longer.startswith(shorter) and len(shorter) > _SHORT:
        return len(longer) - len(shorter) <= max(6, len(shorter))
    common = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    least = 4 if language not in _ALGORITHM else 5
    return common >= max(least, _COMMON_START * len(shorter)) and len(longer) - common <= 5


def _without_proclitics(word: str, language: str) -> Iterator[str]:
    yield word
    for particle in _PROCLITICS.get(language, ()):
        if word.startswith(particle) and len(word) - len(particle) >= _SHORT:
            yield word[len(particle) :]


def _squeeze(text: str) -> str:
    """Return a text in one width and case, without spaces and the dots between Japanese loan words."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in text if not char.isspace() and char not in "・-‐‑·\u200b\u200c")


def _keeps(text: str, form: str) -> bool:
    """True where a form stands in a text as it is, whatever is glued to it in another script."""
    plain = unicodedata.normalize("NFKC", without_markup(text))
    if not form.isascii():
        return form.casefold() in plain.casefold()
    parts = re.escape(form)
    flags = 0 if _is_abbreviation(form) else re.IGNORECASE
    return re.search(rf"(?<![A-Za-z0-9]){parts}(?:s|en)?(?![A-Za-z0-9])", plain, flags) is not None


def _is_abbreviation(form: str) -> bool:
    return len(form) > 1 and form.isupper() and _LATIN_WORD.fullmatch(form) is not None


def _rendering(term: Term, language: str) -> Rendering | None:
    """Return a term's rendering in a language, or in the language that it is a variant of."""
    return term.renderings.get(language) or term.renderings.get(language.split("-")[0])


def _forbidden(term: Term, language: str) -> tuple[str, ...]:
    return term.forbidden.get(language) or term.forbidden.get(language.split("-")[0], ())


def _longest(used: list[str]) -> list[str]:
    """Leave out renderings that only stand inside a longer one, or are another with other capitals."""
    squeezed = {_squeeze(text): text for text in reversed(used)}
    return [t for key, t in squeezed.items() if not any(key != other and key in other for other in squeezed)]
