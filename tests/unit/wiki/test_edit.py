"""What the editor refuses and how it saves, on a wiki in memory; tests/integration does it on a real one."""

from dataclasses import replace
from functools import partial

import pytest

from bot.settings import SharedPart, TeamPages
from bot.wiki.edit import Outcome, RefusedEditError, TeamEditor, forbids_bots
from bot.wiki.errors import ApiError
from scripts.standins.memory_wiki import MemoryWiki

REPORT = "User:WikilatchSync/Status"
TEAM = TeamPages(
    wiki="testwiki",
    account="WikilatchSync",
    report_page=REPORT,
    stop_page="User:WikilatchSync/run",
    glossary="Team/Glossary",
    shared_parts=(SharedPart("tabs", "{{Tabs}}", ("Team", "Nowhere", "Team/ja")),),
    approved=frozenset({"report", "glossary", "shared-parts", "digest"}),
)


@pytest.fixture
def wiki() -> MemoryWiki:
    wiki = MemoryWiki()
    wiki.save(TEAM.stop_page, "run")
    wiki.save("Team/Glossary", "<translate><!--T:1--> Doxxing</translate>")
    return wiki


def editor(wiki: MemoryWiki, *, live: bool = True, team: TeamPages = TEAM) -> TeamEditor:
    return TeamEditor(wiki, team, live=live, sleep=lambda _: None)


def edits(wiki: MemoryWiki) -> list[dict[str, str]]:
    return [params for params in wiki.requests if params.get("action") == "edit"]


def test_a_report_is_saved_with_every_guard(wiki: MemoryWiki):
    base = wiki.save(REPORT, "old")
    result = editor(wiki).save_report(REPORT, lambda _: "new\n", "Update the status")
    assert result.outcome is Outcome.SAVED
    assert wiki.text(REPORT) == "new"
    (sent,) = edits(wiki)
    assert {
        "baserevid": str(base),
        "nocreate": "1",
        "assertuser": "WikilatchSync",
        "maxlag": "5",
    }.items() <= sent.items()
    assert sent["assert"] == "bot"
    assert "notminor" in sent
    assert not {"minor", "createonly"} & sent.keys()


def test_a_new_page_is_only_created(wiki: MemoryWiki):
    editor(wiki).save_report(REPORT, lambda _: "new", "s")
    (sent,) = edits(wiki)
    assert "createonly" in sent
    assert "baserevid" not in sent


def test_a_dry_run_shows_the_difference_and_saves_nothing(wiki: MemoryWiki):
    wiki.save(REPORT, "a\nold\nb")
    result = editor(wiki, live=False).save_report(REPORT, lambda _: "a\nnew\nb", "s")
    assert result.outcome is Outcome.PLANNED
    assert "-old\n+new" in result.diff()
    assert edits(wiki) == []


@pytest.mark.parametrize("new", ["same", "same\n\n", "same  "])
def test_nothing_is_saved_where_nothing_changes(wiki: MemoryWiki, new: str):
    wiki.save(REPORT, "same")
    assert editor(wiki).save_report(REPORT, lambda _: new, "s").outcome is Outcome.UNCHANGED
    assert edits(wiki) == []


def test_a_conflict_is_read_again_once(wiki: MemoryWiki):
    wiki.save(REPORT, "old")
    wiki.before_edit = lambda _: wiki.save(REPORT, "old and theirs")
    result = editor(wiki).save_report(REPORT, lambda text: f"{text} and ours", "s")
    assert result.outcome is Outcome.SAVED
    assert wiki.text(REPORT) == "old and theirs and ours"


def test_a_second_conflict_stops_and_says_so(wiki: MemoryWiki):
    wiki.save(REPORT, "old")

    def again(_params):
        wiki.save(REPORT, f"{wiki.text(REPORT)} theirs")
        if len(edits(wiki)) < 2:
            wiki.before_edit = again

    wiki.before_edit = again
    result = editor(wiki).save_report(REPORT, lambda text: f"{text} ours", "s")
    assert result.outcome is Outcome.CONFLICT
    assert wiki.text(REPORT) == "old theirs theirs"


@pytest.mark.parametrize(
    "title",
    [
        "Team/ja",
        "Human Rights Team/Digital safety/zh",
        "Translations:Team/1/ja",
        "Translations talk:Team/1/ja",
        "Main Page",
        "User talk:Somebody",
        f"{REPORT}er",
        f"{REPORT}/ja",
    ],
)
def test_what_is_no_report_and_no_shared_page_is_never_written(wiki: MemoryWiki, title: str):
    for live in (True, False):
        with pytest.raises(RefusedEditError):
            editor(wiki, live=live).save_report(title, lambda _: "x", "s")
        with pytest.raises(RefusedEditError):
            editor(wiki, live=live).save_source(title, lambda _: "x", "s")
    assert edits(wiki) == []


@pytest.mark.parametrize("field", ["report_page", "glossary"])
def test_settings_that_name_a_translation_page_or_a_unit_are_refused(wiki: MemoryWiki, field: str):
    for title in ("Team/ja", "Translations:Team/1/ja"):
        wiki.save(title, "theirs")
        ours = editor(wiki, team=replace(TEAM, **{field: title}))
        write = partial(ours.save_report, title) if field == "report_page" else ours.save_glossary
        with pytest.raises(RefusedEditError):
            write(lambda _: "x", "s")
    assert edits(wiki) == []


def test_there_is_no_way_to_write_but_these():
    """Whoever adds one adds its refusals to these tests."""
    public = {name for name in dir(TeamEditor) if not name.startswith("_")}
    assert public == {"text", "save_report", "save_source", "save_glossary", "fill_unit", "post_digest"}


def test_an_empty_glossary_unit_is_filled(wiki: MemoryWiki):
    result = editor(wiki).fill_unit("Translations:Team/Glossary/1/ja", "晒し", "s")
    assert result.outcome is Outcome.SAVED
    assert wiki.text("Translations:Team/Glossary/1/ja") == "晒し"


@pytest.mark.parametrize("present", ["晒し行為", "", "!!FUZZY!!"])
def test_a_unit_that_exists_is_left_whatever_it_holds(wiki: MemoryWiki, present: str):
    wiki.save("Translations:Team/Glossary/1/ja", present)
    assert editor(wiki).fill_unit("Translations:Team/Glossary/1/ja", "晒し", "s").outcome is Outcome.LEFT
    assert edits(wiki) == []


def test_a_translator_who_saves_in_between_wins(wiki: MemoryWiki):
    wiki.before_edit = lambda _: wiki.save("Translations:Team/Glossary/1/ja", "本人の訳")
    result = editor(wiki).fill_unit("Translations:Team/Glossary/1/ja", "晒し", "s")
    assert result.outcome is Outcome.LEFT
    assert wiki.text("Translations:Team/Glossary/1/ja") == "本人の訳"


@pytest.mark.parametrize(
    "title",
    [
        "Translations:Team/1/ja",
        "Translations:Team/Glossary/1/xx-bogus",
        "Team/Glossary/ja",
        "Translations:Team/Glossary",
    ],
)
def test_nothing_but_glossary_units_is_filled(wiki: MemoryWiki, title: str):
    with pytest.raises(RefusedEditError):
        editor(wiki).fill_unit(title, "晒し", "s")
    assert edits(wiki) == []


def test_an_empty_rendering_is_refused(wiki: MemoryWiki):
    with pytest.raises(RefusedEditError):
        editor(wiki).fill_unit("Translations:Team/Glossary/1/ja", " ", "s")


def test_a_shared_part_goes_to_pages_that_exist(wiki: MemoryWiki):
    assert editor(wiki).save_source("Nowhere", lambda _: "x", "s").outcome is Outcome.LEFT
    assert edits(wiki) == []


@pytest.mark.parametrize("right", ["pagetranslation", "translate-manage", "translate-import"])
def test_a_translation_admin_is_refused(wiki: MemoryWiki, right: str):
    wiki.rights.append(right)
    with pytest.raises(RefusedEditError, match=right):
        editor(wiki)


def test_another_account_is_refused(wiki: MemoryWiki):
    wiki.user = "Somebody"
    with pytest.raises(RefusedEditError, match="Somebody"):
        editor(wiki)


@pytest.mark.parametrize("said", [None, "stop", "", "run?"])
def test_the_stop_page_must_say_run(wiki: MemoryWiki, said: str | None):
    if said is None:
        wiki.pages.pop(TEAM.stop_page)
    else:
        wiki.save(TEAM.stop_page, said)
    with pytest.raises(RefusedEditError, match="stop page"):
        editor(wiki).save_report(REPORT, lambda _: "x", "s")
    assert edits(wiki) == []


def test_no_stop_page_named_means_stop(wiki: MemoryWiki):
    with pytest.raises(RefusedEditError, match="names no stop_page"):
        editor(wiki, team=replace(TEAM, stop_page="")).save_report(REPORT, lambda _: "x", "s")


def test_a_task_that_the_wiki_has_not_approved_is_left(wiki: MemoryWiki):
    result = editor(wiki, team=replace(TEAM, approved=frozenset())).save_report(REPORT, lambda _: "x", "s")
    assert result.outcome is Outcome.LEFT
    assert "not approved" in result.why
    assert edits(wiki) == []


def test_nobots_on_the_page_or_on_the_glossary_is_obeyed(wiki: MemoryWiki):
    wiki.save(REPORT, "{{nobots}}")
    assert "forbids bots" in editor(wiki).save_report(REPORT, lambda _: "x", "s").why
    wiki.save("Team/Glossary", "{{bots|deny=WikilatchSync}}")
    assert "forbids bots" in editor(wiki).fill_unit("Translations:Team/Glossary/1/ja", "晒し", "s").why
    assert edits(wiki) == []


@pytest.mark.parametrize(
    ("wikitext", "forbidden"),
    [
        ("{{nobots}}", True),
        ("{{Nobots|all}}", True),
        ("{{nobots|OtherBot}}", False),
        ("{{bots|deny=all}}", True),
        ("{{bots|deny=OtherBot, wikilatchsync}}", True),
        ("{{bots|deny=OtherBot}}", False),
        ("{{bots|allow=none}}", True),
        ("{{bots|allow=OtherBot}}", True),
        ("{{bots|allow=WikilatchSync}}", False),
        ("{{bots}}", False),
        ("<!-- {{nobots}} --> no robots", False),
    ],
)
def test_bots_templates_are_read(wikitext: str, forbidden: bool):
    assert forbids_bots(wikitext, "WikilatchSync") is forbidden


def test_edits_keep_their_pace(wiki: MemoryWiki):
    now = [100.0]
    waits: list[float] = []
    slow = TeamEditor(wiki, TEAM, live=True, sleep=waits.append, clock=lambda: now[0])
    slow.save_report(REPORT, lambda _: "a", "s")
    now[0] += 4
    slow.save_report(REPORT, lambda _: "b", "s")
    assert waits == [6.0]


def test_a_digest_is_a_new_section_below_what_is_there(wiki: MemoryWiki):
    wiki.save("User talk:Aiko", "== Hello ==\nHi.")
    editor(wiki).post_digest("Aiko", "Outdated", "* one", "s", wanted=lambda _: True)
    assert wiki.text("User talk:Aiko") == "== Hello ==\nHi.\n\n== Outdated ==\n* one"


def test_another_refusal_of_the_wiki_is_an_error_not_a_conflict(wiki: MemoryWiki):
    def blocked(_params):
        raise ApiError("blocked", "You have been blocked.")

    wiki.before_edit = blocked
    with pytest.raises(ApiError, match="blocked"):
        editor(wiki).save_report(REPORT, lambda _: "x", "s")
