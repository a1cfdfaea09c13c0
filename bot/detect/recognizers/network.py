"""Internet addresses that the owner calls their own."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from bot.detect.types import IP_ADDRESS
from bot.detect.view import Candidate

if TYPE_CHECKING:
    from bot.detect.view import View

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_.:])(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![A-Za-z0-9_.]*[0-9])|(?:[0-9a-f]{1,4}:){2,7}(?::|(?::?[0-9a-f]{1,4}){1,6}))(?![A-Za-z0-9_:])"
)

_AROUND = 120  # characters between an address and a word for one, in a sentence


def recognize(view: View) -> list[Candidate]:
    """Addresses near words for them."""
    out: list[Candidate] = []
    seen: set[tuple[int, int]] = set()
    for hit in view.contexts("ip_address"):
        start, end = view.sentence(hit.start)
        span = address_in(view, max(start, hit.start - _AROUND), min(end, hit.end + _AROUND))
        if span is not None and span not in seen:
            seen.add(span)
            candidate = Candidate(IP_ADDRESS, *span, 0.45, "shared.ip_address", "shape")
            candidate.signs.append(("public address, and it is named", 0.45))
            out.append(candidate)
    return out


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
