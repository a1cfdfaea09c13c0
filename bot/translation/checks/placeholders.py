"""Variables: what a translation loses or adds, and signs that the source itself left unfilled.

Translate replaces `$name` by plain text replacement, the longest name first and without looking at what
follows (TranslationUnit::getTextForRendering), so `$1ban` in Hungarian is `$1` and a suffix.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from bot.translation.checks.pair import Defect, View

_VARIABLE = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*|[0-9]+)")
_MONEY = re.compile(
    r"\$\d+(?:[.,]\d|\s?(?:million|billion|bn|thousand|[mk]\b|USD|US\b|per\b|a (?:month|year|day)))",
    re.IGNORECASE,
)
_RAW = re.compile(
    r"\{\{\{[^{}]+\}\}\}|%\(\w+\)[sd]|(?<![\w%])%(?:\d+\$)?[sd]\b|<tvar\b|<translate\b|<!--T:[^<>]*-->"
)
_ALONE = re.compile(r"[(（\[]\s*\$\d\s*[)）\]]")
_PLURAL = re.compile(r"\{\{\s*PLURAL\s*:", re.IGNORECASE)


def check(view: View) -> Iterator[Defect]:
    """Yield `variable-lost`, `variable-added`, `plural-lost` and, of the source, `placeholder-raw`."""
    source, translation = view.pair.source, html.unescape(view.pair.translation)
    wanted = source_variables(view)
    raw = list(raw_placeholders(view))
    for sign in raw:
        yield Defect("placeholder-raw", (sign,), in_source=True)
    rest = translation
    for name in sorted(wanted, key=len, reverse=True):
        pattern = re.compile(
            rf"\${re.escape(name)}(?!\d)" if name[-1].isdigit() else rf"\${re.escape(name)}(?!_\w)"
        )
        rest, count = pattern.subn(" ", rest)
        if not count:
            yield Defect("variable-lost", (f"${name}",))
    rest = _MONEY.sub(" ", rest)
    source_numbers = set(_VARIABLE.findall(source))
    for name in dict.fromkeys(_VARIABLE.findall(rest)):
        if name not in source_numbers and not _is_money(name):
            yield Defect("variable-added", (f"${name}",))
    if _PLURAL.search(source) and not _PLURAL.search(translation) and _has_plural(view):
        yield Defect("plural-lost")


def source_variables(view: View) -> list[str]:
    """Return the names of the source's variables; those the page defines, or what looks like them."""
    source = _MONEY.sub(" ", view.pair.source)
    names = list(dict.fromkeys(_VARIABLE.findall(source)))
    if view.pair.variables is not None:
        return [name for name in names if name in view.pair.variables]
    return [name for name in names if not _is_money(name, names)]


def raw_placeholders(view: View) -> Iterator[str]:
    """Yield what readers would see as a bare sign: variables that no page defines, parameters of templates.

    Where the page's variables are not known, a numbered one alone in brackets counts: `($1)` says nothing
    even when filled.
    """
    source = view.pair.source
    for match in _RAW.finditer(source):
        yield match[0]
    if view.pair.variables is None:
        for match in _ALONE.finditer(source):
            yield match[0].strip("()（）[] \t")
        return
    for name in dict.fromkeys(_VARIABLE.findall(_MONEY.sub(" ", source))):
        if name not in view.pair.variables and not _is_money(name):
            yield f"${name}"


def _is_money(name: str, names: list[str] | None = None) -> bool:
    """True for $300: numbered variables are counted up from 1 and seldom pass 9."""
    if not name.isdigit() or len(name) == 1:
        return False
    return name.startswith("0") or str(int(name) - 1) not in (names or [])


def _has_plural(view: View) -> bool:
    """True where the language tells one from many, so that {{PLURAL:}} is needed."""
    return view.pair.language.split("-")[0].lower() not in view.data.no_plural
