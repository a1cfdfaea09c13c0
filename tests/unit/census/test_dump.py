from __future__ import annotations

import bz2
import gzip
import json
import lzma
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from bot.census import dump as dump_module
from bot.census.dump import Dump, DumpError, language_of
from tests.dumps import Page, xml
from tests.promises.packed import zstandard

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [
    Page("Quiet Heron", "I live in Whitby."),
    Page("Quiet Heron", "Whitby is a town.", namespace=0),
    Page("Tern & Co", "Nothing <b>here</b>.", author="Somebody Else", sub="/notes"),
]


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("ending", "pack"),
    [
        ("", bytes),
        (".bz2", bz2.compress),
        (".gz", gzip.compress),
        (".xz", lzma.compress),
        (".zst", zstandard),
    ],
)
def test_user_pages_are_read_however_the_dump_is_packed(tmp_path: Path, ending: str, pack) -> None:
    path = write(tmp_path / f"enwiki-meta-current.xml{ending}", pack(xml(PAGES).encode()))
    pages = list(Dump(path))
    assert [page.text for page in pages] == ["I live in Whitby.", "Nothing <b>here</b>."]
    first, second = (page.edit for page in pages)
    assert (first.wiki, first.title, first.owner, first.user) == (
        "enwiki",
        "User:Quiet Heron",
        "Quiet Heron",
        "Quiet Heron",
    )
    assert (second.title, second.owner, second.user) == ("User:Tern & Co/notes", "Tern & Co", "Somebody Else")


@pytest.mark.skipif(shutil.which("7zr") is None, reason="7zr (Debian package p7zip) is not installed")
def test_seven_zip(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.xml", xml(PAGES).encode())
    packed = tmp_path / "a.xml.7z"
    subprocess.run(["7zr", "a", "-bd", str(packed), str(plain)], check=True, capture_output=True)
    assert len(list(Dump(packed))) == 2
    packed.write_bytes(packed.read_bytes()[:-40])
    # Which is noticed first, the XML's end or 7zr's exit code, is up to the operating system.
    with pytest.raises(DumpError, match=r"a\.xml\.7z: (7zr could not unpack it|ends early)"):
        list(Dump(packed))


def test_the_last_of_several_revisions_counts(tmp_path: Path) -> None:
    text = xml([Page("Quiet Heron", "I live in Whitby.")])
    revision = text[text.index("<revision>") : text.index("</revision>") + len("</revision>")]
    newer = revision.replace("I live in Whitby.", "Nothing.")
    path = write(tmp_path / "a.xml", text.replace(revision, revision + newer).encode())
    assert [page.text for page in Dump(path)] == ["Nothing."]


def test_json_lines_as_scan_reads_them(tmp_path: Path) -> None:
    line = {"wiki": "dewiki", "lang": "de", "title": "Benutzer:A", "username": "A", "wikitext": "x"}
    path = write(
        tmp_path / "a.jsonl", (json.dumps(line) + "\n\n" + json.dumps({**line, "author": "B"})).encode()
    )
    assert [(page.lang, page.edit.user) for page in Dump(path)] == [("de", "A"), ("de", "B")]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.xml", b"", "ends early or is damaged"),
        ("a.xml", b"<html></html>", "is no MediaWiki XML dump"),
        ("a.xml", xml(PAGES).encode()[:-400], "ends early or is damaged"),
        ("a.xml", xml(PAGES, wiki="").encode(), "has no <dbname>"),
        ("a.xml.bz2", b"not packed", "cannot be read"),
        ("a.xml.bz2", bz2.compress(xml(PAGES).encode())[:-9], "ends early or is damaged"),
        ("a.xml.zst", b"not packed", "ends early or is damaged"),
        ("a.xml.xz", b"not packed", "ends early or is damaged"),
        ("a.jsonl", b'{"wiki": 1}\n', "line 1: 'wiki' is missing or not a text"),
        ("a.jsonl", b"\n[]\n", "line 2: must be an object"),
        ("a.jsonl", b"{", "line 1: no JSON"),
        ("a.jsonl", b"\xff\n", "line 1: no JSON"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = write(tmp_path / name, data)
    with pytest.raises(DumpError) as told:
        list(Dump(path))
    assert str(path) in str(told.value)
    assert says in str(told.value)


def test_files_that_are_not_there_and_folders(tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="no such file"):
        list(Dump(tmp_path / "a.xml"))
    with pytest.raises(DumpError, match="is a folder"):
        list(Dump(tmp_path))


def test_a_page_made_to_fill_the_memory_ends_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump_module, "MOST_PAGE_BYTES", 1 << 20)
    small = xml([Page("A", "x" * 1000)] * 3000)
    assert len(list(Dump(write(tmp_path / "many.xml", small.encode())))) == 3000
    bomb = bz2.compress(xml([Page("A", "x" * (4 << 20))]).encode())
    with pytest.raises(DumpError, match="a page of over 1 MB"):
        list(Dump(write(tmp_path / "bomb.xml.bz2", bomb)))


def test_a_billion_laughs_are_not_laughed(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE m [<!ENTITY l0 "ha">{entities}]>'
    path = write(tmp_path / "a.xml", (head + xml([Page("A", "LAUGH")]).replace("LAUGH", "&l9;")).encode())
    with pytest.raises(DumpError, match="damaged"):
        list(Dump(path))


@pytest.mark.parametrize(
    ("wiki", "lang"),
    [
        ("dewiki", "de"),
        ("frwiktionary", "fr"),
        ("simplewiki", "en"),
        ("commonswiki", "en"),
        ("zh_classicalwiki", "lzh"),
        ("bat_smgwiki", "bat-smg"),
        ("enwikisource", "en"),
    ],
)
def test_a_wikis_language_by_its_database_name(wiki: str, lang: str) -> None:
    assert language_of(wiki) == lang
