"""How often pages are viewed, where the wiki's API says so (extension PageViewInfo, as on Wikimedia's wikis).

Source: https://www.mediawiki.org/wiki/Extension:PageViewInfo#API
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.wiki.api import ApiSession, batches, query

DAYS = 30
"""The days whose views are added up: yesterday and before."""


def page_views(session: ApiSession, titles: Iterable[str]) -> dict[str, int] | None:
    """Return the views of the last 30 days by title; None where the wiki does not count them for its API.

    Titles whose views it does not know, or that do not exist, are left out: that is not zero.
    """
    found: dict[str, int] = {}
    answered = asked = False
    for some in batches(sorted(set(titles))):
        for answer in query(session, prop="pageviews", titles=some, pvipdays=DAYS):
            asked = True
            for page in answer.get("query", {}).get("pages", []):
                days = page.get("pageviews")
                if days is None:
                    continue  # not in this part of the answer, or a wiki without the module
                answered = True
                counts = [count for count in days.values() if count is not None]
                if counts:
                    found[page["title"]] = found.get(page["title"], 0) + sum(counts)
        if asked and not answered:
            return None
    return found if answered else None
