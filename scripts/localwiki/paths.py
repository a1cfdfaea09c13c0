"""Where the project's own, ignored things live."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Another place for it all, where the project's own folder is too small or shared.
LOCAL = Path(os.environ.get("WIKILATCH_LOCAL") or ROOT / ".local")
SITE = Path(__file__).with_name("site")
PEOPLE = Path(__file__).with_name("people.toml")
