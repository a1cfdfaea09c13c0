"""{{bots}} and {{nobots}}: whether a page asks bots to stay away.

The rules are those of en.wikipedia's Template:Bots; read here in one linear pass, because pywikibot's reader
goes through a parser that a hostile page can keep busy for minutes.
"""

from __future__ import annotations

import re

_TEMPLATE = re.compile(r"\{\{\s*(nobots|bots)\s*(?:\|([^{}]{0,500}))?\}\}", re.IGNORECASE)


def asks_to_stay_away(wikitext: str, account: str) -> bool:
    """Say whether a page asks this bot, or all bots, not to write to its owner.

    account is the bot's user name. `optout=` of any message type counts: a mail is more than a talk message.
    """
    for match in _TEMPLATE.finditer(wikitext):
        parameters = dict(_parameters(match[2] or ""))
        if match[1].lower() == "nobots":
            return True
        names = {account.lower(), "all"}
        if "allow" in parameters and not names & parameters["allow"]:
            return True
        if names & parameters.get("deny", frozenset()):
            return True
        if parameters.get("optout", frozenset({"none"})) - {"none"}:
            return True
    return False


def _parameters(text: str) -> list[tuple[str, frozenset[str]]]:
    pairs = []
    for part in text.split("|"):
        name, equals, value = part.partition("=")
        if equals:
            values = frozenset(item.strip().lower() for item in value.split(",") if item.strip())
            pairs.append((name.strip().lower(), values))
    return pairs
