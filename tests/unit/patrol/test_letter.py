import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Messages
from bot.patrol.letter import COLUMNS, LINE_BYTES, Letters, Reader, wrap
from bot.patrol.links import Link, Links, Purpose
from bot.settings import CONFIG
from tests.unit.patrol.doubles import WIKI

MESSAGES = Messages.load(CONFIG / "i18n")
LINKS = {purpose: Link(purpose, ("a" * 64, "b" * 64, "c" * 64)) for purpose in Purpose}


def letter(language="en", **more):
    letters = Letters(MESSAGES, Links("secret", "https://w.example.org"), "https://w.example.org")
    return letters.compose(Reader("Otter", language, more.pop("subscribed", True), **more), WIKI, LINKS)


def test_the_letter_holds_what_a_person_needs_to_act():
    body = letter().body
    for needed in (
        "Hello Otter,",
        "https://w.example.org/inbox",
        WIKI.oversight,
        "talktohumanrights@wikimedia.org",
        "emergency@wikimedia.org",
    ):
        assert needed in body
    assert body.count("https://w.example.org/link/") == 3


def test_a_minor_gets_a_shorter_letter_that_begins_with_oversight():
    minor, adult = letter(minor=True).body, letter().body
    assert len(minor.split("https://w.example.org/link/")[0]) < len(
        adult.split("https://w.example.org/link/")[0]
    )
    assert minor.index(WIKI.oversight) < minor.index("talktohumanrights")
    assert "/inbox" not in minor


def test_who_did_not_subscribe_is_told_why_we_write():
    assert "only this once" in letter(subscribed=False).body


@pytest.mark.parametrize("language", MESSAGES.languages)
def test_no_line_is_too_long_for_a_mail_server(language):
    for line in letter(language).body.split("\n"):
        assert len(line.encode()) <= LINE_BYTES


@given(st.text(max_size=3000))
def test_wrapping_loses_nothing_but_spaces_and_keeps_every_limit(text):
    lines = wrap(text)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line.encode()) <= LINE_BYTES for line in lines)


@pytest.mark.parametrize(
    "text",
    ["word " * 60, "当人権チームはコミュニティ参加者の安全を守ります。" * 8, "مرحبا بكم في صفحتي " * 20],
)
def test_lines_fit_the_columns(text):
    lines = wrap(text.strip())
    assert len(lines) > 2
    assert max(len(line) for line in lines) <= COLUMNS


def test_a_japanese_line_does_not_begin_with_a_full_stop():
    text = "守" * (COLUMNS // 2) + "。" + "守" * 5
    assert all(not line.startswith("。") for line in wrap(text))


def test_a_thai_line_does_not_begin_with_a_vowel_sign():
    for line in wrap("ผู้ใช้ที่เขียนหน้านี้ " * 30):
        assert line[:1] not in "ัิีึืุู็่้๊๋์"
