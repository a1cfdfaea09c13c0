"""Passwords, bot passwords and keys that somebody wrote down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import fold
from bot.detect.recognizers import ids, keys
from bot.detect.regions import Kind
from bot.detect.signs import AGAINST, CONTEXT, LABEL
from bot.detect.types import CREDENTIAL
from bot.detect.view import MOST, Candidate

if TYPE_CHECKING:
    from bot.detect.view import View

_SECRET = re.compile(r"[^\s\"'`„“”«»「」<>|\[\]{}()、。，।۔؛،]{6,80}")
_HASH = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})")
_NETWORK = re.compile(r"[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}")  # an internet address
_SITE = re.compile(r"(?:[a-z0-9\-]{1,40}\.){1,4}[a-z]{2,12}/", re.IGNORECASE)  # `gitlab.com/moth77`
_TRIVIAL = re.compile(r"[^\W\d]{3,12}[_\-]?(?:1|12|123|1234|12345|123456|01|007|2000)!?|[0-9]+|qwert\w*")
_OPENS = re.compile(r"<(?:code|tt|kbd)>$", re.IGNORECASE)
_LEAST, _MOST_CODE = 8, 120  # characters of a line of code that may be a secret alone
_BEFORE, _BEHIND = 160, 48  # characters before and after such code in which words for a secret stand
_REACH, _RIGHT_BEFORE = 60, 12  # characters before a secret's word: where it is looked for, where it ends
_ASSIGNS = " \t\"':=>"  # what stands between a password's word and its value in code
_SIGN = re.compile(r"[!#%+=?&*$^~]")
_CHOSEN = re.compile(r"[A-Za-z0-9]{0,30}[A-Za-z][A-Za-z0-9]{0,30}[!#%+=?&*$^~][!-~]{0,30}[0-9]")
_LATIN = re.compile(r"[!-~]{6,}")


def recognize(view: View) -> list[Candidate]:
    """Secrets near words for them, and keys known by their beginning."""
    out: list[Candidate] = []
    seen: set[tuple[int, int]] = set()
    for hit in view.contexts("credential"):
        _, end = view.sentence(hit.start)
        line_start, line_end = view.line(hit.start)
        span = secret_at(view, hit.end, min(line_end, max(end, hit.end + 2), hit.end + 70), prose=True)
        if span is None:
            span = _before(view, max(line_start, hit.start - _REACH), hit.start)
        if span is None or span in seen:
            continue
        seen.add(span)
        if ids.number_in(view, "national_id", *span) or ids.number_in(view, "payment", *span):
            continue  # `codice` is a tax number's word too
        worth = 0.75 if _CHOSEN.fullmatch(view.text, *span) else 0.65  # as people make them
        candidate = Candidate(CREDENTIAL, *span, worth, "shared.credential", "shape")
        candidate.signs.append(("reads as a secret, and it is named", worth))
        candidate.own = _assigned(view, hit.end, span)
        out.append(candidate)
    return out + _in_code(view) + keys.recognize(view)


def _in_code(view: View) -> list[Candidate]:
    """A secret alone in `<code>` behind words for one: the new key is <code>…</code>."""
    out: list[Candidate] = []
    page = view.page.wikitext
    for block in view.layout.raw:
        if block.index >= MOST * 10:
            break
        if block.kind is not Kind.CODE or not _LEAST <= block.end - block.start <= _MOST_CODE:
            continue
        tag = _OPENS.search(page, max(0, block.at - 8), block.at)
        span = secret_at(view, block.start, block.end, prose=True) if tag else None
        if tag is None or span is None:
            continue
        start = max(page.rfind("\n", 0, tag.start()) + 1, tag.start() - _BEFORE)
        before = fold(page[start : tag.start()])
        found = view.lexicon.signs.scan(before)
        inside = view.within(LABEL, block.start, span[0]) + view.within(CONTEXT, block.start, span[0])
        named = [hit for hit in [*found[LABEL], *found[CONTEXT], *inside] if hit.what == "credential"]
        if not named and _CHOSEN.fullmatch(
            view.text, *span
        ):  # `<code>…</code>, the password of my test account`
            behind = view.lexicon.signs.scan(fold(_after(page, view.layout.span(block.start, block.end)[1])))
            named = [hit for hit in [*behind[LABEL], *behind[CONTEXT]] if hit.what == "credential"]
        if not named or view.lexicon.words.scan(before)[AGAINST]:
            continue
        candidate = Candidate(CREDENTIAL, *span, 0.65, "shared.credential.code", "shape")
        candidate.signs.append(("reads as a secret, in code behind words for one", 0.65))
        candidate.block, candidate.own = block, True
        out.append(candidate)
    return out


def _after(page: str, at: int) -> str:
    """What stands behind code in its line."""
    start = page.find(">", at, at + 12) + 1 or at
    return page[start : start + _BEHIND].partition("\n")[0]


def _assigned(view: View, at: int, span: tuple[int, int]) -> bool:
    """Whether code on the owner's page itself gives a password a value that is no placeholder: `password = "…"`."""
    if "/" in view.page.title or view.layout.block_at(span[0]).kind is not Kind.CODE:
        return False
    return not view.text[at : span[0]].strip(_ASSIGNS) and _SIGN.search(view.text, *span) is not None


def _before(view: View, at: int, limit: int) -> tuple[int, int] | None:
    """A secret right before its word, where the verb comes last: `Botum X parolasıyla çalışıyor`, `X is my password`."""
    span = secret_at(view, at, limit, prose=True)
    if span is None or limit - span[1] > _RIGHT_BEFORE or not _SIGN.search(view.text, *span):
        return None
    return span


def secret_at(view: View, at: int, limit: int, *, prose: bool = False) -> tuple[int, int] | None:
    """What reads as a secret in [at, limit): mixed letters, digits and signs, no placeholder, no hash."""
    text = view.text
    for found in _SECRET.finditer(text, at, limit):
        start, end = found.span()
        while end > start and text[end - 1] in ".,;:!?":
            end -= 1
        while start < end and text[start] in ":=–,;":
            start += 1
        word = text[start:end]
        if _TRIVIAL.fullmatch(word.lower()):
            continue
        if len(word) < 6 or "://" in word or word.lower() in view.lexicon.shared.secret_placeholders:
            continue
        if (
            _HASH.fullmatch(word.lower())
            or _NETWORK.fullmatch(word.lower())
            or _SITE.match(word)
            or ("@" in word[1:-4] and "." in word.split("@")[-1])
        ):
            continue
        if prose and not word.isascii():  # パスワードは…です
            latin = max(_LATIN.finditer(word), key=lambda part: part.end() - part.start(), default=None)
            if latin is not None and _mixed(latin.group()):
                return start + latin.start(), start + latin.end()
        if _mixed(word) or (not prose and _has_digit_and_letter(word)):
            return start, end
    return None


def _has_digit_and_letter(word: str) -> bool:
    if len(re.findall("[a-z][A-Z]", word)) >= 2:
        return True
    return any(map(str.isdigit, word)) and any(map(str.isalpha, word))


def _mixed(word: str) -> bool:
    """Letters with digits, and not a date, a range, a version or an ordinal."""
    if not _has_digit_and_letter(word):
        return False
    letters = sum(map(str.isalpha, word))
    if letters < 2 or re.fullmatch(r"[0-9]+[^\W\d]{1,4}|[^\W\d]{1,3}[.\-]?[0-9]+(?:[.\-][0-9]+)*", word):
        return False
    return len(word) >= 8 or any(not char.isalnum() for char in word)
