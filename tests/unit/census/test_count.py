from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.census import local, part
from bot.census.checkpoint import Checkpoint
from bot.census.part import Step, count_part
from bot.census.tally import Cell, Tally
from bot.cli.census import command
from bot.detect.analyzer import Analyzer
from bot.settings import CONFIG, Keys
from bot.store.sealing import Sealer
from tests.dumps import Page, xml

if TYPE_CHECKING:
    from pathlib import Path

RULES, NAMES = CONFIG / "rules", CONFIG / "names"
PAGES = [
    *[Page(f"Otter {n}", "I live in Whitby.") for n in range(30)],
    *[Page(f"Kelp {n}", "Write to me: kelp@tide-post.org") for n in range(25)],
    *[Page(f"Stone {n}", "I like stones.") for n in range(20)],
    Page("Heron", "I live in Whitby.", author="Somebody Else"),
    Page("Heron", "#REDIRECT [[User:Otter]]", redirect=True),
    Page("Heron", "I live in Whitby.", sub="/common.js"),
]


def sealer() -> Sealer:
    return Sealer(Keys((Fernet.generate_key().decode(),), b"d" * 32, b"q" * 32, "s"))


def dump(path: Path, pages: list[Page] = PAGES) -> Path:
    path.write_text(xml(pages), encoding="utf-8")
    return path


def test_pages_are_counted_once_by_tier_and_type(tmp_path: Path, analyzer: Analyzer) -> None:
    (step,) = count_part(dump(tmp_path / "a.xml"), analyzer)
    tally = step.tally
    assert step.done
    assert step.read == len(PAGES)
    assert tally[Cell("enwiki", "en", "pages")] == 75
    assert tally[Cell("enwiki", "en", "tier", "notice")] == 30
    assert tally[Cell("enwiki", "en", "type", "notice", "location")] == 30
    assert tally[Cell("enwiki", "en", "type", "caution", "email")] == 25
    for reason in ("not_the_owner", "redirect", "not_wikitext"):
        assert tally[Cell("enwiki", "en", "skipped", name=reason)] == 1


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=30), st.randoms())
def test_tallies_add_up_in_any_order_and_by_any_split(
    pages: list[tuple[str, str]], rng: random.Random
) -> None:
    def of(some: list[tuple[str, str]]) -> Tally:
        tally = Tally()
        for wiki, name in some:
            tally.add(Tally({Cell(wiki, "en", "type", "urgent", name): 1}))
        return tally

    shuffled = list(pages)
    rng.shuffle(shuffled)
    cut = rng.randint(0, len(pages))
    assert of(shuffled[:cut]).add(of(shuffled[cut:])) == of(pages)
    assert Tally.from_rows([*of(pages[:cut]).rows(), *of(pages[cut:]).rows()]) == of(pages)


def test_a_census_that_was_stopped_goes_on_where_it_stood_and_ends_the_same(
    tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part, "STEP", 10)
    files = [dump(tmp_path / "a.xml"), dump(tmp_path / "b.xml", PAGES[:33])]
    key = sealer()
    first = Checkpoint(tmp_path / "state", files, key)
    steps = local.count(files, RULES, NAMES, first, 1)
    for _ in range(3):
        next(steps)
    steps.close()  # as a kill would
    second = Checkpoint(tmp_path / "state", files, key)
    assert second.resumed
    assert second.read == {str(files[0]): 30}
    list(local.count(files, RULES, NAMES, second, 1))
    whole = Checkpoint(tmp_path / "other", files, None)
    list(local.count(files, RULES, NAMES, whole, 1))
    assert second.tally == whole.tally


def test_a_checkpoint_tells_nobody_anything(tmp_path: Path) -> None:
    files = [dump(tmp_path / "a.xml")]
    checkpoint = Checkpoint(tmp_path / "state", files, sealer())
    checkpoint.add(Step(files[0], 5, 100, Tally({Cell("tinywiki", "en", "type", "urgent", "phone"): 1})))
    held = b"".join(path.read_bytes() for path in (tmp_path / "state").iterdir())
    for word in (b"tinywiki", b"phone", b"urgent", b"a.xml"):
        assert word not in held
    stranger = Checkpoint(tmp_path / "state", files, sealer())
    assert not stranger.resumed


def test_a_changed_file_is_another_census(tmp_path: Path) -> None:
    files, key = [dump(tmp_path / "a.xml")], sealer()
    Checkpoint(tmp_path, files, key).add(Step(files[0], 5, 100, Tally()))
    dump(files[0], PAGES[:3])
    assert not Checkpoint(tmp_path, files, key).resumed


@pytest.mark.long
def test_several_processes_count_the_same(tmp_path: Path) -> None:
    files = [dump(tmp_path / f"{n}.xml", PAGES[n::3]) for n in range(3)]
    counted = []
    for processes in (1, 2):
        checkpoint = Checkpoint(tmp_path, files, None)
        list(local.count(files, RULES, NAMES, checkpoint, processes))
        counted.append(checkpoint.tally)
    assert counted[0] == counted[1]
    assert counted[0][Cell("enwiki", "en", "pages")] == 75


def test_the_command_shows_rounded_numbers_and_says_what_is_incomplete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIKILATCH_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("WIKILATCH_SEAL_KEYS", raising=False)
    good, broken = dump(tmp_path / "good.xml"), tmp_path / "broken.xml"
    broken.write_text(xml(PAGES)[:9000])
    picture = tmp_path / "census.svg"
    done = CliRunner().invoke(
        command, [str(good), "--format", "json", "--processes", "1", "--svg", str(picture)], env={}
    )
    assert done.exit_code == 0, done.output
    shown = json.loads(done.stdout)
    assert shown["total"] == {"name": "all", "pages": 60, "exposing": 40}  # 75 and 55, rounded down
    assert {row["name"]: row["exposing"] for row in shown["by_type"]} == {"email": 20, "location": 20}
    assert picture.read_text(encoding="utf-8").startswith("<?xml")
    failed = CliRunner().invoke(command, [str(good), str(broken), "--processes", "1"])
    assert failed.exit_code == 1
    assert "incomplete" in failed.stderr
    assert "broken.xml" in failed.stderr
