"""`wikilatch scan --page`: a page of the real wiki, read without logging in."""

import pytest
from click.testing import CliRunner

from bot.cli.scan import command
from tests.integration.conftest import describe

pytestmark = pytest.mark.wiki


@pytest.fixture
def scan(wiki, tmp_path, monkeypatch, fresh_pywikibot):
    for name, value in describe(wiki, tmp_path).items():
        monkeypatch.setenv(name, value)
    return lambda *words: CliRunner().invoke(command, [*words])


def test_a_page_is_read_from_its_wiki_and_shown(wiki, scan):
    wiki.save(
        "KelpForester", "User:KelpForester", "Write to imogen@tidewrack-lantern.net, please. It is my mail."
    )
    result = scan("--wiki", "localwiki", "--page", "User:KelpForester")
    assert result.exit_code == 0, result.output
    assert "email" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--page", "User:KelpForester"], "--page needs --wiki"),
        (["--page", "User:KelpForester", "--wiki", "klingonwiki"], "unknown wiki"),
        (["--page", "User:Nobody At All", "--wiki", "localwiki"], "there is no page"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(wiki, scan, words, said):
    result = scan(*words)
    assert result.exit_code != 0
    assert said in result.output
