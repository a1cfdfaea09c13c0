"""National identity numbers and payment numbers that pass their check digits, presented as somebody's."""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.detect.recognizers import keys, network
from bot.detect.types import NATIONAL_ID, PAYMENT
from bot.detect.view import MOST, TYPE_OF, Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.detect.shared import Shared
    from bot.detect.view import View

_PAYMENT = re.compile(
    r"(?<![0-9a-z])(?:[a-z]{2}[0-9]{2}(?:[ \-]?[a-z0-9]){11,30}|[3-6][0-9]{3}(?:[ .\-]?[0-9]){9,15})(?![0-9a-z])"
)
# Patterns that look behind are tried at every letter; these begin with a set, and the engine skips what is not in it.
_LONG = re.compile(r"[0-9](?:[0-9]{3}[ .\-]?[0-9]{3}|[0-9a-z]{22})")  # in every number of payment
_DIGITS = re.compile(r"[0-9][0-9](?:[0-9][0-9]+|(?<=[a-z][0-9]{2})[0-9]?(?![0-9]))")
_DIGIT = re.compile(r"[0-9]")
_CARD = re.compile(r"[45][0-9]{3}([ -]?)[0-9]{4}\1[0-9]{4}\1[0-9]{4}")
_CARDS = "3456"  # what cards' numbers begin with
_LONGEST = 72  # characters of a number of payment, with what parts its groups
_GROUP = 4  # digits of a card's number that are written together
_COLONS = (":", "：")
_ALIKE = 3  # different characters of a number that is a placeholder
_UNNAMED, _MOST_DIGITS = 0.3, 18
_SIGNED = re.compile(r"[0-9]{6}[/+\-][0-9]{3,4}$")
_STRONG = re.compile(
    r"(?<![0-9a-z.,/+\-_@#=])(?:[0-9]{6}[/+\-][0-9]{4}|[0-9]{11}|[0-9]{13}|[0-9]{8}[a-z]|[xyz][0-9]{7}[a-z]"
    r"|[0-9]{17}[0-9x]|[a-z]{6}[0-9]{2}[a-z][0-9]{2}[a-z][0-9]{3}[a-z])(?![0-9a-z/_\-])"
)
_FEWEST = 6  # digits in an identity number
_WALLET = re.compile(r"[13b][0-9A-Za-z]{25}")
_COIN = re.compile(
    r"(?<![0-9A-Za-z])(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{11,71})(?![0-9A-Za-z])"
)
_IDENTITY = re.compile(r"(?<![0-9a-z+])(?:[a-z]{1,6}[ \-]?[0-9]|[0-9])(?:[ .\-/+]?[0-9a-z]){4,20}(?![0-9])")


def recognize(view: View) -> list[Candidate]:
    """Numbers near words for such numbers."""
    out: list[Candidate] = []
    foreign: dict[tuple[int, int], Candidate] = {}
    for kind in ("national_id", "payment"):
        seen: dict[tuple[int, int], Candidate] = {}
        for hit in view.contexts(kind):
            start, end = view.sentence(hit.start)
            after, before = (hit.start, min(end, hit.end + 90)), (max(start, hit.start - 50), hit.start)
            span = number_in(view, kind, *after) or number_in(view, kind, *before)
            if span is None and kind == "national_id":
                for each in _foreign(view, hit.end, after, before):
                    known = foreign.get((each.start, each.end))
                    if known is None or known.score < each.score:
                        foreign[each.start, each.end] = each
            if span is not None:
                # `tax number for the form: …` says twice what it is
                worth = (
                    0.8
                    if span[0] > hit.end and view.folded[hit.end : span[0]].rstrip()[-1:] in _COLONS
                    else 0.75
                )
                known = seen.get(span)
                if known is not None and known.score >= worth:
                    continue
                candidate = Candidate(TYPE_OF[kind], *span, worth, f"shared.{kind}", "shape")
                candidate.signs.append(("check digits are right, and it is named", worth))
                seen[span] = candidate
        out += seen.values()
    out += foreign.values()
    out += _bare(view, {(each.start, each.end) for each in out})
    folded = view.folded
    long = _LONG.search(folded)
    numbers = _numbers(folded, max(0, long.start() - _LONGEST), len(folded)) if long else ()
    for found in islice(numbers, MOST):
        if _payment(found.group()):
            worth = 0.6
            if found.group()[0].isdigit():
                worth = 0.55 if _CARD.fullmatch(found.group()) else 0.5
            signs = [("check digits are right", worth)]
            out.append(Candidate(PAYMENT, *found.span(), worth, "shared.payment.bare", "shape", signs=signs))
    if not _WALLET.search(view.text):
        return out
    for found in islice(_COIN.finditer(view.text), MOST):
        if keys.is_coin(found.group()):
            signs = [("a wallet whose check is right", 0.6)]
            out.append(Candidate(PAYMENT, *found.span(), 0.6, "shared.payment.coin", "shape", signs=signs))
    return out


def _foreign(view: View, word: int, *windows: tuple[int, int]) -> list[Candidate]:
    """A number of any country whose check hardly anything else passes, near a word for such numbers."""
    for at, limit in windows:
        for found in _identities(view.folded, at, limit):
            start, end = found.span()
            begin = view.folded.rfind(" ", start, end) + 1 if view.folded[start].isalpha() else start
            for left in (start, begin):
                if is_strong(view.folded[left:end], view.lexicon.shared):
                    worth = 0.7 if view.folded[word:left].rstrip()[-1:] in _COLONS else 0.65
                    signs = [("another country's check digits are right, and it is named", worth)]
                    rule = "shared.national_id.foreign"
                    return [Candidate(NATIONAL_ID, left, end, worth, rule, "shape", signs=signs)]
    return []


def _bare(view: View, known: set[tuple[int, int]]) -> list[Candidate]:
    """Such a number of the language's countries that nothing names: doubtful, but hardly anything else."""
    out: list[Candidate] = []
    regions = tuple(view.lexicon.shared.regions.get(view.page.lang.split("-")[0], ()))
    for found in islice(_STRONG.finditer(view.folded), MOST):
        if found.span() not in known and is_strong(found.group(), view.lexicon.shared, regions):
            signs = [("a person's number by its check digits alone", _UNNAMED)]
            rule = "shared.national_id.bare"
            out.append(Candidate(NATIONAL_ID, *found.span(), _UNNAMED, rule, "shape", signs=signs))
    return out


@lru_cache(maxsize=2048)
def is_strong(text: str, shared: Shared, regions: tuple[str, ...] | None = None) -> bool:
    """Whether it passes a check (of these countries) that hardly any other number passes: a birthday, letters."""
    plain = re.sub(r"[^0-9a-z]", "", text).upper()
    if not _FEWEST <= sum(map(str.isdigit, plain)) <= _MOST_DIGITS or len(set(plain)) <= _ALIKE:
        return False
    for region, names in shared.ids:
        if regions is not None and region not in regions:
            continue
        for name in names:
            if name not in shared.strong_ids or (name in shared.signed_ids and not _SIGNED.search(text)):
                continue
            if importlib.import_module(f"stdnum.{name}").is_valid(plain):
                return True
    return False


def _numbers(folded: str, at: int, limit: int) -> Iterator[re.Match[str]]:
    """What has the shape of a number of payment: it begins with a run of digits, or two letters before one."""
    for run in _DIGITS.finditer(folded, at, limit):
        start, end = run.span()
        found = None
        if start - 2 >= at and "a" <= folded[start - 1] <= "z":
            found = _PAYMENT.match(folded, start - 2, limit)
        if found is None and start >= at and end - start >= _GROUP and folded[start] in _CARDS:
            found = _PAYMENT.match(folded, start, limit)
        if found is not None:
            at = found.end()
            yield found


def _identities(folded: str, at: int, limit: int) -> Iterable[re.Match[str]]:
    """What has the shape of an identity number."""
    return _IDENTITY.finditer(folded, at, limit) if len(_DIGIT.findall(folded, at, limit)) >= _FEWEST else ()


def number_in(view: View, kind: str, at: int, limit: int) -> tuple[int, int] | None:
    """The first number of that kind in [at, limit) that passes its validator."""
    folded = view.folded
    lang = view.page.lang.split("-")[0]
    for found in (_numbers if kind == "payment" else _identities)(folded, at, limit):
        start, end = found.span()
        space = folded.find(" ", start, start + 8)
        for left in (start, space + 1) if space > 0 and folded[start].isalpha() else (start,):
            for right in [end] + [i for i in range(end - 1, left + 6, -1) if folded[i] == " "]:
                text = folded[left:right]
                if kind == "payment" and _payment(text):
                    return left, right
                long_enough = kind == "national_id" and sum(map(str.isdigit, text)) >= _FEWEST
                if long_enough and (len(set(text)) <= _ALIKE or network.address_in(view, left, right)):
                    continue  # 0000 0000; an internet address
                if long_enough and _identity(text, lang, view.lexicon.shared):
                    return left, right
    return None


@lru_cache(maxsize=2048)
def _payment(text: str) -> bool:
    from stdnum import iban, luhn

    compact = re.sub(r"[^a-z0-9]", "", text).upper()
    if len(compact) > 14 and compact[:2].isalpha() and compact[2:4].isdigit():
        return bool(iban.is_valid(compact)) and compact not in _PUBLISHED
    if not compact.isdigit() or not 13 <= len(compact) <= 19 or compact[0] not in "23456":
        return False
    return bool(luhn.is_valid(compact)) and compact not in _PUBLISHED and len(set(compact)) > 3


# Numbers that documentation everywhere prints.
_PUBLISHED = frozenset(
    [
        "4111111111111111", "4242424242424242", "4012888888881881", "5555555555554444", "5105105105105100",
        "378282246310005", "371449635398431", "6011111111111117", "4000000000000002", "DE89370400440532013000",
        "GB82WEST12345698765432", "GB29NWBK60161331926819", "FR1420041010050500013M02606", "NL91ABNA0417164300",
        "ES9121000418450200051332", "IT60X0542811101000000123456", "CH9300762011623852957", "BE68539007547034",
    ]
)  # fmt: skip


@lru_cache(maxsize=2048)
def _identity(text: str, lang: str, shared: Shared) -> bool:
    """Whether it passes the check of a country in which the language is spoken."""
    validators = dict(shared.ids)
    for region in shared.regions.get(lang, ["US"]):
        for name in validators.get(region, ()):
            module = importlib.import_module(f"stdnum.{name}")
            if module.is_valid(text.upper()) or module.is_valid(re.sub(r"[^0-9a-z]", "", text).upper()):
                return True
    return False
