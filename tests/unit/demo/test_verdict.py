from email.message import EmailMessage

import pytest

from scripts.demo.verdict import judge, table
from scripts.localwiki.mail import Mail
from scripts.localwiki.people import Person

TOLD = Person("Kelp", "en", "", "mail", "a reason", subscribed=True, email="kelp@example.org")
LEFT_ALONE = Person("Wren", "fr", "", "nothing", "another reason", email="wren@example.org")
PATROL = {"pages_checked": 2, "cases": 1, "skipped": {"not_subscribed": 1}}


def mail(to):
    return Mail((to,), EmailMessage(), b"")


def judged(*recipients, says=None):
    nudge = {
        "mails_sent": len(recipients) if says is None else says,
        "skipped": {"not_subscribed": 1, "nobots": 2},
    }
    return judge([TOLD, LEFT_ALONE], [mail(to) for to in recipients], PATROL, nudge)


def test_what_was_to_happen_is_well():
    verdict = judged("kelp@example.org")
    assert verdict.wrong == []
    assert verdict.figures(1.26) == {
        "pages_checked": 2,
        "cases": 1,
        "mails_sent": 1,
        "skipped": {"nobots": 2, "not_subscribed": 2},
        "seconds": 1.3,
    }


@pytest.mark.parametrize(
    ("recipients", "said"),
    [
        ([], "Kelp (a reason) was to get 1 mail, got 0"),
        (["kelp@example.org"] * 2, "Kelp (a reason) was to get 1 mail, got 2"),
        (["kelp@example.org", "wren@example.org"], "Wren (another reason) was to get 0 mail, got 1"),
        (["kelp@example.org", "x@example.org"], "1 mail to x@example.org, who is nobody of the demo"),
    ],
)
def test_what_was_not_to_happen_is_said(recipients, said):
    assert judged(*recipients).wrong == [said]


def test_a_bot_that_counts_otherwise_than_the_mail_folder_is_found_out():
    assert judged("kelp@example.org", says=2).wrong == ["the bot says 2 mails, 1 arrived"]


def test_the_table_marks_who_was_not_treated_as_expected():
    shown = table([TOLD, LEFT_ALONE], [])
    assert list(shown.columns[4].cells) == ["NO", "yes"]
