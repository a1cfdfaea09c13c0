"""Makes pages of skeletons: values put in, spans kept."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from tests.corpus.blind.people import Person, table
from tests.corpus.blind.skeletons import MARK, Skeleton, skeletons

if TYPE_CHECKING:
    from collections.abc import Iterator

CLEAN = 0.45
_REAL = 0.5  # of the account names that a skeleton leaves open


def render(code: str, part: str, skeleton: Skeleton, rng: random.Random) -> dict[str, Any]:
    """The page as the bench wants it, spans in code points."""
    attributes = skeleton.attributes
    person = Person(code, rng, attributes.get("sex", ""), part)
    user = attributes.get("user", "nick" if "real_name" in skeleton.types else "any")
    real = user == "real" or (user == "any" and rng.random() < _REAL)
    if real:
        person.username = person.account_name()
    else:
        person.username = person.value("nick") if user in {"any", "nick"} else user.replace("_", " ")
        person.forget("nick")
    text, at, findings = "", 0, []
    for mark in MARK.finditer(skeleton.wikitext):
        kind, slot = mark.groups()
        text += skeleton.wikitext[at : mark.start()]
        at = mark.end()
        value = person.fill(slot[1:]) if slot.startswith("=") else person.value(slot)
        if kind:
            end = len(text) + len(value)
            findings.append({"type": kind, "start": len(text), "end": end, "text": value})
        text += value
    text += skeleton.wikitext[at:]
    space = table()[code]["talk" if attributes.get("talk") else "user"]
    return {
        "wiki": table()[code]["wiki"], "lang": code,
        "title": f"{space}:{person.username}{attributes.get('page', '')}", "username": person.username,
        "wikitext": text, "findings": findings, "username_is_real_name": real,
    }  # fmt: skip


def pages(code: str, part: str, style: str, count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """As many pages as asked for, 45 % of them clean, the skeletons in turn; the same seed gives the same pages.

    None where the language has no pages of that style.

    Raises CorpusError for a language or file that cannot be read.
    """
    having = [skeleton for skeleton in skeletons(code, part) if skeleton.style == style]
    told = [skeleton for skeleton in having if skeleton.types]
    clean = [skeleton for skeleton in having if not skeleton.types]
    for number in range(count if having else 0):
        before, after = int(number * CLEAN), int((number + 1) * CLEAN)
        if after > before and clean:
            skeleton = clean[before % len(clean)]
        else:
            skeleton = told[(number - before) % len(told)]
        rng = random.Random(f"{seed}/{code}/{part}/{style}/{skeleton.name}/{number}")
        page = render(code, part, skeleton, rng)
        yield {"id": f"{code}-{part}-{style}-{number:04}-{skeleton.name}", **page}
