"""Suggestions: from labels behind a protocol, from translations by how often they go together."""

from __future__ import annotations

import pytest

from bot.translation.checks import CheckData
from bot.translation.glossary import Rendering, Status, Term
from bot.translation.glossary.suggest import from_labels, from_translations
from bot.wiki.wikidata import WikidataLabels

PHISHING = Term(id="phishing", text="phishing", renderings={"de": Rendering("Phishing")})


class Wikidata:
    """Answers as www.wikidata.org's api.php does, with an invented item."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []

    def get(self, **parameters: str):
        self.asked.append(parameters)
        if parameters["action"] == "wbsearchentities":
            return {"search": [{"id": "Q1"}] if parameters["search"] == "phishing" else []}
        entity = {
            "labels": {"ja": {"language": "ja", "value": "フィッシング"}},
            "aliases": {"ja": [{"language": "ja", "value": "詐欺"}]},
            "descriptions": {"en": {"language": "en", "value": "kind of fraud"}},
        }
        return {"entities": {"Q1": entity}}


def test_labels_become_suggestions_with_their_item_for_a_person_to_judge():
    found = from_labels([PHISHING], ["ja", "de"], WikidataLabels(Wikidata()))
    assert [(s.language, s.text, s.source) for s in found] == [
        ("ja", "フィッシング", "Wikidata Q1 (kind of fraud)")
    ]
    assert found[0].rendering().status is Status.SUGGESTED


def test_what_has_a_rendering_or_stays_as_it_is_is_not_asked_for():
    wikidata = Wikidata()
    untouched = Term(id="vpn", text="VPN", do_not_translate=True)
    assert from_labels([PHISHING, untouched], ["de"], WikidataLabels(wikidata)) == []
    assert wikidata.asked == []


def test_a_term_that_nobody_knows_gives_nothing():
    assert from_labels([Term(id="x", text="xyzzy")], ["ja"], WikidataLabels(Wikidata())) == []


@pytest.mark.parametrize(
    ("language", "units", "expected"),
    [
        ("ru", [(True, "Фишинг опасен"), (True, "Про фишинг пишут"), (False, "Про права пишут")], ["фишинг"]),
        ("zh", [(True, "网络钓鱼很危险"), (True, "警惕网络钓鱼"), (False, "网络很快")], ["网络钓鱼"]),
        ("ru", [(True, "Фишинг опасен"), (False, "Права важны")], []),
    ],
)
def test_what_goes_with_a_term_is_its_likely_rendering(language, units, expected):
    found = from_translations(PHISHING, units, language, CheckData.load())
    assert [s.text for s in found][:1] == expected
