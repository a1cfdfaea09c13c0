"""Suggests renderings: from Wikidata's labels, and from how existing translations say a term. Never approves.

From translations: a rendering is what stands in most translations of sources that have the term and in few of
those that have not. Runs of words (of characters where there are no spaces) are ranked by Dice's coefficient,
2·both / (with the term + with the run): https://en.wikipedia.org/wiki/Dice-Sørensen_coefficient
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.translation.checks.data import CheckData
from bot.translation.glossary.model import Rendering, Status, Term
from bot.translation.text import without_markup, words
from bot.units import Label

_MOST_WORDS, _MOST_CHARACTERS = 5, 12
_LEAST_UNITS, _LEAST_SCORE = 2, 0.6


class LabelSource(Protocol):
    """Looks labels up, such as `bot.wiki.wikidata.WikidataLabels`."""

    def labels(self, term: str, item: str, languages: Sequence[str]) -> Mapping[str, Sequence[Label]]:
        """Return the labels of an item, or of items that are called like the term, by language code."""
        ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggested rendering: of which term, in which language, and where from; score is between 0 and 1."""

    term: str
    language: str
    text: str
    source: str
    score: float = 0.0

    def rendering(self) -> Rendering:
        """Return it as a rendering marked as a suggestion."""
        return Rendering(self.text, Status.SUGGESTED, note=f"suggested by {self.source}")


def from_labels(terms: Iterable[Term], languages: Sequence[str], source: LabelSource) -> list[Suggestion]:
    """Ask for the labels of terms in languages that have no rendering yet."""
    found = []
    for term in terms:
        wanted = [code for code in languages if code not in term.renderings and not term.do_not_translate]
        if not wanted:
            continue
        for code, labels in source.labels(term.text, term.wikidata, wanted).items():
            for label in labels:
                about = f"Wikidata {label.item}" + (f" ({label.about})" if label.about else "")
                found.append(Suggestion(term.id, code, label.text, about))
    return found


def from_translations(
    term: Term, units: Iterable[tuple[bool, str]], language: str, data: CheckData, most: int = 3
) -> list[Suggestion]:
    """Rank what may be a term's rendering in existing translations, likeliest first.

    units are (the source has the term, the translation). Runs that are part of a longer one with the same
    score are left out.
    """
    profile = data.profile(language)
    spaced = profile is None or profile.spaced
    common = profile.function_words if profile else frozenset()
    with_run: Counter[str] = Counter()
    both: Counter[str] = Counter()
    of_term = 0
    for has_term, translation in units:
        runs = _runs(translation, spaced, common)
        with_run.update(runs)
        if has_term:
            of_term += 1
            both.update(runs)
    if of_term < _LEAST_UNITS:
        return []
    scores = {run: 2 * n / (of_term + with_run[run]) for run, n in both.items() if n >= _LEAST_UNITS}
    ranked = sorted(scores, key=lambda run: (-scores[run], -len(run), run))
    chosen: list[str] = []
    for run in ranked:
        if scores[run] < _LEAST_SCORE or len(chosen) == most:
            break
        if not any(run in other or other in run for other in chosen):
            chosen.append(run)
    source = f"{of_term} translations"
    return [Suggestion(term.id, language, run, source, round(scores[run], 3)) for run in chosen]


def _runs(text: str, spaced: bool, common: frozenset[str]) -> set[str]:
    found_words = words(without_markup(text).lower())
    if spaced:
        return {
            " ".join(found_words[start:end])
            for start in range(len(found_words))
            for end in range(start + 1, min(start + _MOST_WORDS, len(found_words)) + 1)
            if found_words[start] not in common and found_words[end - 1] not in common
        }
    return {
        word[start:end]
        for word in found_words
        for start in range(len(word))
        for end in range(start + 2, min(start + _MOST_CHARACTERS, len(word)) + 1)
    }
