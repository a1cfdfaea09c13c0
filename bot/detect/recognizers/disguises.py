"""What else than an at-sign people put between the halves of their address, so that machines overlook it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.detect.signs import AT
from bot.detect.view import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.detect.shared import Shared
    from bot.detect.view import View

Span = tuple[int, int]

L = "a-z0-9\u00df-\u024f\u0430-\u044f"  # letters of addresses; a neighbour in another script is a word beside it
_BEHIND = 90  # characters after a word for mail in which any bracketed word stands for the at-sign
_BRACKET = re.compile(r"[(\[{<]")  # in each of these; the engine skips to it
_BRACKETED = re.compile(
    rf"(?<=[{L}_])\s?([(\[{{<][^()\[\]{{}}<>\n@]{{1,16}}[)\]}}>])\s?(?=[{L}][{L}\-]{{0,40}}(?:\.|\s?[(\[{{<]|\s[^\W\d_]{{2,6}}\s))"
)
_WORD_IN_BRACKETS = re.compile(  # ada(ет)kelp.org: a word in another script right between Latin letters
    r"[(\[{<](?<=[a-z0-9_].)[^\x00-\x7f()\[\]{}<>\n]{1,12}[)\]}>](?=[a-z0-9][a-z0-9\-]{0,40}[.(\[])"
)
_SWAPPED = re.compile(  # ada#kelp-post.org (# = @)
    rf"[#*%$^&~§](?<=[{L}_].)(?=[{L}\-]{{1,40}}\.[{L}.\-]{{2,40}}) ?[^\s]{{3,60}}? ?"
    r"[(（\[]([^()（）\[\]\n]{1,30})[)）\]]"
)
_MARKED = re.compile(r"[0-9_+\-]")
_LOCAL = re.compile(r"(?<![A-Za-z0-9._%+\-])[a-z0-9][a-z0-9._%+\-]{2,63}$")
_LONGEST = 64  # characters before an at-sign
_LOUD_HOST = re.compile(r"[a-z0-9\-]{2,40}(?:(?:\.|[A-Z]{2,6})[a-z0-9\-]{2,40}){1,4}(?![A-Za-z0-9@])")
_CAPITALS = re.compile("[A-Z]+")
_SHORTEST = 2  # letters of such a word


def is_marked(name: str) -> bool:
    """Whether what stands before an at-sign is no word of a sentence: it holds digits or signs."""
    return bool(_MARKED.search(name))


def is_named(view: View, at: int) -> bool:
    """Whether the line has a word for mail."""
    floor, ceiling = view.line(at)
    return any(floor <= hit.start < ceiling for hit in view.contexts("email"))


def bracketed(view: View, at: int, limit: int) -> Iterator[Span]:
    """What stands in brackets between two halves: any word behind one for mail, else one in another script."""
    folded = view.folded
    for hit in view.contexts("email"):
        if not at <= hit.start < limit:
            continue
        stop = min(limit, hit.end + _BEHIND)
        if _BRACKET.search(folded, hit.end, stop):
            for found in _BRACKETED.finditer(folded, hit.end, stop):
                yield found.start(1) + 1, found.end(1) - 1
    for found in islice(_WORD_IN_BRACKETS.finditer(folded, at, limit), MOST):
        yield found.start() + 1, found.end() - 1


def swapped(view: View, at: int, limit: int) -> Iterator[tuple[int, int, int]]:
    """Signs of which brackets behind the address say that they are an at-sign, and where the brackets end."""
    for found in islice(_SWAPPED.finditer(view.folded, at, limit), MOST):
        if "@" in found.group(1) or view.has(AT, found.start(1), found.end(1)):
            yield found.start(), found.start() + 1, found.end()


def preposed(view: View, at: int, limit: int) -> Iterator[Span]:
    """A language's word for `at` between what no sentence has around it: `ada27 bei kelp Punkt org`, `ada στο kelp.org`."""
    pattern = _prepositions(view.lexicon.shared, view.lexicon.code)
    if pattern is None:
        return
    for found in islice(pattern.finditer(view.folded, at, limit), MOST):
        start, end = found.span(1)
        local = _LOCAL.search(view.text[max(view.line(start)[0], start - 1 - _LONGEST) : start - 1])
        if local is None:
            continue
        foreign = view.folded[start] > "\u024f"  # Latin letters around it
        spelled = found.group(2) != "."
        if not (spelled or foreign or is_marked(local.group())):
            continue
        plain = foreign or is_marked(local.group()) or "." in local.group()
        if (spelled and plain) or is_named(view, start):
            yield start, end


def is_host_elsewhere(view: View, start: int, end: int) -> bool:
    """Whether a host is one at which people have accounts: `ada27 en github.com`."""
    host = view.folded[start:end].strip()
    return any(f"{host}/" in known for each in view.lexicon.shared.hosts.values() for known in each)


def loud(view: View, at: int, limit: int) -> Iterator[tuple[Span, str]]:
    """Addresses whose sign is a word in capitals, and the hosts as machines write them: `adaATkelpDOTorg`."""
    text = view.text
    for word in _capitals(view.lexicon.shared):
        position, tries = text.find(word, at, limit), 0
        while position >= 0 and tries < MOST:
            tries += 1
            stop = position + len(word)
            host = _LOUD_HOST.match(text, stop, min(limit, stop + 90))
            if host is not None:
                floor = max(view.line(position)[0], position - _LONGEST)
                local = _LOCAL.search(text[floor:position])
                if local is not None and _are_dots(host.group(), view.lexicon.shared):
                    yield (floor + local.start(), host.end()), _CAPITALS.sub(".", host.group())
            position = text.find(word, stop, limit)


def _are_dots(host: str, shared: Shared) -> bool:
    return all(word.lower() in shared.dot_words for word in _CAPITALS.findall(host))


@lru_cache(maxsize=4)
def _capitals(shared: Shared) -> tuple[str, ...]:
    """The words for an at-sign that may be written in capitals between small letters."""
    plain = (word for word in shared.at_words if word.isascii() and word.isalpha() and len(word) >= _SHORTEST)
    return tuple(sorted({word.upper() for word in plain} - {"ET"}, key=len, reverse=True))


@lru_cache(maxsize=64)
def _prepositions(shared: Shared, code: str) -> re.Pattern[str] | None:
    """A language's words for `at`, and the full stop or word that parts the host behind them."""
    found = shared.wording.at_prepositions.get(code)
    if not found:
        return None
    words = "|".join(map(re.escape, found))
    dots = "|".join(map(re.escape, sorted(shared.dot_words, key=len, reverse=True)))
    return re.compile(
        rf" ({words}) (?=[a-z0-9][a-z0-9\-]{{0,40}}(\.|\s?[(\[{{<]|\s(?:{dots})\s)[a-z0-9(\[{{<]?)"
    )
