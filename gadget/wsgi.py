"""The application as a WSGI server loads it: `gadget.wsgi:app`, made from the environment."""

from __future__ import annotations

import sys
from threading import Lock

from flask import Flask

from bot.detect.analyzer import Analyzer
from bot.detect.rules import RuleError
from bot.messages import MessageFileError
from bot.model import Analysis, PageText
from bot.settings import Settings, SettingsError, load
from bot.store import DatabaseError, open_store
from bot.wiki.reader import PublicPages
from gadget import create_app


class _OneAtATime:
    """Lets one thread at a time use the analyzer, which is made for one; the interpreter would too."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._lock = Lock()

    def analyze(self, page: PageText) -> Analysis:
        """Return what the detector says of one page."""
        with self._lock:
            return self._analyzer.analyze(page)


def from_settings(settings: Settings) -> Flask:
    """Make the application with the real parts.

    Raises SettingsError, MessageFileError, RuleError, DatabaseError.
    """
    names = settings.config / "names"
    return create_app(
        settings,
        open_store(settings.database_url, settings.keys()),
        pages=PublicPages(settings),
        analyzer=_OneAtATime(Analyzer.load(settings.config / "rules", names if names.is_dir() else None)),
    )


def __getattr__(name: str) -> Flask:
    # Made when a server asks for it, so that importing this module for from_settings needs no environment.
    if name != "app":
        raise AttributeError(name)
    try:
        return from_settings(load())
    except (SettingsError, MessageFileError, RuleError, DatabaseError) as error:
        sys.exit(f"Wikilatch's web cannot start: {error}")
