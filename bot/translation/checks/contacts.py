"""Contact integrity: a translated address or emergency line must be the source's."""

from __future__ import annotations

from collections.abc import Iterator

from bot.translation.checks.pair import Defect, View
from bot.translation.contacts import Difference, differences, forms


def check(view: View) -> Iterator[Defect]:
    """Yield `contact-missing`, `-changed`, `-foreign`, `-duplicated` and the cosmetic `contact-form`."""
    source, translation = view.pair.filled(view.pair.source), view.pair.filled(view.pair.translation)
    for difference in differences(source, translation):
        yield Defect(f"contact-{difference.problem}", _parameters(difference))
    source_forms = forms(source)
    for value, signs in forms(translation).items():
        if value in source_forms and not signs & source_forms[value]:
            yield Defect(
                "contact-form", (value, ", ".join(sorted(signs)), ", ".join(sorted(source_forms[value])))
            )


def _parameters(difference: Difference) -> tuple[str, ...]:
    if difference.expected and difference.found and difference.expected != difference.found:
        return (difference.expected, difference.found)
    return (difference.expected or difference.found,)
