"""The application as a WSGI server loads it: `gadget.wsgi:app`, made from the environment."""

from __future__ import annotations

import sys

from flask import Flask

from bot.settings import Settings, SettingsError, load
from bot.store import DatabaseError, open_store
from gadget import create_app


def from_settings(settings: Settings) -> Flask:
    """Make the application with the real parts; raises SettingsError, DatabaseError."""
    return create_app(settings, open_store(settings.database_url, settings.keys()))


def __getattr__(name: str) -> Flask:
    # Made when a server asks for it, so that importing this module for from_settings needs no environment.
    if name != "app":
        raise AttributeError(name)
    try:
        return from_settings(load())
    except (SettingsError, DatabaseError) as error:
        sys.exit(f"Wikilatch's web cannot start: {error}")
