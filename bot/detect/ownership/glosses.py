"""Phrases that translate other ones, as lists of words and lessons do: `« demori a Hull » = I live in Hull`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.types import ADDRESS, AGE_MINOR, BIRTH_DATE, EMPLOYER, LOCATION, REAL_NAME, SCHOOL

if TYPE_CHECKING:
    from bot.detect.view import Candidate, View

_DESCRIBED = frozenset([REAL_NAME, LOCATION, EMPLOYER, SCHOOL, ADDRESS, BIRTH_DATE, AGE_MINOR])
_GLOSSED = 16  # characters before a phrase in which a sign says that it translates
_GLOSS = re.compile("[»”“\"'] *[=→≈]$")
_GLOSS_QUOTED = re.compile('[=→≈] *[«„“"][^»”“"]*$')  # `born on → «born on 3 May»`
_TRANSLATED = re.compile(
    '[»”“"] ?[=→≈] ?[^"«„“»”]*$'
)  # `"I live in Hull, I am ten" = abito a Hull, ho dieci anni`
_TRANSLATION = 160  # characters of such a translation
_ITALIC_GLOSS = re.compile(  # `''ma elan Tartus'' = ’asun Tartossa’`, in the page's text
    "''+ ?[=≈→] ?[‘’‚'\"„“”]?(?:[^\\s0-9.,;:!?]{1,4} )?$"
)
_SINGLE_LOW = re.compile("‚[^‚‘’\n]*$")  # dt. ‚Ich heiße Hinnerk und wohne in Husum‘


def glosses(view: View, candidate: Candidate, first: int) -> bool:
    """Whether a phrase translates another one in a list of words: `« demori a Hull » = I live in Hull`."""
    if candidate.sort not in ("cue", "label") and candidate.type is not ADDRESS:
        return False
    if candidate.start < 0:
        return False  # no place in the visible text
    floor = max(view.line(candidate.start)[0], candidate.start - _TRANSLATION)
    if candidate.type in _DESCRIBED and _TRANSLATED.search(view.text, floor, candidate.start):
        return True
    at = first if candidate.sort == "cue" else candidate.start
    before = view.text[max(view.line(at)[0], at - _GLOSSED) : at]
    if _GLOSS_QUOTED.search(before):
        return True
    if candidate.sort == "cue":
        begin = view.layout.span(at, at + 1)[0]
        if _ITALIC_GLOSS.search(view.page.wikitext[max(0, begin - _GLOSSED) : begin]):
            return True
        if _SINGLE_LOW.search(view.text, floor, candidate.start):
            return True
    return candidate.sort == "cue" and _GLOSS.search(before.rstrip(" '\"«„“")) is not None
