"""What the pages are made of, handed to create_app once and asked for by every view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, cast

from flask import current_app

from bot.messages import Messages
from bot.model import Analysis, PageText, Revision
from bot.settings import Settings, TeamPages, WikiSettings
from bot.store import Store
from gadget.web_settings import WebSettings


class UserPages(Protocol):
    """Reads the pages in user space that belong to one account."""

    def user_pages(self, wiki: WikiSettings, user: str) -> list[Revision]:
        """Return the newest revision of each; raises WikiError, which is not the same as none (P8)."""
        ...


class Analyzer(Protocol):
    """Finds what a page gives away: `bot.detect.analyzer.Analyzer`."""

    def analyze(self, page: PageText) -> Analysis:
        """Return what the detector says of one page."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a view may need. secret signs forms and links; origins are as browsers spell them."""

    settings: Settings
    store: Store
    messages: Messages
    pages: UserPages | None
    analyzer: Analyzer | None
    web: WebSettings
    wikis_by_origin: Mapping[str, WikiSettings]
    team: TeamPages
    secret: str = field(repr=False)

    @property
    def origin(self) -> str:
        """Our own origin, as browsers spell it."""
        return self.settings.public_url


def parts() -> Parts:
    """Return the parts of the application that answers this request."""
    return cast(Parts, current_app.extensions["wikilatch"])
