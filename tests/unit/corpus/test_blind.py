import ipaddress
import json
import re

import pytest

from tests.corpus.blind import skeletons as reading
from tests.corpus.blind.pages import pages
from tests.corpus.blind.people import table
from tests.corpus.blind.skeletons import MARK, PARTS, SLOT, STYLES, languages, skeletons
from tests.corpus.language import TYPES, CorpusError

CODES = languages()
HALVES = [(code, part) for code in CODES for part in PARTS]
FIELDS = {"id", "wiki", "lang", "title", "username", "wikitext", "findings", "username_is_real_name"}


def every(part):
    return [skeleton for code in CODES for skeleton in skeletons(code, part)]


@pytest.mark.parametrize(("code", "part"), HALVES)
@pytest.mark.parametrize("style", STYLES)
def test_spans_hold_what_stands_in_the_text(code, part, style):
    made = list(pages(code, part, style, 12))
    for page in made:
        text = page["wikitext"]
        assert set(page) == FIELDS
        assert not MARK.search(text), page["id"]
        assert not SLOT.search(text), page["id"]
        last = 0
        for finding in page["findings"]:
            assert last <= finding["start"] < finding["end"] <= len(text)
            assert text[finding["start"] : finding["end"]] == finding["text"] == finding["text"].strip()
            last = finding["end"]
    assert not made or {bool(page["findings"]) for page in made} == {True, False}


def test_the_same_seed_writes_the_same_pages():
    one, again, other = (json.dumps(list(pages("de", "tune", "hard", 6, seed))) for seed in (7, 7, 8))
    assert one == again != other


def test_the_halves_share_no_page():
    for code in CODES:
        tune, held = (
            {MARK.sub("", skeleton.wikitext) for skeleton in skeletons(code, part)} for part in PARTS
        )
        assert not tune & held, code
        assert len(tune) == len(skeletons(code, "tune"))


def test_the_halves_share_no_long_line_with_a_finding():
    for code in CODES:
        tune, held = (
            {
                bare
                for skeleton in skeletons(code, part)
                for line in skeleton.wikitext.splitlines()
                if any(kind for kind, _ in MARK.findall(line)) and len(bare := MARK.sub("‹›", line)) > 45
            }
            for part in PARTS
        )
        assert not tune & held, code


@pytest.mark.parametrize("part", PARTS)
def test_every_type_and_language_is_present_in_both_halves(part):
    assert {kind for skeleton in every(part) for kind in skeleton.types} == {*TYPES}
    for code in CODES:
        told = {(s.style, bool(s.types)) for s in skeletons(code, part)}
        assert told >= {("short", True), ("short", False)}, code
    assert {*CODES} == {*table()}


@pytest.mark.parametrize("code", CODES)
def test_a_long_page_has_many_kinds_of_findings(code):
    for part in PARTS:
        hard = [s for s in skeletons(code, part) if s.style == "hard"]
        told = [s for s in hard if s.types]
        if hard:
            assert len(told) >= 3
            assert len(hard) - len(told) >= 3
            assert len({kind for s in told for kind in s.types}) >= 8, code


@pytest.mark.long
def test_no_reserved_value_is_labelled():
    for code, part in HALVES:
        for style in STYLES:
            for page in pages(code, part, style, 10, 3):
                for finding in page["findings"]:
                    kind, text = finding["type"], finding["text"]
                    if kind == "email":
                        assert not re.search(r"example|wikimedia|wikipedia|\.(test|invalid)\b", text)
                    if kind == "phone":
                        assert "555-01" not in re.sub(r"[ .]", "-", text)
                    if kind == "ip_address":
                        assert ipaddress.ip_address(text).is_global


def test_held_pages_say_that_nobody_tunes_on_them():
    for path in (reading.FOLDER / "held").glob("*.wikitext"):
        assert "nobody tunes" in path.read_text(encoding="utf-8").splitlines()[0], path


def test_a_page_that_tells_the_real_name_is_not_headed_by_another_one():
    for code, part in HALVES:
        for page in (page for style in STYLES for page in pages(code, part, style, 12)):
            if any(finding["type"] == "real_name" for finding in page["findings"]):
                assert not page["username_is_real_name"], page["id"]


def test_account_names_of_nobody_are_in_one_half_only():
    for code in CODES:
        tune, held = (
            {page["username"] for page in pages(code, part, "short", 40) if not page["username_is_real_name"]}
            for part in PARTS
        )
        assert len(tune) > 3
        assert not tune & held, code


def test_about_a_fifth_of_the_account_names_are_real_names():
    names = [page["username_is_real_name"] for code, part in HALVES for page in pages(code, part, "hard", 20)]
    assert 0.12 < sum(names) / len(names) < 0.35


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("%% one medium\nHello\n", r"half/xx\.wikitext:1: style 'medium'; write one of hard, short"),
        ("Hello\n", r"xx\.wikitext:1: write `%% name style`"),
        ("%% one hard\nI am ‹real_name:Name!›\n", r"xx\.wikitext:2: not a slot"),
        ("%% one hard\nI am ‹realname:name›\n", r"xx\.wikitext:2: no finding type realname"),
    ],
)
def test_a_page_that_cannot_be_read_is_named_with_its_line(tmp_path, text, complaint):
    (tmp_path / "half").mkdir()
    path = tmp_path / "half/xx.wikitext"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=complaint):
        reading._read(path)


def test_an_unknown_language_is_named_with_those_there_are():
    with pytest.raises(CorpusError, match=r"no language 'xx' in tune.* de"):
        skeletons("xx", "tune")
