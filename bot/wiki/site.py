"""Opening a wiki through pywikibot: configuration, log-in, rights, and one way to ask its API."""

from __future__ import annotations

import logging
import os
import stat
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.incidents import Incident
from bot.settings import ROOT, Settings, SettingsError, WikiSettings
from bot.wiki.errors import ApiError, LoginError, TooManyRightsError, WikiUnreachableError
from bot.wiki.trouble import AttentiveSession, unreachable

USER_CONFIG = ROOT / "user-config.py"
# Pywikibot reads its configuration when it is imported, and looks for it here.
os.environ.setdefault("PYWIKIBOT_DIR", str(ROOT))


def check_user_config(path: Path = USER_CONFIG) -> None:
    """Refuse a user-config.py that others may write to: pywikibot would skip it with a line nobody reads.

    Raises SettingsError.
    """
    try:
        mode = path.stat()
    except FileNotFoundError:
        raise SettingsError(f"{path} is missing; restore it from the repository") from None
    if mode.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise SettingsError(f"{path} can be written to by others; run: chmod go-w {path}")
    if mode.st_uid not in (os.getuid(), 0):
        raise SettingsError(f"{path} belongs to somebody else; run: chown {os.getuid()} {path}")


if "pywikibot" not in sys.modules:
    check_user_config()

import pywikibot  # noqa: E402 - after the check, because it reads its configuration when it is imported
from pywikibot.comms import http  # noqa: E402 - same
from pywikibot.exceptions import APIError, Error, NoUsernameError, UserRightsError  # noqa: E402 - same
from pywikibot.site import APISite  # noqa: E402 - same

from bot.wiki.relogin import Login, by_ourselves  # noqa: E402 - same

# Pywikibot prints tracebacks, and the parameters of failed calls: recipients and texts (P1). What a
# person needs to know of a failure is in the errors that this package raises.
logging.getLogger("pywiki").disabled = True

_session = AttentiveSession()
_session.cookies = http.cookie_jar  # type: ignore[assignment]  # a cookie jar, though not of requests
http.session = _session

# What an account needs to read and to send mail; more than these kinds of rights is refused (P3).
_FORBIDDEN_RIGHTS = (
    "edit",
    "createpage",
    "createtalk",
    "move",
    "upload",
    "delete",
    "block",
    "protect",
    "import",
)


class Wiki:
    """A wiki and how to ask it: the only door through which the rest of bot.wiki speaks to MediaWiki."""

    def __init__(self, settings: WikiSettings, site: APISite) -> None:
        self.settings = settings
        self.site = site
        self.name = settings.name

    def get(self, **parameters: Any) -> dict[str, Any]:
        """Ask the API to read something; formatversion 2.

        Raises WikiUnreachableError or ApiError.
        """
        return self._submit(self.site.simple_request(formatversion=2, **parameters))

    def _submit(self, request: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = request.submit()
        except APIError as error:
            raise ApiError(error.code, f"{self.name}: the API refused: {error.code}") from None
        except NoUsernameError:
            raise LoginError(_could_not_log_in(self.settings)) from None
        except (Error, OSError) as error:
            raise self.unreachable(error) from None
        return answer

    def unreachable(self, error: Exception) -> WikiUnreachableError:
        """Return the error to raise for a wiki that does not answer as a wiki."""
        return unreachable(self.name, self.settings.api, self.trouble(), error)

    def trouble(self) -> Incident | None:
        """Return what ailed the wiki when it was last asked; None where it was well."""
        return _session.trouble(self.settings.api)

    def rights(self) -> frozenset[str]:
        """Return the rights that this session has, after what its grants take away."""
        answer = self.get(action="query", meta="userinfo", uiprop="rights")
        return frozenset(answer["query"]["userinfo"]["rights"])

    def require_patrol_rights(self) -> None:
        """Refuse to go on with an account that may do more than read and send mail (P3).

        Raises TooManyRightsError, or LoginError where the account may not send mail.
        """
        rights = self.rights()
        too_many = [right for right in _FORBIDDEN_RIGHTS if right in rights]
        if too_many:
            raise TooManyRightsError(
                f"{self.name}: {self.settings.account} may also {', '.join(too_many)}; "
                "register a consumer or bot password with the grants 'basic' and 'sendemail' only"
            )
        if "sendemail" not in rights:
            raise LoginError(
                f"{self.name}: {self.settings.account} may not send mail; its consumer needs the grant "
                "'sendemail', its account a confirmed address"
            )

    def text(self, title: str) -> str | None:
        """Return a page's current text; None where there is no such page, or its text is hidden."""
        answer = self.get(
            action="query", prop="revisions", titles=title, rvprop="content", rvslots="main", rvlimit=1
        )
        revisions = answer["query"]["pages"][0].get("revisions") or [{}]
        content: str | None = revisions[0].get("slots", {}).get("main", {}).get("content")
        return content

    def says_run(self) -> bool:
        """Read the on-wiki stop page: True only where it exists and says `run` (P12)."""
        title = self.settings.stop_page
        return bool(title) and (self.text(title) or "").strip().lower() == "run"


def _could_not_log_in(settings: WikiSettings) -> str:
    """Say so, and what to look at."""
    return (
        f"{settings.name}: {settings.account} could not log in; "
        "check WIKILATCH_BOT_PASSWORD (appid@password) or the OAuth consumer"
    )


def open_wiki(settings: Settings, name: str, *, log_in: bool = True) -> Wiki:
    """Open one of the wikis of wikis.toml, logged in where it is needed.

    Raises SettingsError for an unknown wiki, WikiUnreachableError, LoginError.
    """
    wiki = settings.wiki(name)
    pywikibot.config.user_agent_description = f"Wikilatch ({settings.contact or wiki.account})"
    try:
        if wiki.family:
            site = pywikibot.Site(wiki.code, wiki.family)
        else:
            pywikibot.config.family_files[name] = wiki.api
            pywikibot.config.usernames[name][name] = wiki.account or "Wikilatch"
            site = pywikibot.Site(name, name)
    except (Error, OSError) as error:
        raise unreachable(name, wiki.api, _session.trouble(wiki.api), error) from None
    if not isinstance(site, APISite):
        raise WikiUnreachableError(f"{name}: {wiki.api} has no API that pywikibot knows")
    opened = Wiki(wiki, site)
    if oauth := settings.oauth():
        pywikibot.config.authenticate[urlsplit(wiki.api).netloc] = oauth
    if log_in:
        _log_in(settings, opened)
    return opened


def _log_in(settings: Settings, wiki: Wiki) -> None:
    account = wiki.settings.account
    if not account:
        raise SettingsError(
            f"wikis.toml: [wikis.{wiki.name}]: 'account' is missing; it is who sends the mail"
        )
    password = settings.bot_password()
    if not (password or settings.oauth()):
        raise SettingsError(
            "neither WIKILATCH_BOT_PASSWORD nor the OAuth consumer (WIKILATCH_CONSUMER_KEY, …) is set"
        )
    failed = _could_not_log_in(wiki.settings)
    by_ourselves(account, password)
    try:
        # MediaWiki refuses a log-in inside a bot password's session, which pywikibot keeps from run to run.
        if password and not settings.oauth() and wiki.site.userinfo.get("name") != account:
            Login(password=password, site=wiki.site, user=account).login()
        wiki.site.login()
    except (NoUsernameError, UserRightsError):
        raise LoginError(failed) from None
    except (Error, OSError) as error:
        raise wiki.unreachable(error) from None
    if wiki.site.user() != account:
        raise LoginError(failed)
