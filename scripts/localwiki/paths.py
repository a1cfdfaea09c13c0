"""Where the project's own, ignored things live."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
SITE = Path(__file__).with_name("site")
PEOPLE = Path(__file__).with_name("people.toml")
