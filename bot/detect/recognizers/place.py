"""Street-level addresses: a street's word or a house number's shape, to the end of the address."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.detect.folding import unspaced
from bot.detect.nouns import any_of
from bot.detect.signs import CONTEXT, LABEL
from bot.detect.types import ADDRESS
from bot.detect.view import Candidate

if TYPE_CHECKING:
    from bot.detect.lexicon import Lexicon
    from bot.detect.view import View

_END = re.compile(
    r"\+(?=[0-9(])|[;\n|\ufffc!?。।۔؟“”„«»「」『』\"]|\.(?=\s+(?:[^\W\d_]|--)|\s*$)| [–—-] |[()（）]"
)
_SHORT = re.compile(r"(?<![^\W_])(?:[^\W\d_]{1,5}|[0-9]{1,3})$")
_HOUSED = re.compile(r"[^\W\d_]{4,} [0-9]{1,3}$")  # `Papanastasiou 44`, but not `des 17.` or `Mah. 77.`
_UNSPACED_ADDRESS = re.compile(r"[^0-9]*(?:[0-9]+[\-－−‐丁目番地号號室棟巷弄楼樓の之 ]*)+")
_NUMBERED_TOWN = re.compile(
    r"[\u3005-\u30ff\u3400-\u9fff]{3,24}[0-9０-９]{1,4}(?:[\-－−‐ー丁目番地号號室棟の之][0-9０-９]{0,4}){1,6}$"
)
_HOUSE = re.compile(  # 14 Raven Meadows | Flat 3, 14 Raven Meadows; two capital words, or one and a comma
    r"[^\n.!?;]{0,16}?[ :]((?:[^\W\d_]{2,9} [0-9]{1,3}, )?(?!(?:19|20)[0-9]{2} )[0-9]{1,4}[A-Za-z]? (?:[A-Z][\w'’]+,? ){1,3}[A-Z][\w'’]+)"
)
_NAMED = re.compile(  # στην Ερμού 12, …
    r" ?(?:[a-zά-ώ]{1,4} )?((?:(?![a-zά-ώ])[^\W\d_][^\W\d_]{2,} ){1,3}[1-9][0-9]{0,2}[^\W\d_]?)(?= ?(?:[,.;)\n|\ufffc]|$))"
)
_NUMBER = re.compile(r"[0-9]")
_NO_HOUSE = re.compile(  # internet addresses, long numbers, telephones
    r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9]{9}|[0-9]{3,4}-[0-9]{3,4}-[0-9]{4}"
)
_POSTED = re.compile(  # Polní 14, 586 01 Jihlava: a house's number, a post code and a town, whatever the street is called
    r"[0-9]{1,4}[a-z]?(?:/[0-9]{1,4})?, (?:[0-9]{3} ?[0-9]{2}|[0-9]{2}-[0-9]{3}|[0-9]{4}(?: ?[a-z]{2})?) [^\W\d_]{3}"
)
_SMALL = re.compile(r"[ ,]+([a-zà-öø-ÿа-яё]{2,})(?=[ ,]|$)")
_OTHER = frozenset(["phone", "email", "ip_address", "messaging_handle"])
_HAN, _HANGUL = "\u3040", "\uac00"  # where Chinese and Japanese begin, and where Korean does
_HEBREW_FIRST, _HEBREW_LAST = "\u05d0", "\u05ea"
_PARTS = "。、，,。：:；;（("  # before a Chinese or Japanese address
_NUMBERED = re.compile("[1-9][0-9]* ?(?:[\\-－−‐の][0-9])")
_UNSPACED = 0x2E80  # where scripts without spaces begin
_ABBREVIATED = 3  # letters of an abbreviation that may begin with a capital
_LONGEST = 110
_TO_VERB = re.compile(
    r"[0-9][a-z]?['’.\-]?[^\W\d_]{0,4}(?: [^\W\d_]{1,12}){0,2} $"
)  # from its last number to its verb


@lru_cache(maxsize=64)
def streets(lexicon: Lexicon) -> re.Pattern[str]:
    """Any street word: `*straße` also inside a word, others whole (scripts without spaces: anywhere)."""
    words = []
    alone = rf"(?<![^\W_{''.join(lexicon.attached)}])"  # or behind a letter of another word: ל|שדרות
    for noun in sorted(dict.fromkeys(lexicon.nouns["street"]), key=len, reverse=True):
        plain = noun.strip("*")
        anywhere = noun.startswith("*") or ord(noun[0]) > _UNSPACED
        short = len(plain) <= _ABBREVIATED and plain.isascii() and "*" not in noun
        whole = short and not lexicon.traits.street_endings  # ave, not in `avec`
        behind = "" if ord(plain[0]) > _UNSPACED else r"(?![^\W\d_])" if whole else r"(?![^\W\d_]{3})"
        words.append((plain, "" if anywhere else alone, behind))
    return any_of(words, digits=r"(?<=[\u3040-\u9fff].)[0-9]{0,3}[-－−‐][0-9]{1,4}")


def house_at(view: View, at: int, limit: int) -> tuple[int, int] | None:
    """An address that begins at `at` with the house's number and the street's name, whatever that is called."""
    found = _HOUSE.match(view.text, max(0, at - 1), limit)
    return address_at(view, found.start(1), limit, labelled=True) if found else None


def named_at(view: View, at: int, limit: int) -> tuple[int, int] | None:
    """An address that begins at `at` with a street's bare name and a number: `I live at Ermou 12`, in Greek."""
    if not view.lexicon.traits.streets_bare:
        return None
    found = _NAMED.match(view.text, at, limit)
    return address_at(view, found.start(1), limit, labelled=True) if found else None


def recognize(view: View) -> list[Candidate]:
    """Street addresses shortly after words for them (`postcards to …`)."""
    out: list[Candidate] = []
    for hit in view.contexts("address"):
        floor, limit = view.line(hit.start)
        stop = min(limit, hit.end + 70)
        before = _before_verb(view, max(floor, hit.start - _LONGEST // 2), hit.start)
        if before is not None:
            candidate = Candidate(ADDRESS, *before, 0.6, "shared.address", "shape")
            candidate.signs.append(("street address, and its verb", 0.6))
            out.append(candidate)
            continue
        street = streets(view.lexicon).search(view.folded, hit.end, stop)
        street = street or _POSTED.search(view.folded, hit.end, stop)
        numbered = _HOUSE.match(view.text, hit.end, limit)
        if numbered:  # postcards to 14 Raven Meadows, Hull: any name of a street
            span = address_at(view, numbered.start(1), limit, labelled=True)
        elif street is None:
            continue
        else:
            at = _first_part(view, hit.end, street.start())
            span = address_at(view, at, limit)
        if span is not None:
            candidate = Candidate(ADDRESS, *span, 0.6, "shared.address", "shape")
            candidate.signs.append(("street address, and it is named", 0.6))
            out.append(candidate)
    return out


def _before_verb(view: View, at: int, stop: int) -> tuple[int, int] | None:
    """The address right before a word for living or sending, in a language that says it last."""
    if not view.lexicon.traits.verb_behind_address or _TO_VERB.search(view.folded, at, stop) is None:
        return None
    return address_at(view, at, stop)


def address_before(view: View, end: int, floor: int) -> tuple[int, int] | None:
    """The address that ends at `end`, in scripts without spaces (`…区本町2-5-3に住んで`)."""
    start = max(floor, end - _LONGEST // 2)
    found = _NUMBERED_TOWN.search(view.text, start, end)
    return found.span() if found else None


def _first_part(view: View, at: int, street: int) -> int:
    """Where the address begins: after the last lower-case word before its street, if the script has capitals; after the
    last mark where words are not parted."""
    if _HAN <= view.text[street] < _HANGUL:
        return max(at, *(view.text.rfind(mark, at, street) + 1 for mark in _PARTS))
    if (
        _HEBREW_FIRST <= view.text[street] <= _HEBREW_LAST
    ):  # from the last mark, or the street's word: להביא ל|שדרות
        mark = max(view.text.rfind(mark, at, street) for mark in ":–—")
        return mark + 1 if mark >= 0 else street
    if _HANGUL <= view.text[at : at + 1] <= "\ud7a3":  # 주소|는 …: the rest of its word
        at = view.text.find(" ", at, street) + 1 or at
    for found in re.finditer(r"[^\s,:]+[\s,:]+", view.text[at:street]):
        word = found.group().strip()
        if word[:1].isupper() or word[:1].isdigit() or word[:1].lower() == word[:1].upper():
            return at + found.start()
    return view.text.rfind(" ", at, street) + 1 or at  # cartas enrolladas, nunca dobladas, a |Plaza Mayor 3


def address_at(view: View, at: int, limit: int, *, labelled: bool = False) -> tuple[int, int] | None:
    """The street-level address that begins at or shortly after `at`; None without a number and a street's word.

    A label (`Address:`) makes two parts with a number enough.
    """
    folded = view.folded
    while at < limit and not folded[at].isalnum():
        at += 1
    end = min(limit, at + _LONGEST)
    for cut in _END.finditer(folded, at, end):
        if cut.group() == "." and (short := _SHORT.search(folded, at, cut.start())):
            word = view.text[short.start() : cut.start()].strip(" ,")
            korean = "\uac00" <= word[:1] <= "\ud7a3"  # its sentences end with short words, too
            if (
                not korean
                and (len(word) <= _ABBREVIATED or not word[:1].isupper())  # ul., St., but not Hull.
                and not (labelled and word.isdigit() and _is_over(view, at, cut.start(), end))
            ):
                continue
        end = cut.start()
        break
    number = _NUMBER.search(folded, at, end)
    if number is None or "@" in folded[at:end]:
        return None
    end = _before_other(view, number.start(), end)
    street = streets(view.lexicon).search(folded, at, end) or _POSTED.search(folded, at, end)
    if street is None and not (labelled and ("," in folded[at:end] or " " in folded[at:end].strip())):
        return None
    if _HAN <= view.text[at] < _HANGUL and not labelled and not _beside_street(view, at, number.start(), end):
        return None
    if unspaced(view.text[at]):
        whole = _UNSPACED_ADDRESS.match(folded, at, end)
        end = whole.end() if whole else end
    elif street is not None and not labelled:
        at = _begin(view, at, min(street.start(), number.start()))
    text = _without_rest(view, view.text[at:end]).rstrip(" ,.-")
    if not any(map(str.isdigit, text)) or (labelled and sum(map(str.isdigit, text)) > len(text) * 0.6):
        return None
    if not any(map(str.isdigit, text)) or _NO_HOUSE.search(text):
        return None
    return (at, at + len(text)) if len(text) >= (4 if unspaced(text[:1] or " ") else 6) else None


def _is_over(view: View, at: int, stop: int, end: int) -> bool:
    """Whether an address ends with the number before a full stop: a name stands before it, and no street behind."""
    if _HOUSED.search(view.text, at, stop) is None:
        return False
    return streets(view.lexicon).search(view.folded, stop, end) is None


def _beside_street(view: View, at: int, number: int, end: int) -> bool:
    """Whether a Chinese or Japanese address's first number stands beside a street's word: not `证件号…：1101…`."""
    before, behind = view.folded[at:number].rstrip(), view.folded[number:end]
    if view.lexicon.code == "ja" and _NUMBERED.match(behind):
        return True
    behind = behind.lstrip("0123456789 ")
    nouns = [noun for noun in view.lexicon.nouns["street"] if noun[0] >= _HAN]
    return before.endswith(tuple(nouns)) or behind.startswith(tuple(nouns))


def _before_other(view: View, number: int, end: int) -> int:
    """Where a word for a telephone or the like follows an address: `5 Elm Road, the new mobile is …`; else its end."""
    hits = [hit for what in (LABEL, CONTEXT) for hit in view.within(what, number, end) if hit.what in _OTHER]
    return min((hit.start for hit in hits), default=end)


def _without_rest(view: View, text: str) -> str:
    """An address without what the sentence goes on with: `5 Elm Road, Hull, with two cats`."""
    parts = text.split(",")
    nouns = view.lexicon.nouns["street"]
    for index, part in enumerate(parts[1:], 1):
        word = part.strip().split(" ")[0]
        if (
            len(word) > _ABBREVIATED
            and word[0].islower()
            and not any(map(str.isdigit, part))
            and not any(word.lower().startswith(noun.strip("*.")) for noun in nouns)
        ):
            text = ",".join(parts[:index])
            break
    return _before_clause(view, text)


def _before_clause(view: View, text: str) -> str:
    """An address without the clause behind it: `9 Quarry Steps and every morning …`; `in Hull` stays.

    Another clause before its number leaves none: `Whitby and take the train at …`.
    """
    found = _NUMBER.search(text)
    number = found.start() if found else 0
    words = list(_SMALL.finditer(text))
    for word, following in pairwise(words):
        low = word.group(1)
        ends = low in view.lexicon.wording.conjunctions or (
            word.start() >= number and low in view.lexicon.stop and low not in view.lexicon.particles
        )
        if ends and following.start() == word.end():
            return text[: word.start()]
    return text


def _begin(view: View, at: int, first: int) -> int:
    """Skip what stands before the address proper (`in der`, `at`): lower-case words before the first capital."""
    text = view.text
    while at < first:
        stop = text.find(" ", at, first)
        if stop < 0:
            break
        word = text[at:stop]
        if not word[:1].islower() or word[:1].isdigit() or len(word) > 6:
            break
        at = stop + 1
    return at
