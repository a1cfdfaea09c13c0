"""Every case of (ours, the wiki's, last seen): who wins, and what a person is asked."""

import pytest

from bot.translation.glossary import Glossary, Rendering, Status, Term
from bot.translation.glossary_sync import GlossaryPlan, plan
from bot.units import GroupKind, Unit, UnitStatus

LANGUAGES = frozenset({"ja", "de"})


def glossary(text: str | None = None, status: Status = Status.APPROVED) -> Glossary:
    renderings = {"ja": Rendering(text, status)} if text else {}
    return Glossary({"doxxing": Term("doxxing", "Doxxing", renderings=renderings)})


def unit(
    text: str | None, status: str = "translated", *, key: str = "doxxing", definition: str = "Doxxing"
) -> Unit:
    return Unit(
        group="messagebundle-G",
        key=f"G/{key}",
        title=f"Translations:G/{key}/ja",
        definition=definition,
        translation=text,
        language="ja",
        status=UnitStatus(status if text else "untranslated"),
        tags=("fuzzy",) if status == "fuzzy" else (),
        revision=5 if text else None,
    )


def planned(ours: Glossary, found: Unit, seen: str | None = None, kind=GroupKind.BUNDLE) -> GlossaryPlan:
    known = {("doxxing", "ja"): seen} if seen is not None else {}
    return plan(ours, [found], known, kind=kind, languages=LANGUAGES)


def outcome(made: GlossaryPlan) -> str:
    for name in ("fills", "pulls", "proposals", "left"):
        if getattr(made, name):
            return name
    return "nothing"


@pytest.mark.parametrize(
    ("ours", "status", "theirs", "seen", "expected"),
    [
        (None, "approved", None, None, "nothing"),
        (None, "approved", "晒し", None, "pulls"),
        ("晒し", "approved", None, None, "fills"),
        ("晒し", "suggested", None, None, "left"),
        ("晒し", "deprecated", None, None, "left"),
        ("晒し", "approved", None, "晒し", "proposals"),
        ("晒し", "approved", "晒し", None, "nothing"),
        ("晒し", "approved", "ドクシング", None, "proposals"),
        ("晒し", "suggested", "ドクシング", None, "pulls"),
        ("晒し", "approved", "ドクシング", "晒し", "pulls"),
        ("晒し", "approved", "ドクシング", "ドクシング", "proposals"),
        ("晒し", "suggested", "ドクシング", "ドクシング", "nothing"),
        ("晒し", "approved", "ドクシング", "別", "proposals"),
        (None, "approved", "a | b", None, "left"),
    ],
)
def test_who_wins(ours, status, theirs, seen, expected):
    made = planned(glossary(ours, Status(status)), unit(theirs), seen)
    assert outcome(made) == expected
    if expected != "pulls":
        assert made.glossary == glossary(ours, Status(status))


def test_a_pulled_rendering_is_a_suggestion_until_somebody_proofread_it():
    assert (
        planned(glossary(), unit("晒し")).glossary.terms["doxxing"].renderings["ja"].status
        is Status.SUGGESTED
    )
    proofread = planned(glossary(), unit("晒し", "proofread"))
    assert proofread.glossary.terms["doxxing"].renderings["ja"].status is Status.APPROVED


def test_an_outdated_rendering_is_not_pulled():
    made = planned(glossary("晒し"), unit("ドクシング", "fuzzy"))
    assert outcome(made) == "proposals"
    assert outcome(planned(glossary(), unit("ドクシング", "fuzzy"))) == "nothing"


def test_a_definition_that_changed_since_approval_is_not_filled():
    made = planned(glossary("晒し"), unit(None, definition="Doxxing and swatting"))
    assert outcome(made) == "left"
    assert "an approval is for one of them" in made.left[0].why


def test_on_a_page_units_are_known_by_their_text_however_they_are_numbered():
    made = planned(glossary("晒し"), unit(None, key="17"), kind=GroupKind.PAGE)
    assert [fill.unit.title for fill in made.fills] == ["Translations:G/17/ja"]
    other = planned(glossary("晒し"), unit(None, key="17", definition="Phishing"), kind=GroupKind.PAGE)
    assert outcome(other) == "nothing"


def test_a_unit_whose_empty_page_exists_is_left():
    from dataclasses import replace

    assert outcome(planned(glossary("晒し"), replace(unit(None), revision=9))) == "left"


def test_a_language_our_files_do_not_know_is_left():
    made = plan(glossary(), [unit("晒し")], {}, kind=GroupKind.BUNDLE, languages=frozenset({"de"}))
    assert outcome(made) == "left"


def test_what_was_seen_is_remembered_also_of_what_was_taken_away():
    assert planned(glossary(), unit("晒し")).seen == {("doxxing", "ja"): "晒し"}
    assert planned(glossary("晒し"), unit(None), "晒し").seen == {("doxxing", "ja"): "晒し"}
