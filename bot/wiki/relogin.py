"""Logging in anew when a wiki has lost the session: pywikibot would ask a terminal for the password."""

from __future__ import annotations

from typing import ClassVar

import pywikibot.login
from pywikibot.exceptions import NoUsernameError
from pywikibot.login import ClientLoginManager


class Login(ClientLoginManager):
    """Pywikibot's log-in with this process's passwords; nobody is at a terminal to be asked."""

    passwords: ClassVar[dict[str, str]] = {}

    def login(self, retry: bool = False, autocreate: bool = False) -> bool:
        """Log in, with the password given where pywikibot has none.

        Raises NoUsernameError where there is no password or the wiki does not take it.
        """
        self.password = self.password or self.passwords.get(self.username or "", "")
        if not self.password:
            raise NoUsernameError("no password was given")
        self.site.tokens.clear()  # those of the lost session are worth nothing in the next
        logged_in: bool = super().login(retry=False, autocreate=autocreate)
        return logged_in


def by_ourselves(account: str, password: str) -> None:
    """Let the log-ins that pywikibot begins when an account's session is lost use this password."""
    Login.passwords[account] = password
    pywikibot.login.ClientLoginManager = Login  # type: ignore[misc]  # where its sites look for it
