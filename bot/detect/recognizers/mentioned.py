"""Handles that no service's name stands right beside: alone behind an at-sign, in answers, plain words; all doubtful."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from bot.detect.recognizers import handles
from bot.detect.signs import MESSAGING, SOCIAL
from bot.detect.types import MESSAGING_HANDLE, SOCIAL_HANDLE
from bot.detect.view import MOST, Candidate

if TYPE_CHECKING:
    from bot.detect.view import View
    from bot.model import FindingType

_REACH = 200  # characters before a handle in which the service it belongs to is named
_ASKED, _ANSWER = 24, 72  # from a service's name to its question mark, from there to the handle
_QUESTION = re.compile(r"[^\n.!?]{0,24}[?？؟]")
_SPOKEN_TO = re.compile(r"[:,]? [^\W\d_]")  # `@moth_77 thanks`, at a line's beginning
_SIGNED = re.compile(r"(?=.{0,40}[a-z])(?=.{0,40}[0-9_])[A-Za-z0-9_.]{5,40}")
_OPENING = 64  # signs before a handle that opens a sentence
_JOINED = "/@._-:#"
_ANSWERS = "a handle that answers a question for it"
_ASKS = re.compile(r"[?？؟]")
_X, _X_REACH = re.compile(r"(?<!\w)X(?:[^\w\n]{0,3}|\W{1,2}[^\W\d_]{2,10} )$"), 16  # `on X, account @moth_77`
_LED = re.compile(r"[:：→]\s?$")
_SERVICES = ((SOCIAL, SOCIAL_HANDLE), (MESSAGING, MESSAGING_HANDLE))


def recognize(view: View, known: list[Candidate]) -> list[Candidate]:
    """What stands nowhere in the spans that are known already."""
    spans = sorted((each.start, each.end) for each in known)
    found = _alone(view) + _answers(view) + _plain(view)
    return [each for each in found if not _is_known(spans, each)]


def _is_known(spans: list[tuple[int, int]], candidate: Candidate) -> bool:
    """Whether it overlaps one of the spans, which are in order and hardly overlap each other."""
    at = bisect_right(spans, (candidate.end, 0))
    return any(end > candidate.start for _, end in spans[max(0, at - 4) : at])


def _of(kind: FindingType, span: tuple[int, int], worth: float, rule: str, sign: str) -> Candidate:
    return Candidate(kind, *span, worth, f"shared.mentioned.{rule}", "shape", signs=[(sign, worth)])


def _alone(view: View) -> list[Candidate]:
    """`My pictures: @moth_77`; `Instagram? Fine: @moth_77`; not `@moth_77 thanks`, `@moth_77:`."""
    out: list[Candidate] = []
    text, at = view.text, view.text.find("@")
    for _ in range(MOST):
        if at < 0:
            break
        before = text[at - 1 : at]
        if not (before.isalnum() and before.isascii()) and (not before or before not in _JOINED):
            found = handles.AT_HANDLE.match(text, at)
            if (
                found is not None
                and not _is_spoken_to(view, at, found.end())
                and not handles.is_ours(view, found.group())
            ):
                kind, worth, sign = _judged(view, at)
                out.append(_of(kind, found.span(), worth, "at", sign))
        at = text.find("@", at + 1)
    return out


def _judged(view: View, at: int) -> tuple[FindingType, float, str]:
    """What an at-handle is, what it is worth, and why."""
    text, line = view.text, view.line(at)[0]
    if _X.search(text, max(line, at - _X_REACH), at):
        return SOCIAL_HANDLE, 0.6, "handle beside a service's name"
    kind, near = _service_before(view, at)
    if near >= 0 and _ASKS.search(text, max(near, at - _ANSWER), at):
        return kind, 0.55, _ANSWERS
    if near >= line:
        return kind, 0.45, "an at-handle, the service named before"
    if text[at - 1 : at] in ("(", "（"):  # nearly always the account of what stands before
        return SOCIAL_HANDLE, 0.15, "an at-handle in brackets"
    if _LED.search(text, max(line, at - 3), at):
        return SOCIAL_HANDLE, 0.4, "an at-handle behind a colon"
    return SOCIAL_HANDLE, 0.3, "an at-handle of no service"


def _is_spoken_to(view: View, at: int, end: int) -> bool:
    """Whether it is another's, who is spoken to or named with a host."""
    text = view.text
    if text[end : end + 1] in ("@", ":", "/") or text[end : end + 1].isalpha():
        return True
    start = max(view.sentence(at)[0], view.line(at)[0])
    return at - start < _OPENING and view.opens(start, at) and _SPOKEN_TO.match(text, end) is not None


def _service_before(view: View, at: int) -> tuple[FindingType, int]:
    """The service named last before a place, as the type of its accounts, and where; -1 where none is near."""
    kind, best = SOCIAL_HANDLE, -1
    for what, sort in _SERVICES:
        for hit in view.within(what, max(0, at - _REACH), at)[-1:]:
            if hit.start > best:
                kind, best = sort, hit.start
    return kind, best


def _answers(view: View) -> list[Candidate]:
    """A handle that answers a question for it: `Got snap? mine is moth_77`, `Twitter? || moth_77`."""
    out: list[Candidate] = []
    for what, kind in _SERVICES:
        for hit in view.hits[what][:MOST]:
            asked = _QUESTION.match(view.text, hit.end, hit.end + _ASKED + 2)
            if asked is None:
                continue
            limit = asked.end() + _ANSWER
            following = [each for sort, _ in _SERVICES for each in view.within(sort, asked.end(), limit)]
            limit = min([limit, *(each.start for each in following)])
            for found in handles.PLAIN.finditer(view.text, asked.end(), limit):
                before = view.text[found.start() - 1]
                if before not in _JOINED and _SIGNED.fullmatch(found.group()) and _ends(view, found.end()):
                    if not handles.is_ours(view, found.group()):
                        out.append(_of(kind, found.span(), 0.45, "answer", _ANSWERS))
                    break
    return out


def _ends(view: View, end: int) -> bool:
    after = view.text[end : end + 1]
    return not (after.isalnum() and after.isascii()) and after not in ("@", "/", ":")


def _plain(view: View) -> list[Candidate]:
    """A small word right behind a service's name that ends its clause: `Discord mossyfern, or mail`."""
    out: list[Candidate] = []
    own_script = view.lexicon.traits.own_script
    for what, kind in _SERVICES:
        for hit in view.hits[what][:MOST]:
            bent = hit.what in view.lexicon.shared.inflected_services
            if not bent and hit.what.isascii() and not own_script:
                continue  # a word of other meanings, too: `session`, `medium`
            end = handles.service_end(view, hit)
            found = handles.PLAIN_WORD.match(view.text, end, view.line(hit.start)[1] + 1)
            if found is None or handles.is_word(view, *found.span(1), loose=True):
                continue
            if handles.is_ours(view, found.group(1)):
                continue
            worth, sign = (
                (0.45, "a Latin word behind a service's name")
                if own_script
                else (0.2, "a small word behind a service's name")
            )
            out.append(_of(kind, found.span(1), worth, "plain", sign))
    return out
