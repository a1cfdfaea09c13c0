# ruff: noqa: E501 - one broken file a line
"""Glossary files: every format round, every kind of broken file with its line, nothing half-written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings import CONFIG
from bot.translation.checks import CheckData
from bot.translation.glossary import (
    Glossary,
    GlossaryError,
    Rendering,
    Status,
    Term,
    export,
    read,
    read_folder,
    write,
)
from bot.translation.glossary.files import _READERS
from bot.translation.glossary.model import PARTS_OF_SPEECH

LANGUAGES = frozenset(CheckData.load().languages)
LOSS_FREE = ("yaml", "json", "csv", "tbx")

_word = (
    st.text(
        st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"], exclude_characters="|\x85"),
        min_size=1,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and len(text) < 80)
)
_rendering = st.builds(
    Rendering,
    text=_word,
    status=st.sampled_from(Status),
    also=st.lists(_word, max_size=2).map(tuple),
    note=_word | st.just(""),
)


@st.composite
def glossaries(draw):
    texts = draw(st.lists(_word, min_size=1, max_size=5, unique_by=str.casefold))
    terms = {}
    for number, text in enumerate(texts):
        terms[f"term-{number}"] = Term(
            id=f"term-{number}",
            text=text,
            definition=draw(_word | st.just("")),
            part_of_speech=draw(st.sampled_from(("", *PARTS_OF_SPEECH))),
            do_not_translate=draw(st.booleans()),
            status=draw(st.sampled_from(Status)),
            note=draw(_word | st.just("")),
            wikidata=draw(st.sampled_from(["", "Q42"])),
            renderings=draw(st.dictionaries(st.sampled_from(["ja", "sr-ec", "zh-hans", "pt-br", "simple", "no"]), _rendering, max_size=3)),
            forbidden=draw(st.dictionaries(st.sampled_from(["ja", "pt-br"]), st.lists(_word, min_size=1, max_size=2).map(tuple), max_size=2)),
        )  # fmt: skip
    return Glossary(terms)


@pytest.mark.parametrize("kind", LOSS_FREE)
@settings(max_examples=30)
@given(glossary=glossaries())
def test_formats_that_claim_to_lose_nothing_lose_nothing(kind, glossary):
    made = export(glossary, kind)
    assert made.losses == ()
    assert _READERS[kind](made.text, "file", LANGUAGES) == glossary


@settings(max_examples=30)
@given(glossary=glossaries())
def test_po_keeps_a_languages_renderings_and_says_what_it_loses(glossary):
    made = export(glossary, "po", "ja")
    back = _READERS["po"](made.text, "file", LANGUAGES)
    for term in glossary.terms.values():
        ours, theirs = term.renderings.get("ja"), back.terms[term.id].renderings.get("ja")
        assert (ours.text if ours else None) == (theirs.text if theirs else None)
        if ours and theirs:
            assert (ours.status is Status.APPROVED) == (theirs.status is Status.APPROVED)
    assert any("one language" in loss for loss in made.losses)


BROKEN = {
    "two-keys.yaml": ("terms:\n- id: a\n  term: x\n  term: y\n", 4, "stands twice"),
    "syntax.yaml": ("terms:\n- id: a\n  term: [x\n", 4, "not valid YAML"),
    "alias.yaml": ("terms:\n- &a {id: a, term: x}\n- *a\n", 3, "aliases"),
    "language.yaml": ("terms:\n- id: a\n  term: x\n  renderings:\n    jp: y\n", 5, "unknown language code 'jp'"),
    "near.yaml": ("terms:\n- id: a\n  term: x\n  renderings:\n    zh-xx: y\n", 5, "did you mean zh"),
    "double.yaml": ("terms:\n- {id: a, term: x}\n- {id: b, term: X}\n", 3, "duplicate term 'X'"),
    "double-id.yaml": ("terms:\n- {id: a, term: x}\n- {id: a, term: y}\n", 3, "duplicate term id"),
    "status.yaml": ("terms:\n- id: a\n  term: x\n  renderings:\n    ja: {text: y, status: fine}\n", 5, "status must be"),
    "key.yaml": ("terms:\n- id: a\n  term: x\n  renderngs: {}\n", 4, "unknown key 'renderngs'"),
    "flag.yaml": ("terms:\n- id: a\n  term: x\n  do_not_translate: maybe\n", 4, "true or false"),
    "deep.yaml": ("terms:\n " + "[" * 500 + "]" * 500, 2, "nested too deeply"),
    "long.yaml": ("terms:\n" + "[" * 20_000, 2, "not valid YAML"),
    "deep.json": ("[" * 200_000, None, "nested too deeply"),
    "top.yaml": ("- a\n", 1, "must be a mapping"),
    "syntax.json": ('{"format": "wikilatch-glossary",\n "terms": [\n', 3, "not valid JSON"),
    "other.json": ("[]\n", 1, "wikilatch-glossary"),
    "language.json": (
        '{"format": "wikilatch-glossary", "terms": [\n{"id": "a", "term": "x",\n "renderings": {"xx": "y"}}]}',
        3,
        "unknown language code",
    ),
    "twice.json": ('{"format": "wikilatch-glossary",\n "terms": [],\n "terms": []}', 3, "stands twice"),
    "column.csv": ("id,words\n", 1, "column 'term' is missing"),
    "cells.csv": ("id,term,language,rendering\na,x,ja\n", 2, "not as many cells"),
    "language.csv": ("id,term,language,rendering\na,x,ja,y\na,x,jp,y\n", 3, "unknown language code"),
    "double.csv": ("id,term,language,rendering\na,x,ja,y\na,x,ja,z\n", 3, "duplicate row"),
    "quote.csv": ('id,term\na,"x\n', 2, "not valid CSV"),
    "differs.csv": ("id,term,language,rendering\na,x,ja,y\na,z,fr,y\n", 3, "differs from line 2"),
    "syntax.tbx": ("<martif>\n<text>\n</martif>", 3, "not valid XML"),
    "laughs.tbx": (
        '<!DOCTYPE martif [<!ENTITY a "ha">\n<!ENTITY b "&a;&a;&a;">]>\n<martif>&b;</martif>',
        1,
        "entity declarations",
    ),
    "files.tbx": ('<!DOCTYPE m [\n<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<m>&x;</m>', 2, "entity declarations"),
    "kind.tbx": ("<html/>", 1, "must be TBX"),
    "language.tbx": (
        '<martif xml:lang="en"><text><body>\n<termEntry id="a">\n<langSet xml:lang="qq"><tig><term>x</term></tig></langSet>'
        "</termEntry></body></text></martif>",
        3,
        "unknown language code",
    ),
    "empty.tbx": (
        '<martif xml:lang="en"><text><body>\n<termEntry id="a"><langSet xml:lang="ja">'
        "<tig><term>x</term></tig></langSet></termEntry></body></text></martif>",
        2,
        "no term in the source language",
    ),
    "language.po": ('msgid ""\nmsgstr "Language: jp\\n"\n', 1, "unknown language code"),
    "header.po": ('msgctxt "a"\nmsgid "x"\nmsgstr "y"\n', 1, "names no Language"),
    "context.po": ('msgid ""\nmsgstr "Language: ja\\n"\n\nmsgid "x"\nmsgstr "y"\n', 4, "no msgctxt"),
    "syntax.po": ('msgid ""\nmsgstr "Language: ja\\n"\n\nmsgid "x"\nmsgfoo "y"\n', 5, "not valid PO"),
    "unknown.xlsx": ("", None, "unknown ending"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_file_is_refused_with_its_place(name, tmp_path):
    text, line, said = BROKEN[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        read(path, LANGUAGES)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{path}:{line}:" if line else f"{path}:")


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    path = tmp_path / "bom.csv"
    path.write_bytes("\ufeffid,term\na,x\n".encode())
    assert read(path, LANGUAGES).terms["a"].text == "x"


def test_bytes_that_are_no_utf8_are_refused_with_their_line(tmp_path):
    path = tmp_path / "latin1.csv"
    path.write_bytes("id,term\na,Überwachung\n".encode("latin-1"))
    with pytest.raises(GlossaryError, match=r"latin1\.csv:2: is not UTF-8"):
        read(path, LANGUAGES)


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.json"
    path.write_bytes(b" " * 5_000_001)
    with pytest.raises(GlossaryError, match="larger than 5 MB"):
        read(path, LANGUAGES)


def test_writing_replaces_the_whole_file_and_leaves_no_other(tmp_path):
    path = tmp_path / "g.yaml"
    path.write_text("old", encoding="utf-8")
    write(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["g.yaml"]


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "g.yaml"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(GlossaryError, match="No space left"):
        write(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["g.yaml"]


def test_a_spreadsheet_cannot_be_made_to_run_a_term():
    glossary = Glossary({"a": Term(id="a", text="=HYPERLINK(1)", note="@x")})
    assert "'=HYPERLINK" in export(glossary, "csv").text
    assert _READERS["csv"](export(glossary, "csv").text, "file", LANGUAGES) == glossary


def test_tbx_says_which_codes_it_cannot_keep():
    glossary = Glossary({"a": Term(id="a", text="x", renderings={"als": Rendering("y")})})
    assert "als will be read as gsw" in export(glossary, "tbx").losses[0]


def test_tbx_of_another_program_is_read():
    text = """<?xml version="1.0"?><tbx type="TBX-Core" xml:lang="en"><text><body><conceptEntry id="c1">
    <langSec xml:lang="en"><termSec><term>phishing</term><termNote type="partOfSpeech">noun</termNote></termSec></langSec>
    <langSec xml:lang="sr-Cyrl"><termSec><term>фишинг</term></termSec></langSec></conceptEntry></body></text></tbx>"""
    term = _READERS["tbx"](text, "file", LANGUAGES).terms["c1"]
    assert (term.text, term.part_of_speech, term.renderings["sr-ec"].text) == ("phishing", "noun", "фишинг")
    assert term.renderings["sr-ec"].status is Status.SUGGESTED


def test_the_teams_own_glossary_is_whole_and_only_suggests():
    glossary = read_folder(CONFIG / "glossary", LANGUAGES)
    wanted = {"digital-hygiene", "doxxing", "social-engineering", "vpn", "end-to-end-encryption", "foss"}
    assert wanted | {"human-rights-interest-group"} <= set(glossary.terms)
    assert all(term.definition and term.part_of_speech for term in glossary.terms.values())
    statuses = {r.status for term in glossary.terms.values() for r in term.renderings.values()}
    assert statuses == {Status.SUGGESTED}
