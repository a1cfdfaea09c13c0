"""Which language a text is in, as far as its script, letter triples and commonest words tell.

The models are counted in the Universal Declaration of Human Rights (config/language-profiles.json): small,
free, the same for Python and the gadget. They tell a language from its neighbours on a sentence or two, not
on a heading, so every answer comes with how sure it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.translation.checks.data import CheckData, Profile
from bot.translation.text import words

_FLOOR = math.log(60e-6)
# Codes that are one language, or so near that the Declaration cannot tell them apart.
_KIN = (
    frozenset({"sco", "en"}),
    frozenset({"hr", "bs", "sr-el", "sr", "sh", "sh-latn", "sr-latn"}),
    frozenset({"sr", "sr-ec", "sr-cyrl", "sh", "sh-cyrl"}),
    frozenset({"id", "ms", "min", "jv"}),
    frozenset({"nb", "no", "nn", "da"}),
    frozenset({"als", "gsw", "de"}),
    frozenset({"gl", "pt", "pt-br"}),
    frozenset({"ca", "oc", "ast", "es", "gl"}),
    frozenset({"ak", "tw"}),
    frozenset({"zu", "xh", "nr", "ss"}),
    frozenset({"st", "tn", "nso"}),
    frozenset({"pnb", "ur", "skr"}),
    frozenset({"bho", "mai", "hi", "anp", "awa"}),
    frozenset({"rw", "rn"}),
    frozenset({"nl", "af", "fy", "nds", "nds-nl"}),
    frozenset({"zh", "zh-hans", "zh-hant", "yue", "wuu", "gan", "lzh"}),
    frozenset({"tr", "crh", "az"}),
    frozenset({"yi", "he"}),
)


# What a letter that a language does not have costs, beside a letter triple that its model has not seen.
_UNKNOWN_LETTER = 3.0
_SURE, _SURE_WITH_WORDS, _SURE_WITH_LETTERS, _ENOUGH = 4.5, 2.0, 1.0, 25


@dataclass(frozen=True, slots=True)
class Guess:
    """A language that fits a text better than the expected one.

    margin is by how much, in natural log per letter triple; triples their number; strange counts the letters
    that the expected language does not have and this one has; words is how many more of its commonest words
    the text has than of the expected one's.
    """

    code: str
    margin: float
    triples: int
    strange: int = 0
    words: int = 0

    @property
    def is_sure(self) -> bool:
        """True where there is text enough to say so to a person.

        The margin grows surer with the square root of the text; letters of its own make up for a small one.
        """
        weight = self.margin * math.sqrt(self.triples)
        if self.triples < _ENOUGH or self.words < 0:
            return False
        if self.words >= 2 and weight >= _SURE_WITH_WORDS:
            return True
        return weight >= _SURE or (self.strange >= 2 and weight >= _SURE_WITH_LETTERS)


def triples(some_words: Iterable[str]) -> list[str]:
    """Return the letter triples of words, `_` at their edges."""
    result: list[str] = []
    for word in some_words:
        padded = f"_{word.lower()}_"
        result += [padded[i : i + 3] for i in range(len(padded) - 2)]
    return result


def fit(some_triples: list[str], profile: Profile) -> float:
    """Return the mean log probability of letter triples under a language's model; higher fits better."""
    model: Mapping[str, float] = profile.trigrams
    return sum(model.get(triple, _FLOOR) for triple in some_triples) / max(len(some_triples), 1)


def better_guess(text: str, expected: str, data: CheckData) -> Guess | None:
    """Return the language of the same script that fits a text best, where it fits better than the expected.

    None where the expected language fits best or has no model; its kin are no candidates.
    """
    own = data.profile(expected)
    if own is None:
        return None
    language = data.language(expected)
    scripts = language.scripts if language else {own.script}
    counted = [(n, script) for script, n in data.scripts.count(text).items() if script in scripts]
    if not counted:
        return None
    script = max(counted)[1]
    if script != own.script:
        return None  # Serbian in Latin letters: the model is of Cyrillic ones
    fitting = [word for word in words(text) if data.scripts.of(word[0]) in scripts]
    found = triples(word for word in fitting if not word[:1].isupper())
    if not found:
        return None
    letters = [char for word in fitting for char in word.lower()]

    def score(profile: Profile) -> float:
        unknown = sum(char not in profile.letters for char in letters)
        return fit(found, profile) - _UNKNOWN_LETTER * unknown / len(letters)

    best = max(
        (
            profile
            for profile in data.profiles.values()
            if profile.script == script and not are_kin(profile.code, expected)
        ),
        key=score,
        default=own,
    )
    margin = score(best) - score(own)
    if margin <= 0 or best is own:
        return None
    lower = [word.lower() for word in fitting]
    # An apostrophe tells a keyboard, not a language.
    strange = sum(char in best.letters and char not in own.letters for char in letters if char not in "'’ʼ-")
    more = sum((word in best.function_words) - (word in own.function_words) for word in lower)
    return Guess(best.code, margin, len(found), strange, more)


def are_kin(one: str, other: str) -> bool:
    """True for variants of one language and for neighbours that the models cannot tell apart."""
    one, other = one.lower(), other.lower()
    if one.split("-")[0] == other.split("-")[0]:
        return True
    return any(one in kin and other in kin for kin in _KIN)


def looks_like(some_words: list[str], profile: Profile, than: Profile | None) -> bool:
    """True where words are rather in profile's language than in the other, by common words and triples."""
    lower = [word.lower() for word in some_words]
    common = sum(word in profile.function_words for word in lower)
    other = sum(word in than.function_words for word in lower) if than else 0
    if common < 2 or common <= other:
        return False
    if than is None:  # without a model of the other language only a clear case counts
        return common >= 4 and common * 3 >= 2 * len(lower)
    if common >= 3 and common > 2 * other and common * 5 >= 2 * len(lower):
        return True
    found = triples(lower)
    return fit(found, profile) > fit(found, than)
