"""Running the bot's commands against the local wiki, as an operator does."""

import os
import subprocess
import sys

from cryptography.fernet import Fernet

from bot.model import Subscriber
from bot.settings import ROOT
from bot.settings import load as load_settings
from bot.store import open_store
from tests.integration.conftest import describe

PERSON = "KelpForester"
EXPOSING = "Write to me: kelp.forester@kelp-post.org, or call +44 121 234 5678."
_KEYS = ("WIKILATCH_SEAL_KEYS", "WIKILATCH_DIGEST_KEY", "WIKILATCH_QUIET_KEY", "WIKILATCH_SECRET_KEY")


def commands(wiki, folder, database_url):
    """The environment of the commands, with throw-away keys."""
    keys = {name: Fernet.generate_key().decode() for name in _KEYS}
    return describe(wiki, folder, WIKILATCH_DATABASE_URL=database_url, **keys)


def command(environment, *arguments):
    """Run a command to its end."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WIKILATCH_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=kept | environment, cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def subscribe(environment):
    """Subscribe the person, as the web does."""
    settings = load_settings(environment)
    store = open_store(settings.database_url, settings.keys())
    with store.begin() as tables:
        tables.subscribers.add(Subscriber("localwiki", PERSON))
    store.close()


def plainly(done, code, *words):
    """Assert that a command failed in one clear line."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    last = done.stderr.strip().splitlines()[-1]
    for word in words:
        assert word in last
