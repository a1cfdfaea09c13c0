"""What marking a source edit would do to translations: which units, how many languages, how many words."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from bot.translation.source import Mistake, SourcePage, SourceUnit, parse
from bot.translation.worddiff import Piece, changed_words, count_words, word_diff
from bot.units import GroupStats
from bot.wiki.translate import TranslateClient, UnitTranslation

# A text this alike (0 to 100) that lost its marker or got another is the same unit renumbered.
_SAME_UNIT = 85
# Marks that carry no wording: spaces, and punctuation that does not stand inside a word, address or number.
_UNWORDED = re.compile(r"""\s+|(?<!\w)[.,;:!?"'’“”–—-]+|[.,;:!?"'’“”–—-]+(?!\w)""")
_VARIABLE = re.compile(r"\$[A-Za-z0-9_-]+")


class Effect(enum.Enum):
    """What marking does with one unit."""

    OUTDATED = "outdated"
    COSMETIC = "cosmetic"
    VARIABLES_ONLY = "variables only"
    ADDED = "new"
    REMOVED = "removed"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True)
class Change:
    """One unit that a source edit changes.

    id is the unit's marker (the lost one where it was renumbered), new_id the one it has now; languages are
    those with a translation that is not outdated already. Variables that left the text break translations
    that use them.
    """

    effect: Effect
    id: str | None
    old: str
    new: str
    pieces: tuple[Piece, ...] = ()
    new_id: str | None = None
    lost_variables: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """Words in the new text: what a translator has to read again in each language."""
        return count_words(self.new)

    @property
    def words_changed(self) -> int:
        """Words that came or went."""
        return changed_words(self.pieces)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What marking would do to a page.

    shares are the completeness before and after, 0 to 1, of each language that it changes.
    """

    title: str
    changes: tuple[Change, ...]
    mistakes: tuple[Mistake, ...]
    shares: Mapping[str, tuple[float, float]]

    @property
    def costly(self) -> tuple[Change, ...]:
        """Changes that take translations away from readers."""
        kinds = (Effect.OUTDATED, Effect.COSMETIC, Effect.REMOVED, Effect.RENUMBERED)
        return tuple(change for change in self.changes if change.effect in kinds)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in which something would be outdated or lost."""
        return tuple(sorted({language for change in self.costly for language in change.languages}))

    @property
    def translations(self) -> int:
        """How many translated units would be outdated or lost, over all languages."""
        return sum(len(change.languages) for change in self.costly)

    @property
    def words(self) -> int:
        """How many words of source text translators would have to go through again, over all languages."""
        return sum(change.words * len(change.languages) for change in self.costly)

    @property
    def keep(self) -> tuple[str, ...]:
        """Ids of units whose wording did not change: those to leave valid when marking (`nofuzzyunits`)."""
        return tuple(change.id for change in self.changes if change.effect is Effect.COSMETIC and change.id)


def compare(marked: SourcePage, edited: SourcePage) -> list[Change]:
    """Return the units that differ between the marked source and an edited one, in the page's order."""
    old, new = marked.by_id(), edited.by_id()
    gone = {unit_id: unit for unit_id, unit in old.items() if unit_id not in new}
    changes: list[Change] = []
    for unit in edited.units:
        before = old.get(unit.id) if unit.id is not None else None
        if before is not None:
            change = _change(before, unit)
        else:
            lost = _renumbered(unit, gone)
            if lost is not None:
                gone.pop(str(lost.id))
                change = _difference(Effect.RENUMBERED, lost, unit)
            else:
                change = Change(Effect.ADDED, unit.id, "", unit.text, word_diff("", unit.text))
        if change is not None:
            changes.append(change)
    changes += [
        Change(Effect.REMOVED, unit.id, unit.text, "", word_diff(unit.text, "")) for unit in gone.values()
    ]
    return changes


def forecast(
    client: TranslateClient, title: str, group: str, marked: str, edited: str, source_language: str = "en"
) -> Forecast:
    """Say what marking `edited` would do, given the text that is `marked` now.

    One request for each changed unit that somebody may have translated, and one for the page's statistics.
    """
    page = parse(edited)
    changes = compare(parse(marked), page)
    placed: list[Change] = []
    for change in changes:
        if change.effect in (Effect.ADDED, Effect.VARIABLES_ONLY) or change.id is None:
            placed.append(change)
            continue
        rows = client.translations_of(f"Translations:{title}/{change.id}")
        placed.append(_placed(change, rows, source_language))
    stats = client.group_stats(group).rows if placed else ()
    return Forecast(title, tuple(placed), page.mistakes, _shares(placed, stats))


def _change(before: SourceUnit, after: SourceUnit) -> Change | None:
    if before.text == after.text:
        return (
            None if before.variables == after.variables else _difference(Effect.VARIABLES_ONLY, before, after)
        )
    same_words = _wording(before.text) == _wording(after.text)
    return _difference(Effect.COSMETIC if same_words else Effect.OUTDATED, before, after)


def _wording(text: str) -> list[str]:
    return _UNWORDED.sub(" ", text).split()


def _difference(effect: Effect, before: SourceUnit, after: SourceUnit) -> Change:
    old, new = before.text, after.text
    if effect is Effect.VARIABLES_ONLY:
        old, new = (
            ", ".join(f"${name} = {value}" for name, value in unit.variables.items())
            for unit in (before, after)
        )
    lost = set(_VARIABLE.findall(before.text)) - set(_VARIABLE.findall(after.text))
    return Change(
        effect=effect,
        id=before.id,
        old=old,
        new=new,
        pieces=word_diff(old, new),
        new_id=after.id if after.id != before.id else None,
        lost_variables=tuple(sorted(lost)),
    )


def _renumbered(unit: SourceUnit, gone: Mapping[str, SourceUnit]) -> SourceUnit | None:
    scored = [(fuzz.ratio(unit.text, other.text), other) for other in gone.values()]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _SAME_UNIT else None


def _placed(change: Change, rows: Sequence[UnitTranslation], source_language: str) -> Change:
    languages = tuple(
        sorted(row.language for row in rows if not row.fuzzy and row.language != source_language)
    )
    return replace(change, languages=languages)


def _shares(changes: Sequence[Change], stats: Sequence[GroupStats]) -> dict[str, tuple[float, float]]:
    added = sum(change.effect is Effect.ADDED for change in changes)
    removed = sum(change.effect is Effect.REMOVED for change in changes)
    shares: dict[str, tuple[float, float]] = {}
    for row in stats:
        lost = sum(row.language in change.languages for change in changes)
        total = row.total + added - removed
        after = max(0, row.translated - lost) / total if total > 0 else 0.0
        if row.translated and abs(after - row.share) > 1e-9:
            shares[row.language] = (row.share, after)
    return shares
