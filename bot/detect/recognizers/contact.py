"""E-mail addresses that somebody could write to, and phone numbers that can be dialled."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.detect.recognizers import emails, phones
from bot.detect.signs import CONTEXT, LABEL
from bot.detect.types import EMAIL, PHONE
from bot.detect.view import MOST, Candidate

if TYPE_CHECKING:
    from bot.detect.shared import Shared
    from bot.detect.view import View

Span = tuple[int, int]

_CLAUSE = 32  # characters between a word for telephoning and its number
_BESIDE = 4  # characters between a telephone's label and `no.`


def recognize(view: View) -> list[Candidate]:
    """Every e-mail address and phone number that somebody could use."""
    out: list[Candidate] = []
    for span, rule in emails.find(view, 0, len(view.text)):
        worth = 0.75 if rule == emails.DISGUISED else 0.45  # nobody disguises what is not theirs
        candidate = Candidate(EMAIL, *span, worth, rule, "shape")
        candidate.signs.append(("address is well formed", worth))
        out.append(candidate)
    return out + _phones(view)


_PHONE = re.compile(  # a set first, so that the engine skips, then what its sign may be followed by: +44, 0044, (0121
    r"[+ (0-9](?<![0-9a-z.,/=_\-].)(?:(?<=\+)[ ]?\(?[0-9]|(?<= )\(?[0-9]|(?<=\()[0-9]|(?<=0)0[ ]?\(?[0-9]|(?<=[0-9]))"
    r"(?:[ ().\-/–‐‑·]{0,3}[0-9]){5,15}(?![0-9a-z%_])"
)
_SIX = re.compile(r"[0-9](?:[ ().\-/–‐‑·]{0,3}[0-9]){5}")  # in every number
_QUAD = re.compile(  # an internet address, not 070.178.52.81
    r"(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.|$)){4}"
)
_DATE = re.compile(
    r"[0-9]{4}[.\-/][0-9]{1,2}[.\-/][0-9]{1,2}$|[0-9]{1,2}[.\-/][0-9]{1,2}[.\-/][0-9]{4}$|[0-9]{4} ?[-–] ?[0-9]{4}$"
)
_ABROAD = re.compile(r"0(?<![0-9a-z.,/=_+\-].)0[1-9][0-9]?[ .\-()0-9]{6}")
_ASKS = ("?", "？", "؟")
_ANSWER = 60  # characters behind a question about telephoning in which its answer's number begins
_COUNTED = re.compile(r"(?:(?<![^\W\d_])(?:nr|no)|№|n°|#)[\s:.\-]*$")  # a telephone's too: `tel. no. …`


def _phones(view: View) -> list[Candidate]:
    windows: list[tuple[int, int, bool]] = []
    folded = view.folded
    position = folded.find("+")
    while position >= 0 and len(windows) < MOST:
        if folded[position + 1 : position + 3].strip(" (")[:1].isdigit():
            windows.append((position, min(len(folded), position + 30), False))
        position = folded.find("+", position + 1)
    abroad = islice(_ABROAD.finditer(folded), MOST)  # 0044 … is dialled as +44 is
    windows += [(each.start(), min(len(folded), each.start() + 30), False) for each in abroad]
    for hit in view.contexts("phone"):
        start, end = view.sentence(hit.start)
        if view.text[end - 1 : end + 1].strip() in _ASKS:  # `May I ring you? Yes: …`
            end = min(len(folded), end + _ANSWER)
        start, end = max(start, hit.start - 60), min(end, hit.end + 80)
        if _SIX.search(folded, start, end):
            windows.append((start, end, True))
    out: list[Candidate] = []
    seen: set[int] = set()
    for start, end, named in sorted(windows, key=lambda window: not window[2]):
        for found in _PHONE.finditer(folded, start, end):
            begin = found.start() + len(found.group()) - len(found.group().lstrip())
            strong = folded[begin] == "+" or _ABROAD.match(folded, begin) is not None
            if begin in seen or not (strong or named) or not _dialable(view, begin, found.end()):
                continue
            seen.add(begin)
            worth = 0.5
            if named and _labels(view, begin):
                worth += 0.15
            elif named and _behind(view, begin):
                worth += 0.05
            rule = "shared.phone.international" if strong else "shared.phone.national"
            candidate = Candidate(PHONE, begin, found.end(), worth, rule, "shape")
            candidate.signs.append(("number can be dialled", worth))
            out.append(candidate)
    return out


def _labels(view: View, at: int) -> bool:
    """Whether a noun for telephones (not only a verb) begins the sentence or line that the number stands in."""
    start, _ = view.sentence(at)
    hits = [hit for hit in view.within(LABEL, start, at) if hit.what == "phone"]
    return any(view.opens(start, hit.start) for hit in hits)


def _behind(view: View, at: int) -> bool:
    """Whether a word for telephoning stands shortly before a number, in its clause: `the new mobile is …`."""
    start = max(view.sentence(at)[0], at - _CLAUSE)
    return any(
        hit.what == "phone" and not view.folded[hit.end : at].count(".")
        for what in (LABEL, CONTEXT)
        for hit in view.within(what, start, at)
    )


def phone_in(view: View, at: int, limit: int) -> Span | None:
    """The first dialable number in [at, limit)."""
    for found in _PHONE.finditer(view.folded, at, limit):
        begin = found.start() + len(found.group()) - len(found.group().lstrip())
        if _dialable(view, begin, found.end()):
            return begin, found.end()
    return None


@lru_cache(maxsize=4)
def _other_number(shared: Shared) -> re.Pattern[str]:
    words = "|".join(map(re.escape, shared.other_numbers))
    return re.compile(rf"(?<![^\W\d_])(?:{words})[\s:.\-]*(?:1[03])?[\s:.\-]*$")


def _dialable(view: View, start: int, end: int) -> bool:
    text = view.folded[start:end]
    if (
        _QUAD.fullmatch(text.lstrip("("))
        or _DATE.fullmatch(text)
        or _other_number(view.lexicon.shared).search(view.folded, max(0, start - 16), start)
    ):
        return False
    counted = _COUNTED.search(view.folded, max(0, start - 8), start)
    on = (
        counted is not None and counted.group() == "no " and view.lexicon.traits.no_is_on
    )  # me ligue no 912 345 678
    if (
        counted
        and not on
        and not any(
            hit.what == "phone" and counted.start() - hit.end < _BESIDE
            for hit in view.within(LABEL, max(view.line(start)[0], start - 40), start)
        )
    ):
        return False
    digits = re.sub("[^0-9]", "", text)
    if not 7 <= len(digits) <= 15 or len(set(digits)) < 3:
        return False
    shared = view.lexicon.shared
    reserved = phones.reserved(shared)
    if reserved.search(digits) or reserved.search(text):
        return False
    regions = shared.regions.get(view.page.lang.split("-")[0], ["US"])
    number = f"+{digits}" if text[0] == "+" else digits  # digits are read faster
    return phones.is_valid(number, tuple(regions))
