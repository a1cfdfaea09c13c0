"""What can go wrong with a wiki, named: every text says the place and the mend."""

from __future__ import annotations

from bot.incidents import IncidentError


class WikiError(IncidentError):
    """A wiki could not be used. `could not check` is never `clean` (P8)."""


class WikiUnreachableError(WikiError):
    """The wiki does not answer, or answers with something that is not its API."""


class LoginError(WikiError):
    """The account could not log in."""


class TooManyRightsError(WikiError):
    """The patrol's account may do more than it needs (P3)."""


class ApiError(WikiError):
    """The API refused a request; code is MediaWiki's error code."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
