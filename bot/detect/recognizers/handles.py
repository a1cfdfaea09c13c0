"""What reads as a handle or an account's number, and whose it cannot be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.detect.signs import Hit
    from bot.detect.view import View

Span = tuple[int, int]

FEDERATED = re.compile(r"@[\w.\-]{1,40}@[\w\-]{1,40}(?:\.[\w\-]{1,40}){1,4}(?::[0-9]+)?")
_BARE_FEDERATED = re.compile(r"[\w.\-]{1,40}@[\w\-]{1,40}(?:\.[\w\-]{1,40}){1,4}")
MATRIX = re.compile(r"@[\w.\-=/]{1,60}:[\w\-]{1,40}(?:\.[\w\-]{1,40}){1,4}")
AT_HANDLE = re.compile(r"@[A-Za-z0-9_](?:[\w.\-]{0,38}[A-Za-z0-9_])", re.ASCII)
PLAIN = re.compile(r"[A-Za-z0-9_](?:[\w.\-]{1,38}[A-Za-z0-9_])(?:#[0-9]{2,5})?", re.ASCII)
NUMBER = re.compile(r"[ :：=号號是#-]{0,4}([1-9][0-9]{4,10})(?![0-9])[ .]?")
_QUOTES = " :：\"'«»“”„「」『』（("
_ENDING = re.compile(
    r"(?<![\w@/.\-])(@?[A-Za-z0-9_](?:[\w.\-]{1,38}[A-Za-z0-9_]))[ \"'»”」』]{0,2}$", re.ASCII
)
_MARKED = re.compile(r"[0-9_.#\-]")
_INFLECTION = re.compile(r"(?:[-'’ʼ][^\W\d_]{1,5}|[^\W\d_]{1,6})(?!\w)")
PLAIN_WORD = re.compile(  # right behind a service's name, and a clause ends: `Discord mossyfern, or mail`
    r"[ ,]{1,2}([a-z][a-z0-9]{5,24})(?=[,.;:)!](?:\s|$)|[ ]{0,2}(?:\n|$)|[ ][(–—-])", re.ASCII
)
_CLAUSE = re.compile(r"[,.;:!?()\n]")
_STATE = 6  # letters of a small word behind `is` that may be a handle, where nothing marks it as one


def service_end(view: View, hit: Hit) -> int:
    """Where a service's name ends with the ending that its language gives it: `Discordon`, `Telegram'da`."""
    if hit.what not in view.lexicon.shared.inflected_services:
        return hit.end
    if view.lexicon.wording.handle_separator.match(view.text, hit.end):
        return hit.end  # `Telegram's best: …`
    ending = _INFLECTION.match(view.text, hit.end)
    return ending.end() if ending else hit.end


def is_ours(view: View, handle: str) -> bool:
    """Whether it is a project's account, or none."""
    name = handle.strip("@/").split("#")[0].lower()
    shared = view.lexicon.shared
    if not name or name in shared.not_handles or name.rstrip("/") in shared.not_handles:
        return True
    return any(word.strip("*") in name for word in shared.project_accounts if word.startswith("*"))


def is_word(view: View, start: int, end: int, *, loose: bool, service: int = -1) -> bool:
    """Whether a token reads as an ordinary word, not as a handle; service: where the name before it ends."""
    word = view.text[start:end]
    low = word.lower()
    lexicon = view.lexicon
    if low in lexicon.shared.not_handles or low in lexicon.stop or low in lexicon.particles:
        return True
    if (
        low in lexicon.shared.social
        or low in lexicon.shared.messaging
        or low in lexicon.labels
        or word.isdigit()
    ):
        return True
    if loose:
        return False
    if _MARKED.search(word) and not re.fullmatch(r"[0-9.\-]+|[A-Za-z]+(?:-[A-Za-z]+)+|[a-z]\.[a-z]\.?", word):
        return any(char.isspace() for char in word) or low.startswith("www.") or "://" in low
    if re.search("[a-z][A-Z]", word) or re.search("[A-Za-z][0-9]", word):
        return False
    wording, floor = lexicon.wording, max(0, start - 16)
    if wording.handle_before.search(view.folded, floor, start):
        return False
    linked = wording.handle_is.get(lexicon.code)
    if service < 0 or len(word) < _STATE or linked is None or _CLAUSE.search(view.text, service, start):
        return True
    return not linked.search(view.folded, service, start)


def handle_at(view: View, at: int, limit: int) -> Span | None:
    """A handle or an account's address after a label or as an argument."""
    while at < limit and view.text[at] in _QUOTES:
        at += 1
    for pattern in (FEDERATED, _BARE_FEDERATED, MATRIX, AT_HANDLE, PLAIN):
        found = pattern.match(view.text, at, limit)
        if found and not is_ours(view, found.group()) and not is_word(view, *found.span(), loose=True):
            if "://" in view.text[at : found.end() + 3]:
                return None
            after = view.text[found.end() : found.end() + 1]
            if pattern is PLAIN and after.isalpha() and after < "\u0250":
                return None  # a word with a letter that handles do not have
            return found.span()
    number = NUMBER.fullmatch(view.text, at, limit)
    return number.span(1) if number else None


def number_at(view: View, at: int, limit: int) -> Span | None:
    """The number of an account that begins at a place: a phrase's `{number}`."""
    found = NUMBER.match(view.text, at, limit)
    return found.span(1) if found else None


def handle_before(view: View, end: int, floor: int) -> Span | None:
    """A handle that ends right before a phrase."""
    found = _ENDING.search(view.text, max(floor, end - 60), end)
    if found is None or is_ours(view, found.group(1)) or is_word(view, *found.span(1), loose=True):
        return None
    return found.span(1)
