from pathlib import Path

import pytest

from bot.settings import SettingsError, load, read_team_pages

GOOD = """
wiki = "metawiki"
approved = ["report"]
seconds_between_edits = 1

[[pages]]
title = "Human Rights Team"
id = 12

[[importance]]
match = "emergency"
weight = 5

[readers]
ja = 120

[[shared_parts]]
name = "tabs"
text = "{{Team tabs}}"
pages = ["Human Rights Team"]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "team-pages.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read_into_types(tmp_path):
    team = read_team_pages(written(tmp_path, GOOD))
    assert (team.pages[0].title, team.pages[0].id, team.pages[0].kind) == ("Human Rights Team", 12, "page")
    assert team.importance == (("emergency", 5.0),)
    assert team.readers["ja"] == 120
    assert team.approved == {"report"}
    assert team.shared_parts[0].pages == ("Human Rights Team",)


def test_the_pace_of_edits_has_a_floor(tmp_path):
    assert read_team_pages(written(tmp_path, GOOD)).seconds_between_edits == 10


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('wiki = "metawiki"', "", "'wiki' is missing"),
        ('title = "Human Rights Team"\nid = 12', "id = 12", r"\[\[pages\]\] 1: 'title' is missing"),
        ("id = 12", 'kind = "map"', "kind must be page, template or bundle, not 'map'"),
        ('match = "emergency"', 'match = "("', r"\[\[importance\]\] 1"),
        ("weight = 5", "weight = 0", "weight must be above 0"),
        ('approved = ["report"]', 'approved = ["everything"]', "unknown task everything"),
        ("{{Team tabs}}", "<translate>x</translate>", "must lie outside units"),
        ("[readers]", "[reader]", "unknown key 'reader'"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, old, new, said):
    with pytest.raises(SettingsError, match=said) as error:
        read_team_pages(written(tmp_path, GOOD.replace(old, new)))
    assert "team-pages.toml" in str(error.value)


def test_the_file_that_comes_with_the_project_can_be_read():
    assert load({}).team_pages().approved == frozenset()
