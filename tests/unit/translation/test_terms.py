"""Terms in units: found inflected and without spaces, missing, forbidden, lost."""

# ruff: noqa: E501 - tables of cases
from __future__ import annotations

import pytest

from bot.translation.checks import CheckData
from bot.translation.glossary import Glossary, Rendering, Status, Term
from bot.translation.terms import TermFinder

GLOSSARY = Glossary(
    {
        term.id: term
        for term in (
            Term(id="digital-safety", text="digital safety", also=("digital security",), renderings={
                "ru": Rendering("цифровая безопасность"),
                "ja": Rendering("デジタル安全", also=("デジタルセーフティ",)),
                "de": Rendering("digitale Sicherheit"),
            }, forbidden={"ja": ("電子保安",)}),
            Term(id="safety", text="safety", renderings={"de": Rendering("Schutz")}),
            Term(id="vpn", text="VPN", do_not_translate=True, also=("virtual private network",)),
            Term(id="old", text="cyberspace", status=Status.DEPRECATED, renderings={"de": Rendering("Cyberraum")}),
        )
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def finder() -> TermFinder:
    return TermFinder(GLOSSARY, CheckData.load())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Read about digital safety.", ["digital-safety"]),
        ("Digital Security trainings", ["digital-safety"]),
        ("Digital safety and your own safety", ["digital-safety", "safety"]),
        ("Use VPNs or a VPN.", ["vpn"]),
        ("[[Special:MyLanguage/Digital safety|Read]] $safety {{Safety}}", []),
        ("We stay safe.", []),
        ("", []),
    ],
)
def test_terms_of_a_source_text(finder, text, expected):
    assert [found.term.id for found in finder.in_source(text)] == expected


@pytest.mark.parametrize(
    ("language", "source", "translation", "expected"),
    [
        ("ru", "Digital safety matters.", "Вопросы цифровой безопасности важны.", []),
        ("ru", "Digital safety matters.", "Вопросы защиты важны.", ["term-missing"]),
        ("ja", "Digital safety matters.", "デジタルセーフティは大切です。", []),
        ("ja", "Digital safety matters.", "デジタル・安全は大切です。", []),
        ("ja", "Digital safety matters.", "電子保安は大切です。", ["term-forbidden"]),
        ("zh", "Digital safety matters.", "数字安全很重要。", []),
        ("de", "Welcome to cyberspace.", "Willkommen im Netz.", []),
        ("ja", "Use a VPN.", "VPNを使う。", []),
        ("ja", "Use a VPN.", "ＶＰＮを使う。", []),
        ("ja", "Use a VPN.", "仮想専用線を使う。", ["term-untouched-lost"]),
        ("de", "Use a virtual private network.", "Nutze ein virtuelles privates Netz.", []),
    ],
)
def test_how_a_translation_departs_from_the_glossary(finder, language, source, translation, expected):
    assert [defect.check for defect in finder.check(source, translation, language)] == expected


def test_a_variant_uses_its_languages_renderings():
    glossary = Glossary({"x": Term(id="x", text="phishing", renderings={"zh": Rendering("网络钓鱼")})})
    finder = TermFinder(glossary, CheckData.load())
    assert [d.check for d in finder.check("Phishing is common.", "钓鱼很常见。", "zh-hans")] == [
        "term-missing"
    ]
    assert not list(finder.check("Phishing is common.", "网络钓鱼很常见。", "zh-hans"))
