"""Putting the parts together for a command that talks to a wiki."""

from __future__ import annotations

from dataclasses import dataclass

from bot import settings as settings_module
from bot.messages import Messages
from bot.model import Policy
from bot.settings import Keys, Settings, SettingsError
from bot.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Service:
    """What every such command needs."""

    settings: Settings
    keys: Keys
    store: Store
    messages: Messages


def open_service() -> Service:
    """Read the settings and open the store. Raises SettingsError, MessageFileError, DatabaseError."""
    settings = settings_module.load()
    keys = settings.keys()
    return Service(
        settings=settings,
        keys=keys,
        store=open_store(settings.database_url, keys),
        messages=Messages.load(settings.config / "i18n"),
    )


def wikis_of(settings: Settings, chosen: tuple[str, ...]) -> list[str]:
    """Return the wikis to work on: those named, or all whose policy is not `off`.

    Raises SettingsError where a name is unknown or no wiki is switched on.
    """
    names = [settings.wiki(name).name for name in chosen]
    names = names or [name for name, wiki in settings.wikis.items() if wiki.policy is not Policy.OFF]
    if not names:
        raise SettingsError("no wiki is switched on; set its policy in wikis.toml, or name it with --wiki")
    return names
