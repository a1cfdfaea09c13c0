"""Runs every check over many units: what is wrong where, once; contact points over all languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.translation.checks import CHECKS, CheckData, Defect, Pair, Severity, check_pair
from bot.translation.checks.titles import rival_translations, title_drift
from bot.translation.contacts import ContactProblem, contacts, differences, forms
from bot.translation.terms import TermFinder, TermUse
from bot.units import Unit

Variables = Mapping[tuple[str, str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class UnitDefect:
    """One defect in one unit. Of a defect of the source, unit is the first language it was met in."""

    unit: Unit
    defect: Defect

    @property
    def severity(self) -> Severity:
        """How much it harms a reader."""
        return CHECKS[self.defect.check].severity


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """One address of the sources: in how many units and languages it stands right, and where not.

    forms counts how it is written (`@`, `(_AT_)`) over source and translations; wrong maps a problem to the
    languages that have it.
    """

    value: str
    right: int
    forms: Mapping[str, int] = field(hash=False)
    wrong: Mapping[str, tuple[str, ...]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found: defects by unit, gravest first; those of sources once; contact points; terms in use."""

    checked: int
    defects: tuple[UnitDefect, ...]
    source_defects: tuple[UnitDefect, ...]
    contacts: tuple[ContactPoint, ...]
    terms: tuple[TermUse, ...]

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found; None when nothing was."""
        return max((found.severity for found in (*self.defects, *self.source_defects)), default=None)


def inspect(
    units: Iterable[Unit],
    data: CheckData,
    *,
    finder: TermFinder | None = None,
    variables: Variables | None = None,
    only: Iterable[str] | None = None,
) -> Inspection:
    """Check all translated units of any groups and languages.

    finder adds the checks of terms; variables are what each source unit defines, by (group, id), where the
    page's source was read; only names the checks wanted, None means all that are on.
    """
    wanted = frozenset(only) if only is not None else frozenset(c.id for c in CHECKS.values() if c.on)
    translated = [unit for unit in units if unit.has_translation and unit.language != unit.source_language]
    found: list[UnitDefect] = []
    of_source: dict[tuple[str, str, Defect], UnitDefect] = {}
    for unit in translated:
        for defect in _unit_defects(unit, data, finder, variables or {}, wanted):
            if defect.in_source:
                of_source.setdefault((unit.group, unit.id, defect), UnitDefect(unit, defect))
            else:
                found.append(UnitDefect(unit, defect))
    for together in (title_drift, rival_translations):
        found += [UnitDefect(unit, d) for unit, d in together(translated) if d.check in wanted]
    found.sort(key=lambda one: -one.severity)
    triples = ((unit.definition, unit.translation or "", unit.language) for unit in translated)
    return Inspection(
        checked=len(translated),
        defects=tuple(found),
        source_defects=tuple(of_source.values()),
        contacts=tuple(contact_points(translated, variables or {})),
        terms=tuple(finder.uses(triples)) if finder else (),
    )


def _unit_defects(
    unit: Unit,
    data: CheckData,
    finder: TermFinder | None,
    variables: Variables,
    wanted: frozenset[str],
) -> list[Defect]:
    text = unit.translation or ""
    known = variables.get((unit.group, unit.id))
    pair = Pair(unit.definition, text, unit.language, unit.source_language, known)
    defects = check_pair(pair, data, wanted)
    foreign = {"wrong-language", "same-as-source"} & {defect.check for defect in defects}
    if finder is not None and not foreign:
        defects += [d for d in finder.check(unit.definition, text, unit.language) if d.check in wanted]
    return defects


def contact_points(units: list[Unit], variables: Variables) -> Iterable[ContactPoint]:
    """Yield the contact points of some translated units, by value: where each stands right, and where not."""
    right: Counter[str] = Counter()
    written: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    seen: set[tuple[str, str]] = set()
    for unit in units:
        pair = Pair("", "", unit.language, variables=variables.get((unit.group, unit.id)))
        source, text = pair.filled(unit.definition), pair.filled(unit.translation or "")
        problems = differences(source, text)
        faulty = {
            problem.expected for problem in problems if problem.problem is not ContactProblem.DUPLICATED
        }
        for contact in {contact.value for contact in contacts(source)}:
            right[contact] += contact not in faulty
        for problem in problems:
            value = problem.expected or problem.found
            languages = wrong[value][problem.problem.value]
            if unit.language not in languages:
                languages.append(unit.language)
        first = (unit.group, unit.id) not in seen
        seen.add((unit.group, unit.id))
        for some in (forms(text), forms(source) if first else {}):
            for value, signs in some.items():
                written[value].update(signs)
    for value in sorted({*right, *wrong}):
        by_problem = {name: tuple(languages) for name, languages in wrong[value].items()}
        yield ContactPoint(value, right[value], dict(written[value]), by_problem)
