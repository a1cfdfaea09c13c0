"""Reads config/rules/traits.yaml: what languages are like, where a rule of the detector depends on it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from bot.detect.rules import RuleError, read_keys

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Traits:
    """What one language is like; README.md of the rules says what each trait means."""

    at_is_ending: bool = False
    at_is_in: bool = False
    bare_genitives: bool = False
    capital_nouns: bool = False
    compounds: bool = False
    east_asian: bool = False
    joined: bool = False
    no_is_on: bool = False
    no_prepositions: bool = False
    own_script: bool = False
    personless_past: bool = False
    semicolon_asks: bool = False
    small_adjectives: bool = False
    small_nouns: bool = False
    street_endings: bool = False
    streets_bare: bool = False
    syllables: bool = False
    uninflected: bool = False
    verb_behind_address: bool = False
    verb_last: bool = False


TRAITS = tuple(column.name for column in fields(Traits))


def load_traits(folder: Path) -> dict[str, Traits]:
    """Each language's traits by its code. Raises RuleError naming file, key and mend."""
    path = folder / "traits.yaml"
    languages = {file.stem for file in (folder / "lang").glob("*.yaml")}
    found = read_keys(path, TRAITS)
    for key, codes in found.items():
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise RuleError(f"{path}: {key}: must be a list of languages ([de, pt])")
        for code in codes:
            if code not in languages:
                raise RuleError(
                    f"{path}: {key}: '{code}': no lang/{code}.yaml; mend its spelling or take it out"
                )
    return {code: Traits(**{key: code in codes for key, codes in found.items()}) for code in languages}
