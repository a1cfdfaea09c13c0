"""The words of page translation: message group, unit, statistics. Frozen values, made by wiki, kept by store.

They stand below `bot.wiki` and `bot.store` because both handle them and neither may import `bot.translation`.
Names are the Translate extension's own: https://www.mediawiki.org/wiki/Help:Extension:Translate/Glossary
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

TRANSLATIONS_NAMESPACE = 1198
"""The namespace of unit pages (`Translations:`), fixed by the extension."""

TITLE_UNIT = "Page_display_title"
"""The id of the unit that holds a page's title."""


class UnitStatus(enum.StrEnum):
    """What Translate says of one unit in one language (`properties.status` of messagecollection)."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    PROOFREAD = "proofread"


class GroupKind(enum.StrEnum):
    """Where a group's units come from: a translatable page, a message bundle, or something else."""

    PAGE = "page"
    BUNDLE = "bundle"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unit:
    """One translation unit in one language.

    group is the group's id; key the message key (`Human_Rights_Team/5`); title the unit page in this language
    (`Translations:Human Rights Team/5/ja`); definition the source text as translators see it, variables as
    `$name`; translation None where there is none; language and source_language as MediaWiki spells them;
    tags Translate's (`fuzzy`, `optional`, `ignored`); revision the translation's revision id, None where
    there is no page.
    """

    group: str
    key: str
    title: str
    definition: str
    translation: str | None
    language: str
    status: UnitStatus
    tags: tuple[str, ...] = ()
    revision: int | None = None
    source_language: str = "en"
    last_translator: str | None = None

    @property
    def id(self) -> str:
        """The unit's id within its page or bundle: `5`, `Page_display_title`, or a bundle's key."""
        return self.key.rsplit("/", 1)[-1]

    @property
    def has_translation(self) -> bool:
        """True where somebody has written a translation, outdated or not."""
        return self.translation is not None and self.translation.strip() != ""

    @property
    def is_fuzzy(self) -> bool:
        """True where the source changed after the translation was made (outdated)."""
        return self.status is UnitStatus.FUZZY or "fuzzy" in self.tags


@dataclass(frozen=True, slots=True)
class MessageGroup:
    """A set of units translated together: one page, one bundle.

    title is the page the units come from (None for other kinds) and page_id its id, which is what stays when
    a page moves: the group's id is made of the title and changes with it. priority_languages are those the
    translation admin asked for; with priority_forced Translate refuses all others.
    """

    id: str
    label: str
    kind: GroupKind = GroupKind.PAGE
    source_language: str = "en"
    title: str | None = None
    page_id: int | None = None
    priority_languages: tuple[str, ...] = ()
    priority_forced: bool = False
    discouraged: bool = False


class _Counted:
    """What follows from Translate's counts, of a group or of a page."""

    __slots__ = ()
    total: int
    translated: int
    fuzzy: int

    @property
    def share(self) -> float:
        """The translated part, 0 to 1; a group without units is 0, as Translate shows it."""
        return self.translated / self.total if self.total else 0.0

    @property
    def untranslated(self) -> int:
        """Units that have no translation at all."""
        return self.total - self.translated - self.fuzzy


@dataclass(frozen=True, slots=True)
class GroupStats(_Counted):
    """How far one group is in one language, as Translate counts: a unit is one, fuzzy is not translated.

    total leaves out ignored and untranslated optional units; proofread is a part of translated.
    """

    group: str
    language: str
    total: int
    translated: int
    fuzzy: int
    proofread: int = 0


@dataclass(frozen=True, slots=True)
class PageProgress(_Counted):
    """How far one page (or bundle) is in one language, kept by page id because titles move.

    The counts are Translate's (see GroupStats); weighted is the translated part, 0 to 1, with each unit
    counted by its importance, None where the units could not be read.
    """

    page_id: int
    language: str
    total: int
    translated: int
    fuzzy: int
    proofread: int = 0
    weighted: float | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What a data source calls a concept: item is its id, about its description, for a person to judge by."""

    text: str
    item: str
    about: str = ""
    also: tuple[str, ...] = ()


def split_unit_title(title: str) -> tuple[str, str, str]:
    """Split a unit page's title into source page, unit id and language.

    Ids and codes hold no slash, source titles may: so from the right.
    Raises ValueError where the title is not that of a unit page.
    """
    namespace, _, rest = title.partition(":")
    parts = rest.rsplit("/", 2)
    if namespace != "Translations" or len(parts) != 3 or not all(parts):
        raise ValueError(f"{title!r} is not a unit page: expected 'Translations:<page>/<unit>/<language>'")
    return parts[0], parts[1].replace(" ", "_"), parts[2]
