"""Keys and passwords that need no word beside them: known by how they begin, random, or given to a name in code."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.detect.folding import fold
from bot.detect.regions import Kind
from bot.detect.signs import AGAINST, CONTEXT, KEY, LABEL
from bot.detect.types import CREDENTIAL
from bot.detect.view import MOST, Candidate

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.shared import Shared
    from bot.detect.view import View

_SURE = 0.8  # nobody writes such a thing without meaning it
_PREFIXED = re.compile(r"[A-Za-z0-9_\-/+=.]{16,200}")
_RANDOM = re.compile(r"[A-Za-z0-9]{20,80}")
_HEX = re.compile(r"[0-9a-fA-F]+|[0-9]+[A-Za-z]+|[A-Za-z]+[0-9]+")  # hashes, and words with a number
_TURN = re.compile(r"[0-9](?=[A-Za-z])|[A-Za-z](?=[0-9])")
_TURNS = 6  # changes between letters and digits in a string that nobody made up
_AROUND = "/._-&"  # what makes a run of letters a part of something longer: a path, an identifier
_CHOSEN = re.compile(r"[A-Za-z][A-Za-z0-9]{2,30}[!#%+*^~$?&=][A-Za-z0-9]{1,30}")
_ENDS = " \t\"'`,;)]}"  # what stands behind a value in code
_INLINE = re.compile(r"<(?:code|tt|kbd)>$", re.IGNORECASE)
_LINE = 1_000  # characters on either side of a key that may call it a sample
_BEFORE = 160  # characters before such code that say what it is
_CLAUSES = re.compile(r"[,.;:!?()।。、，；：؛،–—]")
_BEGIN = "-----begin"
_PRIVATE = re.compile(r"-----begin [a-z0-9 ]{0,24}private key(?: block)?-----")
_END = "-----end"
_LONGEST_KEY, _SHORTEST_KEY = 12_000, 40


def recognize(view: View) -> list[Candidate]:
    """Keys by their beginning, private keys, and what lines of code and comments hold."""
    out: list[Candidate] = []
    for hit in view.hits[KEY][:MOST]:
        found = _private(view, hit.start) if hit.what == _BEGIN else _prefixed(view, hit.start)
        if found is not None:
            name = "private" if hit.what == _BEGIN else hit.what
            out.append(_candidate(found, f"shared.key.{name}", "begins as a key does"))
    for block in view.layout.raw:
        if block.index >= MOST * 10:
            break
        found = _written(view, block)
        if found is not None:
            out.append(_candidate(found, "shared.key", "a secret in code"))
    return out


def _candidate(span: tuple[int, int], rule: str, sign: str) -> Candidate:
    candidate = Candidate(CREDENTIAL, *span, _SURE, rule, "shape", signs=[(sign, _SURE)])
    candidate.own = True
    return candidate


def _prefixed(view: View, at: int) -> tuple[int, int] | None:
    """A key that begins as those of its service do: `ghp_…`."""
    if at and (view.text[at - 1].isalnum() or view.text[at - 1] in "-_/"):
        return None
    found = _PREFIXED.match(view.text, at)
    if found is None or len(set(found.group())) < 10 or not any(map(str.isdigit, found.group())):
        return None
    return (
        None if is_sample(_around(view, at, view.layout.block_at(at)), view.lexicon.shared) else found.span()
    )


def _around(view: View, at: int, block: Block) -> str:
    """What stands in a block on either side of a place, no more than a line's worth: each key reads it."""
    return view.folded[max(block.start, at - _LINE) : min(block.end, at + _LINE)]


def _private(view: View, at: int) -> tuple[int, int] | None:
    """A private key from its first line to its last."""
    folded = view.folded
    begin = _PRIVATE.match(folded, at)
    if begin is None:
        return None
    end = folded.find(_END, begin.end(), begin.end() + _LONGEST_KEY)
    if end < 0 or end - begin.end() < _SHORTEST_KEY or is_sample(folded[at:end], view.lexicon.shared):
        return None
    close = folded.find("-----", end + len(_END), end + 80)
    return at, close + 5 if close >= 0 else end + len(_END)


@lru_cache(maxsize=4)
def _secret_name(shared: Shared) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, shared.secret_names)))


def _written(view: View, block: Block) -> tuple[int, int] | None:
    """The first secret in a line of code or a comment: a random string, or what a name for a secret is given."""
    text = view.text
    for found in _RANDOM.finditer(text, block.start, block.end):
        start, end = found.span()
        beside = text[max(block.start, start - 1) : start] + text[end : min(block.end, end + 1)]
        if is_random(found.group()) and not any(char in _AROUND or char.isalnum() for char in beside):
            return None if _is_denied(view, start, block) else (start, end)
    name = _secret_name(view.lexicon.shared).search(view.folded, block.start, block.end)
    first = name.end() if name else block.end
    for what in (LABEL, CONTEXT):
        for hit in view.within(what, block.start, block.end):
            first = min(first, hit.end) if hit.what == "credential" else first
    for found in _CHOSEN.finditer(text, first, block.end):
        start, end = found.span()
        if (
            not text[end : min(block.end, end + 1)].strip(_ENDS)
            and text[start - 1] in " \t\"'`=:("
            and is_chosen(found.group())
        ):
            return None if _is_denied(view, start, block) else (start, end)
    return None


def _is_denied(view: View, at: int, block: Block) -> bool:
    """Whether a line calls itself a sample, or the clause before `<code>` says `never` or `like`."""
    if is_sample(_around(view, at, block), view.lexicon.shared):
        return True
    page = view.page.wikitext
    tag = _INLINE.search(page, max(0, block.at - 8), block.at) if block.kind is Kind.CODE else None
    if tag is None:
        return False
    before = fold(page[max(page.rfind("\n", 0, tag.start()) + 1, tag.start() - _BEFORE) : tag.start()])
    clause = _CLAUSES.split(before.rstrip(" :"))[-1]
    return is_sample(before, view.lexicon.shared) or bool(view.lexicon.words.scan(clause)[AGAINST])


def is_random(word: str) -> bool:
    """Whether a run of letters and digits is one that a machine made: no hash, no wallet, no word with a number."""
    return len(_TURN.findall(word)) >= _TURNS and not _HEX.fullmatch(word) and not is_coin(word)


def is_chosen(word: str) -> bool:
    """Whether a word with a sign in it is a password as people make them: `pebble!2936`, not `year=2006`."""
    if not any(map(str.isdigit, word)):
        return False
    _, equals, right = word.partition("=")
    return not equals or not right.isdigit()


@lru_cache(maxsize=256)
def is_coin(text: str) -> bool:
    """Whether a wallet's check is right."""
    from stdnum import bitcoin

    return bool(bitcoin.is_valid(text))


def is_written(view: View, at: int) -> bool:
    """Whether a place is in a line of code that calls itself no sample: an account there is the owner's."""
    block = view.layout.block_at(at)
    return block.kind is Kind.CODE and not _is_denied(view, at, block)


def is_sample(folded: str, shared: Shared) -> bool:
    """Whether a text calls itself an example, a placeholder or a hash."""
    return _samples(shared).search(folded) is not None


@lru_cache(maxsize=4)
def _samples(shared: Shared) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in shared.secret_samples)
    return re.compile(rf"(?:{words})(?!\.[a-z]{{3}})")  # not `https://example.org/…`
