"""The only reader of environment and config/: everything else is handed frozen values."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet

from bot.settings.team import SharedPart, TeamPage, TeamPages, read_team_pages
from bot.settings.toml import SettingsError
from bot.settings.wikis import PLATFORM_DAILY_MAILS, WikiSettings, read_wikis

__all__ = [
    "CONFIG",
    "PLATFORM_DAILY_MAILS",
    "ROOT",
    "Keys",
    "Settings",
    "SettingsError",
    "SharedPart",
    "TeamPage",
    "TeamPages",
    "WikiSettings",
    "load",
    "read_team_pages",
    "read_wikis",
]

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"
_KEY_BYTES = 32
_OLD = "WIKILATCH_OLD_DIGEST_KEY"


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets that seal what is stored. The first sealing key seals, all of them open (P2).

    digest keys the digests of cases and subscribers; quiet keys those that serve only to leave a person
    alone (P10); secret signs the one-click links of mails, and what the web's forms carry. old_digest is the
    digest key before this one, there only while `wikilatch keys rotate` runs.
    """

    seal: tuple[str, ...] = field(repr=False)
    digest: bytes = field(repr=False)
    quiet: bytes = field(repr=False)
    secret: str = field(repr=False)
    old_digest: bytes | None = field(default=None, repr=False)


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
            old_digest=self._key(_OLD) if self.environment.get(_OLD) else None,
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
