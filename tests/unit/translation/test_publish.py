import pytest

from bot.translation.publish import markers, placed
from bot.wiki.edit import RefusedEditError

BEGIN, END = markers("status")
DAY = '<span class="wikilatch-as-of">{}</span>'


def test_a_new_page_is_the_section():
    assert placed(None, "status", "body") == f"{BEGIN}\nbody\n{END}"


def test_what_stands_around_the_section_stays_to_the_character():
    page = f"Intro  \n{BEGIN}\nold\n{END}\n\n[[Category:A]]\n"
    assert placed(page, "status", "new") == f"Intro  \n{BEGIN}\nnew\n{END}\n\n[[Category:A]]\n"


def test_only_another_day_is_no_change():
    page = f"{BEGIN}\nAs of {DAY.format('2026-11-21')}: 33 %\n{END}"
    assert placed(page, "status", f"As of {DAY.format('2026-11-22')}: 33 %") == page
    assert placed(page, "status", f"As of {DAY.format('2026-11-22')}: 34 %") != page


@pytest.mark.parametrize(
    "page",
    [
        "Somebody's page",
        f"{BEGIN} only",
        f"{END}\n{BEGIN}",
        f"{BEGIN}{END}{BEGIN}{END}",
        f"<translate>\n<!--T:1-->\n{BEGIN}\n{END}\n</translate>",
        f"{BEGIN}\n<translate>x</translate>\n{END}",
    ],
)
def test_a_page_without_one_clean_place_is_refused(page):
    with pytest.raises(RefusedEditError, match="put"):
        placed(page, "status", "body")


def test_sections_of_another_name_are_none_of_ours():
    other = "<!-- wikilatch:glossary:begin -->\nx\n<!-- wikilatch:glossary:end -->"
    page = f"{other}\n{BEGIN}\n{END}"
    assert placed(page, "status", "new").startswith(other)
