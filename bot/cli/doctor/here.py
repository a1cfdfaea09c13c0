"""What can be looked over without asking anybody: secrets, database, queue, the web's settings."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from sqlalchemy import make_url

from bot.cli.doctor.diagnosis import Diagnosis, Health
from bot.model import CaseState
from bot.settings import ROOT, Keys, Settings, SettingsError
from bot.store import DatabaseError, open_store
from gadget.web_settings import web_settings

_HOUR = 3600
# A live patrol commits a batch every few seconds; a stream that stood longer has nobody who follows it.
_STALE_CURSOR = _HOUR
_STALE_QUEUE = 26 * _HOUR  # the daily ceiling may hold a case for a day


def secrets(settings: Settings) -> Iterator[Diagnosis]:
    """Look at keys and at files that could hold secrets."""
    keys = _keys(settings)
    if isinstance(keys, Diagnosis):
        yield keys
    else:
        several = len(keys.seal) > 1
        yield Diagnosis(
            "keys",
            Health.CARE if several else Health.GOOD,
            f"all four are set; {len(keys.seal)} sealing key(s)",
            "end the rotation: wikilatch keys rotate --help" if several else "",
        )
    password, oauth = bool(settings.bot_password()), _consumer(settings)
    if isinstance(oauth, Diagnosis):
        yield oauth
    elif password and oauth:
        yield Diagnosis(
            "log-in",
            Health.CARE,
            "both a consumer and WIKILATCH_BOT_PASSWORD are set",
            "remove the one not used",
        )
    elif password or oauth:
        yield Diagnosis("log-in", Health.GOOD, "by OAuth consumer" if oauth else "by bot password")
    else:
        yield Diagnosis(
            "log-in",
            Health.BAD,
            "no consumer and no bot password is set",
            "docs/operations.md, What to register",
        )
    if not settings.contact:
        yield Diagnosis(
            "contact",
            Health.BAD,
            "WIKILATCH_CONTACT is not set; Wikimedia blocks User-Agents that name nobody",
            "set it to your address or user page",
        )
    for name in ("user-config.py", ".env"):
        path = ROOT / name
        if path.exists() and path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH | _readable(name)):
            yield Diagnosis(name, Health.BAD, "others may read or write it", f"chmod 600 {path}")


def _readable(name: str) -> int:
    return stat.S_IROTH if name == ".env" else 0


def _keys(settings: Settings) -> Keys | Diagnosis:
    try:
        return settings.keys()
    except SettingsError as error:
        return Diagnosis("keys", Health.BAD, str(error), "wikilatch keys new")


def _consumer(settings: Settings) -> bool | Diagnosis:
    try:
        return settings.oauth() is not None
    except SettingsError as error:
        return Diagnosis("log-in", Health.BAD, str(error), "set all four, or none")


def store(settings: Settings) -> Iterator[Diagnosis]:
    """Look at the database: reachable, ours alone, how old cursors and queue are, what waits for a person."""
    keys = _keys(settings)
    if isinstance(keys, Diagnosis):
        yield Diagnosis("database", Health.UNKNOWN, "not opened without keys", "set the keys first")
        return
    try:
        opened = open_store(settings.database_url, keys)
    except DatabaseError as error:
        yield Diagnosis("database", Health.BAD, str(error), "see the text")
        return
    try:
        with opened.read() as tables:
            moved, oldest = tables.progress.moved_at(), tables.cases.oldest_due()
            cut_off = [stream for stream in moved if _is_sweep(stream) and tables.progress.position(stream)]
            counts = tables.cases.count()
    except DatabaseError as error:
        yield Diagnosis("database", Health.BAD, str(error), "see the text")
        return
    finally:
        opened.close()
    now = int(opened.clock())
    name = make_url(settings.database_url).database or ""
    if name.endswith("_p"):
        yield Diagnosis(
            "database",
            Health.BAD,
            "its name ends in _p: on ToolsDB everybody may read it",
            "move to another name",
        )
    else:
        yield Diagnosis("database", Health.GOOD, "opens, schema is current")
    for stream in cut_off:
        yield Diagnosis(
            f"cursor {stream}",
            Health.CARE,
            "a sweep was cut off",
            "wikilatch patrol --sweep --live resumes it",
        )
    followed = {stream: at for stream, at in moved.items() if not _is_sweep(stream)}
    for stream, at in sorted(followed.items()):
        age = now - at
        yield _aged(
            f"cursor {stream}", age, _STALE_CURSOR, "moved", "is the patrol running? wikilatch patrol --live"
        )
    if not followed:
        yield Diagnosis("cursor", Health.CARE, "no stream was read yet", "wikilatch patrol --live")
    if oldest is not None:
        yield _aged(
            "queue", now - oldest, _STALE_QUEUE, "oldest case due", "is the nudger running? any stop page?"
        )
    unknown = counts.get(CaseState.UNKNOWN, 0)
    if unknown:
        yield Diagnosis(
            "unknown cases",
            Health.CARE,
            f"{unknown} wait for a person to settle them",
            "wikilatch cases unknown",
        )


def _is_sweep(stream: str) -> bool:
    """A sweep's place: it comes to an end, and may be as old as it likes then."""
    return stream.startswith("sweep:")


def _aged(about: str, age: int, most: int, what: str, do: str) -> Diagnosis:
    if age < -60:
        return Diagnosis(
            about, Health.BAD, f"{what} {-age} s in the future: the clock was set back", "mend the clock"
        )
    late = age > most
    shown = f"{age} s" if age < 2 * _HOUR else f"{age // _HOUR} h"
    return Diagnosis(about, Health.CARE if late else Health.GOOD, f"{what} {shown} ago", do if late else "")


def web(settings: Settings) -> Iterator[Diagnosis]:
    """Look at the web's settings."""
    try:
        ours = web_settings(settings)
    except SettingsError as error:
        yield Diagnosis("web", Health.BAD, str(error), "docs/backend.md, Settings")
        return
    if ours.consumer is None:
        yield Diagnosis(
            "web", Health.CARE, "nobody can log in: no OAuth consumer", "docs/backend.md, The consumer"
        )
    else:
        where = "production, over https" if ours.production else "this machine only"
        yield Diagnosis("web", Health.GOOD, f"{settings.public_url} ({where})")
