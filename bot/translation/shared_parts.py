"""Keeps what several source pages show alike: navigation, language bar, categories, contact block.

Only between our own markers and outside `<translate>`; an edit that would change a unit is refused.
"""

from __future__ import annotations

from bot.settings import SharedPart
from bot.translation.impact import compare
from bot.translation.publish import placed
from bot.translation.source import parse
from bot.wiki.edit import Compose, PageRefusedError


def shared(part: SharedPart) -> Compose:
    """Return what puts a shared part into a source page.

    It raises PageRefusedError where the page has no place for it, where the part stands inside a unit, or
    where units would differ afterwards in text, marker, number or order.
    """

    def compose(text: str | None) -> str | None:
        if text is None:
            return None
        new = placed(text, part.name, part.text)
        before, after = parse(text), parse(new)
        same = [(unit.id, unit.text) for unit in before.units] == [
            (unit.id, unit.text) for unit in after.units
        ]
        if not same or compare(before, after) or len(after.mistakes) > len(before.mistakes):
            raise PageRefusedError(f"the shared part {part.name!r} would change translation units")
        return new

    return compose
