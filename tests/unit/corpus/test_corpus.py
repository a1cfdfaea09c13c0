import json
import random
import re

import pytest

from tests.corpus.identifiers import NATIONAL_IDS
from tests.corpus.language import GOLD, SLOT, TYPES, CorpusError, languages, load, phrase_part, types_of
from tests.corpus.pages import STYLES, pages
from tests.corpus.render import Person

CODES = languages()
FIELDS = {"id", "wiki", "lang", "title", "username", "wikitext", "findings", "username_is_real_name"}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("part", ["train", "heldout"])
def test_gold_spans_hold_the_values_put_in(code, style, part):
    for page in pages(code, part, style, 12):
        again = json.loads(json.dumps(page, ensure_ascii=False))
        assert again == page
        assert set(page) == FIELDS
        assert not SLOT.search(page["wikitext"])
        last = 0
        for finding in page["findings"]:
            assert finding["type"] in TYPES
            assert last <= finding["start"] < finding["end"]
            assert (
                page["wikitext"][finding["start"] : finding["end"]]
                == finding["text"]
                == finding["text"].strip()
            )
            last = finding["end"]


def test_the_same_seed_writes_the_same_pages():
    assert list(pages("en", "train", "hard", 5, 7)) == list(pages("en", "train", "hard", 5, 7))
    assert list(pages("en", "train", "hard", 5, 7)) != list(pages("en", "train", "hard", 5, 8))


def test_each_language_has_words_for_every_type():
    for code in CODES:
        lang = load(code)
        said = {kind for phrase in lang.all_phrases("say") for kind in types_of(phrase)} | {"self_image"}
        unknown = {"national_id"} if lang.word("ids").split()[0] not in NATIONAL_IDS else set()
        assert said | unknown == set(TYPES), code
        for key in ("fill", "posts", "draft", "quotes", "headings", "me", "notme"):
            assert lang.all_phrases(key), (code, key)


def test_negatives_make_no_findings():
    for code in CODES:
        for phrase in load(code).all_phrases("fill"):
            assert not types_of(phrase), (code, phrase)


def test_every_slot_written_is_known():
    tags = re.compile(
        r"<(?!/?(?:ref|br|small|nowiki|div|span|pre|b|i|u|s|center|big|code|blockquote|gallery)\b)!?([a-z]+)"
    )
    for code in CODES:
        text = str(load(code).data)
        unknown = {tag for tag in tags.findall(text) if not SLOT.search(f"<{tag}>") and tag not in GOLD}
        assert not unknown, code


def test_the_held_out_part_has_phrasings_people_and_places_of_its_own():
    only = total = 0
    for code in CODES:
        lang = load(code)
        for key in ("given", "family", "towns", "nicks", "stems"):
            assert not {*lang.values(key, "a")} & {*lang.values(key, "b")}, (code, key)
        train, heldout = ({p for group in lang.sentences(part).values() for p in group} for part in "ab")
        only += len(heldout - train)
        total += len(train | heldout)
    assert only / total >= 0.4


def test_nearly_half_of_the_pages_are_clean_and_hard_ones_are_long():
    sample = [page for code in CODES[:6] for page in pages(code, "train", "hard", 60)]
    assert 0.38 < sum(not page["findings"] for page in sample) / len(sample) < 0.58
    assert max(len(page["wikitext"]) for page in sample) > 4000
    assert 0.12 < sum(page["username_is_real_name"] for page in sample) / len(sample) < 0.35


def test_an_unknown_language_is_named_with_those_there_are():
    with pytest.raises(CorpusError, match=r"no language 'xx'.* en"):
        load("xx")


def test_the_first_phrase_is_shared_and_the_others_are_not():
    assert [phrase_part(i) for i in range(5)] == ["ab", "b", "a", "b", "a"]


def test_what_is_somebody_elses_never_carries_the_owners_name():
    for page in (p for code in ("de", "ru", "ja") for p in pages(code, "train", "hard", 60)):
        lang = load(page["lang"])
        owner = Person(lang, "a", random.Random(page["id"]))
        owner.username = page["username"]
        told = owner.text("<!name> <!name> <!mailto>", mine=False).wikitext
        assert owner.name not in told
        assert owner.stranger() != owner.name
