"""Titles and navigation labels over all languages: which drifted from the name that the source has today.

A source that renames "crisis" to "war" leaves languages behind that still say "crisis", outdated or, where
the change was marked without outdating, not even that. Requests grow with labels, not with languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.settings import TeamPages
from bot.translation.checks.titles import title_drift
from bot.translation.completeness import Matrix, SurveyedGroup
from bot.units import TITLE_UNIT, GroupKind, Unit, UnitStatus
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateClient, UnitTranslation

_LONGEST = 80
"""Characters of a unit of a navigation template that may be a label; longer ones are text."""


@dataclass(frozen=True, slots=True)
class Label:
    """One title or label: its name in the source and the languages in which it is not as it should be.

    missing are languages of its page that do not have it; outdated those whose translation was made from an
    older name; differs those in which the navigation says something else than the page's title.
    """

    name: str
    unit: str
    missing: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()

    @property
    def is_well(self) -> bool:
        """True where there is nothing to look at."""
        return not (self.missing or self.outdated or self.differs)


class LabelFinder:
    """Finds the labels of the team's pages: every title, and the short units of navigation templates."""

    def __init__(
        self,
        client: TranslateClient,
        pages: TranslatablePages,
        team: TeamPages,
        *,
        on_step: Callable[[int, int, str], None] = lambda _done, _of, _what: None,
    ) -> None:
        self._client = client
        self._pages = pages
        self._templates = {page.title for page in team.pages if page.kind == "template"}
        self._on_step = on_step

    def find(self, matrix: Matrix) -> list[Label]:
        """Return every label, in the order of pages. Raises ApiError, TranslateAnswerError."""
        groups = [group for group in matrix.groups if group.group.kind is GroupKind.PAGE]
        every = [(group, name) for group in groups for name in self._labels(group, matrix)]
        units: list[Unit] = []
        found: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = []
        for number, (group, unit_id) in enumerate(every):
            self._on_step(number, len(every), group.title)
            title = f"Translations:{group.title}/{unit_id.replace('_', ' ')}"
            texts = {one.language: one for one in self._client.translations_of(title)}
            source = texts.pop(group.group.source_language, None)
            if source is None:
                continue  # the page's title is not offered for translation
            wanted = {
                language
                for page_id, language in matrix.progress
                if page_id == group.page_id and matrix.cell(page_id, language).translated
            }
            missing = tuple(sorted(wanted - set(texts)))
            outdated = self._outdated(title, source, texts.values())
            found.append((source.text, title, missing, outdated))
            units += [_unit(group, unit_id, source, one) for one in texts.values()]
        self._on_step(len(every), len(every), "")
        drifted: dict[str, list[str]] = {}
        for unit, _ in title_drift(units):
            drifted.setdefault(unit.title.rpartition("/")[0], []).append(unit.language)
        return [
            Label(" ".join(name.split()), title, missing, outdated, tuple(sorted(drifted.get(title, []))))
            for name, title, missing, outdated in found
        ]

    def _labels(self, group: SurveyedGroup, matrix: Matrix) -> list[str]:
        names = [TITLE_UNIT]
        if group.title in self._templates or group.title.startswith("Template:"):
            names = []  # nobody reads a template's title
            language = next((code for page_id, code in matrix.progress if page_id == group.page_id), None)
            if language is not None:
                units = self._client.units(
                    group.group.id, language, source_language=group.group.source_language
                )
                names += [
                    unit.id for unit in units if unit.id != TITLE_UNIT and len(unit.definition) <= _LONGEST
                ]
        return names

    def _outdated(
        self, title: str, source: UnitTranslation, texts: Iterable[UnitTranslation]
    ) -> tuple[str, ...]:
        """Return the languages whose text is marked as outdated, or older than the name that stands now."""
        some = list(texts)
        since = self._named_since(f"{title}/{source.language}", source.text)
        pages = {f"{title}/{one.language}": one.language for one in some}
        states = self._pages.states(titles=pages) if since else {}
        older = {pages[str(name)] for name, state in states.items() if since and state.latest < since}
        return tuple(sorted(older | {one.language for one in some if one.fuzzy}))

    def _named_since(self, copy: str, name: str) -> int | None:
        """Return the revision since which the source has its present name; None where it had no other."""
        since: int | None = None
        renamed = False
        for revision in self._pages.history(copy):
            if revision.text.strip() != name.strip():
                since, renamed = None, True
            elif since is None:
                since = revision.revision
        return since if renamed else None


def _unit(group: SurveyedGroup, unit_id: str, source: UnitTranslation, one: UnitTranslation) -> Unit:
    return Unit(
        group=group.group.id,
        key=f"{group.title.replace(' ', '_')}/{unit_id}",
        title=f"Translations:{group.title}/{unit_id.replace('_', ' ')}/{one.language}",
        definition=source.text,
        translation=one.text,
        language=one.language,
        status=UnitStatus.FUZZY if one.fuzzy else UnitStatus.TRANSLATED,
        source_language=source.language,
    )
