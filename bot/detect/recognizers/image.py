"""Pictures that show the owner: the caption says so, the owner's box shows it, or the file is named after them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import fold, unspaced
from bot.detect.regions import Mark
from bot.detect.signs import AGAINST, CAPTION, OTHERS, SELF
from bot.detect.types import SELF_IMAGE
from bot.detect.view import MOST, Candidate

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.detect.regions import Block, FileUse
    from bot.detect.signs import Hit
    from bot.detect.view import View

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|tiff?|webp)$")
_PRONOUN = 4  # letters of a word for oneself that a sentence about something else may hold
_LEAD = 24  # characters before a word for oneself in which a noun or `and` stands
_APART = " \n,.:;!?|=-–—()[]'\"“”„/"
_DENIAL = 2  # characters between a negation and the word for oneself
_QUOTES = '"“”„«»「『'
_NAME_AFTER = re.compile(  # `self-portrait of Jane Holt`
    r" (?:([^\W\d_]{1,4}) )?(?:[^\W\d_]{2,12}:[^\W\d_]|[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][^\W\d_]+"
    r" (?:[^\W\d_]{1,4} ){0,2}[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][^\W\d_]+)"
)
_OLD = re.compile(r"(?<![0-9])1(?:[3-8][0-9]|9[0-3])[0-9](?![0-9])")  # before writers of today were born
_PAINTER = re.compile(  # all that stands before the word
    r"\W{0,3}(?:[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][\w.’'-]{0,24} (?:[^\W\d_]{1,4} ){0,2}){1,3}"
    r"[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][\w’'-]{1,24}(?: \([^()\n]{1,40}\))? ?[:,–—-] ?['«„“\"]{0,3}$"
)
_ITALICS = re.compile(r"(?<!')''(?:''')?(?!')")
_TITLE = (
    160  # characters on either side of a word for oneself in which the title that holds it begins and ends
)
_ICON = re.compile(r"\s*([0-9]{1,2})(?:x[0-9]{1,2})?px\s*$")
_AROUND = 60  # characters of a sentence before and after the name of a picture that it links to
_LONGEST_LINE = 20_000  # characters of a line in which such a name is looked for
_ICON_SIZE = 64  # pixels; a picture shown so small is a sign


def recognize(view: View, names: list[str]) -> list[Candidate]:
    """Pictures of the owner; names are folded texts known to be their names (account and real)."""
    out: list[Candidate] = []
    for use in view.layout.files[:MOST]:
        low = fold(use.name)
        if not _PICTURE.search(low) or is_symbol(view, low):
            continue
        worth, why = _judge(view, use, low, names)
        if worth:
            candidate = Candidate(SELF_IMAGE, -1, -1, worth, "shared.image", "file")
            candidate.span = (use.start, use.end)
            candidate.signs.append((why, worth))
            candidate.block = use.captions[0] if use.captions else None
            out.append(candidate)
    return out + _linked(view)


def _linked(view: View) -> list[Candidate]:
    """Pictures that a sentence only links to, and says that it is the owner: `that's me in [[:File:Harbour.jpg]]`."""
    out: list[Candidate] = []
    for link in view.layout.links[:MOST]:
        head, colon, name = link.target[1:].partition(":")
        if link.target[:1] != ":" or not colon or not view.lexicon.is_file(link.target[1:]):
            continue
        low = fold(name).strip()
        at = view.layout.index_of(link.start)
        if at < 0 or not _PICTURE.search(low) or is_symbol(view, low):
            continue
        block = view.layout.blocks[at]
        if block.marks & Mark.FOREIGN or not _says_so(view, block, name.strip()):
            continue
        candidate = Candidate(SELF_IMAGE, -1, -1, 0.75, "shared.image", "file", block=block)
        start = link.start + 4 + len(head) + len(name) - len(name.lstrip())
        candidate.span = (start, start + len(name.strip()))
        candidate.signs.append(("the sentence that links it says so", 0.75))
        out.append(candidate)
    return out


def _says_so(view: View, block: Block, name: str) -> bool:
    """Whether the sentence around a picture's name says that it shows the owner, and speaks of nobody else."""
    if block.end - block.start > _LONGEST_LINE:
        return False
    at = view.text.find(name, block.start, block.end)
    if at < 0:
        return False
    start, stop = view.sentence(at)
    start, stop = max(start, at - _AROUND), min(max(stop, at + len(name)), at + len(name) + _AROUND)
    if any(view.has(what, start, stop) for what in (AGAINST, OTHERS)):
        return False
    inside = at + len(name)
    return any(
        hit.end <= stop
        and not at <= hit.start < inside
        and not _authored(view, block, hit.start)
        and not _is_my(view, view.folded[hit.start : hit.end], view.folded[start : hit.start])
        for hit in view.within(CAPTION, start, stop)
    )


def is_symbol(view: View, low: str) -> bool:
    """Whether a folded file name is a flag's, a map's, an award's; the words of one may begin it."""
    name = f" {low}"
    return any(word in name for word in view.lexicon.shared.not_portraits)


def _judge(view: View, use: FileUse, low: str, names: list[str]) -> tuple[float, str]:
    if use.marks & (Mark.USERBOX | Mark.PERSON | Mark.QUOTE | Mark.REF | Mark.CITE | Mark.DRAFT | Mark.CODE):
        return 0.0, ""
    sizes = [_ICON.match(view.text, block.start, block.end) for block in use.captions[:4]]
    if any(size and int(size.group(1)) <= _ICON_SIZE for size in sizes):
        return 0.0, ""
    if use.marks & Mark.OWNER_BOX:
        return 0.9, "in the owner's own box"
    if any(_shows_another(view, block) for block in use.captions[:20]):
        return 0.0, ""
    for block in use.captions[:20]:
        if worth := _caption(view, block):
            return worth, "the caption says so"
    stem = re.sub(r"\.[a-z]+$", "", low).replace("_", " ")
    for hit in view.lexicon.words.scan(stem)[CAPTION]:
        if _is_my(view, stem[hit.start : hit.end], stem[: hit.start]):
            continue
        if hit.end - hit.start >= 4 or stem.strip() == stem[hit.start : hit.end] or not stem.isascii():
            return 0.65, "the file's name says so"
    for name in names:
        if len(name) >= 4 and name in stem and len(stem) <= len(name) + 24:
            return 0.6, "the file is named after them"
    return 0.0, ""


def _caption(view: View, block: Block) -> float:
    text = view.text[block.start : block.end]
    if view.lexicon.wording.picture_option.match(text):
        return 0.0
    for hit in view.within(CAPTION, block.start, block.end):
        if hit.end > block.end:
            continue
        if _authored(view, block, hit.start):
            continue
        before = view.folded[block.start : hit.start].strip(" :-–.,'\"=")
        if before and before != "alt" and not _alone(view, block, hit):
            continue
        lead = view.folded[max(block.start, hit.start - _LEAD) : hit.start]
        if before != "alt" and _is_my(view, view.folded[hit.start : hit.end], lead):
            continue
        if not before or before == "alt" or len(text) <= 48 or hit.end - hit.start >= 8:
            return 0.75
    return 0.0


def _is_my(view: View, own: str, before: str) -> bool:
    """Whether a word for oneself stands behind a noun, where that means `my`: `kucing saya`; not `kucing dan saya`."""
    wording, code = view.lexicon.wording, view.lexicon.code
    mine = wording.mine.get(code)
    if mine is None or not mine.match(own):
        return False
    before = before if unspaced(own[0]) else before.rstrip()
    return bool(before) and before[-1] not in _APART and not wording.with_me[code].search(before)


def _alone(view: View, block: Block, hit: Hit) -> bool:
    """Whether a short word for oneself inside a caption says who is seen: `my dog and me`; not `here I learnt it`."""
    low = view.folded[hit.start : hit.end]
    if len(low) > _PRONOUN or " " in low or unspaced(low[0]) or low[0].upper() == low[0]:
        return True
    behind = view.folded[hit.end : min(block.end, hit.end + 4)].lstrip(" ")[:1]
    words = view.folded[max(block.start, hit.start - 12) : hit.start].split()
    return not behind.isalnum() or (bool(words) and words[-1] in view.lexicon.wording.conjunctions)


def _shows_another(view: View, block: Block) -> bool:
    """Whether a caption's word for oneself is denied, quoted, or another person's."""
    hits = [hit for hit in view.within(CAPTION, block.start, block.end) if hit.end <= block.end]
    return bool(hits) and all(_of_another(view, block, hit) for hit in hits)


def _of_another(view: View, block: Block, hit: Hit) -> bool:
    """Whether a caption denies it (`not me`), quotes it (`on the back: "It's me, Jane"`) or names whom else it shows."""
    text = view.text
    for no in view.within(AGAINST, block.start, block.end):
        if no.start <= hit.end + _DENIAL and no.end >= hit.start - _DENIAL:
            return True
    if any(no.start <= hit.start and hit.end <= no.end for no in view.within(OTHERS, block.start, block.end)):
        return True  # `he in the cap, not me`
    if _in_title(view, block, hit):
        return True
    if _is_work(view, block, hit):
        return True
    quote = max(text.rfind(mark, block.start, hit.start) for mark in _QUOTES)
    if quote > block.start and text[block.start : quote].strip(" '"):
        return any(mark in text[hit.end : block.end] for mark in _QUOTES)
    named = _NAME_AFTER.match(text, hit.end, block.end)
    if named is None or view.has(SELF, block.start, block.end):
        return False
    if named.group(1) and fold(named.group(1)) not in view.lexicon.wording.shown_of:
        return False  # `selfie in New York`
    return fold(view.page.username) not in fold(text[hit.end : block.end])


def _is_work(view: View, block: Block, hit: Hit) -> bool:
    """Whether it is a picture of old, or stands behind its painter: `Self-portrait, 1912`, `Jane Holt: Self-portrait`."""
    if _OLD.search(view.text, block.start, block.end):
        return True
    if hit.end - hit.start <= _PRONOUN or view.has(SELF, block.start, block.end):
        return False
    painter = _PAINTER.match(view.text, block.start, hit.start)
    return painter is not None and fold(view.page.username) not in fold(painter.group())


def _in_title(view: View, block: Block, hit: Hit) -> bool:
    """Whether the word stands in a work's title, which a caption has in italics beside other words: `''Me'', etching`."""
    page = view.page.wikitext
    left, right = view.layout.span(hit.start, hit.end)
    end = view.layout.span(block.start, block.end)[1]
    begin = max(page.rfind(mark, max(0, left - _TITLE), left) for mark in ("|", "\n")) + 1
    before, after = page[begin:left], page[right : min(end + 5, right + _TITLE)]
    opened, closing = list(_ITALICS.finditer(before)), _ITALICS.search(after)
    if len(opened) % 2 == 0 or closing is None:
        return False
    return any(map(str.isalpha, before[: opened[-1].start()] + after[closing.end() :]))


def _authored(view: View, block: Block, at: int) -> bool:
    """`photo by me` speaks of who took it."""
    before = view.folded[max(block.start, at - 14) : at].split()
    after = view.folded[at : at + 30]
    taken = view.lexicon.wording.taken.match(after)
    if taken and not taken.group(1).endswith(view.lexicon.wording.taken_oneself):
        return True  # 私が撮影した橋
    by = view.lexicon.wording.by  # of the page's language: `da` is none in Turkish
    if before and any(_ends(before[-1], by.get(code, ())) for code in (view.lexicon.code, "en")):
        return "foto" not in after
    return " by me" in view.folded[block.start : block.end]


def _ends(word: str, words: Collection[str]) -> bool:
    """Whether it is one of the words; where nothing stands between words, whether it ends with one."""
    return word in words or (unspaced(word[-1]) and word.endswith(tuple(words)))
