import html
import re

import pytest

from bot.model import Pointer, Subscriber
from bot.store import Quiet
from tests.web import WIKI

SECRET = "kelp.otter@example.org"
PAGE = f"I like kelp.\n* E-mail: {SECRET}\nWrite to me <b>soon</b> at other@example.org or not.\n"


@pytest.fixture
def otter(site):
    site.parts.pages.put("Kelp Otter", PAGE)
    site.log_in("Kelp Otter")
    return site


def decide(site, what, nth=0, **fields):
    return site.submit(site.get("/inbox"), "/inbox/finding", nth=nth, do=what, **fields)


def open_findings(page):
    return re.findall(r"<mark>(.*?)</mark>", page.text.split('class="quiet"')[0])


def test_somebody_not_logged_in_is_sent_to_the_log_in_and_back(site):
    answer = site.get("/inbox?uselang=en")
    assert (answer.status_code, answer.location) == (303, "/login?back=%2Finbox%3Fuselang%3Den&uselang=en")


def test_findings_are_shown_highlighted_with_why_and_how_to_mend(otter):
    page = otter.get("/inbox")
    assert set(open_findings(page)) == {SECRET, "other@example.org"}
    assert "An e-mail address" in page.text
    assert "Everybody: user pages are public" in page.text
    assert "Special:EmailUser/Oversight" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_who_mended_a_page_we_wrote_about_is_thanked_there_and_told_of_its_history(otter):
    with otter.parts.store.begin() as tables:
        tables.quiet.add(Quiet.TOLD, WIKI.name, "Kelp Otter")
    assert "Thank you for looking after your pages" not in otter.get("/inbox").text
    otter.parts.pages.pages["Kelp Otter"].clear()
    otter.parts.pages.put("Kelp Otter", "I like kelp.")
    page = otter.get("/inbox").text
    assert "Thank you for looking after your pages" in page
    assert "old versions still show it" in page
    assert "Special:EmailUser/Oversight" in page


def test_who_was_never_written_to_is_not_thanked_for_anything(otter):
    otter.parts.pages.pages["Kelp Otter"].clear()
    otter.parts.pages.put("Kelp Otter", "I like kelp.")
    assert "Thank you" not in otter.get("/inbox").text


def test_text_of_the_wiki_is_escaped(otter):
    otter.parts.pages.pages["Kelp Otter"].clear()
    otter.parts.pages.put(
        "Kelp Otter", "<script>alert(1)</script> a@example.org </textarea><img src=x onerror=alert(2)>"
    )
    page = otter.get("/inbox").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_pages_are_read_anew_at_each_view(otter):
    assert open_findings(otter.get("/inbox"))
    otter.parts.pages.pages["Kelp Otter"].clear()
    assert not open_findings(otter.get("/inbox"))
    assert otter.parts.pages.asked.count("Kelp Otter") == 2


def test_the_proposal_goes_to_the_wikis_own_edit_page_and_not_into_an_address(otter):
    page = otter.get("/inbox").text
    action, inside = re.search(
        r'<form method="post" action="(https://wiki[^"]+)"(.*?)</form>', page, re.DOTALL
    ).groups()
    assert action == "https://wiki.example.org/w/index.php"
    proposed = html.unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", inside, re.DOTALL)[1])
    assert proposed == "I like kelp.\nWrite to me <b>soon</b> at or not.\n"
    assert (
        "form-action 'self' https://wiki.example.org;"
        in otter.get("/inbox").headers["Content-Security-Policy"]
    )


def test_nothing_of_the_page_is_stored_or_logged(otter, tmp_path, caplog):
    otter.get("/inbox")
    for what in ("keep", "false-alarm", "later"):
        decide(otter, what)
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (SECRET, "otter@", "Kelp", "E-mail", "email.plain"):
        assert secret.encode() not in held
    assert "example.org" not in caplog.text.replace("provider.example.org", "")


def test_what_is_kept_is_not_shown_among_the_open_ones_and_can_be_taken_back(otter):
    assert decide(otter, "keep").location == "/inbox?done=kept"
    assert open_findings(otter.get("/inbox")) == ["other@example.org"]
    decide(otter, "unkeep", nth=-1)
    assert len(open_findings(otter.get("/inbox"))) == 2


def test_a_kept_finding_stays_kept_when_the_rest_of_the_page_changes(otter):
    decide(otter, "keep")
    otter.parts.pages.pages["Kelp Otter"].clear()
    otter.parts.pages.put("Kelp Otter", f"New words before it.\n\n{SECRET}")
    assert open_findings(otter.get("/inbox")) == []


def test_no_mail_comes_about_what_was_kept(otter):
    decide(otter, "keep")
    with otter.parts.store.begin() as tables:
        assert tables.quiet.has(Quiet.TOLD, WIKI.name, "Kelp Otter", "User:Kelp Otter", "email")


def test_a_false_alarm_is_counted_by_rule_only(otter):
    decide(otter, "false-alarm")
    with otter.parts.store.begin() as tables:
        assert tables.progress.counts() == {(WIKI.name, "false_alarm:email.plain"): 1}
    assert open_findings(otter.get("/inbox")) == ["other@example.org"]


def test_later_lasts_a_month(otter, clock):
    decide(otter, "later")
    assert open_findings(otter.get("/inbox")) == ["other@example.org"]
    with otter.parts.store.begin() as tables:
        assert tables.quiet.has(Quiet.SNOOZED, WIKI.name, "Kelp Otter")
    clock.days(30)
    otter.log_in("Kelp Otter")
    assert open_findings(otter.get("/inbox")) == ["other@example.org"]
    clock.days(7)  # those of a week end on one day (P2)
    otter.log_in("Kelp Otter")
    assert len(open_findings(otter.get("/inbox"))) == 2


def test_the_mails_keep_link_keeps_the_page(otter):
    with otter.parts.store.begin() as tables:
        tables.quiet.add(Quiet.KEPT, WIKI.name, "Kelp Otter", "User:Kelp Otter")
    assert open_findings(otter.get("/inbox")) == []


def test_a_wiki_that_cannot_be_read_is_not_called_clean(otter):
    otter.parts.pages.down = True
    page = otter.get("/inbox").text
    assert "examplewiki could not be read just now" in page
    assert "Nothing was found" not in page


def test_a_hidden_text_is_named(otter):
    otter.parts.pages.pages["Kelp Otter"].clear()
    otter.parts.pages.put("Kelp Otter", None)
    assert "The text of one page is hidden" in otter.get("/inbox").text


def test_a_page_that_somebody_else_edited_last_says_so(otter):
    otter.parts.pages.pages["Kelp Otter"].clear()
    otter.parts.pages.put("Kelp Otter", PAGE, editor="Somebody Else")
    assert "Somebody else edited this page last" in otter.get("/inbox").text


def test_nobody_sees_anothers_findings(otter):
    other = type(otter)(otter.app)
    other.log_in("Sea Urchin")
    assert SECRET not in other.get("/inbox").text
    assert otter.parts.pages.asked[-1] == "Sea Urchin"


def test_anothers_finding_is_answered_like_one_that_does_not_exist(otter):
    stolen = re.search(r'name="finding" value="([^"]+)"', otter.get("/inbox").text)[1]
    other = type(otter)(otter.app)
    other.parts.pages.put("Sea Urchin", "urchin@example.org")
    other.log_in("Sea Urchin")
    theirs = decide(other, "keep", finding=stolen)
    made_up = decide(other, "keep", finding="made-up")
    assert (theirs.status_code, made_up.status_code) == (404, 404)
    assert theirs.text == made_up.text
    assert len(open_findings(otter.get("/inbox"))) == 2


def test_an_unknown_decision_changes_nothing(otter):
    assert decide(otter, "explode").status_code == 400


def test_my_data_shows_what_is_held_and_erasing_leaves_nothing(otter):
    with otter.parts.store.begin() as tables:
        tables.cases.open(Pointer(WIKI.name, "Kelp Otter", "User:Kelp Otter", 41), 0)
        tables.subscribers.add(Subscriber(WIKI.name, "Kelp Otter", "1", "en"))
        tables.quiet.add(Quiet.OPTED_OUT, WIKI.name, "Kelp Otter")
    page = otter.get("/my-data")
    assert "User:Kelp Otter on examplewiki: a message may follow" in page.text
    assert otter.get("/my-data.json").json["left_alone"] == {WIKI.name: 1}
    erased = otter.submit(page, "/my-data/erase")
    assert erased.status_code == 200
    shown = html.unescape(re.search(r"<pre[^>]*>(.*?)</pre>", erased.text, re.DOTALL)[1])
    assert re.sub(r"\s", "", shown) == (
        '{"mail_on":[],"language":"","cases":[],"gadgets":[],"sessions":0,"left_alone":{}}'
    )
    assert otter.get("/inbox").location.startswith("/login")


def test_erasing_may_leave_the_wish_to_be_left_alone(otter):
    otter.submit(otter.get("/my-data"), "/my-data/erase", stay_away="1")
    with otter.parts.store.begin() as tables:
        assert tables.quiet.has(Quiet.OPTED_OUT, WIKI.name, "Kelp Otter")


def test_erasing_reaches_what_was_kept_under_an_older_name(otter):
    from scripts.standins.oauth2_provider import profile_of

    subject = profile_of("Kelp Otter")["sub"]
    with otter.parts.store.begin() as tables:
        tables.subscribers.add(Subscriber(WIKI.name, "Old Otter", subject, "en"))
        tables.quiet.add(Quiet.TOLD, WIKI.name, "Old Otter")
    otter.submit(otter.get("/my-data"), "/my-data/erase")
    with otter.parts.store.begin() as tables:
        assert tables.quiet.count_of(WIKI.name, "Old Otter") == 0
        assert tables.subscribers.count() == 0


def test_settings_subscribe_and_unsubscribe(otter):
    answer = otter.submit(otter.get("/settings"), "/settings", wiki=WIKI.name, language="en")
    assert answer.location == "/settings?done=saved"
    with otter.parts.store.begin() as tables:
        subscriber = tables.subscribers.get(WIKI.name, "Kelp Otter")
    assert subscriber is not None
    assert subscriber.language == "en"
    assert "checked" in otter.get("/settings").text
    otter.submit(otter.get("/settings"), "/settings")
    with otter.parts.store.begin() as tables:
        assert tables.subscribers.get(WIKI.name, "Kelp Otter") is None


def test_opting_out_ends_the_mail_and_lasts(otter, clock):
    otter.submit(otter.get("/settings"), "/settings", wiki=WIKI.name, opted_out="1")
    clock.days(400)
    with otter.parts.store.begin() as tables:
        assert tables.subscribers.get(WIKI.name, "Kelp Otter") is None
        assert tables.quiet.has(Quiet.OPTED_OUT, WIKI.name, "Kelp Otter")


def test_a_language_that_does_not_exist_is_refused(otter):
    assert otter.submit(otter.get("/settings"), "/settings", language="tlh-x").status_code == 400


def test_about_says_whether_we_wrote(otter):
    assert "No, not in the last 90 days" in otter.get("/about").text
    with otter.parts.store.begin() as tables:
        pointer = Pointer(WIKI.name, "Kelp Otter", "User:Kelp Otter", 41)
        tables.cases.open(pointer, 0)
        tables.cases.claim(tables.cases.digest(pointer))
        from bot.model import CaseState

        tables.cases.settle(tables.cases.digest(pointer), CaseState.SENT)
    assert "User:Kelp Otter on examplewiki: we wrote to you" in otter.get("/about").text
    assert "WikilatchPatrol on examplewiki" in otter.get("/about").text
