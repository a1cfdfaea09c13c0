"""E-mail addresses in every disguise people use, and phone numbers that can be dialled."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.detect.recognizers import phones
from bot.detect.recognizers.domains import is_joined, is_public
from bot.detect.signs import AT, CONTEXT, LABEL
from bot.detect.types import EMAIL, PHONE
from bot.detect.view import MOST, Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.detect.shared import Shared
    from bot.detect.view import View

Span = tuple[int, int]

_CLAUSE = 32  # characters between a word for telephoning and its number
_BESIDE = 4  # characters between a telephone's label and `no.`

_OPEN, _CLOSE = "([{<（【［", ")]}>）】］"
_L = "a-z0-9\u00df-\u024f\u0430-\u044f"  # letters of addresses; a neighbour in another script is a word beside it
_HOST_PART = rf"[{_L}](?:[{_L}\-]{{0,40}}[{_L}])?"


@lru_cache(maxsize=4)
def _patterns(shared: Shared) -> tuple[re.Pattern[str], re.Pattern[str]]:
    dots = "|".join(re.escape(word) for word in sorted(shared.dot_words, key=len, reverse=True))
    dot = rf"(?:\s?[(\[{{<（【［]\s?(?:{dots}|\.)\s?[)\]}}>）】］]\s?|\s(?:{dots})\s|(?:\s[.．。]\s|[.．。])(?=[{_L}]{{2,}}(?![{_L}_@])))"
    host = re.compile(rf"\s?({_HOST_PART}(?:(?:{dot}|\.){_HOST_PART}){{1,4}})(?![{_L}_@])")
    local = re.compile(
        rf"[{_L}_+%\-]+(?:(?:\.|\s?[(\[{{<（【［]\s?(?:{dots})\s?[)\]}}>）】］]\s?|\s(?:{dots})\s)[{_L}_+%\-]+){{0,4}}$"
    )
    return host, local


def recognize(view: View) -> list[Candidate]:
    """Every e-mail address and phone number that somebody could use."""
    out: list[Candidate] = []
    for span, rule in _emails(view, 0, len(view.text)):
        worth = 0.75 if rule == "shared.email.disguised" else 0.45  # nobody disguises what is not theirs
        candidate = Candidate(EMAIL, *span, worth, rule, "shape")
        candidate.signs.append(("address is well formed", worth))
        out.append(candidate)
    return out + _phones(view)


def email_in(view: View, at: int, limit: int) -> Span | None:
    """The first address in [at, limit)."""
    for span, _ in _emails(view, at, limit):
        return span
    return None


def _emails(view: View, at: int, limit: int) -> Iterator[tuple[Span, str]]:
    """One after the other: who wants the first shall not wait for a page of them."""
    folded = view.folded
    position = folded.find("@", at, limit)
    tries = 0
    while position >= 0 and tries < MOST * 2:
        tries += 1
        found = _email_at(view, position, position + 1, bare=False)
        if found:
            yield found, "shared.email.plain"
            position = found[1]
        position = folded.find("@", position + 1, limit)
    for hit in view.contexts("email"):
        if not at <= hit.start < limit:
            continue
        stop = min(limit, hit.end + _BEHIND)
        if not _BRACKET.search(folded, hit.end, stop):
            continue
        for found_at in _BRACKETED.finditer(folded, hit.end, stop):
            found = _email_at(view, found_at.start(1) + 1, found_at.end(1) - 1, bare=False)
            if found:
                yield found, "shared.email.disguised"
    if "#" in folded and "@" in folded:
        for swapped in islice(_SWAPPED.finditer(folded, at, limit), MOST):  # ada#kelp-post.org (# = @)
            found = _email_at(view, swapped.start(1), swapped.end(1), bare=False)
            if found:
                yield (found[0], swapped.end()), "shared.email.disguised"
    for hit in view.hits[AT][: MOST * 2]:
        if not at <= hit.start < limit or hit.what == "@":
            continue
        found = _email_at(view, hit.start, hit.end, bare=True)
        if found:
            yield found, "shared.email.disguised"


def _email_at(view: View, start: int, end: int, *, bare: bool) -> Span | None:
    """The address around an at-sign or a word for one at [start, end)."""
    folded = view.folded
    bracketed = joined = False
    left, right = start, end
    while left > 0 and folded[left - 1] == " ":
        left -= 1
    while right < len(folded) and folded[right] == " ":
        right += 1
    if left and folded[left - 1] in _OPEN and right < len(folded) and folded[right] in _CLOSE:
        bracketed, left, right = True, left - 1, right + 1
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
        and not _meant(view, start, end, gap - len(name))
    ):
        # `meet me at example.org` is no address; `ada at example dot org` is
        return None
    if not is_public(plain_host) or _not_owned(plain_host, view.lexicon.shared):
        return None
    begin = gap - len(name)
    if folded[begin - 1 : begin] == "@":
        return None  # an account elsewhere: @ada@kelp.social
    if bare and " " in name and not bracketed:
        name = name.split()[-1]
        begin = gap - len(name)
    return begin, host.end(1)


def _meant(view: View, start: int, end: int, begin: int) -> bool:
    """Whether what stands between a word and a whole host can be an at-sign only: `gleb собака pochta.ru`, `ada @ kelp.org`,
    `ada27 at kelp.org`, `ada AT kelp.org`, `mail me: ada at kelp.org`."""
    word, name = view.folded[start:end], view.folded[begin:start].rstrip(" ").rpartition(" ")[2]
    marked = any(char in "0123456789_-+" for char in name)
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
    if marked:
        return True
    floor, ceiling = view.line(start)
    return any(floor <= hit.start < ceiling for hit in view.contexts("email"))


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


# -- phones

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
_OTHER_NUMBER = re.compile(
    r"(?<![^\W\d_])(?:isbn|issn|doi|pmid|pmc|oclc|lccn|arxiv|jstor|ean|asin|orcid|viaf|gnd|isni|bibcode|rfc|bnf|nla|ismn|id)"
    r"[\s:.\-]*(?:1[03])?[\s:.\-]*$"
)
_BEHIND = 90  # characters after a word for mail in which any bracketed word stands for the at-sign
_BRACKET = re.compile(r"[(\[{<]")  # in each of these; the engine skips to it
_BRACKETED = re.compile(
    rf"(?<=[{_L}_])\s?([(\[{{<][^()\[\]{{}}<>\n@]{{1,16}}[)\]}}>])\s?(?=[{_L}][{_L}\-]{{0,40}}(?:\.|\s?[(\[{{<]|\s[^\W\d_]{{2,6}}\s))"
)
_SWAPPED = re.compile(
    rf"([#*%$^&])(?<=[{_L}].)(?=[{_L}\-]{{1,40}}\.[{_L}.\-]{{2,40}}) ?[^\s]{{3,60}}? ?"
    r"[(（\[][^()（）\[\]\n]{0,12}\1[^()（）\[\]\n]{0,12}@[^()（）\[\]\n]{0,6}[)）\]]"
)
_COUNTED = re.compile(r"(?:(?<![^\W\d_])(?:nr|no)|№|n°|#)[\s:.\-]*$")  # a telephone's too: `tel. no. …`


def _phones(view: View) -> list[Candidate]:
    windows: list[tuple[int, int, bool]] = []
    folded = view.folded
    position = folded.find("+")
    while position >= 0 and len(windows) < MOST:
        if folded[position + 1 : position + 3].strip(" (")[:1].isdigit():
            windows.append((position, min(len(folded), position + 30), False))
        position = folded.find("+", position + 1)
    for hit in view.contexts("phone"):
        start, end = view.sentence(hit.start)
        start, end = max(start, hit.start - 60), min(end, hit.end + 80)
        if _SIX.search(folded, start, end):
            windows.append((start, end, True))
    out: list[Candidate] = []
    seen: set[int] = set()
    for start, end, named in sorted(windows, key=lambda window: not window[2]):
        for found in _PHONE.finditer(folded, start, end):
            begin = found.start() + len(found.group()) - len(found.group().lstrip())
            strong = folded[begin] == "+"
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


def _dialable(view: View, start: int, end: int) -> bool:
    text = view.folded[start:end]
    if (
        _QUAD.fullmatch(text.lstrip("("))
        or _DATE.fullmatch(text)
        or _OTHER_NUMBER.search(view.folded, max(0, start - 16), start)
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
