"""Opening a wiki for the patrol: logged in, no more rights than needed, under its community's policy."""

from __future__ import annotations

from bot.cli.report import Reporter
from bot.cli.service import Service
from bot.patrol import onwiki
from bot.wiki.site import Wiki, open_wiki


def open_patrolled(service: Service, name: str, reporter: Reporter) -> Wiki:
    """Open a wiki for patrol or nudge.

    What cannot be used on the community's policy page is reported line by line. Raises SettingsError,
    WikiUnreachableError, LoginError, TooManyRightsError (P3).
    """
    wiki = open_wiki(service.settings, name)
    wiki.require_patrol_rights()
    page = wiki.settings.policy_page
    decided = onwiki.apply(wiki.settings, wiki.text(page) if page else None)
    for problem in decided.problems:
        reporter.step("policy page", wiki=name, problem=problem)
    wiki.settings = decided.wiki
    return wiki
