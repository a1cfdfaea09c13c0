"""The detector, with the rules of this installation."""

from __future__ import annotations

from bot.detect.analyzer import Analyzer
from bot.settings import Settings


def load_analyzer(settings: Settings) -> Analyzer:
    """Load the detector with the packaged rules. Raises RuleError, which names file, key and mend."""
    return Analyzer.load(settings.config / "rules", settings.config / "names")
