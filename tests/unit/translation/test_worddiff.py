import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.translation.worddiff import Kind, changed_words, count_words, word_diff

TEXTS = st.text(alphabet=st.sampled_from("ab é\n.,<>$1人権チームहिन्दीعربيไทย"), max_size=40)


def shown(old: str, new: str) -> str:
    return "".join(
        piece.text if piece.kind is Kind.SAME else f"{{{piece.kind.value}{piece.text}}}"
        for piece in word_diff(old, new)
    )


@pytest.mark.parametrize(
    ("old", "new", "diff", "words"),
    [
        (
            "Never publish your phone number.",
            "Never publish your phone number or home address.",
            "Never publish your phone number{+ or home address}.",
            3,
        ),
        ("Write to $mail.", "Write to $contact.", "Write to ${-mail}{+contact}.", 1),
        ("電話番号を載せない", "電話番号や住所を載せない", "電話番号{+や住所}を載せない", 3),
        ("हिन्दी में लिखें", "हिन्दी में पढ़ें", "हिन्दी में {-लिखें}{+पढ़ें}", 1),
        ("same", "same", "same", 0),
    ],
)
def test_a_diff_shows_whole_words(old, new, diff, words):
    assert shown(old, new) == diff
    assert changed_words(word_diff(old, new)) == words


def test_words_are_counted_as_a_reader_would():
    assert count_words("Don't panic, $name: 300,000 volunteers") == 7
    assert count_words("हिन्दी में लिखें") == 3
    assert count_words("人権チーム") == 5
    assert count_words("") == 0


@given(old=TEXTS, new=TEXTS)
def test_a_diff_loses_nothing(old, new):
    pieces = word_diff(old, new)
    assert "".join(p.text for p in pieces if p.kind is not Kind.ADDED) == old
    assert "".join(p.text for p in pieces if p.kind is not Kind.REMOVED) == new
