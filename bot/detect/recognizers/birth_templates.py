"""`{{birth date|1984|11|3}}`: templates that hold a date of birth, whatever a language calls them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.detect.regions import Mark
from bot.detect.types import BIRTH_DATE
from bot.detect.view import Candidate

if TYPE_CHECKING:
    from bot.detect.regions import Frame
    from bot.detect.view import View
    from bot.detect.wording import Wording

_REMEMBERED = 4096  # names of templates whose kind is kept; pages repeat each other's
_DATE_ARGUMENTS = re.compile(
    r"\s*(?:df=\w+\||mf=\w+\|)*\s*([0-9]{1,4}\|(?:[0-9]{1,2}|[^\W\d_]{3,12})\|[0-9]{1,4})(?![0-9])"
)


def recognize(view: View) -> list[Candidate]:
    """`{{birth date|1984|11|3}}` inside the owner's box, or in a sentence of theirs: the arguments are the span."""
    out: list[Candidate] = []
    wording = view.lexicon.wording
    for frame in view.layout.templates:
        if frame.block < 0 or not _owned(frame) or not _is_date_template(frame.name, wording):
            continue
        whole = view.page.wikitext[frame.start : frame.end]
        found = wording.birth_template.match(whole)
        arguments = _DATE_ARGUMENTS.search(found.group(1)) if found else None
        if found is None or arguments is None:
            continue
        begin = frame.start + found.start(1) + arguments.start(1)
        candidate = Candidate(BIRTH_DATE, -1, -1, 0.9, "label.birth_template", "box")
        candidate.span = (begin, begin + len(arguments.group(1)))
        candidate.block = view.layout.blocks[frame.block]
        candidate.signs.append(("date of birth in the owner's box", 0.9))
        out.append(candidate)
    return out


@lru_cache(maxsize=_REMEMBERED)
def _is_date_template(name: str, wording: Wording) -> bool:
    return bool(wording.birth_template.match("{{" + name + "|0000}}"))


def _owned(frame: Frame) -> bool:
    return bool(frame.marks & Mark.OWNER_BOX) or frame.sort_of == "userbox"
