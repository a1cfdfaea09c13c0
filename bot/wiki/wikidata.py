"""Labels of concepts on Wikidata, as suggestions for a glossary. Reads only.

Modules: https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities and wbgetentities
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.settings import WikiSettings
from bot.units import Label
from bot.wiki.api import Answer

_CANDIDATES = 3


class Reader(Protocol):
    """Reads from an api.php; raises ApiError."""

    def get(self, **parameters: str) -> Answer:
        """Return the answer of one request."""
        ...


class WikidataLabels:
    """Looks labels up through a session on Wikidata's api.php."""

    def __init__(self, session: Reader) -> None:
        self._session = session

    def labels(self, term: str, item: str, languages: Sequence[str]) -> Mapping[str, Sequence[Label]]:
        """Return the labels of an item, or of up to three items that are called like the term.

        Raises ApiError.
        """
        ids = [item] if item else self._search(term)
        if not ids:
            return {}
        answer = self._session.get(
            action="wbgetentities",
            ids="|".join(ids),
            props="labels|aliases|descriptions",
            languages="|".join({*languages, "en"}),
        )
        found: dict[str, list[Label]] = {}
        for key in ids:
            entity = answer.get("entities", {}).get(key, {})
            about = entity.get("descriptions", {}).get("en", {}).get("value", "")
            for code in languages:
                label = entity.get("labels", {}).get(code)
                if label:
                    also = tuple(alias["value"] for alias in entity.get("aliases", {}).get(code, []))
                    found.setdefault(code, []).append(Label(label["value"], key, about, also))
        return found

    def _search(self, term: str) -> list[str]:
        answer = self._session.get(
            action="wbsearchentities", search=term, language="en", type="item", limit=str(_CANDIDATES)
        )
        return [hit["id"] for hit in answer.get("search", [])]


def open_wikidata() -> WikidataLabels:
    """Open Wikidata for reading, as nobody."""
    # Imported here: pywikibot reads its configuration when it is imported.
    import pywikibot

    from bot.wiki.site import Wiki

    settings = WikiSettings(name="wikidatawiki", api="https://www.wikidata.org/w/api.php", lang="en")
    site = pywikibot.Site("wikidata", "wikidata", interface="DataSite")
    if not isinstance(site, pywikibot.site.APISite):
        raise TypeError("pywikibot gave another kind of site for Wikidata")
    return WikidataLabels(Wiki(settings, site))
