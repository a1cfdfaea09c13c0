from dataclasses import replace

import pytest

from bot.messages import Messages
from bot.model import CaseState, Outcome, Policy, Refusal, Subscriber
from bot.patrol.letter import Letters
from bot.patrol.links import Links
from bot.patrol.nudge import Nudge
from bot.patrol.watch import Desk, Watch
from bot.settings import CONFIG
from tests.unit.patrol.doubles import WIKI, Mailbox, MarkedDetector, PaperWiki

MESSAGES = Messages.load(CONFIG / "i18n")
PHONE = "call <phone:+44 121 234 5678>"
URL = "https://wikilatch.example.org"


@pytest.fixture
def paper(store):
    """A wiki where Otter, who subscribed, has a case."""
    paper = PaperWiki()
    with store.begin() as tables:
        tables.subscribers.add(Subscriber("localwiki", "Otter"))
    paper.edit("Otter", PHONE)
    list(Watch({"localwiki": Desk(WIKI, paper)}, store, MarkedDetector(), live=True).run(paper))
    return paper


def deliver(store, paper, mailbox, *, live=True, wiki=WIKI):
    letters = Letters(MESSAGES, Links("secret", URL), URL)
    nudge = Nudge(wiki, store, paper, paper, mailbox, paper, MarkedDetector(), letters, MESSAGES)
    return list(nudge.run(live=live))


def states(store):
    with store.begin() as tables:
        return tables.cases.count()


def test_one_mail_goes_to_the_owner_and_none_after_it(store, paper):
    mailbox = Mailbox()
    assert deliver(store, paper, mailbox) == ["sent"]
    assert [user for user, _, _ in mailbox.sent] == ["Otter"]
    assert deliver(store, paper, mailbox) == []
    assert states(store) == {CaseState.SENT: 1}


def test_the_mail_says_nothing_of_what_was_found(store, paper):
    mailbox = Mailbox()
    deliver(store, paper, mailbox)
    _, subject, body = mailbox.sent[0]
    assert subject == "A private note about one of your pages"
    for secret in ("phone", "234 5678", "User:Otter", "localwiki"):
        assert secret not in body


def test_after_a_mail_the_same_page_is_quiet_for_good_and_others_for_90_days(store, paper, clock):
    mailbox = Mailbox()
    deliver(store, paper, mailbox)
    for title in ("User:Otter", "User:Otter/About"):
        paper.edit("Otter", PHONE, title=title)
    watch = Watch({"localwiki": Desk(WIKI, paper)}, store, MarkedDetector(), live=True)
    assert sum(report.cases for report in watch.run(paper)) == 0
    clock.days(91)
    with store.begin() as tables:
        tables.subscribers.add(Subscriber("localwiki", "Otter"))
    for title in ("User:Otter", "User:Otter/About"):
        paper.edit("Otter", PHONE, title=title)
    report = next(iter(watch.run(paper)))
    assert (report.cases, report.skipped[Refusal.TOLD_BEFORE]) == (1, 1)


@pytest.mark.parametrize(
    ("own_page", "chosen", "subject"),
    [
        ("{{#babel:de|en-3}}", "", "Eine private Nachricht"),
        ("{{Babel|xx-0|en-1|ja}}", "", "あなた"),
        ("{{#babel:de}}", "fr", "Un message"),
        ("{{#babel:nds|de-2}}", "", "Eine private Nachricht"),
        ("No box.", "", "A private note"),
    ],
)
def test_the_mail_is_in_the_language_that_its_reader_chose_or_names_on_their_page(
    store, paper, own_page, chosen, subject
):
    paper.edit("Otter", own_page)
    paper.edit("Otter", PHONE, title="User:Otter/About")
    with store.begin() as tables:
        tables.subscribers.add(Subscriber("localwiki", "Otter", language=chosen))
    list(Watch({"localwiki": Desk(WIKI, paper)}, store, MarkedDetector(), live=True).run(paper))
    mailbox = Mailbox()
    deliver(store, paper, mailbox)
    assert subject in mailbox.sent[0][1]


def test_an_unknown_fate_is_never_tried_again(store, paper, clock):
    mailbox = Mailbox(Outcome.UNKNOWN)
    assert deliver(store, paper, mailbox) == ["unknown"]
    clock.days(2)
    paper.edit("Otter", PHONE + " more")
    list(Watch({"localwiki": Desk(WIKI, paper)}, store, MarkedDetector(), live=True).run(paper))
    assert deliver(store, paper, mailbox) == []
    assert states(store) == {CaseState.UNKNOWN: 1}


def test_a_crash_while_sending_becomes_unknown(store, paper, clock):
    class Dying(Mailbox):
        def send(self, user, subject, text):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(store, paper, Dying())
    clock.now += 1000
    assert deliver(store, paper, Mailbox()) == []
    assert states(store) == {CaseState.UNKNOWN: 1}


def two_pages(store, paper):
    """Otter has a second page with a case of its own."""
    paper.edit("Otter", PHONE, title="User:Otter/About")
    list(Watch({"localwiki": Desk(WIKI, paper)}, store, MarkedDetector(), live=True).run(paper))
    assert states(store) == {CaseState.OPEN: 2}


class Dying(Mailbox):
    """The nudger dies after the mail went out and before that was written down."""

    def send(self, user, subject, text):
        super().send(user, subject, text)
        raise KeyboardInterrupt


def test_who_may_have_been_told_before_a_crash_is_not_told_of_another_page(store, paper, clock):
    two_pages(store, paper)
    mailbox = Dying()
    with pytest.raises(KeyboardInterrupt):
        deliver(store, paper, mailbox)
    clock.now += 1000
    assert deliver(store, paper, Mailbox()) == [Refusal.COOLING_DOWN]
    assert states(store) == {CaseState.UNKNOWN: 1}
    assert len(mailbox.sent) == 1


class Meanwhile(PaperWiki):
    """A wiki that is slow: while it is asked of a person, something else happens once."""

    happens = None

    def look_up(self, names):
        happens, self.happens = self.happens, None
        if happens:
            happens()
        return super().look_up(names)


@pytest.fixture
def slow(paper):
    paper.__class__ = Meanwhile
    return paper


def test_two_nudgers_at_two_pages_of_one_person_send_one_mail(store, slow):
    two_pages(store, slow)
    mailbox = Mailbox()
    slow.happens = lambda: deliver(store, slow, mailbox)
    deliver(store, slow, mailbox)
    assert len(mailbox.sent) == 1


def test_a_nudger_that_was_slower_does_not_forget_the_faster_one_s_sending(store, slow):
    def other():
        with pytest.raises(KeyboardInterrupt):
            deliver(store, slow, Dying())

    slow.happens = other
    assert deliver(store, slow, Mailbox()) == [Refusal.COOLING_DOWN]
    assert states(store) == {CaseState.SENDING: 1}, "it may have gone out; it must end up as unknown"


def test_two_nudgers_together_stay_under_the_ceiling(store, slow):
    def others():
        with store.begin() as tables:
            for _ in range(10):
                tables.progress.attempt("PatrolBot")

    slow.happens = others
    mailbox = Mailbox()
    assert deliver(store, slow, mailbox) == ["daily_cap"]
    assert mailbox.sent == []
    assert states(store) == {CaseState.OPEN: 1}
    with store.begin() as tables:
        assert tables.progress.attempts("PatrolBot") == 10, "what was not sent takes no place"


@pytest.mark.parametrize("outcome", [Outcome.NOT_EMAILABLE, Outcome.NO_ADDRESS, Outcome.NO_SUCH_USER])
def test_who_cannot_be_reached_is_not_tried_again(store, paper, outcome):
    assert deliver(store, paper, Mailbox(outcome)) == [outcome]
    assert states(store) == {}


@pytest.mark.parametrize(
    "outcome", [Outcome.RATE_LIMITED, Outcome.SENDER_BLOCKED, Outcome.NOT_PERMITTED, Outcome.MAIL_FAILED]
)
def test_a_fault_that_is_not_the_person_s_keeps_the_case_for_later(store, paper, clock, outcome):
    mailbox = Mailbox(outcome)
    assert deliver(store, paper, mailbox) == [outcome]
    assert deliver(store, paper, mailbox) == [], "not at once"
    clock.now += 3601
    assert deliver(store, paper, mailbox) == ["sent"]


def change(paper, **changes):
    paper.people["Otter"] = replace(paper.people["Otter"], **changes)


@pytest.mark.parametrize(
    ("happens", "refusal"),
    [
        (lambda paper: paper.edit("Otter", "all gone"), Refusal.NOT_THERE_ANY_MORE),
        (lambda paper: paper.latest.clear(), Refusal.PAGE_GONE),
        (lambda paper: paper.texts.pop(1), Refusal.PAGE_GONE),
        (lambda paper: paper.edit("Vandal", "x <phone:1>", owner="Otter"), Refusal.NOT_THERE_ANY_MORE),
        (lambda paper: paper.edit("Otter", PHONE + "{{nobots}}"), Refusal.NOBOTS),
        (
            lambda paper: paper.edit("Otter", "{{bots|deny=PatrolBot}}", title="User talk:Otter"),
            Refusal.NOBOTS,
        ),
        (lambda paper: change(paper, blocked=True), Refusal.BLOCKED),
        (lambda paper: change(paper, emailable=False), Refusal.NOT_EMAILABLE),
        (lambda paper: change(paper, temporary=True), Refusal.TEMPORARY_ACCOUNT),
        (lambda paper: change(paper, last_edit="2025-12-01T00:00:00Z"), Refusal.INACTIVE),
        (lambda paper: change(paper, exists=False), Refusal.COULD_NOT_CHECK),
    ],
)
def test_everything_is_checked_again_just_before_sending(store, paper, happens, refusal):
    happens(paper)
    mailbox = Mailbox()
    assert deliver(store, paper, mailbox) == [refusal]
    assert mailbox.sent == []


def test_somebody_else_s_later_edit_does_not_silence_what_the_owner_wrote(store, paper):
    paper.edit("Gnome", PHONE + " [[Category:Otters]]", owner="Otter")
    assert deliver(store, paper, Mailbox()) == ["sent"]


def test_an_opt_out_after_the_case_was_opened_counts(store, paper):
    with store.begin() as tables:
        tables.subscribers.remove("localwiki", "Otter")
    assert deliver(store, paper, Mailbox()) == [Refusal.NOT_SUBSCRIBED]


def test_the_stop_page_stops_everything(store, paper):
    paper.run = False
    assert deliver(store, paper, Mailbox()) == []
    assert states(store) == {CaseState.OPEN: 1}


def test_a_dry_run_sends_nothing_and_forgets_nothing(store, paper):
    mailbox = Mailbox()
    assert deliver(store, paper, mailbox, live=False) == ["would_send"]
    assert mailbox.sent == []
    assert states(store) == {CaseState.OPEN: 1}


def test_the_daily_cap_holds_and_counts_failed_attempts_too(store, paper):
    with store.begin() as tables:
        for _ in range(10):
            tables.progress.attempt("PatrolBot")
    assert deliver(store, paper, Mailbox()) == []
    assert states(store) == {CaseState.OPEN: 1}


def test_people_who_did_not_subscribe_hear_from_us_once_ever(store, paper, clock):
    approved = replace(WIKI, policy=Policy.APPROVED)
    paper.edits.clear()
    paper.edit("Wren", PHONE)
    watch = Watch({"localwiki": Desk(approved, paper)}, store, MarkedDetector(), live=True)
    list(watch.run(paper))
    assert deliver(store, paper, Mailbox(), wiki=approved) == ["sent", "sent"]
    clock.days(200)
    paper.edits.clear()
    paper.edit("Wren", PHONE, title="User:Wren/Other")
    assert next(iter(watch.run(paper))).skipped == {Refusal.TOLD_BEFORE: 1}
