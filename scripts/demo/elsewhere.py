"""The demo's other way: a wiki that exists somewhere, for a system on which the local one cannot be had."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests

from scripts.demo import bot, world
from scripts.localwiki.errors import LocalWikiError

if TYPE_CHECKING:
    from scripts.localwiki.processes import Processes

WIKI = "elsewhere"
_SINCE = timedelta(hours=24)


def look(processes: Processes, api: str, account: str) -> dict[str, Any]:
    """Let the patrol look at the last day of edits on the wiki whose api.php is at api, in a dry run.

    Gives the patrol's JSON object. Nothing is stored or sent. Raises LocalWikiError where there is no wiki at
    that address, or no password.
    """
    language = _language(api)
    password = os.environ.get("WIKILATCH_BOT_PASSWORD", "")
    if not password:
        raise LocalWikiError(
            f"Set WIKILATCH_BOT_PASSWORD to a bot password of {account} on that wiki, as appid@password.\n"
            "Special:BotPasswords there makes one; grant it 'Send email to other users' and nothing more."
        )
    home = world.HOME.with_name("elsewhere")
    home.mkdir(parents=True, exist_ok=True)
    parts = urlsplit(api)
    values = {
        "api": api,
        "site": f"{parts.scheme}://{parts.netloc}",
        "lang": language,
        "account": account,
        "source": "recentchanges",
        "policy": "subscribers",
    }
    wikis = f"[wikis.{WIKI}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    environment = world.bot_environment(home, wikis, world.BACKEND_PORT) | {
        "WIKILATCH_BOT_PASSWORD": password
    }
    since = (datetime.now(UTC) - _SINCE).strftime("%Y-%m-%dT%H:%M:%SZ")
    return bot.once(processes, environment, "patrol", "--wiki", WIKI, "--since", since, home=home)


def _language(api: str) -> str:
    """The wiki's language; raises LocalWikiError where no wiki answers at that address."""
    asked = {"action": "query", "meta": "siteinfo", "format": "json"}
    try:
        answer = requests.get(api, params=asked, timeout=30, headers={"User-Agent": "Wikilatch demo"})
        return str(answer.json()["query"]["general"]["lang"])
    except (requests.RequestException, ValueError, KeyError) as error:
        raise LocalWikiError(
            f"{api} does not answer as a wiki's API ({type(error).__name__}).\n"
            "Its address ends with /api.php; Special:Version on the wiki names it ('Entry point URLs')."
        ) from error
