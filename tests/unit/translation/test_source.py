import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.translation.source import parse

PAGE = """<languages/>
<noinclude>{{Tabs}}</noinclude>
<translate>
== Stay safe == <!--T:1-->

<!--T:2-->
Write to <tvar name="mail">[[Special:EmailUser/A|us]]</tvar>, not to <tvar|2>B</>.

* new bullet
* another
</translate>
{{Box|title=<translate nowrap><!--T:7--> Help</translate>}}
<nowiki><translate></nowiki>
"""


def test_units_are_what_translators_see():
    page = parse(PAGE)
    assert [(unit.id, unit.text) for unit in page.units] == [
        ("1", "== Stay safe =="),
        ("2", "Write to $mail, not to $2."),
        (None, "* new bullet\n* another"),
        ("7", "Help"),
    ]
    assert page.units[1].variables == {"mail": "[[Special:EmailUser/A|us]]", "2": "B"}
    assert page.mistakes == ()


def test_a_unit_stands_where_its_offsets_say():
    unit = parse(PAGE).units[1]
    assert PAGE[unit.start : unit.end].startswith("<!--T:2-->\nWrite to <tvar")


def test_what_lies_outside_units_is_everything_but_the_sections():
    outside = [PAGE[start:end] for start, end in parse(PAGE).outside(PAGE)]
    assert outside == [
        "<languages/>\n<noinclude>{{Tabs}}</noinclude>\n",
        "\n{{Box|title=",
        "}}\n<nowiki><translate></nowiki>\n",
    ]


@pytest.mark.parametrize(
    "written",
    ["<tvar name=x>1</tvar>", "<tvar name='x'>1</tvar>", '<tvar name="x" >1</tvar>', "<tvar|x>1</>"],
)
def test_every_spelling_of_a_variable_is_known(written):
    unit = parse(f"<translate>Call {written}.</translate>").units[0]
    assert (unit.text, unit.variables) == ("Call $x.", {"x": "1"})


@pytest.mark.parametrize(
    ("wikitext", "line", "said"),
    [
        ("a\n<translate>b", 2, "not closed"),
        ("a</translate>", 1, "without <translate>"),
        ("<translate>a<translate>b</translate>", 1, "inside"),
        ("<translate>\n<!--T:1-->\na\n\n<!--T:1-->\nb\n</translate>", 2, "T:1 stands more than once"),
        ("<translate><!--T:1--> a <!--T:2--></translate>", 1, "two markers"),
        ("<translate>\n<!--T:a_b-->\nx</translate>", 2, "no marker may hold"),
        ("<translate>\n<!--T:3-->\n\nx</translate>", 2, "is empty"),
    ],
)
def test_a_mistake_is_named_with_its_line(wikitext, line, said):
    mistakes = parse(wikitext).mistakes
    assert any(said in mistake.text and mistake.line == line for mistake in mistakes), mistakes


def test_translate_tags_in_nowiki_are_text():
    assert parse("<nowiki><translate>a</translate></nowiki>").units == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "<translate>",
                "</translate>",
                "<!--T:1-->",
                "\n\n",
                "\n",
                " ",
                "text",
                "<tvar name=x>",
                "</tvar>",
                "<nowiki>",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_any_page_can_be_read_and_no_character_is_in_two_places(wikitext):
    page = parse(wikitext)
    for earlier, later in zip(page.units, page.units[1:], strict=False):
        assert earlier.start < earlier.end <= later.start
    outside = "".join(wikitext[start:end] for start, end in page.outside(wikitext))
    inside = sum(end - start for start, end in page.sections)
    tags = len(page.sections) * len("<translate></translate>")
    assert len(outside) + inside + tags == len(wikitext)
