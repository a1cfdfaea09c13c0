import smtplib
from email.message import EmailMessage

import pytest

from scripts.localwiki.errors import LocalWikiError
from scripts.localwiki.mail import MailSink


@pytest.fixture
def sink(tmp_path):
    with MailSink(tmp_path / "mail") as sink:
        yield sink


def send(sink, to="kelp@example.org", text="Grüße an 松江漁火\n"):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "wiki@example.org", to, "扉"
    message.set_content(text)
    with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as server:
        server.send_message(message)


def test_a_mail_is_kept_in_a_file_as_it_came(sink):
    send(sink)
    (mail,) = sink.mails()
    assert mail.recipients == ("kelp@example.org",)
    assert (mail.message["Subject"], mail.text) == ("扉", "Grüße an 松江漁火\n")
    assert [path.name for path in sink.folder.iterdir()] == ["0001-kelp.eml"]


def test_mails_keep_their_order_and_are_found_by_recipient(sink):
    for number in range(12):
        send(sink, to=f"n{number % 2}@example.org", text=f"{number}\n")
    assert [int(mail.text) for mail in sink.mails()] == list(range(12))
    assert [int(mail.text) for mail in sink.to("n1@example.org")] == [1, 3, 5, 7, 9, 11]


def test_a_recipient_cannot_choose_where_the_file_is_put(sink):
    send(sink, to='"../../escape"@example.org')
    assert [path.parent for path in sink.folder.parent.rglob("*.eml")] == [sink.folder]


def test_a_refusal_reaches_the_sender_and_nothing_is_kept(sink):
    sink.answer = "451 Later"
    with pytest.raises(smtplib.SMTPDataError):
        send(sink)
    assert sink.mails() == []
    sink.clear()
    send(sink)
    assert len(sink.mails()) == 1


def test_waiting_for_a_mail_that_never_comes_says_so(sink):
    with pytest.raises(TimeoutError, match="0 of 1"):
        sink.wait(1, seconds=0.1)


def test_a_port_that_is_taken_is_an_error_that_names_it(sink, tmp_path):
    with pytest.raises(LocalWikiError, match=str(sink.port)), MailSink(tmp_path / "other", sink.port):
        pass
