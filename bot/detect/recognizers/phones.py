"""Which telephone numbers can exist: libphonenumber's word, but for those that are reserved."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.detect.shared import Shared


@lru_cache(maxsize=4)
def reserved(shared: Shared) -> re.Pattern[str]:
    """Numbers kept for fiction and documentation."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in shared.reserved_phones))


@lru_cache(maxsize=4096)
def is_valid(text: str, regions: tuple[str | None, ...]) -> bool:
    """Whether libphonenumber knows the number (digits, perhaps behind a plus) as one that can exist there."""
    import phonenumbers

    if text.startswith("+"):
        regions = (None,)
    elif text.startswith("00"):
        regions = (*regions, None)  # a number that no country's own rules fit
    for region in regions:
        number = f"+{text[2:]}" if region is None and text.startswith("00") else text
        try:
            parsed = phonenumbers.parse(number, region)
            if phonenumbers.is_valid_number(parsed) or (
                region is None and phonenumbers.is_possible_number(parsed)
            ):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
