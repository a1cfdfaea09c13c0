"""`scripts/wiki`, as a developer uses it."""

import os
import subprocess
import sys

import pytest

from scripts.localwiki.client import WikiClient
from scripts.localwiki.paths import LOCAL, ROOT

pytestmark = pytest.mark.wiki


@pytest.fixture
def scripts_wiki(_wiki_template, tmp_path):
    """Runs the command in a place of its own, where MediaWiki and the template are already."""
    for made in (*LOCAL.glob("template-*"), *LOCAL.glob("l10n-*"), LOCAL / "mediawiki"):
        (tmp_path / made.name).symlink_to(made)

    def run(*arguments, code=0):
        done = subprocess.run(
            [sys.executable, "-m", "scripts.localwiki.developer", *arguments],
            cwd=ROOT,
            env=os.environ | {"WIKILATCH_LOCAL": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == code, done.stderr
        return done.stdout

    yield run
    run("stop")


def api_of(shown):
    return shown.split("API")[1].split()[0]


def test_it_starts_keeps_what_is_done_to_it_and_forgets_it_on_reset(scripts_wiki):
    assert "not running" in scripts_wiki("status", code=1)
    shown = scripts_wiki("start", "--port", "0")
    assert scripts_wiki("status") == scripts_wiki("start") == shown
    with WikiClient(api_of(shown)) as client:
        client.login("KelpForester").save("User:KelpForester", "Kelp.")
    assert "Stopped" in scripts_wiki("stop")
    with WikiClient(api_of(scripts_wiki("start", "--port", "0"))) as client:
        assert client.text("User:KelpForester") == "Kelp."
        scripts_wiki("reset")
        assert client.text("User:KelpForester") is None
