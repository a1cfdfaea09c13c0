# ruff: noqa: E501 - a table of signs
"""No text, however odd, ends a check with an error; a good unit stays good whatever is put around both sides."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.translation.checks import CheckData, Pair, check_pair

DATA = CheckData.load()
_piece = st.sampled_from(
    ["{{", "}}", "[[", "]]", "((", "（", "<ref>", "<!--", "$1", "@", "(at)", "1万", "1,", "三千", "\u2066", "\u200f", "&#64;", "==", "''", "مرحبا", "ご連絡", "a.b", "+1 "]
)  # fmt: skip
_text = st.lists(_piece | st.text(max_size=8), max_size=30).map("".join)


@settings(max_examples=200, deadline=None)
@given(_text, _text, st.sampled_from(["ja", "ar", "hi", "de", "th", "xx", "zh-hant", "qqq", ""]))
def test_no_text_breaks_a_check(source, translation, language):
    check_pair(Pair(source, translation, language), DATA)


@pytest.mark.parametrize(
    "piece", ["1万", "三千万", "{{a|", "[[", "<ref>", "<!--", "(at)", "a ", "\u2066", "=", "1,"]
)
def test_a_long_row_of_one_sign_ends(piece):
    check_pair(Pair(piece * 1500, piece * 1500, "ja"), DATA)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(["", " ", "\n"]), st.sampled_from(["", " ", "\n", "<!-- note -->"]))
def test_spaces_and_comments_do_not_matter(before, after):
    source = "More than 300,000 volunteers wrote to help@example.org (HRIG)."
    translation = f"{before}30万人以上のボランティアが help@example.org（HRIG）に書きました。{after}"
    assert check_pair(Pair(source, translation, "ja"), DATA) == []
