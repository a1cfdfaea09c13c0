"""What every test may ask for. Sockets reach this machine only (see addopts in pyproject.toml)."""

from hypothesis import HealthCheck, settings

from tests.backend import backend, codex
from tests.chromium import axe, browser_context, chromium, page
from tests.detector import analyzer, detector
from tests.gadgetwiki import _gadget_site, gadget_wiki, reader
from tests.incidents import log
from tests.localwiki import _wiki_template, wiki, wiki_server
from tests.mariadb import mariadb
from tests.stores import _migrated, clock, database_url, keys, store
from tests.translators import board_store, refreshed
from tests.web import app, client, compiled, provider, site

__all__ = [
    "_gadget_site",
    "_migrated",
    "_wiki_template",
    "analyzer",
    "app",
    "axe",
    "backend",
    "board_store",
    "browser_context",
    "chromium",
    "client",
    "clock",
    "codex",
    "compiled",
    "database_url",
    "detector",
    "gadget_wiki",
    "keys",
    "log",
    "mariadb",
    "page",
    "provider",
    "reader",
    "refreshed",
    "site",
    "store",
    "wiki",
    "wiki_server",
]

# How long something takes is no matter for a test: the machine may be busy with other work.
settings.register_profile("wikilatch", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("wikilatch")
