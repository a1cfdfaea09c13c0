"""What phrases and pages are compared in: one spelling for those that people mix, and no marks that many leave out;
which characters make a word, and which scripts write no spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What pages and rules are read without, as a set's inside: soft hyphens, zero-width characters, and the marks that
# most people leave out: Arabic vowel signs and the tatweel, Hebrew points, the dot below of Devanagari and Bengali.
# The shadda (`I teach`, else `I study`) and the hamza above (a Persian genitive) tell words apart.
UNSEEN = (
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\u0640\u064b-\u0650\u0652\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u093c\u09bc"
)
_UNSEEN = re.compile(f"[{UNSEEN}]+")


def visible(text: str) -> str:
    """A rule's text as pages are read: without what nobody sees or many leave out."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def fold(text: str) -> str:
    """Lower-case and unify spellings without changing the length: what phrases and pages are compared in."""
    out = text.lower()
    if out.isascii():
        return out
    if len(out) != len(text):  # the only letter that is two when it is small
        out = text.replace("İ", "i").lower()
    try:
        written = out.encode()
    except UnicodeEncodeError:
        out = _LONE.sub("\ufffd", out)
        written = out.encode()
    for first, spellings in _SAME_BEGIN:
        if first in written:
            for old, new in spellings:
                if old in out:
                    out = out.replace(old, new)
    for first in _DIGITS_BEGIN:
        if first in written:
            if _DIGIT.search(out):
                out = _DIGIT.sub(lambda found: str(unicodedata.digit(found.group(0))), out)
            break
    return out


def _digits(*begin: int) -> list[tuple[str, str]]:
    """The ten digits of scripts and what they are folded to, by their zeros."""
    return [(chr(zero + digit), str(digit)) for zero in begin for digit in range(10)]


_LONE = re.compile(r"[\ud800-\udfff]")  # half a character, which no encoding can write
_DIGIT = re.compile(r"[^\D0-9]")  # a decimal digit of another script
# The bytes that such digits begin with in UTF-8: looking for a byte is far cheaper than asking of each letter what
# it is (and for a number cheaper than for bytes of length one). Arabic, Persian and full-width ones are in _SAME, for
# nearly every page of their languages has letters that begin so.
_DIGITS_BEGIN = (0xDF, 0xE0, 0xE1, 0xEA, 0xF0)

# Same-length spellings that people mix: apostrophes, no-break spaces, hamza and yeh forms, Hebrew points, ё, dotless i.
_SAME = (
    ("’", "'"), ("ʼ", "'"), ("‘", "'"), ("\u00a0", " "), ("\u202f", " "), ("\u3000", " "), ("\u2009", " "),
    ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"), ("ی", "ي"), ("ک", "ك"), ("ة", "ه"), ("ۀ", "ه"),
    ("״", '"'), ("׳", "'"), ("־", "-"), ("\u0901", "\u0902"),  # gershayim, maqaf; chandrabindu
    # composed letters with the Devanagari and Bengali dot below
    ("\u0958", "\u0915"), ("\u0959", "\u0916"), ("\u095a", "\u0917"), ("\u095b", "\u091c"), ("\u095c", "\u0921"),
    ("\u095d", "\u0922"), ("\u095e", "\u092b"), ("\u09dc", "\u09a1"), ("\u09dd", "\u09a2"), ("\u09df", "\u09af"),
    ("ё", "е"), ("ı", "i"), ("ς", "σ"), ("ş", "ș"), ("ţ", "ț"), ("：", ":"), ("，", ","), ("＠", "@"),
    *_digits(0x660, 0x6F0, 0xFF10),
)  # fmt: skip
# The same by the byte that they begin with in UTF-8, for the same reason as with digits.
_SAME_BEGIN = [
    (first, [(old, new) for old, new in _SAME if old.encode()[0] == first])
    for first in dict.fromkeys(old.encode()[0] for old, _ in _SAME)
]


_CHARACTERS = 8192  # whose class is remembered; a language has some hundreds, Chinese a few thousand
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]"
)


@lru_cache(maxsize=_CHARACTERS)
def unspaced(char: str) -> bool:
    """Whether a character belongs to a script that writes no spaces between words (Han, kana, Thai, Lao, …)."""
    return bool(_UNSPACED.match(char))


@lru_cache(maxsize=_CHARACTERS)
def wordly(char: str) -> bool:
    """Whether a character is part of a word: letters, digits, and the vowel signs of Indic scripts."""
    return char.isalnum() or (char > "\u02ff" and unicodedata.category(char)[0] == "M")
