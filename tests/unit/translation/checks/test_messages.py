"""Every check can be explained to people."""

from __future__ import annotations

from bot.messages import Messages
from bot.settings import CONFIG
from bot.translation.checks import CHECKS, Severity


def test_every_check_has_an_explanation_and_its_documentation():
    messages = Messages.load(CONFIG / "i18n")
    wanted = {check.message for check in CHECKS.values()}
    wanted |= {f"check-severity-{severity.name.lower()}" for severity in Severity}
    assert wanted <= messages.keys("en")
    assert wanted <= messages.keys("qqq")
