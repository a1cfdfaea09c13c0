"""Street addresses that nothing introduces: a street's word, its name and a house's number, wherever they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from bot.detect import dates
from bot.detect.folding import unspaced
from bot.detect.recognizers import place
from bot.detect.regions import Kind, Mark
from bot.detect.signs import CONTEXT, LABEL, OTHERS, ROLE, SELF
from bot.detect.types import ADDRESS
from bot.detect.view import MOST, Candidate

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.view import View

_LINES = frozenset([Kind.PROSE, Kind.ITEM, Kind.TERM, Kind.CELL, Kind.COMMENT, Kind.ARGUMENT])
_WORTH, _FULL, _OPENED, _LED, _BEHIND_NAME = 0.25, 0.1, 0.1, 0.2, -0.15
LED = "below a line that speaks of sending or living"
_OPENING = 8  # signs before an address that begins its line
_LONGEST_LEAD = 200  # characters of a line that introduces the address below it
_NUMBER = re.compile(  # a house's: no year, hour, date or part of a longer number
    r"(?<![\w.:#№§$€£¥+\-/])(?!(?:1[0-9]|20)[0-9]{2}(?![0-9/]))[1-9][0-9]{0,3}(?:[a-z](?![^\W_]))?"
    r"(?![\w:%°]|[.,:][0-9]|[-–][0-9]{3})"
)
_BEFORE, _BEHIND = 40, 32  # characters around a house's number in which its street is named
_W = r"[^\s0-9,،;:!?()।|\ufffc]"  # of a word; combining signs are in it
_TO_NUMBER = re.compile(  # from a street's word to the number: `. Polní `, ` Mihai Eminescu nr. `
    rf"{_W}{{0,3}}(?:[,،]? {_W}{{1,16}}){{0,4}}[,،]? ?(?:{_W}{{0,2}}[º°.:] ?)?$"
)
_TO_STREET = re.compile(
    rf"(?:[,،]? {_W}{{1,16}}){{0,3}}[,،]? {_W}{{0,16}}$"
)  # from the number to the street's word
_LEFT = re.compile(rf"(?<![^\s(:„\"])({_W}{{1,20}} |{_W}{{0,8}} ?[0-9][0-9a-z/]{{0,7}}[,،]? )$")
_NAME = re.compile(rf"({_W}{{2,20}})[ \-]$")
_WORD = re.compile(rf"{_W}{{2,20}}")
_NEXT = re.compile(r"(?:\.|º|°|-?[^\W\d]{1,2})? (?:de )?([^\W\d_]{3,12})")
_LONGEST = 110
_LATER = 28  # characters behind a street's word in which its name stands
_SMALL = 3  # letters of a word inside a street's name that has no capital
_OPENS = re.compile(r"(?:^|[:–—|\n\"„«»]|[^\W_][?!.]|\ufffc) ?$")
_REST = re.compile(
    r"[a-z]?(?:/[0-9]{1,4}[a-z]?)?[.]?[,،] ?(?:[0-9]{2,6}[ \-]?[0-9a-z]{0,4} [^\W\d_]{3}|[^\W\d_]{1,12}[.:]{0,2} ?[0-9]{1,4}(?![0-9])|[0-9]{1,4}[.º])"
)
_TOWN = re.compile(r"[,،] (?:[^\W\d_][^\s,.;:]{2,20})(?= ?(?:[,.;)\n|]|$))")
_OVER = re.compile(r"(?<=[0-9])([a-z]?)(?:\.| ([^\W\d_]{1,3})) (?=[^\W\d_])")
_FIRM = re.compile(r"[^\W\d_][\w.'’\-]{1,20}, $")
_EAST = {
    "ko": re.compile(
        r"(?:[가-힣]{1,6}(?:도|시|군|구|읍|면) ){1,4}[가-힣0-9]{1,12}(?:로|길) ?(?:[0-9]{1,3}번길 ?)?[0-9]{1,4}(?:-[0-9]{1,3})?(?:,? ?[0-9]{1,4}(?:동|호|층)){0,2}"
    ),
    "ja": re.compile(
        r"[\u3005\u4e00-\u9fff]{0,4}[都道府県市区郡][\u3005-\u30ff\u3400-\u9fff]{1,16}[0-9]{1,3}(?:丁目|番地?|[\-－−‐の])[0-9]{1,4}(?:[\-－−‐番号の][0-9]{0,4}){0,2}"
    ),
    "zh": re.compile(
        r"[\u3400-\u9fff]{1,20}(?:路|街|巷|弄|大道|胡同|段)[0-9]{1,4}(?:[弄号號巷栋幢楼樓室单元之\-][0-9]{0,4}){1,6}"
    ),
}
_SUBJECT = re.compile(
    r"[^\w]{0,4}(?:[^\W\d_a-zà-öø-ÿа-яё][\w'’\-]{1,20} ){2,4}[^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁ]"
)  # Jane Holt lived …
_OF_NAME = -0.25
_DISTRICT = re.compile("[省市区區县縣鎮镇乡鄉村]")
_LEADS = "在于於是到至往"  # before a Chinese address
_DIGIT = re.compile("[0-9]")
_DIGITS = re.compile("[0-9]{1,4}")
_ENDING = re.compile(r"(?<=[0-9])['’](?=[^\W\d_])")  # No: 7|'de
_STOP = re.compile(r"(?<![^\W_])([^\W\d_]{3,20})\. (?=[^\W\d_])")
_PART = re.compile("[^,،]{1,60}")
_LAST = re.compile(".*[0-9][a-z]?", re.DOTALL)
_TOWN_WORDS = 2
_POSTED = re.compile(
    r"[0-9]{1,4}[a-z]?(?:/[0-9]{1,4})?, (?:[0-9]{3} ?[0-9]{2}|[0-9]{2}-[0-9]{3}|[0-9]{4}(?: ?[A-Z]{2})?) ([^\W\d_][^\W_]{2,24})"
)
_PLAIN = re.compile(r"[0-9]{1,4}[A-Za-z]?(?:/[0-9]{1,4}[a-z]?)?(?= ?(?:[,.;)\n–—\ufffc]|$))")
_UNCASED = re.compile("[\u05d0-\u05ea\u0620-\u06d3]")
_SENT = 70  # characters between a word for sending and the house's number


def recognize(view: View) -> list[Candidate]:
    """Addresses in any line; whose they are is ownership's question."""
    out: list[Candidate] = []
    room = MOST * 2
    east = _EAST.get(view.lexicon.code)
    sent = sorted(hit.end for hit in view.contexts("address"))
    for block in view.layout.blocks[: MOST * 20]:
        if not _may_hold(block):
            continue
        done = block.start
        for number in _DIGITS.finditer(view.folded, block.start, block.end) if east else ():
            room -= 1
            if room < 0:
                return out
            left, right = max(done, number.start() - _BEFORE), min(block.end, number.end() + _BEHIND)
            found = east.search(view.folded, left, right) if east and number.start() >= done else None
            if found is not None:
                leads = (view.text.rfind(sign, *found.span()) for sign in _LEADS)
                out.append(_candidate(view, block, (max(found.start() - 1, *leads) + 1, found.end())))
                done = found.end()
        for number in _NUMBER.finditer(view.folded, block.start, block.end):
            room -= 1
            if room < 0:
                return out
            if number.start() < done or _is_day(view, number.end()):
                continue
            span = _around(view, block, number.start(), number.end())
            if span is not None or (span := _posted(view, block, number.start())):
                out.append(_candidate(view, block, span))
            elif span := _told(view, block, number.start(), sent):
                out.append(_candidate(view, block, span, "a name and a number, behind a word for sending"))
            else:
                continue
            done = span[1]
    return out


def _is_day(view: View, end: int) -> bool:
    """Whether a month follows a number."""
    word = _NEXT.match(view.folded, end)
    return word is not None and dates.is_month(word.group(1), view.lexicon)


def _may_hold(block: Block) -> bool:
    if block.kind not in _LINES or block.marks & Mark.FOREIGN:
        return False
    boxed = block.kind is Kind.ARGUMENT and not block.label.isdigit()
    return not boxed or bool(block.marks & (Mark.OWNER_BOX | Mark.USERBOX))


def _around(view: View, block: Block, left: int, right: int) -> tuple[int, int] | None:
    """The address whose house's number stands at [left, right)."""
    folded = view.folded
    floor, limit = max(block.start, left - _BEFORE), min(block.end, right + _BEHIND)
    for street in place.streets(view.lexicon).finditer(folded, floor, limit):
        first, begin = folded[street.start() : street.end()], street.start()
        if first in view.lexicon.wording.rooms or unspaced(first[0]):
            continue
        while begin > floor and folded[begin - 1].isalpha() and not unspaced(folded[begin]):
            begin -= 1
        if begin == street.start() - 1 and folded[begin] in view.lexicon.attached:
            begin += 1  # ל|שדרות
        if street.end() <= left:
            if _TO_NUMBER.match(folded, street.end(), left) is None or not _goes_on(view, street.end(), left):
                continue
            at = begin
        elif street.start() >= right:
            if _TO_STREET.match(folded, right, street.start()) is None:
                continue
            if not _capitals(view.text[right : street.start()]):
                continue
            at = left
        else:
            continue
        if not _named(view, block, begin, street.start(), street.end(), left):
            continue
        at = _leftwards(view, floor, at)
        mail = folded.find("@", at, min(block.end, at + _LONGEST))
        span = place.address_at(view, at, folded.rfind(" ", at, mail) if mail > right else block.end)
        if span is not None and span[0] <= left < span[1]:
            return _shorter(view, span)
    return None


def _goes_on(view: View, end: int, number: int) -> bool:
    """Whether only names and small words of names lead from a street's word to its number: not `Elm Road at 10`."""
    lexicon = view.lexicon
    for found in _WORD.finditer(view.text, end, number):
        word = found.group()
        if not word[0].islower() or word[-1] in ".'’º°" or word in lexicon.particles:
            continue
        if word not in lexicon.nouns["street"] and (found.end() < number - 2 or word in lexicon.stop):
            return False
    return True


def _shorter(view: View, span: tuple[int, int]) -> tuple[int, int]:
    """An address without what follows its number: `Elm Road 5. I pay …`, `Polní 5 a …`; `u. 5. em. 3` stays."""
    start, end = span
    folded = view.folded
    number = _DIGIT.search(folded, start, end)
    if number and _UNCASED.match(view.text, start):
        return start, _without_clause(folded, number.start(), end)
    ending = _ENDING.search(folded, start, end)
    if ending:
        return start, ending.start()
    for found in _OVER.finditer(folded, start, end):
        word = found.group(2)
        if word in view.lexicon.wording.conjunctions or (
            word is None and place.streets(view.lexicon).match(folded, found.end(), end) is None
        ):
            return start, found.end(1)
    for found in _STOP.finditer(view.text, number.start() if number else end, end):
        if found.group(1).lower() + "." in view.lexicon.nouns["street"] or _DIGIT.search(
            folded, found.end(), end
        ):
            continue
        return start, found.end(1)
    return start, end


def _without_clause(folded: str, number: int, end: int) -> int:
    """Where an address ends in a script without capitals: with its last number, or a town of a word or two behind it."""
    last = number
    for found in _PART.finditer(folded, number, end):
        digits = _LAST.match(found.group())
        if digits:
            last = found.start() + digits.end()
            if digits.end() < len(found.group()):
                return last
        elif len(found.group().split()) <= _TOWN_WORDS and (
            found.end() >= end or folded[found.end()] in ",،"
        ):
            return found.end()
        else:
            return last
    return last


def _named(view: View, block: Block, begin: int, start: int, end: int, number: int) -> bool:
    """Whether a street has a name, inside its word, right before it or right behind: not `Flat 7`, `page 3, hill`."""
    text = view.text
    cased = text[start].lower() != text[start].upper()
    if start > begin and (text[begin].isupper() or not cased):
        return True
    before = _NAME.search(text, max(block.start, begin - 24), begin)
    if before and before.group(1)[0].isupper():
        return not dates.is_month(before.group(1).lower(), view.lexicon)
    stop = number if end <= number else min(block.end, end + _LATER)
    for found in _WORD.finditer(text, end, stop):
        word = found.group()
        if word[0].isupper():
            return not dates.is_month(word.lower(), view.lexicon)
        low = word.lower().rstrip(".")
        if not cased:
            return low not in view.lexicon.stop
        if len(word) > _SMALL and low not in view.lexicon.particles:
            return False
    return not cased and before is not None


def _capitals(text: str) -> bool:
    words = (word.strip(",،.") for word in text.split())
    return all(not word[:1].islower() or len(word) <= _SMALL for word in words)


def _leftwards(view: View, floor: int, at: int) -> int:
    """Where an address begins: the capital words and numbers right before its street."""
    text = view.text
    if unspaced(text[at]):
        return at
    if text[at].lower() == text[at].upper() and not text[at].isdigit():
        return at
    for _ in range(5):
        found = _LEFT.search(text, floor, at)
        if found is None or not (found.group(1)[0].isupper() or _DIGIT.search(found.group(1))):
            break
        if any(view.has(what, found.start(1), at) for what in (SELF, OTHERS, ROLE)):
            break
        at = found.start(1)
    return at


def _posted(view: View, block: Block, number: int) -> tuple[int, int] | None:
    """`Polní 14, 586 01 Jihlava`: a name, a house's number, a post code and a town."""
    found = _POSTED.match(view.text, number, min(block.end, number + _BEHIND + _BEFORE))
    if found is None or not found.group(1)[0].isupper():
        return None
    at = _leftwards(view, max(block.start, number - _BEFORE), number)
    return (at, found.end()) if at < number else None


def _told(view: View, block: Block, number: int, sent: list[int]) -> tuple[int, int] | None:
    """`postcards to Am Anger 10`: a name and a number, shortly behind a word for sending or living."""
    last = bisect_right(sent, number) - 1
    if last < 0 or sent[last] < max(block.start, number - _SENT):
        return None
    found = _PLAIN.match(view.text, number, block.end)
    if found is None:
        return None
    text, floor = view.text, max(sent[last], number - _BEFORE)
    if _UNCASED.match(text, number - 2):
        name = _NAME.search(text, floor, number) if "/" in found.group() else None
        at = name.start(1) if name else number
    else:
        at = _leftwards(view, floor, number)
    if at == number or _DIGIT.search(text, at, number) or view.sentence(at)[0] > sent[last]:
        return None
    word = text[at:number].strip().lower()
    rooms = view.lexicon.wording.rooms
    if any(
        part in rooms or part in view.lexicon.stop or dates.is_month(part, view.lexicon)
        for part in word.split()
    ):
        return None
    return at, found.end()


def _led(view: View, block: Block) -> bool:
    above = view.layout.blocks[block.index - 1] if block.index else block
    if above.section != block.section or above is block or above.end - above.start > _LONGEST_LEAD:
        return False
    return any(
        hit.what == "address"
        for what in (LABEL, CONTEXT)
        for hit in view.within(what, above.start, above.end)
    )


def _candidate(
    view: View, block: Block, span: tuple[int, int], sign: str = "a street, its name and a number"
) -> Candidate:
    candidate = Candidate(ADDRESS, *span, _WORTH, "shared.home", "shape", block=block)
    candidate.signs.append((sign, _WORTH))
    text = view.text[span[0] : span[1]]
    number = re.search("[0-9]+", view.folded[span[0] : span[1]])
    town = number and _TOWN.search(text, number.end())
    if number and (
        _REST.match(view.folded, span[0] + number.end(), span[1]) or (town and not town.group()[2].islower())
    ):
        candidate.add("with a town, a post code or a flat", _FULL)
    lead = view.text[max(block.start, span[0] - 24) : span[0]]
    vague = view.lexicon.code == "zh" and not _DISTRICT.search(text)  # its words are not parted
    if _OPENS.search(lead[-3:]) and not vague:
        candidate.add("behind a mark or at a line's beginning", _OPENED)
        if span[0] - block.start <= _OPENING and view.opens(block.start, span[0]) and _led(view, block):
            candidate.add(LED, _LED)
    elif (firm := _FIRM.search(lead)) and firm.group()[0].isupper():
        candidate.add("behind a name and a comma", _BEHIND_NAME)
    else:
        start = view.sentence(span[0])[0]
        named = _SUBJECT.match(view.text, start, span[0])
        if named and view.lexicon.code != "de" and not view.has(SELF, start, span[0]):
            candidate.add("in a sentence that begins with a name", _OF_NAME)
    return candidate
