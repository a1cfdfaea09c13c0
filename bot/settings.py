"""The only reader of environment and config/: everything else is handed frozen values."""

from __future__ import annotations

import base64
import binascii
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from cryptography.fernet import Fernet

from bot.model import Policy, Tier

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "config"

# What the platform itself allows an account to send in a day, over all wikis; P5 keeps us under it in code.
# Source: Wikimedia's production configuration, `sendemail: user-global [20, 86400]`.
PLATFORM_DAILY_MAILS = 20
_KEY_BYTES = 32


class SettingsError(ValueError):
    """Something in the environment or in config/ cannot be used; the text names the place and the mend."""


@dataclass(frozen=True, slots=True)
class WikiSettings:
    """One wiki, as config/wikis.toml describes it.

    api is the URL of api.php; lang the content language; account the patrol's user name there (it may not
    edit, P3). Delays are in hours, ages and cool-downs in days, caps in mails a day over all wikis.
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


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A page of the team: its title when it was written down, its id once known, what kind of group it is."""

    title: str
    id: int | None = None
    kind: Literal["page", "template", "bundle"] = "page"


@dataclass(frozen=True, slots=True)
class SharedPart:
    """A part that several source pages show alike, outside their units: name, wikitext, pages (titles)."""

    name: str
    text: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamPages:
    """config/team-pages.toml: what is looked after, what weighs how much, what the wiki allowed.

    importance are (pattern, weight) pairs; the heaviest that a unit's source text fits counts, 1 where none
    does. readers are page views a month by language, where known. approved are the tasks that the wiki said
    yes to; task is the page that says so. seconds_between_edits is never under 10.
    """

    wiki: str
    pages: tuple[TeamPage, ...] = ()
    importance: tuple[tuple[str, float], ...] = ()
    readers: Mapping[str, int] = field(default_factory=dict)
    account: str = ""
    report_page: str = ""
    task: str = ""
    stop_page: str = ""
    glossary: str = ""
    digest_page: str = ""
    approved: frozenset[str] = frozenset()
    shared_parts: tuple[SharedPart, ...] = ()
    seconds_between_edits: float = 10.0


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets that seal what is stored. The first sealing key seals, all of them open (P2).

    digest keys the digests of cases and subscribers; quiet keys those that serve only to leave a person
    alone (P10); links signs the one-click links of mails; session the web sessions.
    """

    seal: tuple[str, ...] = field(repr=False)
    digest: bytes = field(repr=False)
    quiet: bytes = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, read once.

    contact is the operator's address or page for the User-Agent (Wikimedia's User-Agent policy); state is the
    folder for what pywikibot writes.
    """

    config: Path
    wikis: Mapping[str, WikiSettings]
    database_url: str = field(repr=False)
    public_url: str
    contact: str
    state: Path
    environment: Mapping[str, str] = field(repr=False)

    @property
    def user_agent(self) -> str:
        """The User-Agent of every request that pywikibot does not make; contact is the operator's."""
        return f"Wikilatch ({self.contact or 'no contact set: WIKILATCH_CONTACT'}) requests"

    @property
    def eventstreams_url(self) -> str:
        """Another stream than Wikimedia's, or an empty string."""
        return self.environment.get("WIKILATCH_EVENTSTREAMS_URL", "")

    def wiki(self, name: str) -> WikiSettings:
        """Return one wiki's settings; raises SettingsError that lists the known ones."""
        try:
            return self.wikis[name]
        except KeyError:
            known = ", ".join(sorted(self.wikis)) or "none"
            raise SettingsError(f"unknown wiki {name!r}; wikis.toml has: {known}") from None

    def keys(self) -> Keys:
        """Return the secrets; raises SettingsError that names the missing variable."""
        seal = tuple(key.strip() for key in self.need("WIKILATCH_SEAL_KEYS").split(",") if key.strip())
        for key in seal:
            try:
                Fernet(key)
            except (ValueError, binascii.Error):
                raise SettingsError(
                    "WIKILATCH_SEAL_KEYS: each key must be a Fernet key; `wikilatch keys new` prints one"
                ) from None
        return Keys(
            seal=seal,
            digest=self._key("WIKILATCH_DIGEST_KEY"),
            quiet=self._key("WIKILATCH_QUIET_KEY"),
            secret=base64.urlsafe_b64encode(self._key("WIKILATCH_SECRET_KEY")).decode(),
        )

    def team_pages(self) -> TeamPages:
        """Return config/team-pages.toml (or WIKILATCH_TEAM_PAGES); raises SettingsError."""
        return read_team_pages(
            Path(self.environment.get("WIKILATCH_TEAM_PAGES") or self.config / "team-pages.toml")
        )

    def bot_password(self) -> str:
        """Return the patrol's bot password as `appid@password`, or an empty string where OAuth is used."""
        return self.environment.get("WIKILATCH_BOT_PASSWORD", "")

    def oauth(self) -> tuple[str, str, str, str] | None:
        """Return the owner-only OAuth 1.0a consumer: consumer key and secret, access token and secret.

        None where none is set. Raises SettingsError where only some of the four are.
        """
        return self._consumer("WIKILATCH_")

    def sync_password(self) -> str:
        """Return the bot password of the account that writes the team's pages, never the patrol's (P3)."""
        return self.environment.get("WIKILATCH_SYNC_BOT_PASSWORD", "")

    def sync_oauth(self) -> tuple[str, str, str, str] | None:
        """Return the OAuth consumer of the account that writes the team's pages, as `oauth` does."""
        return self._consumer("WIKILATCH_SYNC_")

    def _consumer(self, prefix: str) -> tuple[str, str, str, str] | None:
        names = [
            f"{prefix}{name}" for name in ("CONSUMER_KEY", "CONSUMER_SECRET", "ACCESS_TOKEN", "ACCESS_SECRET")
        ]
        values = [self.environment.get(name, "") for name in names]
        if not any(values):
            return None
        for name, value in zip(names, values, strict=True):
            if not value:
                raise SettingsError(f"{name} is not set, but others of the OAuth consumer are")
        return values[0], values[1], values[2], values[3]

    def need(self, name: str) -> str:
        """Return a variable of the environment; raises SettingsError where it is not set."""
        value = self.environment.get(name, "")
        if not value:
            raise SettingsError(
                f"{name} is not set; `wikilatch keys new` prints a full set of keys, "
                "docs/backend.md tells where the OAuth consumer's come from"
            )
        return value

    def _key(self, name: str) -> bytes:
        try:
            key = base64.urlsafe_b64decode(self.need(name))
        except (ValueError, binascii.Error):
            key = b""
        if len(key) < _KEY_BYTES:
            raise SettingsError(f"{name}: must be {_KEY_BYTES} random bytes as URL-safe base64")
        return key


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read environment and config/.

    Raises SettingsError naming file, key and mend. Secrets are checked when they are asked for, so that
    `scan`, which needs none, runs without any.
    """
    env = dict(os.environ if environment is None else environment)
    config = Path(env.get("WIKILATCH_CONFIG") or CONFIG)
    wikis_file = Path(env.get("WIKILATCH_WIKIS_FILE") or config / "wikis.toml")
    return Settings(
        config=config,
        wikis=read_wikis(wikis_file),
        database_url=env.get("WIKILATCH_DATABASE_URL") or f"sqlite:///{ROOT / '.local' / 'wikilatch.sqlite'}",
        public_url=(env.get("WIKILATCH_PUBLIC_URL") or "http://127.0.0.1:8080").rstrip("/"),
        contact=env.get("WIKILATCH_CONTACT", ""),
        state=Path(env.get("WIKILATCH_STATE") or ROOT / ".local" / "state"),
        environment=env,
    )


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; raises SettingsError with the line of a mistake."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error


def read_team_pages(path: Path) -> TeamPages:
    """Read team-pages.toml.

    Raises SettingsError naming file, table and key for whatever is unknown, missing or of the wrong type.
    """
    data = read_toml(path)
    made = _checked(f"{path}", data, TeamPages)
    made["pages"] = tuple(
        TeamPage(**_checked(f"{path}: [[pages]] {n}", row, TeamPage))
        for n, row in enumerate(data.get("pages", []), 1)
    )
    for page in made["pages"]:
        if page.kind not in ("page", "template", "bundle"):
            raise SettingsError(
                f"{path}: {page.title!r}: kind must be page, template or bundle, not {page.kind!r}"
            )
    importance: list[tuple[str, float]] = []
    for number, row in enumerate(data.get("importance", []), 1):
        where = f"{path}: [[importance]] {number}"
        try:
            re.compile(row["match"])
            importance.append((row["match"], float(row["weight"])))
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise SettingsError(
                f"{where}: needs `match`, a pattern, and `weight`, a number ({error})"
            ) from error
        if importance[-1][1] <= 0:
            raise SettingsError(f"{where}: weight must be above 0")
    made["importance"] = tuple(importance)
    shared = enumerate(data.get("shared_parts", []), 1)
    rows = [_checked(f"{path}: [[shared_parts]] {number}", row, SharedPart) for number, row in shared]
    made["shared_parts"] = tuple(SharedPart(**{**row, "pages": tuple(row["pages"])}) for row in rows)
    for tag in ("<translate", "<tvar", "<!--T:"):
        for part in made["shared_parts"]:
            if tag in part.text:
                raise SettingsError(
                    f"{path}: shared part {part.name!r} holds {tag!r}; it must lie outside units"
                )
    made["approved"] = frozenset(data.get("approved", []))
    unknown = made["approved"] - {"report", "glossary", "shared-parts", "digest"}
    if unknown:
        raise SettingsError(f"{path}: approved: unknown task {', '.join(sorted(unknown))}")
    made["seconds_between_edits"] = max(10.0, float(made.get("seconds_between_edits", 10.0)))
    return TeamPages(**made)


def _checked(where: str, row: Any, kind: type[Any]) -> dict[str, Any]:
    """Return a table as arguments for a dataclass; raises SettingsError for unknown or missing keys."""
    known = {definition.name: definition for definition in fields(kind)}
    if not isinstance(row, dict):
        raise SettingsError(f"{where}: must be a table")
    for key in row:
        if key not in known:
            raise SettingsError(f"{where}: unknown key {key!r}; known are: {', '.join(sorted(known))}")
    for key, definition in known.items():
        if definition.default is MISSING and definition.default_factory is MISSING and key not in row:
            raise SettingsError(f"{where}: {key!r} is missing")
    return dict(row)


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
    made = _checked(where, {"name": name, **values}, WikiSettings)
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
