"""Accounts elsewhere: addresses at social, code and messaging hosts, and handles beside a service's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import fold
from bot.detect.recognizers import keys
from bot.detect.recognizers.domains import is_public
from bot.detect.signs import HOST, LABEL, MESSAGING, SOCIAL
from bot.detect.types import MESSAGING_HANDLE, SOCIAL_HANDLE
from bot.detect.view import MOST, TYPE_OF, Candidate
from bot.model import FindingType

if TYPE_CHECKING:
    from bot.detect.view import View

Span = tuple[int, int]

_PATH = re.compile(r"[\w.\-~%@#+:]{2,64}/?(?=[\s|\]\[<>\"'«»“”(),;!?]|[^\x00-\x7f]|$|[.](?:\s|$))", re.ASCII)
_SCHEME = re.compile(r"(?:(?:https?:)?//)?(?:[a-z0-9\-]{1,20}\.){0,2}$")
_FEDERATED = re.compile(r"@[\w.\-]{1,40}@[\w\-]{1,40}(?:\.[\w\-]{1,40}){1,4}(?::[0-9]+)?")
_BARE_FEDERATED = re.compile(r"[\w.\-]{1,40}@[\w\-]{1,40}(?:\.[\w\-]{1,40}){1,4}")
_MATRIX = re.compile(r"@[\w.\-=/]{1,60}:[\w\-]{1,40}(?:\.[\w\-]{1,40}){1,4}")
_AT_HANDLE = re.compile(r"@[A-Za-z0-9_](?:[\w.\-]{0,38}[A-Za-z0-9_])", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z0-9_](?:[\w.\-]{1,38}[A-Za-z0-9_])(?:#[0-9]{2,5})?", re.ASCII)
_BEFORE = 24  # characters before a handle in which `I'm`, `as` stand
_SMALL = re.compile(r"[a-z0-9][a-z0-9_.\-]{3,38}[a-z0-9](?![A-Za-z@/]|\.[a-z])")
_NUMBER = re.compile(r"[ :：=号號是#-]{0,4}([1-9][0-9]{4,10})(?![0-9])[ .]?")
_ACCOUNT = 0.75
_ADJACENT = 3  # characters between a service's name and the handle that belongs to it: `Instagram: @…`
_GOES_ON = re.compile(r":[A-Za-z0-9:]")  # an internet address, or a handle with its host
_NAMES = re.compile(r"[:：→] ?@?")
_QUOTES = " :：\"'«»“”„「」『』（("
_ALIKE = 4  # letters that a handle without signs and the account's name must have
_NAMED_BEFORE = re.compile(
    r"(?<![\w@/.\-])([A-Za-z0-9_](?:[\w.\-]{1,38}[A-Za-z0-9_]))[\"'”»]? (?:[^\W\d_]{1,4} (?:the )?|@ ?)$"
)
_ENDING = re.compile(
    r"(?<![\w@/.\-])(@?[A-Za-z0-9_](?:[\w.\-]{1,38}[A-Za-z0-9_]))[ \"'»”」』]{0,2}$", re.ASCII
)
_BRACKETED = re.compile(r" ?[(（]([A-Za-z0-9_](?:[\w.\-]{1,38}[A-Za-z0-9_]))[)）]", re.ASCII)
_SIGNED = re.compile(r"[A-Za-z].*[0-9_]|[0-9_].*[A-Za-z]|[a-z][A-Z]|[a-z]\.[a-z]")
_MARKED = re.compile(r"[0-9_.#\-]")


def recognize(view: View) -> list[Candidate]:
    """Every handle or account address that could be the owner's."""
    out = _hosts(view) + _at_signs(view)
    for what, kind in ((SOCIAL, SOCIAL_HANDLE), (MESSAGING, MESSAGING_HANDLE)):
        for hit in view.hits[what][:MOST]:
            out += _near(view, kind, hit.start, hit.end)
    return out + _labelled(view)


def _labelled(view: View) -> list[Candidate]:
    """An at-handle right behind a language's own word for a service, without a colon: `IG @…`."""
    out: list[Candidate] = []
    services = {hit.start for hit in view.hits[SOCIAL]}
    for hit in view.hits[LABEL][: MOST * 4]:
        if (
            hit.what != SOCIAL_HANDLE.value
            or hit.start in services
            or view.text[hit.end : hit.end + 2] != " @"
        ):
            continue
        found = _AT_HANDLE.match(view.text, hit.end + 1)
        if found is None or _ours(view, found.group()) or view.text[found.end() : found.end() + 1] == "@":
            continue
        signs = [("handle beside a service's name", 0.6)]
        rule = "shared.social_handle.label"
        out.append(Candidate(SOCIAL_HANDLE, *found.span(), 0.6, rule, "shape", signs=signs))
    return out


def _letter(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _ours(view: View, handle: str) -> bool:
    name = handle.strip("@/").split("#")[0].lower()
    shared = view.lexicon.shared
    if not name or name in shared.not_handles or name.rstrip("/") in shared.not_handles:
        return True
    return any(word.strip("*") in name for word in shared.project_accounts if word.startswith("*"))


def _hosts(view: View) -> list[Candidate]:
    out: list[Candidate] = []
    for hit in view.hits[HOST][:MOST]:
        kind, _, host = str(hit.what).partition(" ")
        path = _PATH.match(view.text, hit.end)
        floor = view.line(hit.start)[0]
        scheme = _SCHEME.search(view.folded, max(floor, hit.start - 40), hit.start)
        begin = scheme.start() if scheme else hit.start
        if hit.start and begin == hit.start and view.folded[hit.start - 1].isalnum():
            continue
        if path is None or _ours(view, path.group()):
            continue
        if path.group().strip("/").isdigit() and "id" not in host and "people" not in host:
            continue
        end = path.end() - (1 if path.group().endswith("/") else 0)
        worth = 0.65 if view.text[end : end + 1] == "/" else _ACCOUNT  # of a work, or of the account itself
        candidate = Candidate(TYPE_OF[kind], begin, end, worth, f"shared.host.{host}", "shape")
        candidate.signs.append(("account address", worth))
        candidate.own = worth == _ACCOUNT and keys.is_written(view, begin)
        out.append(candidate)
    return out


def _at_signs(view: View) -> list[Candidate]:
    out: list[Candidate] = []
    at = view.text.find("@")
    tries = 0
    while at >= 0 and tries < MOST * 2:
        tries += 1
        before = view.text[at - 1 : at]
        if not _letter(before) and before not in ("/", "@", ".", "_", "-", ":"):
            for pattern, kind in (
                (_FEDERATED, SOCIAL_HANDLE),
                (_MATRIX, MESSAGING_HANDLE),
            ):
                found = pattern.match(view.text, at)
                if found and is_public(re.split("[@:]", found.group()[1:])[1].lower()):
                    rule = "shared.social.federated" if kind is SOCIAL_HANDLE else "shared.matrix"
                    worth = 0.65 if kind is SOCIAL_HANDLE else _ACCOUNT
                    if not _ours(view, found.group().split("@")[1]):
                        signs = [("handle", worth)]
                        own = keys.is_written(view, at)
                        out.append(Candidate(kind, *found.span(), worth, rule, "shape", signs=signs, own=own))
                    break
        at = view.text.find("@", at + 1)
    return out


def _near(view: View, kind: FindingType, start: int, end: int) -> list[Candidate]:
    """The handle after (or before) a service's name in its line."""
    floor, ceiling = view.line(start)
    sentence = view.sentence(start)
    ceiling, floor = min(ceiling, max(sentence[1], end + 1)), max(floor, sentence[0])
    service = view.folded[start:end]
    rule = f"shared.{kind.value}.{service}"
    following = view.within(SOCIAL, end, ceiling)[:1] + view.within(MESSAGING, end, ceiling)[:1]
    if following:  # a handle belongs to the service nearest before it
        ceiling = min(hit.start for hit in following)
    span = (
        _numbered(view, service, end)
        or _after(view, end, min(ceiling, end + 60))
        or _before(view, start, max(floor, start - 50))
    )
    if span is None:
        span = _beside(view, start, end, floor, ceiling)
    if span is None or _ours(view, view.text[span[0] : span[1]]) or _GOES_ON.match(view.text, span[1]):
        return []
    following_char = view.text[span[1] : span[1] + 1]
    if _letter(following_char) or (following_char == "@" and span[0] - end > _ADJACENT):
        return []  # cut off by the reach, or an e-mail address's beginning
    if following_char == "/" and "." in view.text[span[0] : span[1]]:
        return []  # a host's name, not a handle: `Telegram t.me/…`
    worth = 0.6 if view.text[span[0]] == "@" and 0 <= span[0] - end <= _ADJACENT else 0.55
    if _NAMES.fullmatch(view.text, end, span[0]):
        worth = _ACCOUNT  # `Discord: …` says what it is
    candidate = Candidate(kind, *span, worth, rule, "shape")
    candidate.signs.append(("handle beside a service's name", worth))
    return [candidate]


def _numbered(view: View, service: str, at: int) -> Span | None:
    """The number right behind a service whose accounts are numbers: `QQ：…`."""
    found = _NUMBER.match(view.text, at) if service in view.lexicon.shared.numbered_services else None
    return found.span(1) if found else None


def _after(view: View, at: int, limit: int) -> Span | None:
    text = view.text
    separator = view.lexicon.wording.handle_separator.match(text, at, limit)
    if separator:
        found = _AT_HANDLE.match(text, separator.end(), limit) or _PLAIN.match(text, separator.end(), limit)
        if found and not _is_word(view, *found.span(), loose=True):
            return found.span()
    if view.lexicon.traits.own_script and (glued := view.lexicon.wording.handle_joint.match(text, at, limit)):
        found = _SMALL.match(text, glued.end(), limit)
        if found and not _is_word(view, *found.span(), loose=True):
            return found.span()
    marked = _AT_HANDLE.search(text, at, limit)
    if marked and _letter(text[marked.start() - 1 : marked.start()]):
        marked = None
    for found in _PLAIN.finditer(text, at, limit):
        if marked and marked.start() < found.start():
            break
        before = text[found.start() - 1 : found.start()]
        if before in ("/", "@", ".", "-") or _is_word(view, *found.span(), loose=False):
            continue
        return found.span()
    return marked.span() if marked else None


def _before(view: View, at: int, floor: int) -> Span | None:
    best = None
    for found in _AT_HANDLE.finditer(view.text, floor, at):
        if not _letter(view.text[found.start() - 1 : found.start()]):
            best = found.span()
    return best


def _beside(view: View, start: int, end: int, floor: int, ceiling: int) -> Span | None:
    """A handle without an at-sign right before a service or in brackets behind it: `I'm moth_77 on Instagram`."""
    found = _NAMED_BEFORE.search(view.text, max(floor, start - 50), start)
    if found is None or not view.lexicon.wording.handle_before.search(
        " " + view.folded[max(floor, found.start(1) - _BEFORE) : found.start(1)]
    ):
        found = _BRACKETED.match(view.text, end, ceiling)
    if found is None or _is_word(view, *found.span(1), loose=True):
        return None
    handle = found.group(1)
    owner = "".join(filter(str.isalnum, fold(view.page.username)))
    plain = "".join(filter(str.isalnum, handle.lower()))
    like = len(plain) >= _ALIKE and len(owner) >= _ALIKE and (plain in owner or owner in plain)
    return found.span(1) if like or _SIGNED.search(handle) else None


def _is_word(view: View, start: int, end: int, *, loose: bool) -> bool:
    """Whether a token reads as an ordinary word, not as a handle."""
    word = view.text[start:end]
    low = word.lower()
    lexicon = view.lexicon
    if low in lexicon.shared.not_handles or low in lexicon.stop or low in lexicon.particles:
        return True
    if (
        low in lexicon.shared.social
        or low in lexicon.shared.messaging
        or low in lexicon.labels
        or word.isdigit()
    ):
        return True
    if loose:
        return False
    if _MARKED.search(word) and not re.fullmatch(r"[0-9.\-]+|[A-Za-z]+(?:-[A-Za-z]+)+|[a-z]\.[a-z]\.?", word):
        return any(char.isspace() for char in word) or low.startswith("www.") or "://" in low
    if re.search("[a-z][A-Z]", word) or re.search("[A-Za-z][0-9]", word):
        return False
    return not view.lexicon.wording.handle_before.search(view.folded, max(0, start - 16), start)


def handle_at(view: View, at: int, limit: int) -> Span | None:
    """A handle or an account's address after a label or as an argument."""
    while at < limit and view.text[at] in _QUOTES:
        at += 1
    for pattern in (_FEDERATED, _BARE_FEDERATED, _MATRIX, _AT_HANDLE, _PLAIN):
        found = pattern.match(view.text, at, limit)
        if found and not _ours(view, found.group()) and not _is_word(view, *found.span(), loose=True):
            if "://" in view.text[at : found.end() + 3]:
                return None
            after = view.text[found.end() : found.end() + 1]
            if pattern is _PLAIN and after.isalpha() and after < "\u0250":
                return None  # a word with a letter that handles do not have
            return found.span()
    number = _NUMBER.fullmatch(view.text, at, limit)
    return number.span(1) if number else None


def number_at(view: View, at: int, limit: int) -> Span | None:
    """The number of an account that begins at a place: a phrase's `{number}`."""
    found = _NUMBER.match(view.text, at, limit)
    return found.span(1) if found else None


def handle_before(view: View, end: int, floor: int) -> Span | None:
    """A handle that ends right before a phrase."""
    found = _ENDING.search(view.text, max(floor, end - 60), end)
    if found is None or _ours(view, found.group(1)) or _is_word(view, *found.span(1), loose=True):
        return None
    return found.span(1)
