"""What to do about each rendering that the wiki and our glossary have: take it, fill it in, ask, or leave it.

A translator's words on the wiki always stand. Ours go there only where a person approved them, the unit is
empty and its definition is the one they were approved for. What was last seen on the wiki tells who changed
something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.translation.glossary import Glossary, Rendering, Status, Term
from bot.units import GroupKind, Unit, UnitStatus

_UNHOLDABLE = ("|", "\n")
"""What no rendering in a glossary file may hold."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fill:
    """An approved rendering for an empty unit."""

    unit: Unit
    term: Term
    text: str


@dataclass(frozen=True, slots=True)
class Pull:
    """A rendering that the wiki has and we take; instead_of is ours that it replaces, or ""."""

    unit: Unit
    term: str
    text: str
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """Something for a person to decide, or that was left alone: what, why, and the unit to open."""

    what: str
    why: str
    unit: Unit | None = None


@dataclass(slots=True)
class GlossaryPlan:
    """What a sync of the glossary would do; seen is what to remember of the wiki afterwards."""

    glossary: Glossary
    fills: list[Fill] = field(default_factory=list)
    pulls: list[Pull] = field(default_factory=list)
    proposals: list[Open] = field(default_factory=list)
    left: list[Open] = field(default_factory=list)
    seen: dict[Pair, str] = field(default_factory=dict)


def plan(
    glossary: Glossary,
    units: Iterable[Unit],
    seen: Mapping[Pair, str],
    *,
    kind: GroupKind,
    languages: frozenset[str],
) -> GlossaryPlan:
    """Compare our glossary with the wiki's units in all languages read; changes nothing.

    In a bundle a unit belongs to the term whose id is its key, on a page to the term that its text is: units
    are renumbered, their text is not. languages are the codes that our files may hold.
    """
    made = GlossaryPlan(glossary)
    by_text = {term.text.casefold(): term for term in glossary.terms.values()}
    for unit in units:
        by_key = glossary.terms.get(unit.id) if kind is GroupKind.BUNDLE else None
        term = by_key or (
            by_text.get(unit.definition.strip().casefold()) if kind is not GroupKind.BUNDLE else None
        )
        if term is None:
            continue
        if (
            unit.definition.strip() != term.text
            and unit.definition.strip().casefold() != term.text.casefold()
        ):
            _differs(made, unit, term)
        elif unit.language not in languages:
            made.left.append(
                Open(f"{term.id} ({unit.language})", "our files do not know this language", unit)
            )
        else:
            _rendering(made, unit, term, seen.get((term.id, unit.language)))
    return made


def _differs(made: GlossaryPlan, unit: Unit, term: Term) -> None:
    if unit.language in term.renderings:
        why = (
            f"the wiki defines it as {unit.definition!r}, we as {term.text!r}: an approval is for one of them"
        )
        made.left.append(Open(f"{term.id} ({unit.language})", why, unit))


def _rendering(made: GlossaryPlan, unit: Unit, term: Term, base: str | None) -> None:
    what = f"{term.id} ({unit.language})"
    ours = term.renderings.get(unit.language)
    approved = ours is not None and ours.status is Status.APPROVED and term.status is Status.APPROVED
    if not unit.has_translation:
        if ours is not None and approved and base is not None:
            made.proposals.append(
                Open(what, f"{base!r} was taken away on the wiki; we have {ours.text!r}", unit)
            )
            made.seen[term.id, unit.language] = base
        elif ours is not None and approved and unit.revision is not None:
            made.left.append(Open(what, "the unit's page exists already, empty", unit))
        elif ours is not None and approved:
            made.fills.append(Fill(unit, term, ours.text))
        elif ours is not None:
            made.left.append(Open(what, f"{ours.text!r} is a suggestion that nobody approved", unit))
        return
    theirs = (unit.translation or "").strip()
    made.seen[term.id, unit.language] = theirs
    if unit.is_fuzzy:
        if ours is not None and approved and ours.text != theirs:
            made.proposals.append(
                Open(what, f"outdated on the wiki: {theirs!r}; approved is {ours.text!r}", unit)
            )
        return
    if ours is not None and ours.text == theirs:
        return
    if any(sign in theirs for sign in _UNHOLDABLE):
        made.left.append(Open(what, "the wiki's rendering holds a bar or a line break", unit))
    elif ours is None or ours.text == base or (not approved and base is None):
        _pull(made, unit, term, theirs, ours)
    elif theirs == base:
        if approved:
            made.proposals.append(
                Open(what, f"the wiki says {theirs!r}; approved here is {ours.text!r}", unit)
            )
    else:
        why = f"both changed: the wiki says {theirs!r}, we say {ours.text!r} ({ours.status})"
        made.proposals.append(Open(what, why, unit))


def _pull(made: GlossaryPlan, unit: Unit, term: Term, text: str, ours: Rendering | None) -> None:
    status = Status.APPROVED if unit.status is UnitStatus.PROOFREAD else Status.SUGGESTED
    rendering = replace(ours, text=text, status=status) if ours else Rendering(text, status)
    known = made.glossary.terms[term.id]
    renderings = {**known.renderings, unit.language: rendering}
    made.glossary = made.glossary.replace_term(replace(known, renderings=renderings))
    made.pulls.append(Pull(unit, term.id, text, ours.text if ours else ""))
