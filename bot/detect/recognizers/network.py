"""Internet addresses that the owner calls their own."""

from __future__ import annotations

import ipaddress
import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from bot.detect.regions import Kind
from bot.detect.signs import SELF
from bot.detect.types import IP_ADDRESS
from bot.detect.view import MOST, QUOTED, Candidate

if TYPE_CHECKING:
    from bot.detect.signs import Hit
    from bot.detect.view import View

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_.:])(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![A-Za-z0-9_.]*[0-9])|(?:[0-9a-f]{1,4}:){2,7}(?::|(?::?[0-9a-f]{1,4}){1,6}))(?![A-Za-z0-9_:])"
)

_AROUND = 120  # characters between an address and a word for one, in a sentence
_REACH = (
    400  # of a longer sentence no more is read on either side: each of its addresses would read all of it
)
# In every address; what begins with one character lets the engine skip.
_DOTS = re.compile(r"\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]")
_COLONS = re.compile(r":[0-9a-f]{0,4}:[0-9a-f]{1,4}")
_LONGEST = 40  # characters of an address
_STAMP = re.compile(r"[^\n]{0,26}?[0-9][:.][0-9]{2}(?![0-9.:])")  # the time behind a signature
_LEAST = 24  # the first number of an address that is no version's


def recognize(view: View) -> list[Candidate]:
    """Addresses near words for them, and those in a sentence of the first person."""
    out: list[Candidate] = []
    seen: set[tuple[int, int]] = set()
    named = sorted(hit.start for hit in view.contexts("ip_address") if not is_bare(view, hit))
    for hit in view.contexts("ip_address"):
        start, end = _sentence(view, hit.start)
        span = address_in(view, max(start, hit.start - _AROUND), min(end, hit.end + _AROUND))
        if span is None or span in seen or (is_bare(view, hit) and _policed(view, start, end)):
            continue
        seen.add(span)
        worth = 0.6 if not is_bare(view, hit) and _is_own(view, *span) else 0.45
        sign = "public address, and it is named"
        out.append(_candidate(view, named, span, worth, "shared.ip_address", sign))
    for shape in (_DOTS, _COLONS):
        for found in islice(shape.finditer(view.folded), MOST):
            span = _around(view, found.start())
            if span is None or span in seen:
                continue
            seen.add(span)
            if _is_own(view, *span):
                sign = "public address in a sentence of the owner's"
                out.append(_candidate(view, named, span, 0.7, "shared.ip_address.own", sign))
    return out


def is_bare(view: View, hit: Hit) -> bool:
    """Whether a word only means an internet address, anybody's: no connection, no logging in."""
    word = view.folded[hit.start : hit.end]
    return "ip" in word or "ip_address" in view.lexicon.labels.get(word, ())


def _sentence(view: View, at: int) -> tuple[int, int]:
    start, end = view.sentence(at)
    return max(start, at - _REACH), min(end, at + _REACH)


def _candidate(
    view: View, named: list[int], span: tuple[int, int], worth: float, rule: str, sign: str
) -> Candidate:
    candidate = Candidate(IP_ADDRESS, *span, worth, rule, "shape", signs=[(sign, worth)])
    candidate.own = _in_code(view, named, span[0])
    return candidate


def _around(view: View, at: int) -> tuple[int, int] | None:
    """The public address that holds a position."""
    floor, ceiling = view.line(at)
    for found in _ADDRESS.finditer(view.folded, max(floor, at - _LONGEST), min(ceiling, at + _LONGEST)):
        if found.start() <= at < found.end():
            return address_in(view, *found.span())
    return None


def _is_own(view: View, start: int, end: int) -> bool:
    """Whether an address stands in a sentence that says I outside of quotations, and is no signature or vandal's."""
    folded = view.folded
    first, last = _sentence(view, start)
    number = folded[start:end].partition(".")[0]
    if number.isdigit() and int(number) < _LEAST:
        return False
    if folded[start - 1 : start] == "/" or _STAMP.match(folded, end, min(view.line(start)[1], end + 34)):
        return False  # Special:Contributions/…
    selves = view.within(SELF, first, last)
    if not selves or _policed(view, first, last):
        return False
    quotes = [found.span() for found in QUOTED.finditer(view.text, first, last)]
    return any(not any(left < hit.start < right for left, right in quotes) for hit in selves)


def _policed(view: View, start: int, end: int) -> bool:
    """Whether a sentence speaks of blocking, undoing or mistaking somebody, or of a server."""
    words = view.lexicon.wording.policed.get(view.lexicon.code)
    return words is not None and words.search(view.folded, start, end) is not None


def _in_code(view: View, named: list[int], at: int) -> bool:
    """Whether an address stands in a line of code that says whose it is: `203.0.… # that's me, my router`.

    named: where words for somebody's connection begin, in order.
    """
    block = view.layout.block_at(at)
    if block.kind is not Kind.CODE:
        return False
    first = bisect_left(named, block.start)
    return view.has(SELF, block.start, block.end) or (first < len(named) and named[first] < block.end)


def address_in(view: View, at: int, limit: int) -> tuple[int, int] | None:
    """The first address in [at, limit) that is neither private nor kept for documentation."""
    for found in _ADDRESS.finditer(view.folded, at, limit):
        try:
            address = ipaddress.ip_address(found.group())
        except ValueError:
            continue
        if address.is_global and not address.is_multicast:
            return found.span()
    return None
