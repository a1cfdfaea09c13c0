"""What a machine can hold the gadget's messages to; whether they read well, a native speaker says."""

import json
import re

import pytest
import yaml

from bot.messages import Messages, locale_of
from bot.settings import CONFIG, ROOT
from scripts.deploy import messages
from scripts.deploy.build import ONWIKI

MESSAGES = Messages.load(ONWIKI / "i18n")
ENGLISH = {key: MESSAGES.raw(key, "en")[0] for key in MESSAGES.keys("en")}
TRANSLATIONS = [lang for lang in messages.languages() if lang != "en"]
REVIEW_NOTE = "Machine-made draft, awaiting review by a native speaker"
# The name, and what only administrators read, may stay as they are.
UNTRANSLATED = {"wikilatch-name", "wikilatch-deploy-summary"}
_PLURAL = re.compile(r"\{\{PLURAL:([^|{}]*)\|([^{}]*)\}\}")
# Written out in the code, or put together there from one of these.
_FAMILIES = ("type-", "why-", "tier-", "seen-", "ask-", "step-", "answer-", "word-", "connect-", "check-")


def own(lang):
    return {key: MESSAGES.raw(key, lang)[0] for key in MESSAGES.keys(lang)}


def test_the_gadget_speaks_the_languages_of_the_web():
    assert set(messages.languages()) == {
        path.stem for path in (CONFIG / "i18n").glob("*.json") if path.stem != "qqq"
    }


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_a_language_is_whole(lang):
    assert set(ENGLISH) - set(own(lang)) <= UNTRANSLATED
    assert set(own(lang)) <= set(ENGLISH)
    assert set(messages.shipped("en")) - set(messages.shipped(lang)) <= UNTRANSLATED


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_the_same_parameters_are_filled_in(lang):
    wrong = {
        key
        for key, text in own(lang).items()
        if set(re.findall(r"\$\d", text)) != set(re.findall(r"\$\d", ENGLISH[key]))
    }
    assert wrong == set()


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_counts_have_no_more_forms_than_the_language(lang):
    categories = locale_of(lang).plural_form.tags | {"other"}
    for key, text in own(lang).items():
        for _, forms in _PLURAL.findall(text):
            plain = [form for form in forms.split("|") if not re.match(r"\d+=", form)]
            assert 1 <= len(plain) <= len(categories), (key, forms)
        for count in (0, 1, 2, 3, 5, 11, 21):
            assert not re.search(r"\$\d|PLURAL", MESSAGES.text(key, lang, *[count] * 9)), key


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_a_draft_says_that_it_is_one(lang):
    metadata = json.loads((ONWIKI / "i18n" / f"{lang}.json").read_text(encoding="utf-8"))["@metadata"]
    assert metadata["note"] == REVIEW_NOTE


def test_the_words_are_explained_as_in_the_glossary():
    terms = yaml.safe_load((CONFIG / "glossary" / "team.yaml").read_text(encoding="utf-8"))["terms"]
    defined = {term["id"]: term["definition"] for term in terms}
    for key, text in ENGLISH.items():
        if key.startswith("wikilatch-word-"):
            assert text == defined[key.removeprefix("wikilatch-word-")]


def test_every_message_is_used_and_every_used_message_exists():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "gadget" / "onwiki" / "src").rglob("*.js*")
        if "detect" not in path.parts
    )
    shipped = {key.removeprefix("wikilatch-") for key in messages.shipped("en")}
    said = set(re.findall(r"text\(\s*'([a-z][\w-]*)'", code)) | set(
        re.findall(r"[?:] '([a-z]+-[\w-]+)'", code)
    )
    said |= set(re.findall(r'"label": "([\w-]+)"', code))
    assert set(re.findall(r"text\(\s*'([a-z][\w-]*[a-z])'[ ,)]", code)) <= shipped
    assert {key for key in shipped - said if not key.startswith(_FAMILIES)} == set()
