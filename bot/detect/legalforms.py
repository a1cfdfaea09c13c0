"""Where a firm's or school's name ends: with a legal form (`Ltd`, `GmbH & Co. KG`), before the next name of a series."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.detect.institutions import Institutions

if TYPE_CHECKING:
    from bot.detect.shared import Shared

Span = tuple[int, int]

_PARTNERS = re.compile(
    r", [^\W\d_][\w'’-]{1,24}(?: [^\W\d_][\w'’-]{1,24})? ([^\W\d_]{1,3}|&) [^\W\d_][\w'’-]{1,24}"
)
# `School |in 2012`, `School |from 2001`: a small word and a year are the sentence's
_YEAR = re.compile(r" [^\W\d_]{1,6} (?:19|20)[0-9]{2}$")
_JOINED = re.compile(r" ([^\W\d_]{1,3}) (?=[^ ])")


@lru_cache(maxsize=4)
def _legal_forms(shared: Shared) -> re.Pattern[str]:
    parts = [re.escape(form) for form in sorted(shared.legal_forms, key=len, reverse=True)]
    one = "|".join(parts)
    return re.compile(rf"(?:,? (?:- )?(?:{one})(?![^\W_])){{1,2}}")


class LegalForms(Institutions):
    """Knows where a firm's or school's name ends."""

    def has_legal_form(self, start: int, end: int) -> bool:
        """Whether a company's legal form stands in [start, end)."""
        return _legal_forms(self.lexicon.shared).search(self.folded, start + 1, end) is not None

    def _legal(self, start: int, end: int, limit: int) -> int:
        """Where an organisation's name ends with what follows it: `, Fuseli e Foscari`, ` S.p.A.`, ` & Co. KG`."""
        more = _PARTNERS.match(self.text, end, limit)
        if more and more.group(1).lower() in self._and() and not self.is_whole(start, end):
            end = more.end()
        pattern = _legal_forms(self.lexicon.shared)
        found = pattern.match(self.folded, end, limit)
        if found and not self._is_word(found):
            return found.end()
        space = self.text.rfind(" ", start, end)  # the run may have taken the form's first letters: `S|.A.`
        for _ in range(2):
            found = pattern.match(self.folded, space, limit) if space > start else None
            if found and found.end() > end:
                return found.end()
            space = self.text.rfind(" ", start, max(start, space))
        return end

    def is_whole(self, start: int, end: int) -> bool:
        """Whether what stands in [start, end) is the whole name of a firm or school, and no first partner's."""
        return (
            self.has_legal_form(start, end)
            or self.says_firm(start, end)
            or self.says_school(start, end, strict=True)
        )

    def _and(self) -> frozenset[str]:
        return self.lexicon.wording.conjunctions

    def _is_word(self, form: re.Match[str]) -> bool:
        """Whether a legal form is a small word of the sentence: `Kelp Systems |as a developer`."""
        shown = self.text[form.start() : form.end()].strip()
        return shown.islower() and shown in self.lexicon.stop

    def _first_of(self, start: int, end: int) -> Span:
        """The first name of a run that took several, without what the sentence goes on with: `Kelp Ltd |in Leeds`."""
        year = _YEAR.search(self.text, start, end)
        if year and self.text[year.start() + 1].islower():
            end = year.start()
        form = _legal_forms(self.lexicon.shared).search(self.folded, start + 1, end)
        if (
            form
            and form.end() < end
            and not self._is_word(form)
            and self.text[form.end() + 1 : form.end() + 2].islower()
        ):
            end = form.end()
        for found in _JOINED.finditer(self.text, start, end):
            several = found.group(1).lower() in self._and() and " " in self.text[start : found.start()]
            if several and self.is_whole(start, found.start()) and self.is_whole(found.end(), end):
                return start, found.start()
        return start, end

    def _first_town(self, start: int, end: int) -> Span:
        """The first town of a run that took two: `Whitby |and Leeds`, but `Dumfries and Galloway`."""
        if self.lexicon.towns.length_at(self.folded, start) == end - start:
            return start, end
        for found in _JOINED.finditer(self.text, start, end):
            if found.group(1).lower() in self._and():
                return start, found.start()
        return start, end
