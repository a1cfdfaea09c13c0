"""`label: value` in lines, table cells, definition lists and template arguments; templates whose argument is a value."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.detect.folding import fold, unspaced, wordly
from bot.detect.recognizers import image, labels, life, place, values
from bot.detect.regions import Kind, Mark
from bot.detect.signs import LABEL, SELF
from bot.detect.types import SELF_IMAGE
from bot.detect.view import MOST, MOST_CANDIDATES, TYPE_OF, Candidate

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.shared import Shared
    from bot.detect.view import View

_SEPARATOR = re.compile(
    r"[ ]?(?:\([^()\n]{1,30}\)[ ]?)?(?::|=|–|—|→|-(?= )|;|⇒|➡|»|\.{3,24}|…{1,8}|・{2,8})[ ]{0,2}"
)
_LEAD_IN = re.compile(r" ?(?:[?？؟]|\.(?= [^\W\d_]| [0-9])) ?[–—-]? ?")
_BOLD = "'''"
_NAMESPACE = re.compile(r"(?:^|[\s(])[:：]$")  # a link to a page of one: [[:Luokka:Oulu]]
_SPACES = re.compile("[ ]{1,3}(?=[^ ])")
_QUOTES = '"«»„“”‚‘'
_OPENING = 8  # signs before a label that begins its line
_LATER = re.compile(r" ?([^\s,.:;!?()\[\]0-9]{1,14}(?: [^\s,.:;!?()\[\]0-9]{1,6})?)(?=[ :=–—-])")
_LOOSE = re.compile(r"[^\n.!?;:。！？]{1,20}[:][ ]?")  # `my real name, for the curious: …`, `真名…：…`
_WHOLE = frozenset(["age_minor", "school", "location"])  # what a whole cell may be
_LONGEST_CELL, _LONGEST_GRADE = 60, 16
_SENTENCES = re.compile(r"[.!?。！？] |\ufffc|…")  # or what an example leaves out
_NUMBERED = re.compile(r"[0-9№#\"«„“]|^[^\W\d_]")  # №5, 61ο, «Name», or a word first
_FAR = 24  # a value that begins farther inside its cell is part of a sentence
_ASKS = ("?", "？", "؟", ";")
_CLAUSE = re.compile(r"[,.;:!?()]")
_WIKI = 16  # characters of such a word before a label
_BEFORE = 64  # characters before a label that are looked at: a line may be as long as the page


def recognize(view: View) -> list[Candidate]:
    """Every value that stands beside a label."""
    out: list[Candidate] = []
    for block in view.layout.blocks[: MOST * 20]:
        if block.label:
            out += _block(view, block)
        if len(out) >= MOST_CANDIDATES:
            return out
    for hit in view.hits[LABEL][: MOST * 4]:
        found = _inline(view, hit.start, hit.end, str(hit.what))
        if found is not None:
            out.append(found)
    return out


def _block(view: View, block: Block) -> list[Candidate]:
    frame = block.frame
    own = bool(block.marks & Mark.OWNER_BOX)
    kinds: tuple[str, ...]
    if block.kind is Kind.ARGUMENT and frame is not None:
        kinds = labels.value_template(view, frame.name) if block.label == "1" else ()
        plain = (
            () if kinds or block.label != "1" or frame.sort_of else labels.plain_template(view, frame.name)
        )
        if kinds:
            own = True
        elif plain:
            span = values.take(view, plain[0], block.start, block.end)
            if span is None:
                return []
            candidate = Candidate(TYPE_OF[plain[0]], *span, 0.7, f"label.{plain[0]}", "label", block=block)
            candidate.signs.append(("in a template for it", 0.7))
            return [candidate]
        elif frame.sort_of == "" and frame.parent is not None and frame.parent.sort_of == "infobox":
            kinds = labels.types_of(view, block.label)
        else:
            kinds = labels.types_of(view, block.label)
            if own and not kinds:  # | brewery = Tidewater Brewery
                label = fold(block.label)
                kinds = tuple(kind for kind, slot in _NOUNED if label in view.lexicon.nouns[slot])[:1]
    else:
        kinds = labels.types_of(view, block.label)
    return beside(view, block, block.label, kinds, own=own)


def beside(
    view: View, block: Block, label: str, kinds: tuple[str, ...], *, own: bool = False
) -> list[Candidate]:
    """What a block holds of the types that its label names; own: in the owner's box."""
    if not kinds:
        return []
    out: list[Candidate] = []
    at, limit = labels.behind_tag(view, label, block.start, block.end), block.end
    if "location" in kinds:
        at = labels.behind_in(view, at, limit)
    if not _WHOLE.isdisjoint(kinds):
        whole = _whole(view, fold(label), at, limit, kinds)
        if whole is not None:
            return [_beside(block, whole[0], whole[1], own=own)]
    for kind in kinds:
        if kind == "self_image":
            out += _picture(view, block) if own or block.marks & Mark.USERBOX else []
            continue
        if kind == "employer":
            span = values.employer(view, _said(block, label), at, limit)
        else:
            span = values.take(view, kind, at, limit)
        if kind == "school":
            out += _graded(view, block)
            if span is None and "," in view.folded[at:limit]:
                after = view.folded.index(",", at, limit) + 1  # 7th grade, Tidewater School
                rest = _whole(view, "", after, limit, ("school",))
                span = rest[1] if rest else values.take(view, kind, after, limit)
                if span is not None:
                    out.append(_beside(block, kind, span, own=own))
                    break
        if span is None or (kind in _FREE and kind != "employer" and span[0] - at > _FAR):
            continue
        if label.rstrip().endswith(_ASKS) and _is_evasive(view, kind, at, span):
            continue
        out.append(_beside(block, kind, span, own=own))
        break
    return out


def _beside(block: Block, kind: str, span: tuple[int, int], *, own: bool) -> Candidate:
    userbox = bool(block.marks & Mark.USERBOX)
    worth = 0.9 if own else 0.7 if userbox or block.kind is not Kind.ARGUMENT else 0.45
    sort = "box" if own else "label"
    candidate = Candidate(TYPE_OF[kind], *span, worth, f"label.{kind}", sort, block=block)
    candidate.signs.append(("in the owner's box" if own else "beside its label", worth))
    return candidate


def _whole(
    view: View, label: str, at: int, limit: int, kinds: tuple[str, ...]
) -> tuple[str, tuple[int, int]] | None:
    """A value that is all of [at, limit): a school with its own word, a class after a word for classes, a street."""
    if _WHOLE.isdisjoint(kinds):
        return None
    if limit - at > 4 * _LONGEST_CELL:  # a line may be as long as the page; it is not copied for each label
        return None
    low = view.folded[at:limit].strip(" .,;:")
    if not 1 < len(low) <= _LONGEST_CELL:
        return None
    sentences = _SENTENCES.search(low) is not None
    start = view.folded.index(low, at)
    span = (start, start + len(low))
    nouns = view.lexicon.bare
    for kind in kinds:
        if kind == "location" and any(map(str.isdigit, low)):
            street = place.address_at(view, at, limit, labelled=True)
            if street is not None and street[0] - start <= 1:
                return "address", street
        elif sentences:
            continue
        elif kind == "age_minor" and len(low) <= _LONGEST_GRADE:
            digits = re.findall("[0-9]+", low)
            named = any(noun in label for noun in nouns["grade"])
            if named and (not digits or 1 <= int(digits[0]) <= life.FIRST):
                return kind, span
        elif kind == "school" and "," not in low and _NUMBERED.search(low):
            words = nouns["school"]
            if any(word in low for word in words if len(word) > 1) and low not in words:
                return kind, span
    return None


def _graded(view: View, block: Block) -> list[Candidate]:
    """A grade where a school's label leads to expect the school: `Studying | in 7th grade`."""
    span = life.graded(view, block.start, block.end)
    if span is None or not any(map(str.isdigit, view.folded[span[0] : span[1]])):
        return []
    return [_beside(block, "age_minor", span, own=bool(block.marks & Mark.OWNER_BOX))]


def _said(block: Block, label: str) -> str:
    """A label, folded; of `{{User:Someone/Occupation|…}}` its name's last word."""
    label = fold(label)
    return label if label != "1" or block.frame is None else re.split("[/ ]", block.frame.name)[-1]


_NOUNED = (("school", "school"), ("employer", "org"))
_FREE = frozenset(["real_name", "location", "employer", "school"])


def _is_evasive(view: View, kind: str, at: int, span: tuple[int, int]) -> bool:
    """Whether what a question's answer begins with is no name: the first word of a sentence (`Where do you live? Tell
    me on my talk page!`), or a subject (`What do you study? Lichens.`)."""
    start, end = span
    if kind not in _FREE or (kind == "school" and view.slots.says_school(start, end, strict=True)):
        return False
    if kind == "school":
        return True
    shown = view.text
    alone = " " not in shown[start:end] and not any(map(str.isalnum, shown[at : min(start, at + _FAR)]))
    return alone and shown[end : end + 1] == " " and shown[end + 1 : end + 2].islower()


def _picture(view: View, block: Block) -> list[Candidate]:
    text = view.text[block.start : block.end]
    name = text.strip()
    if not re.search(r"\.(?:jpe?g|png|gif|tiff?|webp)$", name, re.IGNORECASE) or "\n" in name:
        return []
    low = fold(name)
    if image.is_symbol(view, low):
        return []
    start = block.start + len(text) - len(text.lstrip())
    if ":" in name:
        head = name.partition(":")[0]
        start += len(head) + 1
        name = name[len(head) + 1 :]
        start += len(name) - len(name.lstrip())
        name = name.strip()
    candidate = Candidate(SELF_IMAGE, start, start + len(name), 0.9, "label.self_image", "box", block=block)
    candidate.signs.append(("picture in the owner's box", 0.9))
    return [candidate]


def _behind_bold(view: View, end: int) -> re.Match[str] | None:
    """The space behind a label in bold letters, in languages whose labels no capital begins: '''생일''' 3월 4일."""
    if not view.lexicon.traits.east_asian:
        return None
    at = view.layout.span(end - 1, end)[1]
    bold = view.page.wikitext.startswith(_BOLD, at) or view.page.wikitext.endswith(_BOLD, 0, at)
    return _SPACES.match(view.folded, end) if bold else None


def _inline(view: View, start: int, end: int, kind: str) -> Candidate | None:
    """`Label: value` inside a line; the label begins a line or a clause, or is called the speaker's own."""
    if kind == "self_image":
        return None
    floor, limit = view.line(start)
    if end >= limit:
        return None  # nothing stands behind it
    separator, lead_in = _SEPARATOR.match(view.folded, end), False
    if separator is None and start - floor <= _OPENING and view.opens(floor, start):
        # '''Where?''' Hull | '''Birthday.''' 1 May
        separator = _LEAD_IN.match(view.folded, end) or _behind_bold(view, end)
        lead_in = separator is not None
    own = False
    if separator is None:
        loose = (
            _LOOSE.match(view.folded, end)
            if kind == "real_name" and end - start > 1 and not _small(view, start, end)  # 名人堂：
            else None
        )
        stop = loose.end() if loose else _after_own(view, kind, floor, start, end)
        if stop < 0:
            return None
        own = True
    else:
        stop = separator.end()
    before = view.text[max(floor, start - _BEFORE) : start]
    last = before.rstrip()[-1:]
    inside = bool(last) and (wordly(last) or last in "\"'")
    if inside and not own and not _own_before(view, floor, start):
        return None
    if (kind in _FREE and _is_wikis(view, floor, start)) or _NAMESPACE.search(before):
        return None
    if stop >= limit or (lead_in and view.text[stop] in _QUOTES):
        return None  # an interview: `Who are you? – "Jane Holt, with two …"`
    whole = None
    if not inside and separator is not None:
        whole = _whole(view, view.folded[start:end], stop, limit, (kind,))
    if whole is not None:
        candidate = Candidate(TYPE_OF[whole[0]], *whole[1], 0.7, f"label.{whole[0]}", "label")
        candidate.cue_start = start
        candidate.signs.append(("all that stands beside its label", 0.7))
        return candidate
    loosely = (separator is None or lead_in) and kind == "real_name"
    if kind == "employer":
        span = values.employer(view, view.folded[start:end], stop, limit)
    else:
        span = (
            view.slots.forward("fullname", stop, limit) if loosely else values.take(view, kind, stop, limit)
        )
    school = kind == "school" and span is not None and view.slots.says_school(*span, strict=True)
    if span is None or (lead_in and _is_evasive(view, kind, stop, span)):
        return None
    if kind in _FREE and kind != "employer" and not school and span[0] - stop > (2 if loosely else 24):
        return None
    candidate = Candidate(TYPE_OF[kind], *span, 0.7, f"label.{kind}", "label")
    candidate.cue_start = start
    candidate.signs.append(("beside its label", 0.7))
    return candidate


def _is_wikis(view: View, floor: int, start: int) -> bool:
    """Whether the word right before a label is a wiki's: `Wikipedia name: …`, `Wiki-school: …`."""
    before = view.folded[max(floor, start - _WIKI) : start].rstrip(" -").rpartition(" ")[2]
    return bool(before) and wordly(before[-1]) and view.lexicon.wording.wiki.search(before) is not None


def _small(view: View, start: int, end: int) -> bool:
    """Whether a label is one word (`name`) in a script with spaces: too little to be followed loosely."""
    return " " not in view.folded[start:end] and not unspaced(view.folded[start])


def _own_before(view: View, floor: int, start: int) -> bool:
    """Whether `my` (and at most one word more: `my new`) stands before a label."""
    return any(
        len(view.folded[hit.end : start].split()) <= 1 and not _CLAUSE.search(view.folded, hit.end, start)
        for hit in view.within(SELF, max(floor, start - 24), start)
    )


def _after_own(view: View, kind: str, floor: int, start: int, end: int) -> int:
    """Where the value begins after `my phone is`, `Telefonul meu:`; -1 where the label is not the speaker's own."""
    folded = view.folded
    if kind not in _FREE:
        copula = _copulas(view.lexicon.shared).match(folded, end)
        if copula and _own_before(view, floor, start):
            return copula.end()
    later = _LATER.match(folded, end)
    if later is None:
        return -1
    link = _SEPARATOR.match(folded, later.end(1))
    if link is None and kind not in _FREE:
        link = _copulas(view.lexicon.shared).match(folded, later.end(1))
    if link is None or not any(hit.end <= later.end(1) for hit in view.within(SELF, end, later.end(1))):
        return -1
    return link.end()


@lru_cache(maxsize=4)
def _copulas(shared: Shared) -> re.Pattern[str]:
    korean = shared.wording.east_asian.korean_particles
    joined = [  # written onto the label
        word for word in shared.copulas if unspaced(word[0]) or word[0] == "'" or word in korean
    ]
    spaced = "|".join(re.escape(word) for word in shared.copulas if word not in joined)
    return re.compile(rf"(?: (?:{spaced}) ?:? |(?:{'|'.join(map(re.escape, joined))})[ ,、:]{{0,2}})")
