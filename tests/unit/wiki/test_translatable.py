from datetime import timedelta

import pytest

from bot.wiki.translatable import TranslatablePages
from scripts.standins.memory_wiki import MemoryWiki
from scripts.standins.translate import TranslateStandIn

SOURCE = "<translate>\n<!--T:1-->\nStay safe.\n</translate>"


@pytest.fixture
def wiki() -> MemoryWiki:
    return MemoryWiki()


@pytest.fixture
def translate(wiki: MemoryWiki) -> TranslateStandIn:
    stand_in = TranslateStandIn(wiki, now=lambda: wiki.now)
    wiki.save("Safety", SOURCE)
    stand_in.mark("Safety")
    return stand_in


def test_a_page_is_found_by_id_after_it_moved_and_by_its_old_title(
    wiki: MemoryWiki, translate: TranslateStandIn
):
    page_id = wiki.pages["Safety"]
    wiki.move("Safety", "Team/Safety")
    pages = TranslatablePages(translate)
    assert pages.states(ids=[page_id])[page_id].title == "Team/Safety"
    assert pages.states(titles=["Safety"])["Safety"].page_id == page_id
    assert not pages.states(titles=["Nowhere"])


def test_an_edit_that_nobody_marked_shows_against_the_log(wiki: MemoryWiki, translate: TranslateStandIn):
    pages = TranslatablePages(translate)
    marked = pages.last_mark("Safety")
    assert marked is not None
    assert marked.revision == pages.states(titles=["Safety"])["Safety"].latest
    wiki.save("Safety", SOURCE.replace("safe", "well"))
    again = pages.last_mark("Safety")
    assert again == marked
    assert pages.states(titles=["Safety"])["Safety"].latest > marked.revision
    assert pages.last_mark("Unmarked") is None


def test_changes_name_pairs_and_marks_since_a_moment(wiki: MemoryWiki, translate: TranslateStandIn):
    pages = TranslatablePages(translate)
    wiki.tick(hours=1)
    since = wiki.now
    assert pages.changes(since).pairs == frozenset()
    wiki.save("Translations:Safety/1/ja", "安全に。")
    wiki.save("Translations:Odd page", "not a unit")
    translate.mark("Safety")
    wiki.tick(minutes=30)
    changes = pages.changes(since)
    assert changes.pairs == {("Safety", "ja")}
    assert changes.pages == {"Safety"}
    assert len(changes.marks) == 1
    assert since < changes.until <= wiki.now - timedelta(minutes=5)


def test_history_is_oldest_first_with_times(wiki: MemoryWiki, translate: TranslateStandIn):
    wiki.save("Translations:Safety/1/en", "Stay well.")
    history = TranslatablePages(translate).history("Translations:Safety/1/en")
    assert [revision.text for revision in history] == ["Stay safe.", "Stay well."]
    assert history[0].at < history[1].at
    first = history[0].revision
    assert TranslatablePages(translate).texts([first, 999])[first] == history[0]
    assert 999 not in TranslatablePages(translate).texts([first, 999])
    assert "Stay" not in repr(history[0])
