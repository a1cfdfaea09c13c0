import re

import pytest

from bot.messages import Messages
from bot.model import CaseState, FindingType, Tier
from bot.patrol.links import Purpose
from bot.settings import CONFIG, ROOT
from bot.store import Quiet
from bot.translation.checks import Severity
from bot.translation.contacts import ContactProblem
from bot.translation.glossary import Status
from bot.translation.impact import Effect
from gadget.errors import EXPLAINED
from gadget.navigation import DONE
from gadget.translators.pages import SORTS

MESSAGES = Messages.load(CONFIG / "i18n")
_LITERAL = re.compile(r"\b(?:msg|text)\(\s*[\"'](web-[a-z0-9-]+|mail-[a-z-]+)[\"']\s*[,)]")
_MADE = {
    *(f"web-type-{kind}" for kind in FindingType),
    *(f"web-why-{kind}" for kind in FindingType),
    *(f"web-tier-{tier.name.lower()}{end}" for tier in Tier for end in ("", "-means")),
    *(f"web-done-{done}" for done in DONE),
    *(f"web-error-{status}{end}" for status in EXPLAINED for end in ("", "-title")),
    *(f"web-held-case-{state.name.lower()}" for state in CaseState),
    *(f"web-quiet-{state}" for state in (Quiet.KEPT, Quiet.SNOOZED)),
    *(f"web-link-{purpose}{end}" for purpose in Purpose for end in ("", "-title", "-button", "-done")),
    *(f"web-do-{what}" for what in ("keep", "false-alarm", "later", "unkeep")),
    *(f"web-tr-only-{name}" for name in ("mine", "missing", "urgent")),
    *(f"web-tr-sort-{name}" for name in SORTS),
    *(f"web-tr-band-{band}" for band in ("low", "medium", "high", "complete")),
    *(f"web-tr-severity-{severity.name.lower()}" for severity in Severity),
    *(f"web-tr-contact-{problem.value}" for problem in ContactProblem),
    *(f"web-tr-effect-{effect.name.lower().replace('_', '-')}" for effect in Effect),
    *(f"web-tr-status-{status}" for status in Status),
    *(f"web-tr-news-{kind}" for kind in ("new", "outdated", "fixed")),
    *(f"web-login-failed-{why}" for why in ("state", "refused", "expired", "provider", "blocked", "off")),
}


def used():
    sources = [*(ROOT / "gadget").rglob("*.py"), *(ROOT / "gadget" / "templates").rglob("*.html")]
    found = {key for path in sources for key in _LITERAL.findall(path.read_text(encoding="utf-8"))}
    assert len(found) > 50
    return found | _MADE


@pytest.mark.parametrize("lang", ["en", "qqq"])
def test_every_message_that_the_web_uses_is_written_and_documented(lang):
    assert sorted(used() - MESSAGES.keys(lang)) == []


def test_no_message_of_the_web_is_html():
    for key in (key for key in MESSAGES.keys("en") if key.startswith("web-")):
        for lang in MESSAGES.languages:
            assert not re.search(r"[<>]", MESSAGES.raw(key, lang)[0]), (key, lang)
