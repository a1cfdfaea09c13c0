"""Whether a telephone number is given to be called, or is one that only people have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.detect.signs import CONTEXT, LABEL

if TYPE_CHECKING:
    from bot.detect.view import Candidate, View

_BEFORE, _BEHIND = 40, 30  # characters between a number and a word that asks to call it, or calls it private
_ASKED = 90  # characters before a number in which a question ends that it answers
_MARKS = "?？؟"


def offered(view: View, candidate: Candidate) -> tuple[str, str] | None:
    """The sign that a number is the owner's because they ask to be called there, and the score it is worth."""
    wording, code = view.lexicon.wording, view.lexicon.code
    at, (start, end) = candidate.start, view.sentence(candidate.start)
    rings = wording.rings.get(code)
    if rings is not None and (
        rings.search(view.folded, max(start, at - _BEFORE), at)
        or rings.search(view.folded, candidate.end, min(end, candidate.end + _BEHIND))
    ):
        return "asks to be called", "self"
    private = wording.private_phones.get(code)
    if private is not None and private.search(view.folded, max(start, at - _BEFORE), at):
        return "a telephone that a person has", "about"
    if answers(view, at):
        return "answers whether to call", "self"
    return None


def answers(view: View, at: int) -> bool:
    """Whether a question about telephoning ends shortly before a place: `May I ring you? In the evenings: …`."""
    floor = max(0, at - _ASKED)
    asked = max(view.text.rfind(mark, floor, at) for mark in _MARKS)
    if asked < 0 or view.layout.block_at(asked).section != view.layout.block_at(at).section:
        return False
    start = view.sentence(asked)[0]
    return any(hit.what == "phone" for what in (LABEL, CONTEXT) for hit in view.within(what, start, asked))
