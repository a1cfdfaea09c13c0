"""The application as a WSGI server loads it: `gadget.wsgi:app`, made from the environment."""

from __future__ import annotations

import sys
from functools import partial

from flask import Flask

from bot import coredumps
from bot.detect.analyzer import Analyzer
from bot.detect.rules import RuleError
from bot.messages import MessageFileError
from bot.patrol.tuned import Tuned
from bot.settings import Settings, SettingsError, load
from bot.store import DatabaseError, open_store
from bot.wiki.reader import PublicPages
from gadget import create_app


def from_settings(settings: Settings) -> Flask:
    """Make the application with the real parts.

    Raises SettingsError, MessageFileError, RuleError, DatabaseError.
    """
    names = settings.config / "names"
    packaged = Analyzer.load(settings.config / "rules", names if names.is_dir() else None)
    pages = PublicPages(settings)
    rules_pages = {
        name: partial(pages.text, wiki, wiki.rules_page)
        for name, wiki in settings.wikis.items()
        if wiki.rules_page
    }
    return create_app(
        settings,
        open_store(settings.database_url, settings.keys()),
        pages=pages,
        analyzer=Tuned(packaged, rules_pages),
    )


def __getattr__(name: str) -> Flask:
    # Made when a server asks for it, so that importing this module for from_settings needs no environment.
    if name != "app":
        raise AttributeError(name)
    coredumps.forbid()
    try:
        return from_settings(load())
    except (SettingsError, MessageFileError, RuleError, DatabaseError) as error:
        sys.exit(f"Wikilatch's web cannot start: {error}")
