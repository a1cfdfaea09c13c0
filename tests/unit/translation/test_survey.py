import pytest

from bot.settings import TeamPage, TeamPages
from bot.translation.survey import Surveyor
from bot.wiki.errors import ApiError
from bot.wiki.translatable import TranslatablePages
from bot.wiki.translate import TranslateClient
from tests.unit.translation.team import SOURCE, TeamWiki

RULES = (("emergency", 5.0),)


@pytest.fixture
def team() -> TeamWiki:
    team = TeamWiki()
    team.page()
    return team


def survey(team: TeamWiki, previous=None, *titles: str, importance=RULES):
    pages = tuple(TeamPage(title) for title in titles or ("Team",))
    settings = TeamPages("testwiki", pages, importance, {"ja": 10})
    client = TranslateClient(team.translate, retries=1, sleep=lambda _: None)
    team.wiki.tick(hours=1)
    team.translate.requests.clear()
    return Surveyor(client, TranslatablePages(team.translate), settings).survey(previous, team.wiki.now)


def modules(team: TeamWiki) -> list[str]:
    return [p.get("meta") or p.get("list") or p.get("prop", "") for p in team.translate.requests]


def test_counts_and_weights_side_by_side(team: TeamWiki):
    team.say("1", "ja", "== 安全 ==")
    team.say("2", "ja", "長い合言葉。")
    matrix = survey(team).matrix
    row = matrix.cell(matrix.groups[0].page_id, "ja")
    assert (row.total, row.translated, row.fuzzy) == (4, 2, 0)
    assert row.weighted == pytest.approx(2 / 8)
    assert matrix.problems == ()


def test_nothing_changed_takes_no_request_per_page(team: TeamWiki):
    team.say("1", "ja", "== 安全 ==")
    first = survey(team)
    team.wiki.tick(hours=24)
    again = survey(team, first.snapshot)
    assert again.matrix.progress == first.matrix.progress
    assert again.matrix.totals == first.matrix.totals
    assert modules(team) == ["recentchanges", "logevents", "info"]


def test_only_changed_pairs_are_read_again(team: TeamWiki):
    team.page("Other")
    for language in ("ja", "de", "sw"):
        team.say("1", language, "== x ==")
        team.say("1", language, "== x ==", title="Other")
    first = survey(team, None, "Team", "Other")
    team.wiki.tick(hours=24)
    team.say("3", "de", "$mail")
    again = survey(team, first.snapshot, "Team", "Other")
    assert modules(team).count("messagegroupstats") == 1
    assert modules(team).count("messagecollection") == 1
    page = again.matrix.groups[0].page_id
    assert again.matrix.cell(page, "de").weighted == pytest.approx(6 / 8)
    assert again.matrix.progress == survey(team, None, "Team", "Other").matrix.progress


def test_a_new_mark_outdates_and_the_survey_sees_it(team: TeamWiki):
    team.say("2", "ja", "長い合言葉。")
    first = survey(team)
    team.wiki.tick(hours=24)
    team.edit("long password", "long pass phrase")
    unmarked = survey(team, first.snapshot)
    assert unmarked.matrix.groups[0].edited_since_mark
    assert unmarked.matrix.cell(unmarked.matrix.groups[0].page_id, "ja").translated == 1
    team.wiki.tick(hours=24)
    team.translate.mark("Team")
    marked = survey(team, unmarked.snapshot).matrix
    assert not marked.groups[0].edited_since_mark
    row = marked.cell(marked.groups[0].page_id, "ja")
    assert (row.translated, row.fuzzy) == (0, 1)


def test_a_moved_page_is_followed_by_its_id(team: TeamWiki):
    team.say("1", "ja", "== 安全 ==")
    first = survey(team)
    page_id = first.matrix.groups[0].page_id
    for title in [title for title in team.wiki.pages if title.startswith("Translations:Team/")]:
        team.wiki.move(title, title.replace("Team", "Legal/Team"))
    team.wiki.move("Team", "Legal/Team")
    team.translate.move("Team", "Legal/Team")
    team.wiki.tick(hours=24)
    again = survey(team, first.snapshot)
    assert again.matrix.groups[0].title == "Legal/Team"
    assert again.matrix.cell(page_id, "ja").translated == 1


def test_other_rules_of_importance_read_everything_again(team: TeamWiki):
    team.say("1", "ja", "== 安全 ==")
    first = survey(team)
    again = survey(team, first.snapshot, importance=(("Stay safe", 3.0),))
    assert again.matrix.cell(again.matrix.groups[0].page_id, "ja").weighted == pytest.approx(0.5)


def test_a_gap_longer_than_recent_changes_reads_everything_again(team: TeamWiki):
    team.say("1", "ja", "== 安全 ==")
    first = survey(team)
    team.wiki.tick(days=26)
    survey(team, first.snapshot)
    assert "recentchanges" not in modules(team)
    assert "messagegroupstats" in modules(team)


def test_a_missing_page_is_a_problem_with_a_name(team: TeamWiki):
    matrix = survey(team, None, "Team", "Nowhere").matrix
    assert [group.title for group in matrix.groups] == ["Team"]
    assert [problem.where for problem in matrix.problems] == ["Nowhere"]


def test_what_the_wiki_had_not_counted_is_read_next_time(team: TeamWiki):
    team.say("1", "ja", "== 安全 ==")
    team.translate.uncounted = ["ja"]
    first = survey(team)
    assert "not counted" in first.matrix.problems[0].text
    team.translate.uncounted = []
    team.wiki.tick(hours=24)
    again = survey(team, first.snapshot)
    assert again.matrix.problems == ()
    assert again.matrix.cell(again.matrix.groups[0].page_id, "ja").translated == 1


def test_units_that_cannot_be_read_leave_the_weight_unknown(team: TeamWiki, monkeypatch: pytest.MonkeyPatch):
    team.say("1", "ja", "== 安全 ==")

    def refuse(_params):
        raise ApiError("readonly", "The wiki is being maintained.")

    with monkeypatch.context() as patched:
        patched.setattr(team.translate, "_messagecollection", refuse)
        first = survey(team)
    page_id = first.matrix.groups[0].page_id
    assert first.matrix.cell(page_id, "ja").weighted is None
    assert first.matrix.cell(page_id, "ja").translated == 1
    assert "being maintained" in first.matrix.problems[0].text
    team.wiki.tick(hours=24)
    assert survey(team, first.snapshot).matrix.cell(page_id, "ja").weighted is not None


def test_a_complete_pair_is_not_read_unit_by_unit(team: TeamWiki):
    for unit in ("Page display title", "1", "2", "3"):
        team.say(unit, "ja", "x")
    matrix = survey(team).matrix
    assert matrix.cell(matrix.groups[0].page_id, "ja").weighted == 1
    assert "messagecollection" not in modules(team)


def test_the_source_language_is_no_translation(team: TeamWiki):
    assert "en" not in survey(team).matrix.languages()
    assert "<translate>" in SOURCE
