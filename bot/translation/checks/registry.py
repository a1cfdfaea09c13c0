"""All checks: their ids, how much they matter, whether they are on, whether they make sense while typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.translation.checks import bidi, brackets, contacts, duplication, halves, links, numbers, placeholders
from bot.translation.checks.data import CheckData
from bot.translation.checks.pair import Defect, Pair, Severity, View


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its id (the message that explains it is `check-<id>`), severity, and where it serves.

    on is False for cosmetic ones; typing is True where it makes sense before a translator has saved.
    """

    id: str
    severity: Severity
    on: bool = True
    typing: bool = True

    @property
    def message(self) -> str:
        """The key of the message that explains a defect to people."""
        return f"check-{self.id}"


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTICE
CHECKS: dict[str, Check] = {
    check.id: check
    for check in (
        Check("contact-missing", _E),
        Check("contact-changed", _E),
        Check("contact-foreign", _E),
        Check("contact-duplicated", _W),
        Check("contact-form", _N, on=False),
        Check("contact-two-forms", _W, typing=False),
        Check("placeholder-raw", _W, typing=False),
        Check("variable-lost", _E),
        Check("variable-added", _E),
        Check("plural-lost", _W),
        Check("same-as-source", _W, typing=False),
        Check("wrong-language", _E),
        Check("half-translated", _W),
        Check("part-missing", _N, typing=False),
        Check("translated-twice", _W),
        Check("number-changed", _E),
        Check("number-lost", _W),
        Check("number-added", _W),
        Check("link-lost", _W),
        Check("link-changed", _W),
        Check("link-added", _W),
        Check("link-mylanguage-lost", _N),
        Check("template-lost", _W),
        Check("heading-changed", _W),
        Check("bracket-unbalanced", _W),
        Check("bidi-isolation", _N),
        Check("bidi-unbalanced", _W),
        Check("title-drift", _N, typing=False),
        Check("rival-translations", _N, on=False, typing=False),
        Check("rival-names", _N, typing=False),
        Check("term-missing", _N),
        Check("term-forbidden", _W),
        Check("term-untouched-lost", _W),
    )
}
"""Every check by its id, gravest families first. Ids are public: reports, messages, gadget."""

_FAMILIES: tuple[Callable[[View], Iterator[Defect]], ...] = (
    contacts.check,
    placeholders.check,
    halves.check,
    duplication.check,
    numbers.check,
    links.check,
    brackets.check,
    bidi.check,
)


def check_pair(pair: Pair, data: CheckData, only: Iterable[str] | None = None) -> list[Defect]:
    """Return the defects of one translated unit, gravest first.

    only names the checks wanted; None means all that are on. Where a translation is not in its language at
    all, only contact points, variables and that are reported: the rest would follow from it.
    """
    wanted = (
        frozenset(only) if only is not None else frozenset(check.id for check in CHECKS.values() if check.on)
    )
    if not pair.translation.strip():
        return []
    view = View(pair, data)
    found = list(dict.fromkeys(defect for family in _FAMILIES for defect in family(view)))
    found = _without_consequences(found)
    kept = [defect for defect in found if defect.check in wanted]
    return sorted(kept, key=lambda defect: -CHECKS[defect.check].severity)


def _without_consequences(found: list[Defect]) -> list[Defect]:
    """Leave out what follows from a graver defect, so that one mistake is one line."""
    ids = {defect.check for defect in found}
    dropped: set[str] = set()
    if "translated-twice" in ids:
        # A second version repeats the first one's address.
        dropped |= {"contact-duplicated"}
    if "bidi-unbalanced" in ids:
        dropped |= {"bidi-isolation"}
    if ids & {"wrong-language", "same-as-source"}:
        dropped |= {"translated-twice", "bidi-isolation", "half-translated"}
    return [defect for defect in found if defect.check not in dropped]
