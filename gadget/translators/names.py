"""Names of languages for readers, and links to the wiki."""

from __future__ import annotations

from urllib.parse import quote

from babel import Locale
from babel.core import UnknownLocaleError

from bot.messages import locale_of
from bot.translation.board import Overview
from bot.wiki.translate import unit_page_deep_link
from gadget.languages import reader_language

# What CLDR spells otherwise, or has no code of its own for.
_CLDR = {"zh-hans": "zh_Hans", "zh-hant": "zh_Hant", "pt-br": "pt_BR", "sr-ec": "sr_Cyrl", "sr-el": "sr_Latn"}
_SIMPLE = {"simple": "Simple English"}


def language_name(code: str, lang: str = "") -> str:
    """Return a language's name in the reader's language, or in its own; its code where CLDR has neither."""
    if code in _SIMPLE:
        return _SIMPLE[code]
    locale = _locale(code)
    if locale is None:
        return code
    name = locale.get_display_name(locale_of(lang or reader_language())) or locale.get_display_name()
    return name or code


def own_name(code: str) -> str:
    """Return a language's own name for itself, else its code."""
    locale = _locale(code)
    name = locale.get_display_name() if locale else None
    return name or _SIMPLE.get(code, code)


def unit_link(seen: Overview, page_id: int, code: str, key: str = "", only: str = "") -> str:
    """Return where a person translates a unit, or the units of a page that fit a filter."""
    page = seen.page(page_id)
    if page is None or not seen.site:
        return ""
    return unit_page_deep_link(seen.site, page.group, code, key, only)


def wiki_page(seen: Overview, title: str) -> str:
    """Return the address of a page on the wiki."""
    return f"{seen.site}/wiki/{quote(title.replace(' ', '_'), safe='/:')}" if seen.site else ""


def unit_id(key: str) -> str:
    """Return a unit's id as people say it: the last part of its key."""
    return key.rsplit("/", 1)[-1].replace("_", " ")


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(_CLDR.get(code, code.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return None
