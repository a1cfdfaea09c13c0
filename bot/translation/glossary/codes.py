"""MediaWiki's language codes beside BCP 47, where the two differ.

Source: MediaWiki's LanguageCode class documents its deprecated and non-standard codes
(https://www.mediawiki.org/wiki/Manual:Language#Language_code).
"""

from __future__ import annotations

from collections.abc import Iterable

_TO_BCP47 = {
    "als": "gsw",
    "bat-smg": "sgs",
    "be-x-old": "be-tarask",
    "cbk-zam": "cbk",
    "crh-cyrl": "crh-Cyrl",
    "de-formal": "de-x-formal",
    "eml": "egl",
    "es-formal": "es-x-formal",
    "fiu-vro": "vro",
    "hu-formal": "hu-x-formal",
    "kk-cyrl": "kk-Cyrl",
    "map-bms": "jv-x-bms",
    "mo": "ro-Cyrl-MD",
    "nl-informal": "nl-x-informal",
    "nrm": "nrf",
    "roa-rup": "rup",
    "roa-tara": "nap-x-tara",
    "simple": "en-simple",
    "sr-ec": "sr-Cyrl",
    "sr-el": "sr-Latn",
    "zh-classical": "lzh",
    "zh-min-nan": "nan",
    "zh-yue": "yue",
}
# Tags that are MediaWiki codes of their own: they are read as those.
_PLAIN = frozenset({"gsw", "sgs", "be-tarask", "egl", "vro", "rup", "lzh", "nan", "yue"})
_FROM_BCP47 = {value.lower(): key for key, value in _TO_BCP47.items() if value not in _PLAIN}
# What other programs write for a language that MediaWiki has under a plain code.
_USUAL = {
    "zh-hans-cn": "zh-cn",
    "zh-hant-tw": "zh-tw",
    "pt-pt": "pt",
    "en-us": "en",
    "nb-no": "nb",
    "iw": "he",
}


def bcp47(code: str) -> str:
    """Return the BCP 47 tag of a MediaWiki code."""
    if code in _TO_BCP47:
        return _TO_BCP47[code]
    first, *rest = code.split("-")
    cased = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part for part in rest]
    return "-".join([first, *cased])


def shared(codes: Iterable[str]) -> list[str]:
    """Return those codes that have the same tag as another MediaWiki code, and come back as that one."""
    return sorted(code for code in codes if from_bcp47(bcp47(code)) != code)


def from_bcp47(tag: str) -> str:
    """Return the MediaWiki code of a BCP 47 tag, lower case; an unknown tag comes back as it is."""
    lower = tag.strip().lower().replace("_", "-")
    return _USUAL.get(lower) or _FROM_BCP47.get(lower, lower)
