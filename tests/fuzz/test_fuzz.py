"""Each target for a moment, over what was found before, and over bombs. Long runs: `scripts/bench fuzz`."""

import bz2
import gzip
import lzma
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from bot.census import dump
from bot.census.dump import Dump, DumpError
from bot.translation.glossary import files
from bot.translation.glossary.model import GlossaryError
from bot.translation.unit_files import UnitFileError, read_units
from tests.fuzz.targets import BY_NAME, TARGETS, text_of

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "de")
FOUND = sorted(CORPUS.glob("*/*"))


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_for_a_moment(target):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(target.texts)
    def hold(text):
        target.check(text)

    hold()


@pytest.mark.parametrize("file", FOUND, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_was_found_before_stays_mended(file):
    BY_NAME[file.parent.name.replace("_", " ")].check(text_of(file.read_bytes()))


DEEP = 200_000


@pytest.mark.parametrize("name", [target.name for target in TARGETS if target.ending in ("json", "jsonl")])
@pytest.mark.parametrize("opening", ["[", '{"namespace_id":2,"a":'], ids=["lists", "objects"])
def test_json_that_is_nested_without_end(name, opening):
    BY_NAME[name].check(opening * DEEP)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def test_a_billion_laughs_are_not_laughed(tmp_path):
    bomb = tmp_path / "bomb.tbx"
    bomb.write_text(
        f'<?xml version="1.0"?><!DOCTYPE tbx [<!ENTITY l0 "ha">{LAUGHS}]><tbx>&l11;</tbx>', "utf-8"
    )
    with pytest.raises(GlossaryError, match="entity declarations are not allowed"):
        files.read(bomb, LANGUAGES)
    aliases = "a0: &a0 [ha]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    (tmp_path / "bomb.yaml").write_text(aliases, "utf-8")
    with pytest.raises(GlossaryError, match="aliases"):
        files.read(tmp_path / "bomb.yaml", LANGUAGES)


def test_nor_in_a_dump(tmp_path):
    bomb = tmp_path / "bomb.xml"
    head = f'<?xml version="1.0"?><!DOCTYPE mediawiki [<!ENTITY l0 "{"ha" * 50}">{LAUGHS}]>'
    site = "<siteinfo><dbname>dewiki</dbname><namespaces/></siteinfo>"
    page = "<page><title>User:A</title><ns>2</ns><id>1</id><revision><text>&l11;</text></revision></page>"
    bomb.write_text(f"{head}<mediawiki>{site}{page}</mediawiki>", "utf-8")
    with pytest.raises(DumpError):
        list(Dump(bomb))


@pytest.mark.parametrize("ending", ["tbx", "csv", "po", "json", "yaml"])
def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, ending):
    large = tmp_path / f"large.{ending}"
    with large.open("wb") as out:
        out.truncate(6_000_000)
    with pytest.raises(GlossaryError, match="larger than"):
        files.read(large, LANGUAGES)


@pytest.mark.parametrize("ending", ["csv", "po", "json", "jsonl"])
def test_so_are_units(tmp_path, ending):
    large = tmp_path / f"large.{ending}"
    with large.open("wb") as out:
        out.truncate(60_000_000)
    with pytest.raises(UnitFileError, match="larger than"):
        read_units(large)


@pytest.mark.parametrize("ending", [".bz2", ".gz", ".xz"])
@pytest.mark.parametrize("kind", ["xml", "jsonl"])
def test_a_small_file_that_unpacks_without_end_is_refused_within_a_page(tmp_path, monkeypatch, ending, kind):
    """A zip bomb: 4 MB stand for gigabytes, and the limit of a page is a smaller one."""
    monkeypatch.setattr(dump, "MOST_PAGE_BYTES", 1 << 20)
    begin = {
        "xml": b"<mediawiki><siteinfo><dbname>dewiki</dbname><namespaces/></siteinfo>"
               b"<page><title>User:A</title><ns>2</ns><id>1</id><revision><id>1</id><text>",
        "jsonl": b'{"wiki": "dewiki", "wikitext": "',
    }[kind]  # fmt: skip
    pack = {".bz2": bz2.compress, ".gz": gzip.compress, ".xz": lzma.compress}[ending]
    bomb = tmp_path / f"bomb.{kind}{ending}"
    bomb.write_bytes(pack(begin + b"a" * (4 << 20)))
    assert bomb.stat().st_size < 20_000
    with pytest.raises(DumpError, match="over"):
        list(Dump(bomb))
