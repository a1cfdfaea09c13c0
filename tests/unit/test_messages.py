import json
from pathlib import Path

import pytest

from bot.messages import MessageFileError, Messages, direction, fallbacks

MESSAGES = Messages(
    {
        "en": {"days": "{{PLURAL:$1|one day|$1 days}} of $2", "none": "{{PLURAL:$1|0=nothing|one|many}}"},
        "ru": {"days": "$1 {{PLURAL:$1|день|дня|дней}}"},
        "ar": {"days": "$2: {{PLURAL:$1|صفر|يوم|يومان|$1 أيام|$1 يومًا|$1 يوم}}"},
        "ja": {"days": "$1 日"},
        "pt-br": {},
        "qqq": {},
    }
)


@pytest.mark.parametrize(
    ("lang", "count", "shown"),
    [
        ("en", 1, "one day of May"),
        ("en", 2, "2 days of May"),
        ("ru", 1, "1 день"),
        ("ru", 3, "3 дня"),
        ("ru", 11, "11 дней"),
        ("ja", 1, "1 日"),
        ("sw", 5, "5 days of May"),
    ],
)
def test_a_count_is_said_as_the_language_says_it(lang, count, shown):
    assert MESSAGES.text("days", lang, count, "May") == shown


def test_arabic_has_six_forms_and_isolates_what_is_put_in():
    assert MESSAGES.text("days", "ar", 2, "May") == "⁨May⁩: يومان"


def test_an_exact_form_wins():
    assert MESSAGES.text("none", "en", 0) == "nothing"


def test_a_missing_message_is_shown_as_mediawiki_shows_it():
    assert MESSAGES.text("nope", "de") == "⧼nope⧽"


def test_qqx_shows_the_key():
    assert MESSAGES.text("days", "qqx", 3, "May") == "(days: 3, May)"


@pytest.mark.parametrize(
    ("wanted", "best"), [(["sw", "ru"], "ru"), (["pt"], "pt-br"), (["xx"], "en"), (["en-gb", "ru"], "en")]
)
def test_the_reader_gets_the_first_language_that_there_is(wanted, best):
    assert MESSAGES.best(wanted) == best


@pytest.mark.parametrize(
    ("lang", "way"),
    [("ar", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("ur", "rtl"), ("ja", "ltr"), ("zz", "ltr")],
)
def test_the_direction_of_a_language(lang, way):
    assert direction(lang) == way


def test_every_chain_ends_in_english():
    for lang in ("zh-tw", "pt", "sr", "nn", "xx-yy", "en"):
        assert list(fallbacks(lang))[-1] == "en"


def test_a_broken_message_file_is_named(tmp_path: Path):
    (tmp_path / "en.json").write_text(json.dumps({"a": 1}))
    with pytest.raises(MessageFileError, match=r"en\.json: message 'a'"):
        Messages.load(tmp_path)


def test_a_part_of_the_house_has_files_of_its_own(tmp_path):
    (tmp_path / "part").mkdir()
    (tmp_path / "en.json").write_text('{"one": "One"}')
    (tmp_path / "part" / "en.json").write_text('{"two": "Two"}')
    assert Messages.load(tmp_path).text("two", "en") == "Two"
    (tmp_path / "part" / "en.json").write_text('{"one": "Another"}')
    with pytest.raises(MessageFileError, match=r"part/en\.json: another file of this language has 'one' too"):
        Messages.load(tmp_path)
