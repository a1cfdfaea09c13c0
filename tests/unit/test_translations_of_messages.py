"""What a machine can hold a translated message file to; whether it reads well, a native speaker says."""

import json
import re

import pytest

from bot.messages import Messages, locale_of
from bot.settings import CONFIG

FOLDER = CONFIG / "i18n"
MESSAGES = Messages.load(FOLDER)
ENGLISH = {key: MESSAGES.raw(key, "en")[0] for key in MESSAGES.keys("en")}
TRANSLATIONS = [lang for lang in MESSAGES.languages if lang != "en"]
REVIEW_NOTE = "Machine-made draft, awaiting review by a native speaker"
# A native speaker who has reviewed a file takes the note out of it and enters the language here.
REVIEWED: frozenset[str] = frozenset()
_PLURAL = re.compile(r"\{\{PLURAL:([^|{}]*)\|([^{}]*)\}\}")
_EXACT = re.compile(r"\d+=")
_MARKUP = re.compile(r"<[^<>]*>|\[\[|\]\]|\{\{[^:{}|]*|''+|&\w+;")


def own(lang):
    """Return the messages that a language has itself."""
    return {key: MESSAGES.raw(key, lang)[0] for key in sorted(MESSAGES.keys(lang))}


def parameters(message):
    return set(re.findall(r"\$\d", message))


def markup(message):
    return set(_MARKUP.findall(message))


def metadata(lang):
    """Return what each of a language's files says of itself."""
    files = sorted([*FOLDER.glob(f"{lang}.json"), *FOLDER.glob(f"*/{lang}.json")])
    return [json.loads(path.read_text(encoding="utf-8")).get("@metadata", {}) for path in files]


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_every_language_has_every_message(lang):
    assert sorted(set(ENGLISH) - MESSAGES.keys(lang)) == []


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_every_key_is_known(lang):
    assert sorted(set(own(lang)) - set(ENGLISH)) == []


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_no_message_is_empty_or_padded(lang):
    assert [key for key, text in own(lang).items() if not text or text != text.strip()] == []


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_the_same_parameters_are_filled_in(lang):
    assert [key for key, text in own(lang).items() if parameters(text) != parameters(ENGLISH[key])] == []


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_counts_have_no_more_forms_than_the_language(lang):
    categories = locale_of(lang).plural_form.tags | {"other"}
    for key, text in own(lang).items():
        assert {slot for slot, _ in _PLURAL.findall(text)} <= {
            slot for slot, _ in _PLURAL.findall(ENGLISH[key])
        }
        for _, forms in _PLURAL.findall(text):
            plain = [form for form in forms.split("|") if not _EXACT.match(form)]
            assert 1 <= len(plain) <= len(categories), (key, forms)


@pytest.mark.parametrize("lang", TRANSLATIONS)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 11, 21, 100])
def test_whatever_the_count_nothing_unfilled_is_shown(lang, count):
    for key in own(lang):
        assert not re.search(r"\$\d|PLURAL", MESSAGES.text(key, lang, *[count] * 9)), key


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_there_is_no_markup_that_english_lacks(lang):
    assert {key: text for key, text in own(lang).items() if not markup(text) <= markup(ENGLISH[key])} == {}


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_no_mail_mixes_languages(lang):
    """The mail is what a person at risk may act on: a language has all of it, or is not begun."""
    assert sorted({key for key in ENGLISH if key.startswith("mail-")} - set(own(lang))) == []


@pytest.mark.parametrize("lang", sorted(set(TRANSLATIONS) - REVIEWED))
def test_a_draft_says_that_it_is_one(lang):
    for said in metadata(lang):
        assert said.get("note") == REVIEW_NOTE
        assert said.get("authors")
