"""The languages that a person says they read: the Babel box on their user page."""

from __future__ import annotations

import re

# {{#babel:de|en-3}} and {{Babel|de|en-3}}: the languages a person says they read.
_BABEL = re.compile(r"\{\{\s*#?babel\s*[:|]([^{}]*)\}\}", re.IGNORECASE)
_BABEL_LANGUAGE = re.compile(r"^\s*([a-z]{2,3}(?:-[a-z]+)*?)(?:-([0-5n]))?\s*$", re.IGNORECASE)


def babel_languages(wikitext: str) -> list[str]:
    """Return the languages that a page's Babel box names, best known first; those at level 0 are left out."""
    found = _BABEL.search(wikitext)
    if not found:
        return []
    ranked = []
    for order, part in enumerate(found[1].split("|")):
        if match := _BABEL_LANGUAGE.match(part):
            level = 6 if match[2] in (None, "n", "N") else int(match[2])
            if level:
                ranked.append((-level, order, match[1].lower()))
    return [language for _, _, language in sorted(ranked)]
