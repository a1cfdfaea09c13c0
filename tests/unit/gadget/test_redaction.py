import pytest
from hypothesis import given
from hypothesis import strategies as st

from gadget.redaction import excerpt, redact


def around(text: str, *taken: str) -> list[tuple[int, int]]:
    return [(text.index(part), text.index(part) + len(part)) for part in taken]


CASES = [
    ("in a sentence", "Write to kelp@example.org soon.", ["kelp@example.org"], "Write to soon."),
    ("a line of its own goes", "Hello.\n* kelp@example.org\nBye.", ["kelp@example.org"], "Hello.\nBye."),
    ("with its label", "Hello.\n* E-mail: kelp@example.org\nBye.", ["kelp@example.org"], "Hello.\nBye."),
    ("Arabic label", "أهلا.\n* بريد: kelp@example.org", ["kelp@example.org"], "أهلا."),
    ("Japanese label", "こんにちは。\n電話：555-0100", ["555-0100"], "こんにちは。"),
    ("a parameter keeps its name", "{{B\n| a = x@example.org\n}}", ["x@example.org"], "{{B\n| a =\n}}"),
    ("empty brackets go", "Me (555-0100) here.", ["555-0100"], "Me here."),
    ("two in one line", "a@example.org or b@example.org now", ["a@example.org", "b@example.org"], "or now"),
    ("over two lines", "Live at\n1 Kelp Road\nKelptown. Bye.", ["1 Kelp Road\nKelptown"], "Live at\n. Bye."),
    ("a sentence with a colon stays", "I edit pages about kelp and urchins: x@example.org", ["x@example.org"],
     "I edit pages about kelp and urchins:"),
    ("a sentence stays", "I like kelp. Mail: x@example.org", ["x@example.org"], "I like kelp. Mail:"),
]  # fmt: skip

# What would be left of a link is none, or one that says it again when saved (`[[Kelptown, Coast|]]`).
LINKS = [
    ("a link goes whole", "I live in [[Whitby]] now.", ["Whitby"], "I live in now."),
    ("a link whose target it is", "I live in [[Whitby|the town]] now.", ["Whitby"], "I live in now."),
    (
        "a part of a label goes alone",
        "See [[Kelp|kelp of Whitby]] here.",
        ["Whitby"],
        "See [[Kelp|kelp of ]] here.",
    ),
    (
        "a category goes whole",
        "Hello.\n[[Category:Wikipedians in Whitby|Heron]]\nBye.",
        ["Whitby"],
        "Hello.\nBye.",
    ),
    (
        "a picture with a link in its caption",
        "Hello.\n[[File:Heron 4.jpg|thumb|me at [[Kelp]]]]\nBye.",
        ["Heron 4.jpg"],
        "Hello.\nBye.",
    ),
    ("a caption goes alone", "[[File:Kelp.jpg|thumb|Ada Holt]]", ["Ada Holt"], "[[File:Kelp.jpg|thumb|]]"),
    (
        "a gallery's line",
        "<gallery>\nHeron 4.jpg|me\nKelp.jpg|kelp\n</gallery>",
        ["Heron 4.jpg"],
        "<gallery>\nKelp.jpg|kelp\n</gallery>",
    ),
    (
        "a gallery's line with its namespace",
        "<gallery>\nFile:Heron 4.jpg|me\n</gallery>",
        ["Heron 4.jpg"],
        "<gallery>\n</gallery>",
    ),
    (
        "a picture in a box keeps its parameter",
        "{{B\n| image = Heron 4.jpg\n}}",
        ["Heron 4.jpg"],
        "{{B\n| image =\n}}",
    ),
    (
        "an address in a link",
        "Write [mailto:ada@kelp-post.org a letter] soon.",
        ["ada@kelp-post.org"],
        "Write soon.",
    ),
    (
        "an account's address in a link",
        "See [https://example.org/heron_7 there].",
        ["https://example.org/heron_7"],
        "See .",
    ),
    (
        "a link whose label it is",
        "I live in [[Kelptown, Coast|Kelptown Bay]] now.",
        ["Kelptown Bay"],
        "I live in now.",
    ),
]


@pytest.mark.parametrize(
    ("text", "taken", "left"), [case[1:] for case in CASES + LINKS], ids=[c[0] for c in CASES + LINKS]
)
def test_what_identifies_goes_and_the_rest_stays(text, taken, left):
    assert redact(text, around(text, *taken)).text == left


def test_the_diff_names_only_the_lines_that_change():
    text = "One.\nTwo kelp@example.org two.\nThree."
    (line,) = redact(text, around(text, "kelp@example.org")).lines
    assert (line.number, line.after) == (2, "Two two.")
    assert line.before == (("Two ", False), ("kelp@example.org", True), (" two.", False))


TEXT = st.text(st.sampled_from("ab \n*:|=(){}[]é日ع"), max_size=80)


@given(TEXT, st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=5))
def test_lines_that_no_span_touches_stay_to_the_character(text, spans):
    redaction = redact(text, spans)
    touched = {line.number for line in redaction.lines}
    untouched = [line for number, line in enumerate(text.split("\n"), 1) if number not in touched]
    left = redaction.text.split("\n")
    assert [line for line in left if line in untouched][: len(untouched)] == untouched or not untouched
    assert len(redaction.text) <= len(text)


@given(TEXT)
def test_without_spans_nothing_changes(text):
    assert redact(text, []).text == text


@given(TEXT, st.integers(0, 80), st.integers(0, 80))
def test_an_excerpt_holds_its_span_once_and_whole(text, start, end):
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    marked = [part for part, inside in excerpt(text, start, end) if inside]
    assert "".join(marked) == text[start:end]
