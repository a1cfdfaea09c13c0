"""Reads config/rules/shared.yaml and tiers.yaml: what no language owns; with them come wording.yaml's words, traits.yaml's traits."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from bot.detect.folding import fold
from bot.detect.grammar import CueError
from bot.detect.rules import TYPES, RuleError, check_pattern, read_keys, read_yaml
from bot.detect.traits import Traits, load_traits
from bot.detect.wording import Wording, load_wording
from bot.model import FindingType, Tier

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """The tables of shared.yaml, folded."""

    inline: dict[str, str]
    wraps: frozenset[str]
    at_words: tuple[str, ...]
    ambiguous_at_words: frozenset[str]
    dot_words: tuple[str, ...]
    spelled_tlds: frozenset[str]
    role_locals: frozenset[str]
    role_prefixes: tuple[str, ...]
    own_hosts: frozenset[str]
    example_hosts: frozenset[str]
    example_tlds: frozenset[str]
    example_locals: frozenset[str]
    regions: dict[str, list[str]]
    other_numbers: tuple[str, ...]
    reserved_phones: tuple[re.Pattern[str], ...]
    key_prefixes: tuple[str, ...]
    secret_names: tuple[str, ...]
    secret_placeholders: frozenset[str]
    secret_samples: tuple[str, ...]
    born_in: frozenset[str]
    copulas: tuple[str, ...]
    legal_forms: tuple[str, ...]
    social: frozenset[str]
    messaging: frozenset[str]
    numbered_services: frozenset[str]
    dialled_services: frozenset[str]
    inflected_services: frozenset[str]
    short_services: frozenset[str]
    everywhere: frozenset[str]
    hosts: dict[str, tuple[str, ...]]
    not_handles: frozenset[str]
    project_accounts: tuple[str, ...]
    not_portraits: tuple[str, ...]
    trades: frozenset[str]
    trade_questions: tuple[str, ...]
    symbols: dict[str, tuple[str, ...]]
    ids: tuple[tuple[str, tuple[str, ...]], ...]
    strong_ids: tuple[str, ...]
    signed_ids: tuple[str, ...]
    wording: Wording
    traits: dict[str, Traits]


KEYS = tuple(column.name for column in fields(Shared) if column.name not in ("wording", "traits"))
# The signs of `bot.detect.ownership`; what a pattern is worth by itself stands beside it in the recognizers.
SCORES = frozenset({
    "about", "against", "comment", "contact", "contradicted", "foreign_post", "named", "other_section", "others",
    "person", "quote", "quoted", "role", "sample", "sandbox", "self", "subject", "subpage", "unclaimed", "unknown",
    "unsigned_post",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tiers:
    """The tables of tiers.yaml: each type's tier, what a finding scores, where reporting begins."""

    tier: dict[FindingType, Tier]
    scores: dict[str, float]
    threshold: dict[str, float]
    mosaic: list[frozenset[FindingType]]


def load_shared(folder: Path) -> Shared:
    """Read shared.yaml, traits.yaml and wording.yaml. Raises RuleError naming file, key and mend."""
    path = folder / "shared.yaml"
    read = {key: _value(path, key, found) for key, found in read_keys(path, KEYS).items()}
    traits = load_traits(folder)
    return Shared(**read, wording=load_wording(folder, traits), traits=traits)


def _value(path: Path, key: str, found: Any) -> Any:
    if key in ("inline", "regions", "hosts", "ids", "symbols"):
        if not isinstance(found, dict):
            raise RuleError(f"{path}: {key}: must be a mapping (name: value)")
        if key == "inline":
            return {name.lower(): str(value) for name, value in found.items()}
        if key == "ids":
            return tuple((region, tuple(names or ())) for region, names in found.items())
        if key in ("hosts", "symbols"):
            if strange := next((kind for kind in found if kind not in TYPES), ""):
                raise RuleError(f"{path}: {key}.{strange}: is no type of finding; mend its spelling")
            return {kind: tuple(map(fold, hosts)) for kind, hosts in found.items()}
        return found
    if not isinstance(found, list) or not all(isinstance(entry, str) for entry in found):
        raise RuleError(f"{path}: {key}: must be a list of texts ([a, b])")
    if key == "reserved_phones":
        for entry in found:
            try:
                check_pattern(entry)
            except CueError as error:
                raise RuleError(f"{path}: {key}: '{entry}' {error}") from None
        return tuple(re.compile(entry) for entry in found)
    folded = [fold(entry) for entry in found]
    if key in ("at_words", "dot_words", "copulas", "legal_forms", "role_prefixes", "key_prefixes", "project_accounts",
               "not_portraits", "other_numbers", "secret_names", "secret_samples", "trade_questions", "strong_ids",
               "signed_ids"):  # fmt: skip
        return tuple(dict.fromkeys(folded))
    return frozenset(folded)


def load_tiers(folder: Path) -> Tiers:
    """Read tiers.yaml. Raises RuleError naming file, key and mend."""
    path = folder / "tiers.yaml"
    data = read_yaml(path)
    try:
        tier = {FindingType(kind): Tier[name.upper()] for kind, name in data["tier"].items()}
        scores = {name: float(value) for name, value in data["scores"].items()}
        threshold = {name: float(value) for name, value in data["threshold"].items()}
        mosaic = [frozenset(FindingType(kind) for kind in entry) for entry in data["mosaic"]]
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise RuleError(f"{path}: {error}: mend that entry; see config/rules/README.md") from None
    if missing := [kind for kind in FindingType if kind not in tier]:
        raise RuleError(f"{path}: tier.{missing[0]}: is missing; say notice, caution or urgent")
    for name in sorted(SCORES.symmetric_difference(scores)):
        what = "is missing" if name in SCORES else "nothing reads it; take it out"
        raise RuleError(f"{path}: scores.{name}: {what}")
    if "default" not in threshold:
        raise RuleError(f"{path}: threshold.default: is missing")
    if strange := next((name for name in threshold if name not in (*TYPES, "default")), ""):
        raise RuleError(f"{path}: threshold.{strange}: is no type of finding; mend its spelling")
    return Tiers(tier, scores, threshold, mosaic)
