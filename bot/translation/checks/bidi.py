"""Direction: Latin that a right-to-left text would show out of order.

By the Unicode bidirectional algorithm (UAX #9) a Latin run in a right-to-left paragraph keeps its letters in
order, but the signs at its edges and its neighbours take the paragraph's direction or run into it. W3C's
advice is to isolate such runs: https://www.w3.org/International/articles/inline-bidi-markup/
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from bot.translation.checks.pair import Defect, View
from bot.translation.contacts import contacts, plain_signs

_LRI, _RLI, _FSI, _PDI = "\u2066", "\u2067", "\u2068", "\u2069"
_LRM, _RLM = "\u200e", "\u200f"
_ISOLATED = re.compile(
    r"<(bdi|bdo|code|kbd|samp|tt|syntaxhighlight|pre)\b[^<>]*>.*?</\1\s*>"
    r"|<(span|div|p|small|b|i)\b[^<>]*\bdir\s*=[^<>]*>.*?</\2\s*>"
    r"|\{\{\s*(?:ltr|lang|bdi|bidi|lang-\w+|e-?mail|nospam|no spam|dir)\b[^{}]*\}\}"
    rf"|[{_LRI}{_FSI}][^{_PDI}]*{_PDI}"
    r"|[\u202a\u202d][^\u202c]*\u202c"
    rf"|[{_LRM}][^{_LRM}{_RLM}]*[{_LRM}]",
    re.DOTALL | re.IGNORECASE,
)
_LINK_TARGET = re.compile(
    r"\[\[[^\[\]|]*\|(?=[^\[\]]*\]\])|\[\[[^\[\]|]*\]\]|\[(?:https?:|mailto:|//|tel:)[^\s\]]*"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\[\]{}|\"،؛؟]+", re.IGNORECASE)
_TAGGED = re.compile(r"(?<![\w/&])[#@][A-Za-z][A-Za-z0-9_]+|(?<![A-Za-z])(?:[Cc]\+\+|[CcFf]#)(?![A-Za-z])")
_OPENERS, _CLOSERS = "\u202a\u202b\u202d\u202e", "\u202c"


def check(view: View) -> Iterator[Defect]:
    """Yield `bidi-isolation` and `bidi-unbalanced` for right-to-left languages."""
    text = html.unescape(view.pair.translation)
    if not _balanced(text):
        yield Defect("bidi-unbalanced")
    if not view.data.is_rtl(view.pair.language):
        return
    letters = view.data.scripts.count(view.translation)
    if not any(letters[script] for script in view.data.rtl_scripts):
        return
    bare = _ISOLATED.sub(" ", text)
    bare = _LINK_TARGET.sub(" ", bare)
    found = [contact.written for contact in contacts(plain_signs(bare))]
    found += _URL.findall(bare) + _TAGGED.findall(bare)
    if found:
        yield Defect("bidi-isolation", (", ".join(dict.fromkeys(found)),))


def _balanced(text: str) -> bool:
    """True where every isolate and embedding is ended and none is ended that was not begun."""
    isolates = embeddings = 0
    for char in text:
        if char in (_LRI, _RLI, _FSI):
            isolates += 1
        elif char == _PDI:
            isolates -= 1
        elif char in _OPENERS:
            embeddings += 1
        elif char in _CLOSERS:
            embeddings -= 1
        if isolates < 0 or embeddings < 0:
            return False
    return isolates == embeddings == 0
