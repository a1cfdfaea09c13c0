"""Accounts elsewhere: addresses at social, code and messaging hosts, and handles beside a service's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import fold
from bot.detect.recognizers import handles, keys, mentioned
from bot.detect.recognizers.domains import is_public
from bot.detect.signs import HOST, LABEL, MESSAGING, SOCIAL
from bot.detect.types import MESSAGING_HANDLE, SOCIAL_HANDLE
from bot.detect.view import MOST, TYPE_OF, Candidate
from bot.model import FindingType

if TYPE_CHECKING:
    from bot.detect.signs import Hit
    from bot.detect.view import View

Span = tuple[int, int]

_PATH = re.compile(r"[\w.\-~%@#+:]{2,64}/?(?=[\s|\]\[<>\"'«»“”(),;!?]|[^\x00-\x7f]|$|[.](?:\s|$))", re.ASCII)
_WORK = re.compile(r"[A-Za-z0-9][\w\-]{1,38}(?=/[\w.\-]{1,100})", re.ASCII)
_CODE_HOSTS = (
    "github.com/", "gitlab.com/", "codeberg.org/", "gitee.com/", "bitbucket.org/", "framagit.org/", "sr.ht/~",
)  # fmt: skip
_OF_WORK = 0.35
_SCHEME = re.compile(r"(?:(?:https?:)?//)?(?:[a-z0-9\-]{1,20}\.){0,2}$")
_BEFORE = 24  # characters before a handle in which `I'm`, `as` stand
_SMALL = re.compile(r"[a-z0-9][a-z0-9_.\-]{3,38}[a-z0-9](?![A-Za-z@/]|\.[a-z])")
_ACCOUNT = 0.75
_ADJACENT = 3  # characters between a service's name and the handle that belongs to it: `Instagram: @…`
_GOES_ON = re.compile(r":[A-Za-z0-9:]")  # an internet address, or a handle with its host
_NAMES = re.compile(r"[:：→] ?@?")
_SHORT = re.compile(r" ?(?:[:=–—→-] ?)?")
_ALIKE = 4  # letters that a handle without signs and the account's name must have
_NAMED_BEFORE = re.compile(
    r"(?<![\w@/.\-])([A-Za-z0-9_](?:[\w.\-]{1,38}[A-Za-z0-9_]))[\"'”»]? (?:[^\W\d_]{1,4} (?:the )?|@ ?)$"
)
_BRACKETED = re.compile(r" ?[(（]([A-Za-z0-9_](?:[\w.\-]{1,38}[A-Za-z0-9_]))[)）]", re.ASCII)
_SIGNED = re.compile(r"[A-Za-z].*[0-9_]|[0-9_].*[A-Za-z]|[a-z][A-Z]|[a-z]\.[a-z]")


def recognize(view: View) -> list[Candidate]:
    """Every handle or account address that could be the owner's."""
    out = _hosts(view) + _at_signs(view)
    for what, kind in ((SOCIAL, SOCIAL_HANDLE), (MESSAGING, MESSAGING_HANDLE)):
        for hit in view.hits[what][:MOST]:
            out += _near(view, kind, hit)
    out += _labelled(view)
    return out + mentioned.recognize(view, out)


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
        found = handles.AT_HANDLE.match(view.text, hit.end + 1)
        if (
            found is None
            or handles.is_ours(view, found.group())
            or view.text[found.end() : found.end() + 1] == "@"
        ):
            continue
        signs = [("handle beside a service's name", 0.6)]
        rule = "shared.social_handle.label"
        out.append(Candidate(SOCIAL_HANDLE, *found.span(), 0.6, rule, "shape", signs=signs))
    return out


def _letter(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _hosts(view: View) -> list[Candidate]:
    out: list[Candidate] = []
    for hit in view.hits[HOST][:MOST]:
        kind, _, host = str(hit.what).partition(" ")
        path = _PATH.match(view.text, hit.end)
        work = None if path or not host.startswith(_CODE_HOSTS) else _WORK.match(view.text, hit.end)
        floor = view.line(hit.start)[0]
        scheme = _SCHEME.search(view.folded, max(floor, hit.start - 40), hit.start)
        begin = scheme.start() if scheme else hit.start
        if hit.start and begin == hit.start and view.folded[hit.start - 1].isalnum():
            continue
        path = path or work
        if path is None or handles.is_ours(view, path.group()):
            continue
        if path.group().strip("/").isdigit() and "id" not in host and "people" not in host:
            continue
        end = path.end() - (1 if path.group().endswith("/") else 0)
        worth = 0.65 if view.text[end : end + 1] == "/" else _ACCOUNT  # of a work, or of the account itself
        sign = "account address"
        if work:  # who has the code may be anybody: `github.com/moth77/tool`
            worth, sign = _OF_WORK, "address of a work"
        candidate = Candidate(TYPE_OF[kind], begin, end, worth, f"shared.host.{host}", "shape")
        candidate.signs.append((sign, worth))
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
                (handles.FEDERATED, SOCIAL_HANDLE),
                (handles.MATRIX, MESSAGING_HANDLE),
            ):
                found = pattern.match(view.text, at)
                if found and is_public(re.split("[@:]", found.group()[1:])[1].lower()):
                    rule = "shared.social.federated" if kind is SOCIAL_HANDLE else "shared.matrix"
                    worth = 0.65 if kind is SOCIAL_HANDLE else _ACCOUNT
                    if not handles.is_ours(view, found.group().split("@")[1]):
                        signs = [("handle", worth)]
                        own = keys.is_written(view, at)
                        out.append(Candidate(kind, *found.span(), worth, rule, "shape", signs=signs, own=own))
                    break
        at = view.text.find("@", at + 1)
    return out


def _near(view: View, kind: FindingType, hit: Hit) -> list[Candidate]:
    """The handle after (or before) a service's name in its line."""
    start, end = hit.start, handles.service_end(view, hit)
    floor, ceiling = view.line(start)
    if hit.what in view.lexicon.shared.everywhere:
        return _everywhere(view, start, floor)
    sentence = view.sentence(start)
    ceiling, floor = min(ceiling, max(sentence[1], end + 1)), max(floor, sentence[0])
    service = view.folded[start : hit.end]
    rule = f"shared.{kind.value}.{service}"
    following = view.within(SOCIAL, end, ceiling)[:1] + view.within(MESSAGING, end, ceiling)[:1]
    if following:  # a handle belongs to the service nearest before it
        ceiling = min(each.start for each in following)
    span = (
        _numbered(view, service, end)
        or _after(view, end, min(ceiling, end + 60))
        or _before(view, start, max(floor, start - 50))
    )
    if span is None:
        span = _beside(view, start, end, floor, ceiling)
    if (
        span is None
        or handles.is_ours(view, view.text[span[0] : span[1]])
        or _GOES_ON.match(view.text, span[1])
    ):
        return []
    following_char = view.text[span[1] : span[1] + 1]
    if _letter(following_char) or (following_char == "@" and span[0] - end > _ADJACENT):
        return []  # cut off by the reach, or an e-mail address's beginning
    if following_char == "/" and "." in view.text[span[0] : span[1]]:
        return []  # a host's name, not a handle: `Telegram t.me/…`
    short = hit.what in view.lexicon.shared.short_services and not view.text[slice(*span)].isdigit()
    if short and not _is_short(view, end, span):
        return []
    worth = 0.6 if view.text[span[0]] == "@" and 0 <= span[0] - end <= _ADJACENT else 0.55
    if _NAMES.fullmatch(view.text, end, span[0]):
        worth = _ACCOUNT  # `Discord: …` says what it is
    candidate = Candidate(kind, *span, worth, rule, "shape")
    candidate.signs.append(("handle beside a service's name", worth))
    return [candidate]


def _is_short(view: View, end: int, span: Span) -> bool:
    """Whether a handle shows that the letters before it stand for a service: `dc: moth_77`, `my yt is @moth77`."""
    gap = view.folded[end : span[0]] if 0 <= span[0] - end <= _BEFORE else "."
    if view.text[span[0]] != "@" and not _SIGNED.search(view.text, *span):
        return False
    if _SHORT.fullmatch(gap):
        return view.text[span[0]] == "@" or gap.strip() != ""
    linked = view.lexicon.wording.handle_is.get(view.lexicon.code)
    return linked is not None and linked.fullmatch(gap) is not None


def _everywhere(view: View, at: int, floor: int) -> list[Candidate]:
    """A handle right before a word for all services together: `I'm moth_77 everywhere`."""
    span = handles.handle_before(view, at, floor)
    if span is None or not (view.text[span[0]] == "@" or _SIGNED.search(view.text, *span)):
        return []
    signs = [("a handle that is used everywhere", 0.5)]
    return [Candidate(SOCIAL_HANDLE, *span, 0.5, "shared.social_handle.everywhere", "shape", signs=signs)]


def _numbered(view: View, service: str, at: int) -> Span | None:
    """The number right behind a service whose accounts are numbers: `QQ：…`."""
    found = handles.NUMBER.match(view.text, at) if service in view.lexicon.shared.numbered_services else None
    return found.span(1) if found else None


def _after(view: View, at: int, limit: int) -> Span | None:
    text = view.text
    separator = view.lexicon.wording.handle_separator.match(text, at, limit)
    if separator:
        found = handles.AT_HANDLE.match(text, separator.end(), limit) or handles.PLAIN.match(
            text, separator.end(), limit
        )
        if found and not handles.is_word(view, *found.span(), loose=True):
            return found.span()
    if view.lexicon.traits.own_script and (glued := view.lexicon.wording.handle_joint.match(text, at, limit)):
        found = _SMALL.match(text, glued.end(), limit)
        if found and not handles.is_word(view, *found.span(), loose=True):
            return found.span()
    plain = handles.PLAIN_WORD.match(text, at, limit)
    if plain and text[at] == " " and not handles.is_word(view, *plain.span(1), loose=True):
        return None  # see `mentioned`; what follows is hardly this service's
    marked = handles.AT_HANDLE.search(text, at, limit)
    if marked and _letter(text[marked.start() - 1 : marked.start()]):
        marked = None
    for found in handles.PLAIN.finditer(text, at, limit):
        if marked and marked.start() < found.start():
            break
        before = text[found.start() - 1 : found.start()]
        if before in ("/", "@", ".", "-") or handles.is_word(view, *found.span(), loose=False, service=at):
            continue
        return found.span()
    return marked.span() if marked else None


def _before(view: View, at: int, floor: int) -> Span | None:
    best = None
    for found in handles.AT_HANDLE.finditer(view.text, floor, at):
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
    if found is None or handles.is_word(view, *found.span(1), loose=True):
        return None
    handle = found.group(1)
    owner = "".join(filter(str.isalnum, fold(view.page.username)))
    plain = "".join(filter(str.isalnum, handle.lower()))
    like = len(plain) >= _ALIKE and len(owner) >= _ALIKE and (plain in owner or owner in plain)
    return found.span(1) if like or _SIGNED.search(handle) else None
