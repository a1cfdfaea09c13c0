"""Held to what ICU itself says of the names of languages in each language (tests/vectors/collation.json)."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Messages
from bot.settings import CONFIG, ROOT
from bot.translation.glossary.collation import OTHER, alphabet, by_letter

VECTORS = json.loads((ROOT / "tests" / "vectors" / "collation.json").read_text(encoding="utf-8"))
VECTORS.pop("source")
OURS = sorted(set(Messages.load(CONFIG / "i18n").languages) & set(VECTORS))


def wrong(language):
    """Return the words that stand under another letter than ICU's, or before one that ICU puts first."""
    letters = alphabet(language)
    rows = VECTORS[language]
    found = [word for word, letter in rows if letters.letter(word) != (letter or OTHER)]
    return found + [
        one for (one, _), (two, _) in itertools.pairwise(rows) if letters.key(one)[0] > letters.key(two)[0]
    ]


@pytest.mark.parametrize("language", OURS)
def test_a_language_of_ours_is_sorted_as_icu_sorts_it(language):
    assert wrong(language) == []


def test_nearly_every_word_of_every_language_stands_where_icu_puts_it():
    words = sum(map(len, VECTORS.values()))
    assert len(VECTORS) > 140
    assert sum(len(wrong(language)) for language in VECTORS) / words < 0.01


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ["zon", "åska", "ära", "öl"]),
        ("de", ["Äpfel", "Apfelsaft", "zart"]),
        ("sk", ["cyklus", "dom", "hrad", "chlieb", "island"]),
        ("es", ["nube", "ñandú", "oso"]),
        ("ja", ["あんぜん", "カエル", "さくら", "わに"]),
        ("zh-hans", ["安全", "保护", "隐私"]),
        ("th", ["กลาง", "เกาะ", "ขวด"]),
        ("ko", ["가방", "나무", "보안"]),
    ],
)
def test_an_alphabet_has_its_own_order(language, words):
    letters = alphabet(language)
    mixed = words[1:] + words[:1]
    assert sorted(mixed, key=letters.key) == words


def test_words_of_another_script_stand_apart_and_last():
    assert [letter for letter, _ in by_letter(["VPN", "доксинг", "утечка"], str, "ru")] == ["Д", "У", OTHER]


def test_a_variant_is_sorted_as_its_language():
    assert alphabet("de-at") == alphabet("de")
    assert alphabet("xx-unknown") == alphabet("en")


@given(st.lists(st.text(max_size=20), max_size=8), st.sampled_from(["en", "ja", "th", "zh-hans", "ar", "sk"]))
def test_no_word_is_lost_or_doubled(words, language):
    placed = [word for _, some in by_letter(words, str, language) for word in some]
    assert sorted(placed) == sorted(words)
