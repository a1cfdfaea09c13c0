"""The detector as each wiki's community tuned it on its own page (`rules_page`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock

from bot.detect.analyzer import Analyzer
from bot.detect.tuning import Tuning
from bot.model import Analysis, PageText
from bot.patrol.hourly import Hourly


def _nobody(_wiki: str, _problem: str) -> None:
    """Tell nobody."""


class Tuned:
    """Analyzes each page by the rules of its wiki. May be used by several threads, one at a time inside."""

    def __init__(
        self,
        packaged: Analyzer,
        rules_pages: Mapping[str, Callable[[], str | None]],
        problem: Callable[[str, str], None] = _nobody,
    ) -> None:
        """rules_pages say how to read each wiki's page; a wiki without one has the packaged rules.

        problem is told wiki and entry of whatever on a page cannot be used; the rest of it counts.
        """
        self._packaged = packaged
        self._problem = problem
        self._lock = Lock()
        self._of_wiki = {name: self._hourly(name, read) for name, read in rules_pages.items()}

    def analyze(self, page: PageText) -> Analysis:
        """Find what a page's owner exposes.

        Raises WikiError where the community's rules could never be read: what they would have silenced must
        not be told of (P8).
        """
        rules = self._of_wiki.get(page.wiki)
        analyzer = rules.now() if rules is not None else self._packaged
        with self._lock:
            return analyzer.analyze(page)

    def _hourly(self, wiki: str, read: Callable[[], str | None]) -> Hourly[Analyzer]:
        def understand(text: str | None) -> Analyzer:
            if text is None:
                return self._packaged
            tuning = Tuning.parse(text)
            for problem in tuning.problems:
                self._problem(wiki, problem)
            return self._packaged.tuned(tuning)

        return Hourly(read, understand)
