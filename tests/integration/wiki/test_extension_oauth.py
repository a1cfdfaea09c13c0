"""The patrol on a wiki that has Extension:OAuth, named by the environment; skipped where none is named.

WIKILATCH_TEST_WIKI is the address of its api.php, WIKILATCH_TEST_ACCOUNT the account, and the four of
WIKILATCH_CONSUMER_KEY … its owner-only consumer. Nothing is written and no mail is sent.
"""

import os
from pathlib import Path

import pytest

from bot import settings as settings_module
from bot.wiki.pages import Pages
from bot.wiki.site import open_wiki
from bot.wiki.stream import RecentChanges

NEEDED = (
    "WIKILATCH_TEST_WIKI",
    "WIKILATCH_TEST_ACCOUNT",
    "WIKILATCH_CONSUMER_KEY",
    "WIKILATCH_CONSUMER_SECRET",
    "WIKILATCH_ACCESS_TOKEN",
    "WIKILATCH_ACCESS_SECRET",
)
MISSING = [name for name in NEEDED if not os.environ.get(name)]

pytestmark = [
    pytest.mark.extension_oauth,
    pytest.mark.skipif(
        bool(MISSING), reason=f"no wiki with Extension:OAuth is named: {', '.join(MISSING)} not set"
    ),
]


@pytest.fixture
def opened(tmp_path: Path, fresh_pywikibot):
    wikis = tmp_path / "wikis.toml"
    wikis.write_text(
        f'[wikis.oauthwiki]\napi = "{os.environ["WIKILATCH_TEST_WIKI"]}"\nlang = "en"\n'
        f'account = "{os.environ["WIKILATCH_TEST_ACCOUNT"]}"\n'
    )
    environment = dict(os.environ) | {
        "WIKILATCH_WIKIS_FILE": str(wikis),
        "WIKILATCH_STATE": str(tmp_path / "state"),
        "WIKILATCH_BOT_PASSWORD": "",
    }
    return open_wiki(settings_module.load(environment), "oauthwiki")


def test_the_consumer_logs_in_and_may_only_read_and_send_mail(opened):
    opened.require_patrol_rights()


def test_edits_and_texts_can_be_read(opened):
    edits = next(iter(RecentChanges(opened).batches(None)))[0]
    wanted = [edit.revision for edit in edits if edit.revision][:5]
    assert set(Pages(opened).revisions(wanted)) <= set(wanted)
