"""Terms and definitions put into the glossary's source: only what is missing, and nothing else is touched."""

import json

import pytest

from bot.translation.glossary import Glossary, Status, Term
from bot.translation.glossary_source import into_bundle, into_page
from bot.translation.source import parse
from bot.wiki.edit import PageRefusedError

TERMS = Glossary(
    {
        "doxxing": Term("doxxing", "Doxxing", "Making private facts public."),
        "vpn": Term("vpn", "VPN"),
        "draft": Term("draft", "Draft", status=Status.SUGGESTED),
    }
)
PAGE = """<languages/>
<translate>
<!--T:1-->
Our words.
</translate>
<!-- wikilatch:glossary:begin -->
; <translate><!--T:7--> VPN</translate>
<!-- wikilatch:glossary:end -->
"""


def test_a_bundle_gets_what_it_lacks_and_keeps_the_rest():
    present = json.dumps({"@metadata": {"sourceLanguage": "en"}, "vpn": "VPN", "other": "Theirs"})
    made = into_bundle(present, TERMS)
    assert json.loads(made.text) == {
        "@metadata": {"sourceLanguage": "en"},
        "vpn": "VPN",
        "other": "Theirs",
        "doxxing": "Doxxing",
        "doxxing.definition": "Making private facts public.",
    }
    assert (made.added, made.differing) == (1, ())


def test_what_differs_is_said_and_left():
    made = into_bundle('{"vpn": "Virtual private network", "doxxing": "Doxxing"}', TERMS)
    assert json.loads(made.text)["vpn"] == "Virtual private network"
    assert [one.what for one in made.differing] == ["vpn"]


def test_a_bundle_that_lacks_nothing_stays_letter_by_letter():
    present = into_bundle("{}", TERMS).text.replace("\t", "    ")
    assert into_bundle(present, TERMS).text == present


@pytest.mark.parametrize("bad", ["", "[]", "{", '{"vpn": 1}', "[" * 100_000])
def test_what_is_no_bundle_is_refused(bad):
    with pytest.raises(PageRefusedError, match="no message bundle"):
        into_bundle(bad, TERMS)


def test_a_page_gets_new_units_behind_the_old_ones():
    made = into_page(PAGE, TERMS)
    before, after = parse(PAGE), parse(made.text)
    assert [(unit.id, unit.text) for unit in after.units] == [
        *((unit.id, unit.text) for unit in before.units),
        (None, "Doxxing"),
        (None, "Making private facts public."),
    ]
    assert made.text.endswith("<!-- wikilatch:glossary:end -->\n")
    assert into_page(made.text, TERMS).added == 0


@pytest.mark.parametrize(
    "page",
    [
        "<translate>No place.</translate>",
        "<translate>\n<!-- wikilatch:glossary:begin -->\n<!-- wikilatch:glossary:end -->\n</translate>",
        "<!-- wikilatch:glossary:end --><!-- wikilatch:glossary:begin -->",
    ],
)
def test_a_page_without_a_place_is_refused(page):
    with pytest.raises(PageRefusedError):
        into_page(page, TERMS)


def test_a_definition_brings_no_markup():
    terms = Glossary({"x": Term("x", "X", "Use </translate> and {{Evil}}, [[File:A.png]].")})
    made = into_page(PAGE, terms)
    assert len(parse(made.text).mistakes) == 0
    assert "{{" not in made.text
    assert made.text.count("</translate>") == PAGE.count("</translate>") + 2
