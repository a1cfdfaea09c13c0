from dataclasses import replace

import pytest

from bot.model import Analysis, CaseState, Policy, Refusal, Subscriber, Tier
from bot.patrol.watch import Desk, Watch
from bot.store import Quiet
from bot.wiki.errors import WikiUnreachableError
from tests.unit.patrol.doubles import WIKI, MarkedDetector, PaperWiki

PHONE = "call <phone:+44 121 234 5678>"


@pytest.fixture
def paper():
    return PaperWiki()


def patrol(store, paper, *, live=True, wiki=WIKI, **more):
    watch = Watch({"localwiki": Desk(wiki, paper)}, store, MarkedDetector(), live=live, **more)
    return next(iter(watch.run(paper)))


def cases(store):
    with store.begin() as tables:
        return sorted((case.pointer.user, case.pointer.revision) for case in tables.cases.due())


def test_a_subscriber_who_exposes_something_gets_a_case(store, paper, subscribe):
    subscribe("Otter")
    paper.edit("Otter", PHONE)
    report = patrol(store, paper)
    assert (report.checked, report.cases) == (1, 1)
    assert cases(store) == [("Otter", 1)]


def test_nobody_else_does_but_all_are_counted(store, paper, subscribe):
    subscribe("Wren")
    paper.edit("Otter", PHONE)
    paper.edit("Wren", "I like [[kelp]]")
    report = patrol(store, paper)
    assert cases(store) == []
    assert report.skipped == {Refusal.NOT_SUBSCRIBED: 1, Refusal.NOTHING_FOUND: 1}
    with store.begin() as tables:
        assert tables.progress.counts()["localwiki", "refused:not_subscribed"] == 1


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [
        ({"user": "Stranger", "owner": "Otter"}, Refusal.NOT_THE_OWNER),
        ({"user": "Otter", "bot": True}, Refusal.BOT_EDIT),
        ({"user": "~2026-12", "temporary": True}, Refusal.TEMPORARY_ACCOUNT),
        ({"user": "Otter", "redirect": True}, Refusal.REDIRECT),
        ({"user": "Otter", "title": "User:Otter/common.js"}, Refusal.NOT_WIKITEXT),
        ({"user": "Otter", "title": "User:Otter/Archive 3"}, Refusal.ARCHIVE),
    ],
)
def test_what_is_not_the_owner_s_own_text_is_not_even_fetched(store, paper, subscribe, edit, refusal):
    subscribe("Otter")
    paper.edit(text=PHONE, **edit)
    report = patrol(store, paper)
    assert report.skipped == {refusal: 1}
    assert paper.fetched == []
    assert cases(store) == []


def test_a_hidden_revision_and_a_deleted_page_are_named_and_make_nothing(store, paper, subscribe):
    subscribe("Otter")
    subscribe("Wren")
    hidden, gone = paper.edit("Otter", PHONE), paper.edit("Wren", PHONE)
    paper.texts[hidden.revision] = replace(paper.texts[hidden.revision], text=None)
    del paper.texts[gone.revision]
    assert patrol(store, paper).skipped == {Refusal.REVISION_HIDDEN: 1, Refusal.PAGE_GONE: 1}
    assert cases(store) == []


def test_the_same_events_again_make_nothing_again(store, paper, subscribe):
    subscribe("Otter")
    paper.edit("Otter", PHONE)
    patrol(store, paper)
    again = patrol(store, paper)
    assert (again.checked, again.cases, again.skipped) == (0, 0, {Refusal.DUPLICATE: 1})


def test_of_several_edits_in_a_batch_the_last_is_looked_at(store, paper, subscribe):
    subscribe("Otter")
    paper.edit("Otter", PHONE)
    paper.edit("Otter", "gone again")
    assert patrol(store, paper).cases == 0
    assert paper.fetched == [[2]]


def test_a_dry_run_keeps_nothing(store, paper, subscribe):
    subscribe("Otter")
    paper.edit("Otter", PHONE)
    assert patrol(store, paper, live=False).cases == 1
    assert cases(store) == []
    with store.begin() as tables:
        assert tables.progress.position(paper.name) is None
        assert tables.progress.counts() == {}


def down(ids):
    raise WikiUnreachableError("wiki down")


def test_a_page_that_was_mended_closes_its_case_and_is_still_told_of_once_only(store, paper, subscribe):
    subscribe("Otter")
    paper.edit("Otter", "<phone:1>")
    assert patrol(store, paper).cases == 1
    with store.begin() as tables:
        (case,) = tables.cases.due(10)
        tables.quiet.add(Quiet.TOLD, "localwiki", "Otter", "User:Otter", "phone")
        tables.cases.claim(case.digest)
        tables.cases.settle(case.digest, CaseState.SENT)
    paper.edit("Otter", "I like kelp.")
    assert patrol(store, paper).dropped == 1
    with store.begin() as tables:
        assert tables.cases.count() == {}
    paper.edit("Otter", "<phone:1> again")
    report = patrol(store, paper)
    assert (report.cases, report.skipped[Refusal.TOLD_BEFORE]) == (0, 1)


def test_a_draft_is_neither_a_case_nor_the_end_of_one(store, paper, subscribe):
    class Drafts(MarkedDetector):
        """Takes every page for an article's draft."""

        def analyze(self, page):
            return Analysis(skipped="draft")

    subscribe("Otter")
    paper.edit("Otter", "<phone:1>")
    assert patrol(store, paper).cases == 1
    paper.edit("Otter", "<phone:1>, and an article")
    watch = Watch({"localwiki": Desk(WIKI, paper)}, store, Drafts(), live=True)
    (report,) = watch.run(paper)
    assert (report.cases, report.dropped, report.skipped["draft"]) == (0, 0, 1)
    with store.begin() as tables:
        assert tables.cases.count() == {CaseState.OPEN: 1}


def test_one_wiki_of_many_that_is_down_loses_no_edit_and_holds_up_nobody(store, subscribe):
    one, other = PaperWiki(), PaperWiki()
    subscribe("Otter")
    with store.begin() as tables:
        tables.subscribers.add(Subscriber("otherwiki", "Wren"))
    one.edit("Otter", PHONE)
    other.edit("Wren", PHONE, wiki="otherwiki")
    other.edit("Stranger", PHONE, wiki="otherwiki")
    other.revisions = down
    desks = {"localwiki": Desk(WIKI, one), "otherwiki": Desk(replace(WIKI, name="otherwiki"), other)}
    watch = Watch(desks, store, MarkedDetector(), live=True)
    report = watch.handle(("stream",), one.edits + other.edits, "7")
    assert report.skipped == {Refusal.COULD_NOT_CHECK: 2}
    assert cases(store) == [("Otter", 1), ("Wren", 1)], "the nudge looks again; who did not ask gets none"


def test_a_failure_while_fetching_leaves_the_cursor_where_it_was(store, paper, subscribe):
    subscribe("Otter")
    paper.edit("Otter", PHONE)
    paper.revisions = down
    with pytest.raises(WikiUnreachableError):
        patrol(store, paper)
    with store.begin() as tables:
        assert tables.progress.position(paper.name) is None
    del paper.revisions
    assert patrol(store, paper).cases == 1


def test_a_case_waits_for_its_random_delay(store, paper, subscribe, clock):
    subscribe("Otter")
    paper.edit("Otter", PHONE)
    patrol(store, paper, delay=(1, 72), randomness=lambda low, high: (low + high) / 2)
    clock.now += 36 * 3600
    assert cases(store) == []
    clock.now += 3600
    assert cases(store) == [("Otter", 1)]


def test_an_operator_in_a_hurry_waits_no_less_than_the_community_wants(store, paper, subscribe, clock):
    subscribe("Otter")
    paper.edit("Otter", PHONE)
    patrol(store, paper, wiki=replace(WIKI, delay_hours=(24, 72)), delay=(0, 0))
    clock.now += 24 * 3600 - 1
    assert cases(store) == []
    clock.now += 1
    assert cases(store) == [("Otter", 1)]


def test_a_deletion_or_a_hiding_drops_the_case(store, paper, subscribe):
    subscribe("Otter")
    edit = paper.edit("Otter", PHONE)
    patrol(store, paper)
    paper.edits = [replace(edit, kind="hidden", revision=0)]
    assert patrol(store, paper).dropped == 1
    assert cases(store) == []


@pytest.mark.parametrize("why", [Quiet.OPTED_OUT, Quiet.COOLING_DOWN, Quiet.SNOOZED])
def test_a_person_who_wants_to_be_left_alone_is(store, paper, subscribe, why):
    subscribe("Otter")
    with store.begin() as tables:
        tables.quiet.add(why, "localwiki", "Otter")
    paper.edit("Otter", PHONE)
    assert patrol(store, paper).cases == 0


def test_on_an_approved_wiki_only_the_worst_is_told_to_people_who_did_not_ask(store, paper):
    wiki = replace(WIKI, policy=Policy.APPROVED, approved_tier=Tier.URGENT)
    paper.edit("Otter", PHONE)
    assert patrol(store, paper, wiki=wiki).cases == 1


def test_a_wiki_that_is_off_only_counts(store, paper, subscribe):
    subscribe("Otter")
    paper.edit("Otter", PHONE)
    assert patrol(store, paper, wiki=replace(WIKI, policy=Policy.OFF)).skipped == {Refusal.POLICY_OFF: 1}
