import pytest

from bot.patrol.babel import babel_languages


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("{{#babel:de-2|ja|en-4}}", ["ja", "en", "de"]),
        ("{{Babel|pt-br|fr-0}}", ["pt-br"]),
        ("{{Babel-3|es-N|ca-3|en-1}}", []),
        ("no babel", []),
    ],
)
def test_a_babel_box_says_what_a_person_reads(text, languages):
    assert babel_languages(text) == languages
