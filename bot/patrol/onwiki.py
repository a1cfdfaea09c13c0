"""What a wiki's community decided on its own JSON page: it may only make the patrol more careful (P5)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from bot.model import Policy, Tier
from bot.settings import WikiSettings

# From the most careful to the least.
_CARE = (Policy.OFF, Policy.SUBSCRIBERS, Policy.APPROVED)


@dataclass(frozen=True, slots=True)
class Decided:
    """The settings that hold, and what on the page could not be used, one line each."""

    wiki: WikiSettings
    problems: tuple[str, ...]


def apply(wiki: WikiSettings, text: str | None) -> Decided:
    """Put a wiki's page over its settings.

    Keys: `policy`, `tier` (for people who did not subscribe), `daily_cap`, `shortest_delay_hours`. Each
    counts only where it is stricter than what the operator set; anything else is named and passed over.
    Without a page (text None) the settings hold as they are; a page that is no JSON switches the wiki off,
    for its community meant to say something.
    """
    if text is None:
        return Decided(wiki, ())
    try:
        page = json.loads(text)
    except ValueError as error:
        return _switched_off(wiki, f"not JSON ({error})")
    except RecursionError:
        return _switched_off(wiki, "nested too deeply")
    if not isinstance(page, dict):
        return _switched_off(wiki, "not a JSON object")
    problems = []
    for key, value in page.items():
        rule = _RULES.get(key)
        changed = rule(wiki, value) if rule else None
        if changed is None:
            problems.append(f"{key}: {'not understood' if rule else 'unknown'}; passed over")
        else:
            wiki = changed
    return Decided(wiki, tuple(problems))


def _switched_off(wiki: WikiSettings, why: str) -> Decided:
    return Decided(replace(wiki, policy=Policy.OFF), (f"{why}; the wiki is off until it is mended",))


def _policy(wiki: WikiSettings, value: Any) -> WikiSettings | None:
    if value not in list(Policy):
        return None
    return replace(wiki, policy=min(wiki.policy, Policy(value), key=_CARE.index))


def _tier(wiki: WikiSettings, value: Any) -> WikiSettings | None:
    if not isinstance(value, str) or value.upper() not in Tier.__members__:
        return None
    return replace(wiki, approved_tier=max(wiki.approved_tier, Tier[value.upper()]))


def _daily_cap(wiki: WikiSettings, value: Any) -> WikiSettings | None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        return None
    return replace(wiki, daily_cap=min(wiki.daily_cap, value))


def _shortest_delay(wiki: WikiSettings, value: Any) -> WikiSettings | None:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 24 * 30:
        return None
    shortest, longest = wiki.delay_hours
    shortest = max(shortest, float(value))
    return replace(wiki, delay_hours=(shortest, max(longest, shortest)))


_RULES = {
    "policy": _policy,
    "tier": _tier,
    "daily_cap": _daily_cap,
    "shortest_delay_hours": _shortest_delay,
}
