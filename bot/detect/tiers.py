"""How grave a finding is by itself, and together with others (the mosaic). Rules: config/rules/tiers.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import FindingType, Tier

if TYPE_CHECKING:
    from bot.detect.shared import Tiers
    from bot.model import Finding


def of_page(findings: tuple[Finding, ...], tiers: Tiers, *, named: bool) -> tuple[Tier | None, bool, bool]:
    """A page's tier, whether a mosaic made it, whether its owner says to be under 18.

    named: the account name is a real name, which counts as one in a mosaic and is a notice by itself.
    """
    kinds = {finding.type for finding in findings}
    if named:
        kinds.add(FindingType.REAL_NAME)
    minor = FindingType.AGE_MINOR in kinds
    mosaic = any(combination <= kinds for combination in tiers.mosaic)
    highest = max((finding.tier for finding in findings), default=Tier.NOTICE if named else None)
    return (Tier.URGENT if mosaic and findings else highest), mosaic, minor
