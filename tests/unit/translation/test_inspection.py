"""Many units at once: each mistake once, contact points over all languages, labels beside titles."""

from __future__ import annotations

import pytest

from bot.translation.checks import CheckData, Severity
from bot.translation.glossary import Glossary, Rendering, Term
from bot.translation.inspection import inspect
from bot.translation.terms import TermFinder
from bot.units import Unit, UnitStatus


@pytest.fixture(scope="module")
def data() -> CheckData:
    return CheckData.load()


def unit(key: str, source: str, translation: str | None, language: str, group: str = "page-Team") -> Unit:
    return Unit(
        group, key, f"Translations:{key}/{language}", source, translation, language, UnitStatus.TRANSLATED
    )


SOURCE = "Write to emergency@example.org."


def test_contact_points_are_compared_over_all_languages(data):
    units = [
        unit("Team/1", SOURCE, "Schreib an emergency(_AT_)example.org.", "de"),
        unit("Team/1", SOURCE, "Écris à emergencies@example.org.", "fr"),
        unit("Team/1", SOURCE, "Escríbenos.", "es"),
        unit("Team/1", SOURCE, None, "it"),
    ]
    (contact,) = inspect(units, data).contacts
    assert contact.value == "emergency@example.org"
    assert contact.right == 1
    assert contact.wrong == {"changed": ("fr",), "missing": ("es",)}
    assert contact.forms == {"(_AT_)": 1, "@": 1}


def test_an_address_behind_a_variable_counts(data):
    units = [unit("Team/1", "Write to $mail.", "Schreib an emergency@example.com.", "de")]
    found = inspect(units, data, variables={("page-Team", "1"): {"mail": "emergency@example.org"}})
    assert {one.defect.check for one in found.defects} == {"contact-changed", "variable-lost"}


def test_a_mistake_of_the_source_is_reported_once_and_not_per_language(data):
    units = [
        unit("Team/2", "Is it your name? ($1)", "Ist das dein Name? ($1)", "de"),
        unit("Team/2", "Is it your name? ($1)", "Est-ce ton nom ? ($1)", "fr"),
    ]
    found = inspect(units, data)
    assert [one.defect.check for one in found.source_defects] == ["placeholder-raw"]
    assert found.defects == ()


def test_the_gravest_come_first_and_fuzzy_or_missing_translations_do_no_harm(data):
    units = [
        unit("Team/3", "The group (HRIG) meets.", "Die Gruppe (HRIG trifft sich.", "de"),
        unit("Team/1", SOURCE, "Schreib uns.", "de"),
        unit("Team/4", SOURCE, "", "de"),
    ]
    found = inspect(units, data)
    assert [one.severity for one in found.defects] == [Severity.ERROR, Severity.WARNING]
    assert found.worst is Severity.ERROR
    assert found.checked == 2


def test_a_label_that_says_something_else_than_its_page_is_drift(data):
    units = [
        unit("Gaza/Page_display_title", "The Gaza crisis", "ガザとイスラエルでの戦争", "ja"),
        unit("Gaza/Page_display_title", "The Gaza crisis", "加沙危机", "zh"),
        unit("Template:Tabs/1", "The Gaza crisis", "ガザの危機", "ja"),
        unit("Template:Tabs/1", "The Gaza crisis", "加沙危机", "zh"),
    ]
    found = [(one.unit.language, one.unit.key) for one in inspect(units, data).defects]
    assert found == [("ja", "Template:Tabs/1")]


def test_a_shortened_tab_is_no_drift_and_a_link_is_a_label_too(data):
    units = [
        unit("Glossary/Page_display_title", "Glossary", "Human Rights Glossar", "de"),
        unit(
            "Tabs/1",
            "[[Special:MyLanguage/Glossary|Glossary]]",
            "[[Special:MyLanguage/Glossary|Glossar]]",
            "de",
        ),
        unit(
            "Tabs/2",
            "[[Special:MyLanguage/Glossary|Glossary]]",
            "[[Special:MyLanguage/Glossary|Wörter]]",
            "de",
        ),
    ]
    found = [(one.unit.key, one.defect.check) for one in inspect(units, data).defects]
    assert found == [("Tabs/2", "title-drift")]


def test_rival_translations_are_shown_only_when_asked_for(data):
    units = [unit("A/1", "Learn more", "Mehr erfahren", "de"), unit("B/1", "Learn more", "Weiterlesen", "de")]
    assert inspect(units, data).defects == ()
    asked = inspect(units, data, only=["rival-translations"]).defects
    assert [one.defect.parameters for one in asked] == [("Weiterlesen",), ("Mehr erfahren",)]


def test_rival_renderings_of_a_term_are_counted(data):
    term = Term(
        id="hrig",
        text="Human Rights Interest Group",
        renderings={"ja": Rendering("人権関心グループ")},
        forbidden={"ja": ("人権利益団体",)},
    )
    source = "Join the Human Rights Interest Group."
    texts = ("人権関心グループに参加", "人権関心グループへどうぞ", "人権利益団体に参加", "人権の会に参加")
    units = [unit(f"Team/{number}", source, text, "ja") for number, text in enumerate(texts)]
    (use,) = inspect(units, data, finder=TermFinder(Glossary({"hrig": term}), data)).terms
    assert use.rivals == ("人権関心グループ", "人権利益団体")
    assert use.renderings == {"人権関心グループ": 2, "人権利益団体": 1}
    assert use.missing == 1
