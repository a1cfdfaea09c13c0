"""The client against the stand-in, and against single answers in the shapes Translate gives them."""

from typing import Any

import pytest

from bot.units import GroupKind, UnitStatus
from bot.wiki.api import parameters
from bot.wiki.errors import ApiError
from bot.wiki.translate import TranslateAnswerError, TranslateClient, unit_page_deep_link
from scripts.standins.memory_wiki import MemoryWiki
from scripts.standins.translate import TranslateStandIn

SOURCE = """<languages/>
<translate>
== Stay safe == <!--T:1-->

<!--T:2-->
Write to <tvar name="mail">help@team.example.org</tvar>.
</translate>"""


class Answers:
    """A session that gives prepared answers, in order, and remembers what it was asked."""

    def __init__(self, *answers: Any) -> None:
        self._answers = list(answers)
        self.asked: list[dict[str, str]] = []

    def get(self, **params: str) -> Any:
        self.asked.append(params)
        return self._answers.pop(0)

    def post(self, **params: str) -> Any:
        raise AssertionError(f"the client wrote: {params}")


@pytest.fixture
def wiki() -> MemoryWiki:
    return MemoryWiki()


@pytest.fixture
def translate(wiki: MemoryWiki) -> TranslateStandIn:
    stand_in = TranslateStandIn(wiki, now=lambda: wiki.now)
    wiki.save("Safety", SOURCE)
    stand_in.mark("Safety")
    return stand_in


def test_a_false_boolean_is_not_sent_because_a_present_one_is_true():
    sent = parameters(
        {"mgssuppressempty": False, "redirects": True, "lsgroup": None, "mclimit": 5, "x": ["a", "b"]}
    )
    assert sent == {"redirects": "1", "mclimit": "5", "x": "a|b"}


def test_a_list_item_with_a_pipe_is_sent_with_the_other_separator():
    assert parameters({"titles": ["a|b", "c"]}) == {"titles": "\x1fa|b\x1fc"}


def test_groups_have_the_page_id_that_stays_when_a_page_moves(wiki: MemoryWiki, translate: TranslateStandIn):
    before = TranslateClient(translate).groups("page-Safe*")[0]
    wiki.move("Safety", "Human Rights/Safety")
    translate.move("Safety", "Human Rights/Safety")
    after = TranslateClient(translate).groups("page-Human*")[0]
    assert (before.id, after.id) == ("page-Safety", "page-Human Rights/Safety")
    assert before.page_id == after.page_id is not None
    assert after.kind is GroupKind.PAGE


def test_a_bundle_is_a_group_whose_keys_are_units(wiki: MemoryWiki, translate: TranslateStandIn):
    wiki.save("Team/Glossary.json", '{"@metadata": {"sourceLanguage": "en"}, "doxxing": "Doxxing"}')
    translate.publish_bundle("Team/Glossary.json")
    client = TranslateClient(translate)
    assert client.groups("messagebundle-*")[0].kind is GroupKind.BUNDLE
    assert client.bundle("Team/Glossary.json") == {"doxxing": "Doxxing"}
    assert [unit.id for unit in client.units("messagebundle-Team/Glossary.json", "ja")] == ["doxxing"]
    with pytest.raises(TranslateAnswerError, match="'Safety' is not a message bundle"):
        client.bundle("Safety")


def test_units_have_status_text_and_revision(wiki: MemoryWiki, translate: TranslateStandIn):
    revision = wiki.save("Translations:Safety/1/ja", "== 安全 ==", user="Aiko")
    wiki.save("Translations:Safety/2/ja", "!!FUZZY!!$mail へ")
    units = {unit.id: unit for unit in TranslateClient(translate).units("page-Safety", "ja")}
    assert list(units) == ["Page_display_title", "1", "2"]
    assert (units["1"].status, units["1"].revision, units["1"].last_translator) == (
        UnitStatus.TRANSLATED,
        revision,
        "Aiko",
    )
    assert units["2"].definition == "Write to $mail."
    assert (units["2"].is_fuzzy, units["2"].translation) == (True, "$mail へ")
    assert not units["Page_display_title"].has_translation


def test_a_source_change_outdates_what_was_translated(wiki: MemoryWiki, translate: TranslateStandIn):
    wiki.save("Translations:Safety/1/ja", "== 安全 ==")
    wiki.save("Safety", SOURCE.replace("Stay safe", "Stay safe online"))
    client = TranslateClient(translate)
    assert not client.units("page-Safety", "ja", only="fuzzy")
    translate.mark("Safety")
    assert [unit.id for unit in client.units("page-Safety", "ja", only="fuzzy")] == ["1"]
    row = next(row for row in client.group_stats("page-Safety").rows if row.language == "ja")
    assert (row.total, row.translated, row.fuzzy) == (3, 0, 1)
    assert [(t.language, t.fuzzy) for t in client.translations_of("Translations:Safety/1")] == [
        ("en", False),
        ("ja", True),
    ]


def test_statistics_not_counted_yet_are_asked_for_again(translate: TranslateStandIn):
    translate.uncounted = ["ja"]
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            translate.uncounted = []

    answer = TranslateClient(translate, sleep=wait).group_stats("page-Safety")
    assert len(waits) == 2
    assert answer.missing_from is None
    assert {row.language for row in answer.rows} == {"ar", "de", "en", "fr", "ja", "sw", "zh"}


def test_statistics_that_stay_uncounted_are_named_not_taken_for_zero(translate: TranslateStandIn):
    translate.uncounted = ["ja"]
    answer = TranslateClient(translate, retries=2, sleep=lambda _: None).group_stats("page-Safety")
    assert answer.missing_from == "ja"
    assert {row.language for row in answer.rows} == {"ar", "de", "en", "fr"}


def test_the_statistics_of_a_language_name_their_groups(translate: TranslateStandIn):
    rows = TranslateClient(translate).language_stats("ja").rows
    assert [(row.group, row.language, row.total) for row in rows] == [("page-Safety", "ja", 3)]


def test_continuation_is_followed_to_the_end():
    def row(key: str) -> dict[str, Any]:
        return {
            "key": key,
            "title": f"Translations:{key}/ja",
            "definition": "A",
            "translation": None,
            "tags": [],
        }

    session = Answers(
        {"continue": {"mcoffset": "1", "continue": "-||"}, "query": {"messagecollection": [row("A/1")]}},
        {"query": {"messagecollection": [row("A/2")]}},
    )
    assert [unit.id for unit in TranslateClient(session).units("page-A", "ja")] == ["1", "2"]
    assert session.asked[1]["mcoffset"] == "1"
    assert session.asked[1]["mcgroup"] == "page-A"


def test_an_unknown_group_or_language_is_the_wikis_own_error(translate: TranslateStandIn):
    client = TranslateClient(translate)
    with pytest.raises(ApiError, match="mgsgroup"):
        client.group_stats("page-Nope")
    with pytest.raises(ApiError, match="xx-bogus is not valid"):
        client.units("page-Safety", "xx-bogus")


def test_the_record_of_a_definition_may_be_missing():
    kept = {"value_old": "Call us", "value_new": "Write to us", "revid_old": "9", "revid_new": "19"}
    session = Answers(
        {"helpers": {"definitiondiff": {"error": "No definition revision recorded"}}},
        {"helpers": {"definitiondiff": kept}},
    )
    client = TranslateClient(session)
    assert client.definition_diff("Translations:Safety/2/ja", "page-Safety") is None
    found = client.definition_diff("Translations:Safety/2/ja", "page-Safety")
    assert found is not None
    assert (found.old, found.new, found.old_revision) == ("Call us", "Write to us", 9)


def test_a_unit_that_no_group_has_any_more_has_no_translations():
    class Gone:
        def get(self, **_params: str) -> Any:
            raise ApiError("nomessagefortitle", "The title is not a message.")

        post = get

    assert TranslateClient(Gone()).translations_of("Translations:Safety/9") == []


def test_a_row_without_its_number_is_an_error_that_names_it():
    session = Answers({"query": {"messagegroupstats": [{"language": "ja", "total": 3, "fuzzy": 0}]}})
    with pytest.raises(TranslateAnswerError, match="translated"):
        TranslateClient(session).group_stats("page-Safety")


def test_the_deep_link_opens_one_unit():
    link = unit_page_deep_link("https://meta.example.org", "page-Human Rights", "ja", "Human_Rights/5")
    assert link == (
        "https://meta.example.org/w/index.php?title=Special%3ATranslate&group=page-Human+Rights"
        "&language=ja&action=translate&showMessage=Human_Rights%2F5"
    )
