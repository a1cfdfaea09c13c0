"""Checks of translated units: what a reader of one language would be told wrongly, or not at all.

`check_pair` looks at one unit in one language; ids, severities and defaults are in `CHECKS`. Nothing here
corrects anything: a defect is for a person to judge.
"""

from bot.translation.checks.data import CheckData, Language
from bot.translation.checks.pair import Defect, Pair, Severity
from bot.translation.checks.registry import CHECKS, Check, check_pair

__all__ = ["CHECKS", "Check", "CheckData", "Defect", "Language", "Pair", "Severity", "check_pair"]
