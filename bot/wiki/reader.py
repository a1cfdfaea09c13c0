"""Asking a wiki's public API for somebody who waits: anonymously, and within seconds or not at all.

Pywikibot would retry for minutes and paces itself for bots, which is right for the patrol and wrong for a
person in front of a page. Reading only.
"""

from __future__ import annotations

from typing import Any

import requests

from bot.model import Revision
from bot.settings import Settings, WikiSettings
from bot.wiki.errors import ApiError
from bot.wiki.pages import Pages
from bot.wiki.trouble import trouble_of, unreachable

# How many of a person's pages are looked at in one go: their own first, then subpages by title.
PAGE_LIMIT = 50
_SECONDS = 8.0


class WikiReader:
    """One wiki's API, read anonymously. May be used by several threads."""

    def __init__(self, wiki: WikiSettings, user_agent: str) -> None:
        self.name = wiki.name
        self._api = wiki.api
        self._session = requests.Session()
        self._session.headers["User-Agent"] = user_agent
        # Lets Wikimedia answer a POST that only reads from the nearest data centre.
        # Source: https://www.mediawiki.org/wiki/API:Etiquette
        self._session.headers["Promise-Non-Write-API-Action"] = "true"

    def get(self, **parameters: Any) -> dict[str, Any]:
        """Ask the API to read something; raises WikiUnreachableError or ApiError, without values (P1)."""
        asked = {"format": "json", "formatversion": "2", "maxlag": "5", **parameters}
        try:
            # POST keeps titles, which are user names here, out of the wiki's access logs too.
            response = self._session.post(self._api, data=asked, timeout=_SECONDS)
            response.raise_for_status()
            answer: dict[str, Any] = response.json()
        except (requests.RequestException, ValueError) as error:
            raise unreachable(self.name, self._api, trouble_of(error), error) from None
        if "error" in answer:
            code = str(answer["error"].get("code", "unknown"))
            raise ApiError(code, f"{self.name}: the API refused: {code}")
        return answer


class PublicPages:
    """Reads people's own pages on any of the configured wikis, as everybody can read them."""

    def __init__(self, settings: Settings) -> None:
        agent = f"Wikilatch/0.1 ({settings.contact or settings.public_url}) python-requests"
        self._readers = {name: WikiReader(wiki, agent) for name, wiki in settings.wikis.items()}

    def text(self, wiki: WikiSettings, title: str) -> str | None:
        """Return a page's current text; None where there is none. Raises WikiError."""
        revision = next(iter(Pages(self._readers[wiki.name]).current([title]).values()), None)
        return revision.text if revision is not None else None

    def user_pages(self, wiki: WikiSettings, user: str) -> list[Revision]:
        """Return the newest revision of a person's user page and subpages, at most 50.

        Raises WikiError where they could not be read, which is not the same as there being none (P8).
        """
        pages = Pages(self._readers[wiki.name])
        revisions = pages.current(pages.user_pages(user, PAGE_LIMIT))
        return [revisions[title] for title in sorted(revisions)]
