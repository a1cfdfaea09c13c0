"""P11: nothing is inferred of faith, health, orientation or politics; required disclosures are left alone."""

import pytest

from bot.model import FindingType, PageText
from bot.settings import CONFIG

SPECIAL = ("relig", "faith", "health", "medic", "disab", "orient", "sexual", "gender", "politic", "party",
           "ethnic", "race", "union", "biometr", "genetic")  # fmt: skip

# By language: what such pages say, and what nobody is to be told of.
SAID = {
    "en": [
        "I am a Muslim.", "I am gay and proud of it.", "I have diabetes.", "I vote for the Green Party.",
        "{{User lgbt}} {{User atheist}} {{User autism}}", "This user is a Buddhist.", "I am transgender.",
    ],
    "de": ["Ich bin katholisch.", "Ich bin schwul.", "Ich habe Asthma.", "Ich wähle die Linke."],
    "fr": ["Je suis juive.", "Je suis lesbienne.", "Je suis socialiste."],
    "ru": ["Я православный.", "Я коммунист.", "У меня астма."],
    "ar": ["أنا مسلم.", "أنا شيوعي."],
    "ja": ["私は仏教徒です。", "私はゲイです。"],
    "es": ["Soy ateo.", "Soy bisexual.", "Tengo epilepsia."],
}  # fmt: skip
DISCLOSURES = (
    "{{paid|employer=Tidewrack Laboratories|client=Harbour Trust}}",
    "{{Connected contributor (paid)|User1=Heron|U1-employer=Tidewrack Laboratories}}",
    "{{UserboxCOI|1=Tidewrack Laboratories}}",
)


def look(detector, lang, text, **more):
    page = {"wiki": f"{lang}wiki", "lang": lang, "title": "User:Quiet Heron", "username": "Quiet Heron"}
    return detector.analyze(PageText(**{**page, **more}, wikitext=text))


@pytest.mark.parametrize("lang", SAID)
def test_what_people_say_of_themselves_in_these_matters_is_not_found(detector, lang):
    for text in SAID[lang]:
        assert look(detector, lang, text).findings == (), text


def test_there_is_no_type_for_them():
    assert not [kind for kind in FindingType for word in SPECIAL if word in kind]


def test_nor_a_rule():
    for file in (CONFIG / "rules" / "lang").glob("*.yaml"):
        keys = [
            line.split(":")[0].strip(" -") for line in file.read_text("utf-8").splitlines() if ":" in line
        ]
        assert not [key for key in keys for word in SPECIAL if key.startswith(word)], file.name


@pytest.mark.parametrize("text", DISCLOSURES)
def test_a_disclosure_that_the_terms_of_use_ask_for_is_left_alone(detector, text):
    assert look(detector, "en", text).findings == ()


def test_no_linking_across_wikis(town):
    """The same person on two wikis is two: no digest of the one is found with the other."""
    with town.store.begin() as tables:
        for make in (tables.cases.owner, tables.quiet.owner, tables.subscribers.digest):
            assert make("dewiki", "Otter") != make("frwiki", "Otter")


def test_no_outside_look_ups(detector, monkeypatch):
    """The detector asks nobody: no name service, no host, no file once it is loaded."""
    import builtins
    import socket

    def refused(*_args, **_more):
        raise AssertionError("the detector went outside")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refused)
    monkeypatch.setattr(builtins, "open", refused)
    text = "Mail me: ottoline.f@kelp-post.org, https://github.com/fenlark_zz, my IP address is 81.2.69.142."
    assert len(look(detector, "en", text).findings) >= 2
