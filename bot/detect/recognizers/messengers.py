"""Numbers of messengers that are dialled (`WhatsApp: +44 …`): the account's, not a telephone's to be called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import fold
from bot.detect.signs import CONTEXT, LABEL
from bot.detect.types import PHONE

if TYPE_CHECKING:
    from bot.detect.view import Candidate, View

_REACH = 56  # characters between such a service's name and its number
_JOINED = re.compile(
    r"[.:]? ?(?:[/,&+|]|[^\W\d_]{1,3} ) ?(?:[^\W\d_]{2,3} )?"
)  # `tel./WhatsApp`, `mobile and WhatsApp`
_AROUND = " :*'\"=.()"


def is_account(view: View, candidate: Candidate) -> bool:
    """Whether a telephone number is only called a messenger's, in its sentence or by its label."""
    if candidate.type is not PHONE:
        return False
    start = candidate.start
    floor = max(view.sentence(start)[0], start - _REACH)
    begin, end = _service(view, floor, start)
    if begin < 0:
        label = view.layout.block_at(start).label
        return len(label) < _REACH and fold(label).strip(_AROUND) in view.lexicon.shared.dialled_services
    hits = [
        hit for what in (LABEL, CONTEXT) for hit in view.within(what, floor, start) if hit.what == PHONE.value
    ]
    return not any(
        hit.start >= end or (hit.end <= begin and _JOINED.fullmatch(view.folded, hit.end, begin))
        for hit in hits
    )


def _service(view: View, floor: int, limit: int) -> tuple[int, int]:
    """The last name of such a service in [floor, limit), as a word of its own; -1 where there is none."""
    best = (-1, -1)
    for name in view.lexicon.shared.dialled_services:
        at = view.folded.rfind(name, floor, limit)
        end = at + len(name)
        if (
            at > best[0]
            and not view.folded[end : end + 1].isalnum()
            and not view.folded[at - 1 : at].isalnum()
        ):
            best = (at, end)
    return best
