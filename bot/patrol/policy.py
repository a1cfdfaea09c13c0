"""Whether a person may be told of what their page says: each no has a name (P5, P7)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.model import Analysis, FindingType, Policy, Refusal, Tier
from bot.settings import WikiSettings
from bot.store import Quiet, Tables

# What the user name gives away is told of as if it were one more type of finding.
USERNAME = "username_real_name"

# One thing noted in the quiet list: why a person is left alone, and of what.
Mark = tuple[Quiet, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a page exposes, as far as the decision needs it: types and the page's tier, never the text."""

    types: frozenset[str]
    tier: Tier

    @classmethod
    def of(cls, analysis: Analysis) -> Exposure | None:
        """Return what there is to tell; None where there is nothing.

        A real name as user name alone is not news to its owner, who chose it; the inbox and the gadget
        explain it. It counts where something else is found, which it makes worse.
        """
        types = {str(finding.type) for finding in analysis.findings}
        if not types:
            return None
        if analysis.username_is_real_name:
            types.add(USERNAME)
        return cls(frozenset(types), analysis.tier or Tier.NOTICE)


def refusal_of(
    tables: Tables, wiki: WikiSettings, user: str, title: str, exposure: Exposure | None
) -> Refusal | None:
    """Return why a person may not be told of a page, or None where they may.

    title is the page's; exposure None where its text could not be had yet, for which only subscribers may
    wait. Reads what people asked for in the open transaction; nothing is written.
    """
    quiet = tables.quiet
    if wiki.policy is Policy.OFF:
        return Refusal.POLICY_OFF
    if quiet.has(Quiet.OPTED_OUT, wiki.name, user):
        return Refusal.OPTED_OUT
    subscribed = tables.subscribers.get(wiki.name, user) is not None
    if not subscribed:
        if wiki.policy is not Policy.APPROVED:
            return Refusal.NOT_SUBSCRIBED
        if exposure is None or exposure.tier < wiki.approved_tier:
            return Refusal.BELOW_TIER
        # P5: people who did not subscribe hear from us once per account, ever.
        if quiet.has(Quiet.TOLD, wiki.name, user):
            return Refusal.TOLD_BEFORE
    if quiet.has(Quiet.KEPT, wiki.name, user, title):
        return Refusal.KEPT
    if quiet.has(Quiet.COOLING_DOWN, wiki.name, user) or quiet.has(Quiet.SNOOZED, wiki.name, user):
        return Refusal.COOLING_DOWN
    if exposure is None:
        return None
    told = all(quiet.has(Quiet.TOLD, wiki.name, user, title, kind) for kind in exposure.types)
    return Refusal.TOLD_BEFORE if told else None


def remember_told(
    tables: Tables, wiki: WikiSettings, user: str, title: str, types: Collection[str | FindingType]
) -> tuple[Mark, ...]:
    """Note that a person was told: never again of the same, and of nothing else for a while (P7).

    Returns what was not noted before.
    """
    marks: list[Mark] = [(Quiet.TOLD, (title, str(kind))) for kind in sorted(types)]
    marks += [(Quiet.TOLD, ()), (Quiet.COOLING_DOWN, ())]
    new = tuple((why, what) for why, what in marks if not tables.quiet.has(why, wiki.name, user, *what))
    for why, what in new:
        days = wiki.cooldown_days if why is Quiet.COOLING_DOWN else None
        tables.quiet.add(why, wiki.name, user, *what, days=days)
    return new


def forget_told(tables: Tables, wiki: WikiSettings, user: str, marks: Collection[Mark]) -> None:
    """Take back what `remember_told` noted, where it is certain that no mail went out."""
    for why, what in marks:
        tables.quiet.remove(why, wiki.name, user, *what)
