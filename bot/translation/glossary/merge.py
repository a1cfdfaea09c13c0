"""Joins two glossaries and shows where they disagree; a person decides, never the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bot.translation.glossary.model import Glossary, Rendering, Status, Term

_FIELDS = ("text", "definition", "part_of_speech", "note", "wikidata")


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement: the term's id, what of it (a field or a language code), ours and theirs."""

    term: str
    what: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The joined glossary, what was added to it (`term`, `term/language`), and the conflicts."""

    glossary: Glossary
    added: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


Preference = Literal["ours", "theirs"]


def merge(ours: Glossary, theirs: Glossary, prefer: Preference | None = None) -> Merge:
    """Add to our glossary what theirs has more. Where both say something else it is a conflict.

    Conflicts leave ours as it is, unless prefer is `theirs`; they are listed either way. A suggestion never
    takes the place of an approved rendering, whatever prefer says; an approval of the same text is taken.
    """
    terms = dict(ours.terms)
    added: list[str] = []
    conflicts: list[Conflict] = []
    for term in theirs.terms.values():
        own = terms.get(term.id)
        if own is None:
            terms[term.id] = term
            added.append(term.id)
        else:
            terms[term.id] = _join(own, term, prefer == "theirs", added, conflicts)
    return Merge(replace(ours, terms=terms), tuple(added), tuple(conflicts))


def _join(own: Term, other: Term, take: bool, added: list[str], conflicts: list[Conflict]) -> Term:
    changed: dict[str, str] = {}
    for name in _FIELDS:
        mine, yours = str(getattr(own, name)), str(getattr(other, name))
        if not yours or mine == yours:
            continue
        if not mine:
            changed[name] = yours
            added.append(f"{own.id}.{name}")
        else:
            conflicts.append(Conflict(own.id, name, mine, yours))
            if take:
                changed[name] = yours
    if own.do_not_translate != other.do_not_translate and other.do_not_translate:
        conflicts.append(Conflict(own.id, "do_not_translate", "no", "yes"))
    renderings = dict(own.renderings)
    for code, rendering in other.renderings.items():
        renderings[code] = _rendering(own, code, rendering, take, added, conflicts)
    made = replace(own, renderings=renderings, forbidden=_forbidden(own, other, added))
    return replace(made, **changed)  # type: ignore[arg-type]  # only text fields are in it


def _rendering(
    own: Term, code: str, theirs: Rendering, take: bool, added: list[str], conflicts: list[Conflict]
) -> Rendering:
    mine = own.renderings.get(code)
    if mine is None:
        added.append(f"{own.id}/{code}")
        return theirs
    if mine.text == theirs.text:
        if theirs.status is Status.APPROVED and mine.status is not Status.APPROVED:
            added.append(f"{own.id}/{code}")
            return replace(mine, status=Status.APPROVED)
        return mine
    conflicts.append(
        Conflict(own.id, code, f"{mine.text} ({mine.status})", f"{theirs.text} ({theirs.status})")
    )
    demoted = mine.status is Status.APPROVED and theirs.status is not Status.APPROVED
    return theirs if take and not demoted else mine


def _forbidden(own: Term, other: Term, added: list[str]) -> Mapping[str, tuple[str, ...]]:
    made = dict(own.forbidden)
    for code, texts in other.forbidden.items():
        more = tuple(text for text in texts if text not in made.get(code, ()))
        if more:
            made[code] = (*made.get(code, ()), *more)
            added.append(f"{own.id}/{code} forbidden")
    return made
