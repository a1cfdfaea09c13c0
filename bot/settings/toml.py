"""Reading TOML with errors that name the place and the mend."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any


class SettingsError(ValueError):
    """Something in the environment or in config/ cannot be used; the text names the place and the mend."""


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; raises SettingsError with the line of a mistake."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error


def checked(where: str, row: Any, kind: type[Any]) -> dict[str, Any]:
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
