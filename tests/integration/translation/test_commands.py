"""The commands themselves, as an operator runs them, through pywikibot and HTTP to the real wiki."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from scripts.localwiki import people
from scripts.standins.translate import TranslateStandIn
from scripts.standins.translate_api import served
from tests.integration.conftest import describe
from tests.integration.translation.conftest import REPORT, SOURCE, Person
from tests.localwiki import LocalWiki

pytestmark = pytest.mark.wiki


@pytest.fixture
def run(wiki: LocalWiki, tmp_path: Path):
    admin = Person(wiki.session(people.ADMIN))
    stand_in = TranslateStandIn(admin, admin, languages=("ar", "de", "ja"))
    wiki.save(people.ADMIN, "Team", SOURCE)
    stand_in.mark("Team")
    wiki.save(people.ADMIN, "Translations:Team/1/ja", "== 安全 ==")
    (tmp_path / "team-pages.toml").write_text(
        f'wiki = "localwiki"\naccount = "{people.SYNC_BOT}"\nreport_page = "{REPORT}"\n'
        f'stop_page = "{people.SYNC_STOP_PAGE}"\napproved = ["report"]\n[[pages]]\ntitle = "Team"\n',
        encoding="utf-8",
    )
    with served(stand_in, wiki.api) as api:
        environment = describe(
            wiki,
            tmp_path,
            WIKILATCH_SYNC_BOT_PASSWORD=wiki.bot_password,
            WIKILATCH_TEAM_PAGES=str(tmp_path / "team-pages.toml"),
            WIKILATCH_DATABASE_URL=f"sqlite:///{tmp_path}/store.sqlite",
        )
        wikis = tmp_path / "wikis.toml"
        wikis.write_text(wikis.read_text(encoding="utf-8").replace(wiki.api, api), encoding="utf-8")

        def run(*arguments: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [sys.executable, "-m", "bot", "translations", *arguments],
                env={**os.environ, **environment, "COLUMNS": "120", "PYTHONPATH": str(ROOT)},
                cwd=tmp_path,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )

        yield run


def test_status_then_publish(run, wiki: LocalWiki):
    status = run("status", "--live")
    assert status.returncode == 0, status.stderr
    assert "25%" in status.stdout
    published = run("publish", "--live")
    assert published.returncode == 0, published.stderr
    assert "saved as revision" in published.stdout
    assert "already so" in run("publish", "--live").stdout
    history = wiki.session().get(action="query", prop="revisions", titles=REPORT, rvprop="user", rvlimit=9)
    assert [row["user"] for row in history["query"]["pages"][0]["revisions"]] == [people.SYNC_BOT]


def test_discover_and_impact(run, wiki: LocalWiki):
    assert 'title = "Team"' in run("discover", "Team*").stdout
    wiki.save(people.ADMIN, "Team", SOURCE.replace("Stay safe", "Stay safe online"))
    assert "would outdate 1 translations in 1 languages" in run("impact", "Team").stdout
