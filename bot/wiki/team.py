"""Opening the wiki of the team's pages under the sync's own account, which is never the patrol's (P3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pywikibot
from pywikibot.exceptions import APIError, Error, NoUsernameError, UserRightsError
from pywikibot.login import ClientLoginManager

from bot.settings import Settings, SettingsError, TeamPages
from bot.wiki.errors import ApiError, LoginError
from bot.wiki.site import Wiki, open_wiki

_PATROLS_SECRETS = frozenset(
    f"WIKILATCH_{name}"
    for name in ("BOT_PASSWORD", "CONSUMER_KEY", "CONSUMER_SECRET", "ACCESS_TOKEN", "ACCESS_SECRET")
)


class TeamWiki(Wiki):
    """A session that may also write. Its errors keep MediaWiki's text: the team's pages name no person."""

    def post(self, **parameters: Any) -> dict[str, Any]:
        """Send one writing request with the session's token; raises ApiError, WikiUnreachableError."""
        request = self.site.simple_request(formatversion=2, token=self.site.tokens["csrf"], **parameters)
        return self._submit(request)

    def _submit(self, request: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = request.submit()
        except APIError as error:
            raise ApiError(error.code, f"{self.name}: {error.code}: {error.info}") from None
        except (Error, OSError) as error:
            raise self.unreachable(error) from None
        return answer


def open_team_wiki(settings: Settings, team: TeamPages, *, log_in: bool) -> TeamWiki:
    """Open the wiki that config/team-pages.toml names; log_in is needed for writing only.

    Raises SettingsError where the account is missing or the patrol's own, LoginError, WikiUnreachableError.
    """
    wiki = settings.wiki(team.wiki)
    family, code = (wiki.family, wiki.code) if wiki.family else (wiki.name, wiki.name)
    host = urlsplit(wiki.api).netloc
    # Whatever user-config.py says is the patrol's; this process acts as the sync, or as nobody.
    pywikibot.config.authenticate.pop(host, None)
    pywikibot.config.usernames[family][code] = team.account or "Wikilatch"
    ours = replace(
        settings,
        wikis={**settings.wikis, team.wiki: replace(wiki, account=team.account)},
        environment={
            name: value for name, value in settings.environment.items() if name not in _PATROLS_SECRETS
        },
    )
    if not log_in:
        opened = open_wiki(ours, team.wiki, log_in=False)
        return TeamWiki(opened.settings, opened.site)
    if not team.account:
        raise SettingsError("team-pages.toml: 'account' is missing; it is who edits")
    if team.account == wiki.account:
        raise SettingsError(
            f"team-pages.toml: {team.account} is the patrol's account; the sync needs its own (P3)"
        )
    oauth = settings.sync_oauth()
    password = settings.sync_password()
    if oauth:
        pywikibot.config.authenticate[host] = oauth
    elif not password:
        raise SettingsError(
            "neither WIKILATCH_SYNC_BOT_PASSWORD nor WIKILATCH_SYNC_CONSUMER_KEY, … is set; "
            "the sync's account has secrets of its own"
        )
    opened = open_wiki(ours, team.wiki, log_in=False)
    team_wiki = TeamWiki(opened.settings, opened.site)
    failed = f"{wiki.name}: {team.account} could not log in; check the WIKILATCH_SYNC_… secrets"
    try:
        # MediaWiki refuses a log-in inside a bot password's session, which pywikibot keeps from run to run.
        if not oauth and team_wiki.site.userinfo.get("name") != team.account:
            ClientLoginManager(password=password, site=team_wiki.site, user=team.account).login()
        team_wiki.site.login()
    except (NoUsernameError, UserRightsError):
        raise LoginError(failed) from None
    except (Error, OSError) as error:
        raise team_wiki.unreachable(error) from None
    if team_wiki.site.user() != team.account:
        raise LoginError(failed)
    return team_wiki
