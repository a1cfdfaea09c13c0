"""Navigation labels beside the titles of the pages they lead to, in every language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.translation.checks.pair import Defect
from bot.translation.text import without_markup, words
from bot.units import TITLE_UNIT, Unit

_ONE_LINK = re.compile(r"^\W*\[\[\s*(?:Special:MyLanguage/)?([^\[\]|]+)\|([^\[\]]+)\]\]\W*$", re.IGNORECASE)


def title_drift(units: Iterable[Unit]) -> Iterator[tuple[Unit, Defect]]:
    """Yield `title-drift` for labels that say something else than the title of their page, in one language.

    A label belongs to a page when its source is the page's title, or is nothing but a link to the page whose
    label is the title. One containing the other (a shortened tab) is no drift.
    """
    all_units = [unit for unit in units if unit.has_translation]
    titles: dict[tuple[str, str], str] = {}
    pages: dict[str, str] = {}
    for unit in all_units:
        if unit.id == TITLE_UNIT:
            title = _plain(unit.definition)
            titles[title, unit.language] = unit.translation or ""
            pages[_page(unit.key.rpartition("/")[0])] = title
    for unit in all_units:
        if unit.id == TITLE_UNIT:
            continue
        wanted, label = _label(unit, pages)
        title_here = titles.get((wanted, unit.language))
        if title_here is not None and label and _differ(label, title_here):
            yield unit, Defect("title-drift", (label, " ".join(without_markup(title_here).split())))


def rival_translations(units: Iterable[Unit], most: int = 80) -> Iterator[tuple[Unit, Defect]]:
    """Yield `rival-translations` where a short source text is translated in several ways in a language."""
    by_text: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.has_translation and len(unit.definition) <= most:
            by_text[_plain(unit.definition), unit.language].append(unit)
    for some in by_text.values():
        texts = dict.fromkeys((unit.translation or "").strip() for unit in some)
        if len({_plain(text) for text in texts}) > 1:
            for unit in some:
                others = [text for text in texts if _plain(text) != _plain(unit.translation or "")]
                yield unit, Defect("rival-translations", (" / ".join(others),))


def _label(unit: Unit, pages: dict[str, str]) -> tuple[str, str]:
    """Return the source title that a unit is the label of ("" for none), and the label in its language."""
    link = _ONE_LINK.match(unit.definition)
    if link:
        here = _ONE_LINK.match(unit.translation or "")
        return pages.get(_page(link[1]), ""), here[2].strip() if here else ""
    return _plain(unit.definition), " ".join(without_markup(unit.translation or "").split())


def _page(title: str) -> str:
    return title.strip().replace("_", " ").casefold()


def _plain(text: str) -> str:
    return " ".join(words(without_markup(text).casefold()))


def _differ(label: str, title: str) -> bool:
    one, other = ("".join(words(without_markup(text).casefold())) for text in (label, title))
    return bool(one and other) and one not in other and other not in one
