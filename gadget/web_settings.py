"""The web's own settings, taken from what bot.settings has read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.settings import ROOT, Settings, SettingsError

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_PROVIDER = "https://meta.wikimedia.org/w/rest.php"


@dataclass(frozen=True, slots=True)
class Consumer:
    """The OAuth 2 consumer, asking for identity only. url is the address of the wiki's rest.php."""

    url: str
    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the web is served.

    codex is the folder that Codex's look is served from, if it is there (`scripts/build-static`).
    production is True where others than this machine reach it: over https, behind a proxy. consumer is None
    where nobody can log in. rate_limit is how often one person or connected gadget may ask, in
    the words of `limits`; metrics_token is what monitoring must show to see small counts too.
    """

    codex: Path
    production: bool
    consumer: Consumer | None
    rate_limit: str
    metrics_token: str = field(repr=False)


def web_settings(settings: Settings) -> WebSettings:
    """Return the web's settings.

    Raises SettingsError where anything but this machine is to be served without https or without consumer.
    """
    public = urlsplit(settings.public_url)
    production = public.scheme == "https"
    if not production and (public.scheme != "http" or public.hostname not in _LOOPBACK):
        raise SettingsError("WIKILATCH_PUBLIC_URL: must be https unless it is an address of this machine")
    if public.path or public.query or public.fragment or public.username:
        raise SettingsError("WIKILATCH_PUBLIC_URL: must be scheme and host only, such as https://example.org")
    environment = settings.environment
    return WebSettings(
        codex=Path(environment.get("WIKILATCH_CODEX") or ROOT / "gadget" / "codex"),
        production=production,
        consumer=_consumer(settings, production=production),
        rate_limit=environment.get("WIKILATCH_RATE_LIMIT") or "240 per minute",
        metrics_token=environment.get("WIKILATCH_METRICS_TOKEN", ""),
    )


def _consumer(settings: Settings, *, production: bool) -> Consumer | None:
    name = "WIKILATCH_OAUTH_CLIENT_ID"
    client = settings.need(name) if production else settings.environment.get(name, "")
    if not client:
        return None
    url = settings.environment.get("WIKILATCH_OAUTH_URL") or _PROVIDER
    if production and not url.startswith("https://"):
        raise SettingsError("WIKILATCH_OAUTH_URL: must be https where WIKILATCH_PUBLIC_URL is")
    return Consumer(url.rstrip("/"), client, settings.need("WIKILATCH_OAUTH_CLIENT_SECRET"))
