"""config/wikis.toml: which wikis are followed, and how."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.model import Policy, Tier
from bot.settings.toml import SettingsError, checked, read_toml

# What the platform itself allows an account to send in a day, over all wikis; P5 keeps us under it in code.
# Source: Wikimedia's production configuration, `sendemail: user-global [20, 86400]`.
PLATFORM_DAILY_MAILS = 20


@dataclass(frozen=True, slots=True)
class WikiSettings:
    """One wiki, as config/wikis.toml describes it.

    api is the URL of api.php; lang the content language; account the patrol's user name there (it may not
    edit, P3). policy_page and rules_page are titles of the community's own JSON pages. Delays are in hours,
    ages and cool-downs in days, caps in mails a day over all wikis.
    """

    name: str
    api: str
    lang: str
    account: str = ""
    family: str = ""
    code: str = ""
    source: Literal["eventstreams", "recentchanges"] = "eventstreams"
    policy: Policy = Policy.OFF
    approved_tier: Tier = Tier.URGENT
    delay_hours: tuple[float, float] = (1.0, 72.0)
    daily_cap: int = 10
    cooldown_days: int = 90
    inactive_days: int = 365
    stop_page: str = ""
    policy_page: str = ""
    rules_page: str = ""
    oversight: str = ""
    site: str = ""


def read_wikis(path: Path) -> dict[str, WikiSettings]:
    """Read wikis.toml: `[defaults]` and one `[wikis.NAME]` a wiki.

    Raises SettingsError for an unknown key, a wrong type, or a cap above the platform's own limit (P5).
    """
    data = read_toml(path)
    defaults = data.get("defaults", {})
    wikis: dict[str, WikiSettings] = {}
    for name, own in data.get("wikis", {}).items():
        where = f"{path}: [wikis.{name}]"
        values = {**defaults, **own}
        wikis[name] = _wiki(where, name, values)
    return wikis


def _wiki(where: str, name: str, values: dict[str, Any]) -> WikiSettings:
    if "name" in values:
        raise SettingsError(f"{where}: unknown key 'name'; a wiki's name stands in its heading")
    made = checked(where, {"name": name, **values}, WikiSettings)
    made["policy"] = _choice(where, "policy", values.get("policy", "off"), Policy)
    tier = values.get("approved_tier", "urgent")
    if str(tier).upper() not in Tier.__members__:
        raise SettingsError(f"{where}: approved_tier must be one of notice, caution, urgent, not {tier!r}")
    made["approved_tier"] = Tier[str(tier).upper()]
    if values.get("source", "eventstreams") not in ("eventstreams", "recentchanges"):
        raise SettingsError(f"{where}: source must be 'eventstreams' or 'recentchanges'")
    delay = values.get("delay_hours", [1.0, 72.0])
    if not (isinstance(delay, list) and len(delay) == 2 and 0 <= delay[0] <= delay[1]):
        raise SettingsError(f"{where}: delay_hours must be two numbers, shortest first, such as [1, 72]")
    made["delay_hours"] = (float(delay[0]), float(delay[1]))
    cap = values.get("daily_cap", 10)
    if not isinstance(cap, int) or not 0 <= cap <= PLATFORM_DAILY_MAILS:
        raise SettingsError(f"{where}: daily_cap must be a number from 0 to {PLATFORM_DAILY_MAILS} (P5)")
    for key in ("cooldown_days", "inactive_days"):
        if not isinstance(values.get(key, 90), int) or values.get(key, 90) < 0:
            raise SettingsError(f"{where}: {key} must be a whole number of days")
    if made.get("cooldown_days", 90) < 90:
        raise SettingsError(f"{where}: cooldown_days cannot be under 90 (P7)")
    return WikiSettings(**made)


def _choice(where: str, key: str, value: Any, choices: type[Policy]) -> Policy:
    try:
        return choices(value)
    except ValueError:
        names = ", ".join(choice.value for choice in choices)
        raise SettingsError(f"{where}: {key} must be one of {names}, not {value!r}") from None
