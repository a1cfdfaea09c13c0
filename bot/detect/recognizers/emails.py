"""E-mail addresses in every disguise people use."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.detect.recognizers import disguises
from bot.detect.recognizers.domains import is_joined, is_public
from bot.detect.signs import AT
from bot.detect.view import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.detect.shared import Shared
    from bot.detect.view import View

Span = tuple[int, int]

_OPEN, _CLOSE = "([{<（【［", ")]}>）】］"
_L = "a-z0-9\u00df-\u024f\u0430-\u044f"  # letters of addresses; a neighbour in another script is a word beside it
_HOST_PART = rf"[{_L}](?:[{_L}\-]{{0,40}}[{_L}])?"
DISGUISED = "shared.email.disguised"
_TWINS = "#*=~|/+-_"  # on both sides of a word: ada #at# kelp.org
_DRESSED = re.compile(r"[(\[{<（【［＠]| @ ")


@lru_cache(maxsize=4)
def _patterns(shared: Shared) -> tuple[re.Pattern[str], re.Pattern[str]]:
    dots = "|".join(re.escape(word) for word in sorted(shared.dot_words, key=len, reverse=True))
    dot = rf"(?:\s?[(\[{{<（【［]\s?(?:{dots}|\.)\s?[)\]}}>）】］]\s?|\s(?:{dots})\s|(?:\s[.．。]\s|[.．。])(?=[{_L}]{{2,}}(?![{_L}_@])))"
    host = re.compile(rf"\s?({_HOST_PART}(?:(?:{dot}|\.){_HOST_PART}){{1,4}})(?![{_L}_@])")
    local = re.compile(
        rf"[{_L}_+%\-]+(?:(?:\.|\s?[(\[{{<（【［]\s?(?:{dots})\s?[)\]}}>）】］]\s?|\s(?:{dots})\s)[{_L}_+%\-]+){{0,4}}$"
    )
    return host, local


def email_in(view: View, at: int, limit: int) -> Span | None:
    """The first address in [at, limit)."""
    for span, _ in find(view, at, limit):
        return span
    return None


def find(view: View, at: int, limit: int) -> Iterator[tuple[Span, str]]:
    """One after the other: who wants the first shall not wait for a page of them."""
    folded = view.folded
    position = folded.find("@", at, limit)
    tries = 0
    while position >= 0 and tries < MOST * 2:
        tries += 1
        stop = position + 1
        while folded[stop : stop + 1] == "@" and stop - position < _SIGNS:
            stop += 1
        found = _email_at(view, position, stop, bare=False)
        if found:
            dressed = stop - position > 1 or _is_dressed(view, *found)
            yield found, DISGUISED if dressed else "shared.email.plain"
            stop = max(stop, found[1])
        position = folded.find("@", stop, limit)
    for start, stop in disguises.bracketed(view, at, limit):
        found = _email_at(view, start, stop, bare=False)
        if found:
            yield found, DISGUISED
    for start, stop, end in disguises.swapped(view, at, limit):
        found = _email_at(view, start, stop, bare=False)
        if found:
            yield (found[0], end), DISGUISED
    for hit in view.hits[AT][: MOST * 2]:
        if not at <= hit.start < limit or hit.what == "@":
            continue
        found = _email_at(view, hit.start, hit.end, bare=True)
        if found:
            yield found, DISGUISED
    for start, stop in disguises.preposed(view, at, limit):
        found = _email_at(view, start, stop, bare=True, meant=True)
        if found and not disguises.is_host_elsewhere(view, stop + 1, found[1]):
            yield found, DISGUISED
    for span, host in disguises.loud(view, at, limit):
        if is_public(host) and not _not_owned(host, view.lexicon.shared):
            yield span, DISGUISED


def _is_dressed(view: View, start: int, end: int) -> bool:
    """Whether the sign of an address was written so that machines overlook it: `(@)`, ` @ `, `{{@}}`, `&#64;`."""
    if _DRESSED.search(view.text, start, end):
        return True
    left, right = view.layout.span(start, end)
    return right - left > end - start


def _email_at(view: View, start: int, end: int, *, bare: bool, meant: bool = False) -> Span | None:
    """The address around an at-sign or a word for one at [start, end)."""
    folded = view.folded
    bracketed = joined = twinned = False
    left, right = start, end
    while left > 0 and folded[left - 1] == " ":
        left -= 1
    while right < len(folded) and folded[right] == " ":
        right += 1
    if left and folded[left - 1] in _OPEN and right < len(folded) and folded[right] in _CLOSE:
        bracketed, left, right = True, left - 1, right + 1
    elif left and folded[left - 1] in _TWINS and folded[left - 1] == folded[right : right + 1]:
        bracketed, twinned, left, right = True, True, left - 1, right + 1
    elif bare:
        joined = is_joined(folded, start, end)
        if not joined and (left == start or right == end or not folded[left - 1].isalnum()):
            return None
        if "." not in folded[right : right + 48] and not _dots(view.lexicon.shared)[1].search(
            folded, right, right + 48
        ):
            return None
    else:
        left, right = start, end
        if folded[left - 1 : left] == " " or folded[right : right + 1] == " ":
            left, right = left - (folded[left - 1 : left] == " "), right
            bare = True
    floor, ceiling = view.line(start)
    host_pattern, local_pattern = _patterns(view.lexicon.shared)
    gap = left
    while gap > floor and folded[gap - 1] == " " and left - gap < 2:
        gap -= 1
    host = host_pattern.match(folded, right, min(ceiling, right + 90))
    if host is None:
        return None
    local = local_pattern.search(folded[max(floor, gap - 64) : gap])
    if local is None:
        return None
    name = local.group()
    plain_host = _plain(host.group(1), view.lexicon.shared)
    spelled = plain_host != host.group(1)
    if (
        bare
        and not (bracketed or joined)
        and not spelled
        and "." not in name
        and not meant
        and not _meant(view, start, end, gap - len(name))
    ):
        # `meet me at example.org` is no address; `ada at example dot org` is
        return None
    if not is_public(plain_host) or _not_owned(plain_host, view.lexicon.shared):
        return None
    begin = gap - len(name)
    if folded[begin - 1 : begin] == "@":
        return None  # an account elsewhere: @ada@kelp.social
    if twinned and not (spelled or disguises.is_marked(name) or disguises.is_named(view, start)):
        return None  # a stay-at-home.My
    if bare and " " in name and not bracketed:
        name = name.split()[-1]
        begin = gap - len(name)
    return begin, host.end(1)


def _meant(view: View, start: int, end: int, begin: int) -> bool:
    """Whether what stands between a word and a whole host can be an at-sign only: `gleb собака pochta.ru`, `ada @ kelp.org`,
    `ada27 at kelp.org`, `ada AT kelp.org`, `mail me: ada at kelp.org`."""
    word, name = view.folded[start:end], view.folded[begin:start].rstrip(" ").rpartition(" ")[2]
    marked = disguises.is_marked(name)
    if word != "@":
        if word in view.lexicon.shared.ambiguous_at_words:
            return False
        if (
            len(word) >= _NO_PREPOSITION
            or word[0] >= "가"
            or word[0] == "ä"
            or (marked and not name.isdigit())
        ):
            return True
        loud = view.text[start:end].isupper() and not view.text[begin:start].isupper()
        return (loud and word[0].isalpha()) or any(
            hit.end <= begin and _LEADS.fullmatch(view.folded, hit.end, begin)
            for hit in view.contexts("email")
            if begin - hit.end <= _LEAD
        )
    return marked or disguises.is_named(view, start)


def _plain(host: str, shared: Shared) -> str:
    """A host as machines write it: words for dots, brackets and spaces gone."""
    if "." in host and host.isascii() and not _SPELLED.search(host):
        return host
    bracketed, bare = _dots(shared)
    plain = re.sub(r"\s?[.．。]\s?", ".", bare.sub(".", bracketed.sub(".", host)))
    name, _, tail = plain.rpartition(".")
    return f"{name}.com" if tail in shared.spelled_tlds else plain  # `точка ру`


_LEAD = 10  # characters between a word for mail and an address: `mail me: `, `write to `
_LEADS = re.compile(r"\W*(?:\w{1,4}\W{1,2})?")
_SIGNS = 3  # at-signs in a row that stand for one
_NO_PREPOSITION = 4  # letters of a word that is no `at` or `chez` besides
_SPELLED = re.compile(r"[\s()\[\]{}<>（）【】［］]")


@lru_cache(maxsize=4)
def _dots(shared: Shared) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = [re.escape(word) for word in sorted(shared.dot_words, key=len, reverse=True)]
    bracketed = re.compile(r"\s?[(\[{<（【［]\s?(?:" + "|".join([*words, r"\."]) + r")\s?[)\]}>）】］]\s?")
    return bracketed, re.compile(r"\s(?:" + "|".join(words) + r")\s")


def _not_owned(host: str, shared: Shared) -> bool:
    parts = host.split(".")
    tails = {".".join(parts[i:]) for i in range(len(parts))}
    if parts[-1] in shared.example_tlds or "example" in parts[-2:]:
        return True
    return bool(tails & shared.own_hosts or tails & shared.example_hosts)


def is_role(address: str, shared: Shared) -> bool:
    """Whether a folded address is a function's (`info@`), an example's or a wiki's."""
    local = re.split(r"\s?[(\[{<]|@|\s", address)[0]
    if local in shared.role_locals or local in shared.example_locals:
        return True
    return local.startswith(shared.role_prefixes)
