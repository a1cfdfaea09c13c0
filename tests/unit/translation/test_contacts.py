"""Contact points by meaning."""

# ruff: noqa: E501 - tables of cases
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.translation.contacts import contacts, differences, forms

WAYS = [
    "help@example.org", "help(_AT_)example.org", "help (at) example.org", "help[at]example.org", "help{{@}}example.org",
    "help＠example.org", "ｈｅｌｐ＠ｅｘａｍｐｌｅ．ｏｒｇ", "help&#64;example.org", "help <at> example.org", "help_AT_example.org",
    "help(アット)example.org", "help [arroba] example [punto] org", "{{email|help|example.org}}", "{{nospam|help|example.org}}",
    "help[[File:At sign.svg|15px|alt=@]]example.org", "help at example dot org", "help<nowiki/>@example.org",
    "he\u200blp@example.org", "[mailto:help@example.org help@example.org]", "<bdi>help@example.org</bdi>", "HELP@Example.ORG",
    "help@example.org.", "请联系help@example.org获得帮助", "(help@example.org)", "mailto:help@example.org?subject=x",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing_an_address_is_the_same_address(way):
    assert [contact.value for contact in contacts(way)] == ["help@example.org"]


@pytest.mark.parametrize(
    "text",
    [
        "5 pm @ the library",
        "@username",
        "a(b)c.d text",
        "$1@",
        "user@localhost",
        "50+1 ideas",
        "1+1=2",
        "+1 vote",
    ],
)
def test_what_is_no_contact_point(text):
    assert contacts(text) == []


@pytest.mark.parametrize(
    "way", ["+1 415 555 0100", "+1-415-555-0100", "+1 (415) 555-0100", "tel:+14155550100", "+١ ٤١٥ ٥٥٥ ٠١٠٠"]
)
def test_telephone_numbers_by_their_digits(way):
    assert [contact.value for contact in contacts(way)] == ["+14155550100"]


def test_forms_tell_how_it_is_written():
    assert forms("a@example.org or a(_AT_)example.org") == {"a@example.org": {"@", "(_AT_)"}}


_address = st.from_regex(r"[a-z]{2,10}@[a-z]{2,10}\.(org|net)", fullmatch=True)


@given(st.lists(_address, max_size=4))
def test_a_text_never_differs_from_itself(addresses):
    text = " und ".join(addresses)
    assert differences(text, text) == []


@given(_address, st.sampled_from(["(_AT_)", "[at]", "{{@}}", "＠", " (at) "]))
def test_the_sign_does_not_matter(address, sign):
    assert differences(f"Write to {address} now", f"今すぐ{address.replace('@', sign)}まで") == []


@given(st.text(max_size=300))
def test_no_text_breaks_it(text):
    contacts(text)
    forms(text)
