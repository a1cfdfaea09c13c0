"""Contact points compared by meaning: `a@b.org`, `a(_AT_)b.org`, `a{{@}}b.org` and full width are one.

Mail addresses and international telephone numbers are contact points. Nothing here knows which of them are
real: the source says which there must be.
"""

from __future__ import annotations

import enum
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from bot.translation.text import AT_TEMPLATE, AT_WORD, PHONE

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_NOISE = re.compile(
    r"<!--.*?(?:-->|\Z)|</?(?:nowiki|wbr|bdi|bdo|span|b|i|em|strong|code|tt|kbd|small)\b[^<>]*>|'{2,5}",
    re.DOTALL,
)
_TWO_PARTS = re.compile(
    r"\{\{\s*[\w\- ]{0,20}(?:mail|spam)[\w\- ]{0,20}\|\s*(?:\w+\s*=\s*)?([A-Za-z0-9._%+-]+)\s*"
    r"\|\s*(?:\w+\s*=\s*)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)\s*(?:\|[^{}]*)?\}\}",
    re.IGNORECASE,
)
_AT_IMAGE = re.compile(
    r"\s{0,3}\[\[\s{0,3}(?:file|image)\s*:[^\[\]|]*\bat\b[^\[\]]*\]\]\s{0,3}", re.IGNORECASE
)
_BARE_AT = re.compile(r"(?<=[A-Za-z0-9])_AT_(?=[A-Za-z0-9])")
_SPOKEN = re.compile(
    r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{1,64}) (?:at|AT) ([A-Za-z0-9-]{1,63}) "
    r"(?:dot|DOT) ([A-Za-z]{2,24})\b"
)
_DOT_WORD = re.compile(
    r"(?<=[A-Za-z0-9])\s?[(\[{<]\s*_?(?:dot|punto|point|punkt|ponto|\.|点|ドット)_?\s*[)\]}>]\s?(?=[A-Za-z])",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})\s?@\s?"
    r"([A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63})+)"
)
_MAILTO = re.compile(r"mailto:([^\s\[\]|<>\"?]+)(\?[^\s\]]*)?", re.IGNORECASE)
_SIMILAR = 0.72


class ContactKind(enum.StrEnum):
    """What kind of contact point it is."""

    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact point: kind, its normal form (what is compared), and how it was written."""

    kind: ContactKind
    value: str
    written: str


class ContactProblem(enum.StrEnum):
    """How contact points of a translation can differ from those of its source."""

    MISSING = "missing"
    CHANGED = "changed"
    FOREIGN = "foreign"
    DUPLICATED = "duplicated"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: expected is the source's normal form ("" if foreign), found the translation's."""

    problem: ContactProblem
    expected: str = ""
    found: str = ""


def contacts(text: str) -> list[Contact]:
    """Return the contact points of a wikitext in their order; a mailto link and its label count once."""
    text = plain_signs(text)
    text = _MAILTO.sub(_mailto, text)
    found = [
        Contact(ContactKind.EMAIL, f"{m[1].lstrip('.').lower()}@{m[2].lower().rstrip('-')}", m[0])
        for m in _EMAIL.finditer(text)
    ]
    rest = _EMAIL.sub(" ", text)
    found += [
        Contact(
            ContactKind.PHONE,
            ("+" if m[0][0] in "+t" else "") + "".join(filter(str.isdigit, m[0])),
            m[0].strip(),
        )
        for m in PHONE.finditer(rest)
    ]
    return list(_labels_once(found, text))


def plain_signs(text: str) -> str:
    """Return the text with every way of writing @ and dots between address parts made plain."""
    text = _NOISE.sub("", html.unescape(text))
    text = "".join(_plain(char) for char in _INVISIBLE.sub("", text))
    text = _TWO_PARTS.sub(r"\1@\2", text)
    text = _AT_IMAGE.sub("@", text)
    text = AT_TEMPLATE.sub("@", text)
    text = _DOT_WORD.sub(".", text)
    text = AT_WORD.sub("@", text)
    text = _BARE_AT.sub("@", text)
    return _SPOKEN.sub(r"\1@\2.\3", text)


def forms(text: str) -> dict[str, set[str]]:
    """Return how each address is written: its normal form to the signs for @ that stand in the text."""
    text = _INVISIBLE.sub("", _NOISE.sub("", html.unescape(text)))
    result: dict[str, set[str]] = {}
    for contact in contacts(text):
        local, _, domain = contact.value.partition("@")
        if not domain:
            continue
        pattern = rf"{re.escape(local)}(.{{1,24}}?){re.escape(domain)}"
        signs = {found.strip() for found in re.findall(pattern, text, re.IGNORECASE)}
        result.setdefault(contact.value, set()).update(signs or {"?"})
    return result


def differences(source: str, translation: str) -> list[Difference]:
    """Compare the contact points of a translation with its source's, by their normal forms."""
    wanted = Counter(contact.value for contact in contacts(source))
    given = Counter(contact.value for contact in contacts(translation))
    missing = [value for value in wanted if value not in given]
    extra = [value for value in given if value not in wanted]
    result = []
    for found in extra:
        expected = max(missing, key=lambda value: _similarity(value, found), default=None)
        if expected is not None and _similarity(expected, found) >= _SIMILAR:
            missing.remove(expected)
            result.append(Difference(ContactProblem.CHANGED, expected, found))
        else:
            result.append(Difference(ContactProblem.FOREIGN, "", found))
    result += [Difference(ContactProblem.MISSING, value) for value in missing]
    result += [
        Difference(ContactProblem.DUPLICATED, value, value)
        for value, count in given.items()
        if 0 < wanted[value] < count
    ]
    return result


def _similarity(one: str, other: str) -> float:
    """Likeness of two contact points, 0 to 1; the same name or, for one name each, the same host counts."""
    if ("@" in one) != ("@" in other):
        return 0.0
    local, _, domain = one.partition("@")
    other_local, _, other_domain = other.partition("@")
    if domain and (local == other_local or domain == other_domain):
        return 0.9
    return Indel.normalized_similarity(one, other)


def _plain(char: str) -> str:
    """Return full-width signs and letters, and digits of every script, as ASCII."""
    if "\uff01" <= char <= "\uff5e" or char in "﹫﹒":
        return unicodedata.normalize("NFKC", char)
    digit = unicodedata.decimal(char, None)
    return str(digit) if digit is not None else char


def _mailto(match: re.Match[str]) -> str:
    return f"\x02{match[1]}\x03"


def _labels_once(found: Iterable[Contact], text: str) -> Iterator[Contact]:
    """Drop the target of a mailto link whose label shows the same address."""
    targets = Counter(value.lower() for value in re.findall("\x02([^\x03]*)\x03", text))
    shown = Counter(contact.value for contact in found)
    drop = {value: count for value, count in targets.items() if shown[value] > count}
    seen: Counter[str] = Counter()
    for contact in found:
        seen[contact.value] += 1
        if seen[contact.value] > shown[contact.value] - drop.get(contact.value, 0):
            continue
        yield contact
