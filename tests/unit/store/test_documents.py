from datetime import UTC, datetime, timedelta

import pytest

from bot.store.database import open_engine
from bot.store.documents import Approval, Documents, News

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def engine(database_url):
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def documents(engine):
    return Documents(engine, "metawiki")


def test_a_document_comes_back_with_its_age_and_of_its_own_wiki_only(documents, engine):
    assert documents.get("overview") is None
    documents.replace({"overview": '{"言": "𝄞"}'}, NOW)
    kept = documents.get("overview")
    assert (kept.body, kept.at) == ('{"言": "𝄞"}', NOW)
    assert Documents(engine, "otherwiki").get("overview") is None


def test_documents_larger_than_mariadbs_text_are_kept_whole(documents):
    long = "長" * 100_000
    documents.replace({"units:5:ja": long}, NOW)
    assert documents.get("units:5:ja").body == long


def test_names_are_told_apart_by_case_and_found_by_their_beginning(documents):
    documents.replace({"units:5:ja": "a", "units:5:JA": "b", "units_5": "c"}, NOW)
    assert documents.under("units:") == {"5:ja": "a", "5:JA": "b"}
    documents.replace({}, NOW, gone=["units:5:ja"])
    assert documents.under("units:") == {"5:JA": "b"}


def test_news_come_newest_first_and_end(documents):
    first = News(NOW, "ja", 5, "Human Rights Team", "new", ("Human Rights Team/5", "Human Rights Team/6"))
    second = News(NOW + timedelta(hours=1), "ja", 5, "Human Rights Team", "fixed", ("Human Rights Team/7",))
    documents.replace({}, NOW, found=[first])
    documents.replace({}, NOW + timedelta(hours=1), found=[second])
    assert documents.news("ja") == [second, first]
    assert documents.news("ja", most=1) == [second]
    assert documents.news("de") == []


def test_an_approval_waits_for_a_sync_and_the_latest_counts(documents):
    old = Approval("doxxing", "ja", "晒し", "doxxing")
    new = Approval("doxxing", "ja", "ドクシング", "doxxing")
    documents.approve(old)
    documents.approve(new)
    assert documents.approvals() == [new]
    documents.settle([old])
    assert documents.approvals() == [new]
    documents.settle([new])
    assert documents.approvals() == []
