"""Account names as text: their script, how they are folded for look-up, how they fall into parts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Scripts by code point ranges: only those whose names we know.
_RANGES = (
    ("latin", ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0x1E00, 0x1EFF))),
    ("greek", ((0x370, 0x3FF), (0x1F00, 0x1FFF))),
    ("cyrillic", ((0x400, 0x52F),)),
    ("hebrew", ((0x5D0, 0x5F4),)),
    ("arabic", ((0x620, 0x6D3), (0x6FA, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))),
    ("devanagari", ((0x900, 0x965), (0x970, 0x97F))),
    ("bengali", ((0x980, 0x9E5), (0x9F0, 0x9FE))),
    ("tamil", ((0xB80, 0xBE5),)),
    ("telugu", ((0xC00, 0xC65),)),
    ("thai", ((0xE01, 0xE4E),)),
    ("hangul", ((0xAC00, 0xD7A3),)),
    ("kana", ((0x3041, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF))),
    ("han", ((0x3005, 0x3005), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))),
)
_SPECIAL = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "þ": "th",
        "ð": "d",
        "ə": "e",
        "'": "",
        "’": "",
        "ʼ": "",
        "`": "",
    }
)
_ARABIC = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ے": "ي",
        "ک": "ك",
        "ة": "ه",
        "ۃ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ۀ": "ه",
        "ؤ": "و",
        "\u0640": "",
        "\u200c": "",
    }
)
_ARABIC_MARKS = re.compile("[\u064b-\u0655\u0670\u06d6-\u06ed]")
_HEBREW_MARKS = re.compile("[\u0591-\u05c7]")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_INDIC_DOTS = re.compile("[\u093c\u09bc]")  # which the page is read without (folding.py)

# What people put behind (or before) their name to tell their accounts apart.
_SUFFIX = re.compile(
    r"\s*\((?:[^()]{1,24})\)\s*$|[\s_.\-]+(?:wmf|wmde|wmfr|wmuk|wmse|wmcz|wmil|wiki|wikipedia|wikimedia|bot|alt|awb|mobile|public|test|official"
    r"|jr|sr|phd|md|ii|iii|iv)\.?\s*$|(?<=[a-z])(?:WMF|WMDE|Bot|Wiki)$",
    re.IGNORECASE,
)
_SUFFIX_CAMEL = re.compile(r"(?<=[a-z])(?:WMF|WMDE|WMUK|Bot|BOT|Wiki)$")
_PREFIX = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir|ing|herr|frau|mme|señor|don|doña)[.\s_]+", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s_.\-‐‑–+·・･•,~|/]+")
_INNER_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=8192)
def _script_of_char(char: str) -> str:
    point = ord(char)
    return next((name for name, ranges in _RANGES if any(low <= point <= high for low, high in ranges)), "")


def script_of(text: str) -> str:
    """The script of most letters ("" when none is known); Han with any kana counts as kana."""
    if text.isascii():
        return "latin" if any(map(str.isalpha, text)) else ""
    counts: dict[str, int] = {}
    for char in text:
        name = _script_of_char(char)
        if name:
            counts[name] = counts.get(name, 0) + 1
    if not counts:
        return ""
    if "kana" in counts and "han" in counts:
        return "kana"
    return max(counts, key=lambda name: counts[name])


def fold(text: str, script: str) -> str:
    """The text as the lists have it: without case, diacritics and the letter variants that people vary."""
    if script == "latin":
        low = text.casefold()
        if not low.isascii():
            low = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", low))
        return low.translate(_SPECIAL)
    if script == "greek":
        return _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))
    if script == "cyrillic":
        low = text.lower().replace("ё", "е").replace("\u0301", "")
        return low.translate(_SPECIAL)
    if script == "arabic":
        return _ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_ARABIC)
    if script == "hebrew":
        return _HEBREW_MARKS.sub("", text).replace("׳", "'").replace("’", "'")
    if script == "kana":
        return hiragana(unicodedata.normalize("NFKC", text))
    if script in ("devanagari", "bengali"):
        return _INDIC_DOTS.sub("", unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", text)


def hiragana(text: str) -> str:
    """Katakana as hiragana; the long vowel mark stays."""
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)


def core_of(username: str) -> str:
    """The account name without what marks the account: "(WMF)", "-bot", titles, digits at the ends."""
    text = unicodedata.normalize("NFC", username).replace("\u200e", "").replace("\u200f", "").strip()
    for _ in range(2):
        shorter = _SUFFIX_CAMEL.sub("", _SUFFIX.sub("", text))
        text = shorter if len(shorter) > 3 or not shorter.isascii() else text
    return _trim(_PREFIX.sub("", text))


def _trim(text: str) -> str:
    # \W takes combining vowel signs of Indic scripts and Thai for punctuation: those are letters here.
    start, end = 0, len(text)
    while start < end and not _is_letter(text[start]):
        start += 1
    while end > start and not _is_letter(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM"


def parts_of(core: str) -> list[str]:
    """The words of an account name's core: at separators, at CamelCase and at digits, in order."""
    parts = []
    for piece in _SEPARATORS.split(core):
        for word in _INNER_DIGITS.split(piece):
            parts += [clean for part in _humps(word) if (clean := _trim(part))]
    return parts


def _humps(word: str) -> list[str]:
    """The word cut where CamelCase cuts it: aB between the two, ABc before B."""
    if word.islower() or word.isupper():
        return [word]
    cuts = [0]
    for at in range(1, len(word)):
        if not word[at].isupper():
            continue
        previous = word[at - 1]
        following = word[at + 1] if at + 1 < len(word) else ""
        if previous.islower() or (previous.isupper() and following.islower()):
            cuts.append(at)
    return [word[start:end] for start, end in zip(cuts, [*cuts[1:], len(word)], strict=True)]
