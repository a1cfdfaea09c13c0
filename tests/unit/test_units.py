import pytest

from bot.units import GroupStats, Unit, UnitStatus, split_unit_title


def test_a_unit_title_is_split_from_the_right_because_pages_have_slashes():
    assert split_unit_title("Translations:Human Rights Team/Digital safety/5/ja") == (
        "Human Rights Team/Digital safety",
        "5",
        "ja",
    )
    assert split_unit_title("Translations:Patrol/Page display title/zh-hans")[1] == "Page_display_title"


@pytest.mark.parametrize("title", ["Human Rights Team/ja", "Translations:Patrol/ja", "Translations:/1/ja"])
def test_a_title_that_is_no_unit_is_refused(title: str):
    with pytest.raises(ValueError, match="is not a unit page"):
        split_unit_title(title)


def test_share_counts_fuzzy_as_not_translated():
    stats = GroupStats("page-A", "ja", total=4, translated=2, fuzzy=1)
    assert (stats.share, stats.untranslated) == (0.5, 1)
    assert GroupStats("page-A", "ja", 0, 0, 0).share == 0


def test_a_blank_translation_is_none():
    unit = Unit("page-A", "A/1", "Translations:A/1/ja", "Hi", " ", "ja", UnitStatus.UNTRANSLATED)
    assert not unit.has_translation
    assert unit.id == "1"
