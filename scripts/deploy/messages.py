"""The gadget's messages: its own, and those that it shares with the web pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.settings import CONFIG
from scripts.deploy.build import ONWIKI

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = "wikilatch-"
# Said in the same words on the web and on the wiki, so translated once, in config/i18n.
_SHARED_FAMILIES = ("web-type-", "web-why-", "web-seen-", "web-tier-")
_SHARED = {
    "web-minor-title": "minor-title",
    "web-minor": "minor",
    "web-page-by-other": "page-by-other",
    "web-page-mosaic": "page-mosaic",
    "web-mend-line-gone": "mend-line-gone",
    "web-connect-yes": "connect-yes",
    "web-connect-no": "connect-no",
    "web-gadgets-revoke": "disconnect",
    "web-settings-mail-wiki": "settings-mail-wiki",
    "web-nav-inbox": "inbox",
    "web-nav-data": "my-data",
    "web-done-saved": "saved",
    "web-about-emergency": "emergency",
}
_HELP, _HELP_LABEL = "translate-", "translate-label"
_CHECKS = (
    "check-contact-",
    "check-variable-",
    "check-plural-",
    "check-half-",
    "check-number-",
    "check-term-",
    "check-severity-",
)
# For the wiki's administrators, who read them on the wiki and not in the gadget.
_NOT_SHIPPED = ("wikilatch-gadget-label", "wikilatch-deploy-summary", "wikilatch-gadget-page")


def languages() -> list[str]:
    """The codes of the languages that the gadget speaks, English first."""
    codes = sorted(path.stem for path in (ONWIKI / "i18n").glob("*.json") if path.stem not in ("en", "qqq"))
    return ["en", *codes]


def own(lang: str) -> dict[str, str]:
    """The gadget's own messages in a language."""
    return _read(ONWIKI / "i18n" / f"{lang}.json")


def shipped(lang: str) -> dict[str, str]:
    """Everything that the gadget says in a language, under its own keys."""
    said = {key: text for key, text in own(lang).items() if key not in _NOT_SHIPPED}
    for key, text in _read(CONFIG / "i18n" / f"{lang}.json").items():
        if key in _SHARED:
            said[PREFIX + _SHARED[key]] = text
        elif key.startswith(_SHARED_FAMILIES):
            said[PREFIX + key.removeprefix("web-")] = text
    for key, text in _shared_with_reports(lang).items():
        said[PREFIX + key] = text
    return dict(sorted(said.items()))


def label_of_help(lang: str) -> str:
    """What stands beside the box of the help for translators; empty where a language does not say it."""
    return _read(CONFIG / "i18n" / "translators" / f"{lang}.json").get(_HELP_LABEL, "")


def _shared_with_reports(lang: str) -> dict[str, str]:
    """What the help for translators says: its own words, and what the bot's reports say of each check."""
    help_ = _read(CONFIG / "i18n" / "translators" / f"{lang}.json")
    said = {key: text for key, text in help_.items() if key.startswith(_HELP) and key != _HELP_LABEL}
    everything = _read(CONFIG / "i18n" / f"{lang}.json")
    return said | {key: text for key, text in everything.items() if key.startswith(_CHECKS)}


def _read(path: Path) -> dict[str, str]:
    messages: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    messages.pop("@metadata", None)
    return messages
