"""The commands themselves, as an operator runs them, through pywikibot and HTTP to the wiki."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from scripts.standins.translate import TranslateStandIn
from scripts.standins.translate_api import served
from tests.integration.translation.conftest import SOURCE, Team

pytestmark = pytest.mark.wiki


@pytest.fixture
def run(team: Team, tmp_path: Path):
    team.page()
    team.say("1", "ja", "== 安全 ==")
    (tmp_path / "team-pages.toml").write_text(
        f'wiki = "{team.pages.wiki}"\naccount = "{team.pages.account}"\nreport_page = "{team.report}"\n'
        f'stop_page = "{team.pages.stop_page}"\napproved = ["report"]\n[[pages]]\ntitle = "{team.title}"\n',
        encoding="utf-8",
    )
    with contextlib.ExitStack() as stack:
        if isinstance(team.translate, TranslateStandIn):
            api = stack.enter_context(served(team.translate, team.wiki.api))
            wikis = tmp_path / "wikis.toml"
            wikis.write_text(wikis.read_text(encoding="utf-8").replace(team.wiki.api, api), encoding="utf-8")
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("WIKILATCH_")},
            **team.environment,
            "WIKILATCH_TEAM_PAGES": str(tmp_path / "team-pages.toml"),
            "WIKILATCH_DATABASE_URL": f"sqlite:///{tmp_path}/store.sqlite",
            "COLUMNS": "120",
            "PYTHONPATH": str(ROOT),
        }

        def run(*arguments: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [sys.executable, "-m", "bot", "translations", *arguments],
                env=environment,
                cwd=tmp_path,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )

        yield run


def test_status_then_publish(run, team: Team):
    status = run("status", "--live")
    assert status.returncode == 0, status.stderr
    assert "25%" in status.stdout
    published = run("publish", "--live")
    assert published.returncode == 0, published.stderr
    assert "saved as revision" in published.stdout
    assert "already so" in run("publish", "--live").stdout
    assert [row["user"] for row in team.revisions(team.report)] == [team.pages.account]


def test_discover_and_impact(run, team: Team):
    assert f'title = "{team.title}"' in run("discover", f"{team.title}*").stdout
    team.wiki.save(team.admin, team.title, SOURCE.replace("Stay safe", "Stay safe online"))
    assert "would outdate 1 translations in 1 languages" in run("impact", team.title).stdout
