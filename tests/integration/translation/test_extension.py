"""The client against the Translate extension itself, on a wiki that the environment names.

WIKILATCH_TEST_WIKI is the address of its api.php; WIKILATCH_TEST_ADMIN and WIKILATCH_TEST_ADMIN_PASSWORD an
account there that may mark pages. It makes pages of its own under a new name and leaves them there.
"""

import os
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.settings import TeamPage, TeamPages
from bot.translation.completeness import Importance
from bot.translation.impact import forecast
from bot.translation.outdated import OutdatedFinder
from bot.translation.survey import Surveyor
from bot.units import GroupKind
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateClient
from scripts.localwiki.client import WikiClient
from tests.integration.translation.conftest import SOURCE, Person

pytestmark = pytest.mark.extension_translate

_NAMES = ("WIKILATCH_TEST_WIKI", "WIKILATCH_TEST_ADMIN", "WIKILATCH_TEST_ADMIN_PASSWORD")


@pytest.fixture
def admin() -> Iterator[WikiClient]:
    missing = [name for name in _NAMES if not os.environ.get(name)]
    if missing:
        pytest.skip(f"no wiki with Extension:Translate is named: {', '.join(missing)} not set")
    api, name, password = (os.environ[variable] for variable in _NAMES)
    with WikiClient(api) as client:
        client.login(name, password)
        modules = client.get(action="paraminfo", modules="markfortranslation").get("paraminfo", {})
        if not modules.get("modules"):
            pytest.skip("the wiki's Translate has no action=markfortranslation (it came with MediaWiki 1.43)")
        yield client


def mark(admin: WikiClient, title: str, *, first: bool = False) -> None:
    admin.act("markfortranslation", title=title, translatetitle="yes" if first else "no")


def wait_for(what) -> None:
    for _ in range(60):  # the extension's jobs run on the wiki's own time
        if what():
            return
        time.sleep(1)
    raise AssertionError("the wiki's jobs did not get there within a minute")


def test_mark_translate_outdate_read(admin: WikiClient):
    title = f"Wikilatch test {uuid.uuid4().hex[:8]}"
    session = Person(admin)
    client, pages = TranslateClient(session), TranslatablePages(session)
    admin.save(title, SOURCE)
    mark(admin, title, first=True)
    group = client.groups(f"page-{title}")[0]
    assert (group.kind, group.page_id is not None) == (GroupKind.PAGE, True)
    admin.save(f"Translations:{title}/2/ja", "長い合言葉を。")
    wait_for(lambda: any(r.language == "ja" and r.translated for r in client.group_stats(group.id).rows))
    assert [unit.id for unit in client.units(group.id, "ja") if unit.has_translation] == ["2"]
    edited = SOURCE.replace("long password", "long pass phrase")
    admin.save(title, edited)
    expected = forecast(client, title, group.id, SOURCE, edited)
    assert expected.languages == ("ja",)
    mark(admin, title)
    wait_for(lambda: client.units(group.id, "ja", only="fuzzy"))
    team = TeamPages("testwiki", (TeamPage(title),))
    matrix = Surveyor(client, pages, team).survey(None, datetime.now(UTC)).matrix
    (outdated,) = OutdatedFinder(client, pages, Importance(())).find(matrix, ("ja",)).units
    assert outdated.old == "Use a long password."
    assert not matrix.groups[0].edited_since_mark
