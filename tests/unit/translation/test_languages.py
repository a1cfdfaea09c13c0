"""The table of MediaWiki's language codes."""

from __future__ import annotations

import pytest

from bot.translation.checks import CheckData
from bot.translation.glossary.codes import bcp47, from_bcp47

DATA = CheckData.load()


@pytest.mark.parametrize(
    ("code", "name", "direction", "scripts"),
    [
        ("zh-hans", "Simplified Chinese", "ltr", {"Hani"}),
        ("pt-br", "Portuguese (Brazil)", "ltr", {"Latn"}),
        ("sr-ec", "Serbian (Cyrillic script)", "ltr", {"Cyrl"}),
        ("nds-nl", "Low Saxon", "ltr", {"Latn"}),
        ("simple", "Simple English", "ltr", {"Latn"}),
        ("als", "Alemannic", "ltr", {"Latn"}),
        ("ckb", "Central Kurdish", "rtl", {"Arab"}),
        ("yi", "Yiddish", "rtl", {"Hebr"}),
        ("dv", "Divehi", "rtl", {"Thaa"}),
    ],
)
def test_codes_mean_what_mediawiki_means_by_them(code, name, direction, scripts):
    language = DATA.languages[code]
    assert (language.name, language.direction, set(language.scripts)) == (name, direction, scripts)


def test_languages_in_right_to_left_scripts_run_from_right_to_left():
    wrong = [
        code
        for code, language in DATA.languages.items()
        if (language.direction == "rtl") != bool(language.scripts & DATA.rtl_scripts)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", ["sr-ec", "zh-hans", "pt-br", "simple", "roa-tara", "de-formal", "ja"])
def test_standard_tags_and_back(code):
    assert from_bcp47(bcp47(code)) == code
