"""Opening a wiki for the patrol: logged in, no more rights than needed, under its community's pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from bot.cli.report import Reporter
from bot.cli.service import Service
from bot.detect.analyzer import Analyzer
from bot.patrol import onwiki
from bot.patrol.hourly import Hourly
from bot.patrol.tuned import Tuned
from bot.settings import WikiSettings
from bot.wiki.site import Wiki, open_wiki


@dataclass(frozen=True, slots=True)
class Patrolled:
    """A wiki, and the settings that hold on it after what its community decided on its policy page."""

    wiki: Wiki
    policy: Hourly[WikiSettings]


def open_patrolled(service: Service, name: str, reporter: Reporter) -> Patrolled:
    """Open a wiki for patrol or nudge.

    What cannot be used on the community's policy page is reported line by line. Raises SettingsError,
    WikiUnreachableError, LoginError, TooManyRightsError (P3).
    """
    wiki = open_wiki(service.settings, name)
    wiki.require_patrol_rights()
    page = wiki.settings.policy_page

    def understand(text: str | None) -> WikiSettings:
        decided = onwiki.apply(wiki.settings, text)
        for problem in decided.problems:
            reporter.step("policy page", wiki=name, page=page, problem=problem)
        return decided.wiki

    policy = Hourly(lambda: wiki.text(page) if page else None, understand)
    policy.now()  # what is wrong with it is said at the start
    return Patrolled(wiki, policy)


def tuned(packaged: Analyzer, wikis: Iterable[Patrolled], reporter: Reporter) -> Tuned:
    """Put each community's rules page over the packaged rules; a bad entry is reported and passed over."""
    pages = {one.wiki.name: one.wiki.settings.rules_page for one in wikis}
    return Tuned(
        packaged,
        {one.wiki.name: partial(one.wiki.text, page) for one in wikis if (page := pages[one.wiki.name])},
        lambda wiki, problem: reporter.step("rules page", wiki=wiki, page=pages[wiki], problem=problem),
    )
