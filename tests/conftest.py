"""What every test may ask for. Sockets reach this machine only (see addopts in pyproject.toml)."""

from tests.chromium import browser_context, chromium, page
from tests.localwiki import _wiki_template, wiki, wiki_server
from tests.stores import clock, keys, store

__all__ = [
    "_wiki_template",
    "browser_context",
    "chromium",
    "clock",
    "keys",
    "page",
    "store",
    "wiki",
    "wiki_server",
]
