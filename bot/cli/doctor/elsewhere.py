"""What the wikis and the stream say: account, rights, limits, stop page, clock, lag."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bot.cli.doctor.diagnosis import Diagnosis, Health
from bot.patrol import onwiki
from bot.settings import PLATFORM_DAILY_MAILS, Settings, SettingsError
from bot.wiki.errors import WikiError
from bot.wiki.eventstreams import URL, EventStream
from bot.wiki.site import Wiki, open_wiki
from bot.wiki.team import open_team_wiki

_DAY = 86_400
_SKEW = 60  # seconds: due times and the 24 hours of the daily ceiling are counted by this machine's clock
_LAG = 300  # seconds: a healthy stream is a second or two behind
_PLAIN_GROUPS = frozenset(["*", "user", "autoconfirmed", "emailconfirmed", "named"])


def wiki(settings: Settings, name: str) -> Iterator[Diagnosis]:
    """Look at one wiki as the patrol would meet it."""
    try:
        opened = open_wiki(settings, name)
        yield Diagnosis(f"{name}: log-in", Health.GOOD, f"logged in as {opened.settings.account}")
        yield from _account(opened)
        yield _stop_page(opened)
        yield from _policy_page(opened)
        yield _clock(opened)
    except (SettingsError, WikiError) as error:
        yield Diagnosis(name, Health.UNKNOWN, str(error), "see the text")
        return
    if not opened.settings.oversight:
        yield Diagnosis(
            f"{name}: oversight", Health.CARE, "no contact is set", "`oversight` in config/wikis.toml"
        )


def _account(opened: Wiki) -> Iterator[Diagnosis]:
    name = opened.name
    try:
        opened.require_patrol_rights()
        yield Diagnosis(
            f"{name}: rights", Health.GOOD, "may read and send mail, and nothing that is public (P3)"
        )
    except WikiError as error:
        yield Diagnosis(f"{name}: rights", Health.BAD, str(error), "renew consumer or bot password")
    answer = opened.get(action="query", meta="userinfo", uiprop="groups|email|blockinfo|ratelimits")
    info: dict[str, Any] = answer["query"]["userinfo"]
    groups = sorted(set(info.get("groups", ())) - _PLAIN_GROUPS)
    if groups:
        yield Diagnosis(
            f"{name}: groups",
            Health.CARE,
            f"is in {', '.join(groups)}",
            "the patrol needs no group; leave them",
        )
    if "blockid" in info:
        yield Diagnosis(
            f"{name}: account", Health.BAD, "is blocked", "read its talk page; do not work around it"
        )
    if not info.get("emailauthenticated"):
        # Only a consumer that may read private data is told; the rights above say whether mail goes out.
        yield Diagnosis(
            f"{name}: address",
            Health.CARE,
            "not shown to this consumer, or not confirmed",
            "Special:ConfirmEmail",
        )
    yield _mail_limit(opened, info.get("ratelimits", {}))


def _mail_limit(opened: Wiki, limits: dict[str, Any]) -> Diagnosis:
    about, cap = f"{opened.name}: mail limit", opened.settings.daily_cap
    entries = limits.get("sendemail") or limits.get("emailuser") or {}
    daily = [limit["hits"] * _DAY // max(1, limit["seconds"]) for limit in entries.values()]
    if not daily:
        return Diagnosis(
            about, Health.GOOD, f"the wiki names none; ours is {cap} a day of {PLATFORM_DAILY_MAILS}"
        )
    if min(daily) < cap:
        return Diagnosis(
            about, Health.BAD, f"the wiki allows {min(daily)} a day, daily_cap is {cap}", "lower daily_cap"
        )
    return Diagnosis(about, Health.GOOD, f"the wiki allows {min(daily)} a day, ours is {cap}")


def _stop_page(opened: Wiki) -> Diagnosis:
    about, title = f"{opened.name}: stop page", opened.settings.stop_page
    if not title:
        return Diagnosis(
            about, Health.BAD, "none is set, so nothing runs (P12)", "`stop_page` in config/wikis.toml"
        )
    if not opened.says_run():
        return Diagnosis(
            about, Health.CARE, f"{title} is missing or does not say run", "find out who stopped it"
        )
    answer = opened.get(action="query", titles=title, prop="info", inprop="protection")
    levels = answer["query"]["pages"][0].get("protection", [])
    if not any(level["type"] == "edit" for level in levels):
        return Diagnosis(
            about, Health.CARE, f"{title} says run; anybody may change it", "ask for protection (sysop)"
        )
    return Diagnosis(about, Health.GOOD, f"{title} says run, and is protected")


def _policy_page(opened: Wiki) -> Iterator[Diagnosis]:
    page = opened.settings.policy_page
    if not page:
        return
    decided = onwiki.apply(opened.settings, opened.text(page))
    about = f"{opened.name}: policy"
    for problem in decided.problems:
        yield Diagnosis(about, Health.CARE, f"{page}: {problem}", "tell the wiki's community")
    if not decided.problems:
        cap = decided.wiki.daily_cap
        yield Diagnosis(about, Health.GOOD, f"{decided.wiki.policy.value}, at most {cap} mails a day")


def _clock(opened: Wiki) -> Diagnosis:
    before = time.time()
    answer = opened.get(action="query", meta="siteinfo", siprop="general")
    theirs = datetime.fromisoformat(answer["query"]["general"]["time"]).timestamp()
    skew = theirs - (before + time.time()) / 2
    about = f"{opened.name}: clock"
    if abs(skew) > _SKEW:
        return Diagnosis(
            about, Health.BAD, f"ours differs from the wiki's by {-skew:+.0f} s", "set the clock (NTP)"
        )
    return Diagnosis(about, Health.GOOD, f"within {_SKEW} s of the wiki's")


def stream(settings: Settings) -> Diagnosis:
    """Look at how far the stream of events is behind the time."""
    about, url = "stream", settings.eventstreams_url or URL
    try:
        latest = EventStream((), settings.user_agent, url=url, attempts=1).latest()
    except WikiError as error:
        return Diagnosis(about, Health.UNKNOWN, str(error), "is the network up? else wait")
    lag = (datetime.now(UTC) - datetime.fromisoformat(latest)).total_seconds()
    if lag > _LAG:
        return Diagnosis(about, Health.CARE, f"its newest event is {lag:.0f} s old", "nothing; it catches up")
    return Diagnosis(about, Health.GOOD, f"its newest event is {max(0.0, lag):.0f} s old")


def team(settings: Settings) -> Diagnosis:
    """Look at the account that writes the team's pages: its own, and no more than it needs."""
    about = "sync"
    try:
        pages = settings.team_pages()
        if not (settings.sync_password() or settings.sync_oauth()):
            return Diagnosis(
                about, Health.CARE, "has no secrets: reports are read, not written", "docs/translations.md"
            )
        opened = open_team_wiki(settings, pages, log_in=True)
        rights = opened.rights()
    except (SettingsError, WikiError) as error:
        return Diagnosis(about, Health.UNKNOWN, str(error), "see the text")
    if "translate-manage" in rights or "pagetranslation" in rights:
        return Diagnosis(
            about, Health.BAD, f"{pages.account} is a translation administrator", "take it out of that group"
        )
    return Diagnosis(about, Health.GOOD, f"{pages.account} on {pages.wiki}, of its own")
