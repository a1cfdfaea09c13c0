"""Joining glossaries: what is new is added, what disagrees is shown and left."""

from __future__ import annotations

import pytest

from bot.translation.glossary import Glossary, Rendering, Status, Term, merge

APPROVED, SUGGESTED = Status.APPROVED, Status.SUGGESTED


def glossary(rendering: Rendering | None = None, **fields: str) -> Glossary:
    renderings = {"ja": rendering} if rendering else {}
    return Glossary({"vpn": Term(id="vpn", text="VPN", renderings=renderings, **fields)})


def rendering_after(ours, theirs, prefer=None):
    made = merge(glossary(ours), glossary(theirs), prefer)
    return made.glossary.terms["vpn"].renderings["ja"], [(c.what, c.term) for c in made.conflicts]


def test_a_new_term_and_a_new_rendering_are_added():
    ours = glossary()
    theirs = glossary(Rendering("仮想専用線")).replace_term(Term(id="tor", text="Tor"))
    made = merge(ours, theirs)
    assert made.added == ("vpn/ja", "tor")
    assert made.conflicts == ()


@pytest.mark.parametrize("prefer", [None, "ours"])
def test_another_text_is_a_conflict_and_ours_stays(prefer):
    kept, conflicts = rendering_after(Rendering("甲", APPROVED), Rendering("乙", APPROVED), prefer)
    assert kept.text == "甲"
    assert conflicts == [("ja", "vpn")]


def test_theirs_is_taken_when_a_person_says_so_and_still_shown():
    kept, conflicts = rendering_after(Rendering("甲", APPROVED), Rendering("乙", APPROVED), "theirs")
    assert (kept.text, conflicts) == ("乙", [("ja", "vpn")])


def test_a_suggestion_never_takes_the_place_of_an_approved_rendering():
    kept, conflicts = rendering_after(Rendering("甲", APPROVED), Rendering("乙", SUGGESTED), "theirs")
    assert (kept.text, conflicts) == ("甲", [("ja", "vpn")])


def test_an_approval_of_the_same_text_is_taken():
    kept, conflicts = rendering_after(Rendering("甲", SUGGESTED), Rendering("甲", APPROVED))
    assert (kept.status, conflicts) == (APPROVED, [])


def test_a_definition_is_filled_but_never_overwritten_silently():
    assert merge(glossary(), glossary(definition="new")).glossary.terms["vpn"].definition == "new"
    made = merge(glossary(definition="old"), glossary(definition="new"))
    assert made.glossary.terms["vpn"].definition == "old"
    assert [(c.what, c.ours, c.theirs) for c in made.conflicts] == [("definition", "old", "new")]


def test_merging_with_itself_changes_nothing():
    own = glossary(Rendering("甲", APPROVED, ("乙",)), definition="d")
    made = merge(own, own)
    assert (made.glossary, made.added, made.conflicts) == (own, (), ())
