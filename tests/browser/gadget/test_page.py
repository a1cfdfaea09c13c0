"""Wikilatch's own page on the wiki: check-up, settings, and the connection with the backend."""

import json

import pytest
from playwright.sync_api import expect

from tests.backend import beside

pytestmark = [pytest.mark.browser, pytest.mark.wiki]

WHO = "HarbourWren"
PAGE = "Special:BlankPage/Wikilatch"


def settings_of(wiki):
    stored = wiki.preference(WHO)
    return json.loads(stored) if stored else {}


@pytest.fixture
def opened(reader):
    """The page, opened as the link in the preferences opens it, by somebody who has the gadget on."""
    who = reader(WHO)
    who.read(PAGE, "&withgadget=WikilatchPage")
    expect(who.page.get_by_role("heading", name="Safety check-up")).to_be_visible()
    return who


def test_the_preferences_lead_there(reader):
    who = reader(WHO)
    who.read("Special:Preferences")
    link = who.page.locator("a[href*='withgadget=WikilatchPage']")  # on a tab that is not open
    assert link.text_content() == "Safety check-up and settings"


def test_the_check_up_gives_one_next_step_for_each_answer_that_is_not_safe(opened):
    page = opened.page
    questions = page.locator(".wikilatch-questions > li")
    expect(questions).to_have_count(7)
    for index in range(7):
        questions.nth(index).get_by_label("Not sure").check()
        expect(questions.nth(index).get_by_role("link")).to_have_count(1)
    expect(page.get_by_text("7 next steps are left for you.")).to_be_visible()
    for index, answer in enumerate(["Yes", "Yes", "No", "No", "No", "Yes", "Yes"]):
        questions.nth(index).get_by_label(answer, exact=True).check()
    expect(page.get_by_text("Nothing is left to do. Well done!")).to_be_visible()
    expect(questions.get_by_role("link")).to_have_count(0)


def test_answers_stay_in_the_browser_and_are_forgotten(opened, gadget_wiki):
    page = opened.page
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.locator(".wikilatch-questions > li").first.get_by_label("No", exact=True).check()
    page.wait_for_timeout(300)
    assert sent == []
    assert settings_of(gadget_wiki) == {}
    page.reload()
    expect(page.locator(".wikilatch-questions > li")).to_have_count(7)
    expect(page.locator(".wikilatch-page input[type=radio]:checked")).to_have_count(0)


def test_help_and_words_are_there(opened):
    page = opened.page
    expect(page.get_by_role("link", name="emergency@wikimedia.org")).to_be_visible()
    expect(page.get_by_role("link", name="The Human Rights Interest Group")).to_be_visible()
    page.get_by_text("Words explained").click()
    expect(page.get_by_text("doxxing", exact=True)).to_be_visible()


def test_settings_are_kept_on_the_wiki_shown_and_erased(opened, gadget_wiki):
    page = opened.page
    page.get_by_label("Ask me before I publish").uncheck()
    expect(page.get_by_text("Your settings are saved.")).to_be_visible()
    page.get_by_label("Notes on my own pages").select_option("7")
    page.wait_for_function("mw.user.options.get('userjs-wikilatch').indexOf('quietUntil') > 0")
    assert settings_of(gadget_wiki)["hold"] is False
    page.reload()
    expect(page.locator(".wikilatch-held")).to_contain_text('"hold": false')
    page.get_by_role("button", name="Erase it").click()
    expect(page.get_by_text("Erased. Nothing is held any more.")).to_be_visible()
    expect(page.get_by_role("heading", name="What this gadget holds on you")).to_be_focused()
    assert settings_of(gadget_wiki) == {}


def test_another_language_is_spoken_at_once_and_from_then_on(opened):
    page = opened.page
    page.get_by_label("Language", exact=True).select_option("ar")
    expect(page.locator(".wikilatch-page")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("heading", name="فحص الأمان")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="فحص الأمان")).to_be_visible()


def test_what_is_kept_can_be_asked_about_again(reader, gadget_wiki):
    gadget_wiki.save(WHO, f"User:{WHO}", "Mail me: imogen@tidewrack-lantern.net")
    who = reader(WHO)
    page = who.read()
    page.get_by_role("button", name="Keep everything").click()
    expect(page.get_by_text("Noted.")).to_be_visible()
    who.read(PAGE, "&withgadget=WikilatchPage")
    page.get_by_role("button", name="Ask me again").click()
    expect(page.get_by_text("You have not chosen to keep anything.")).to_be_visible()
    expect(page.get_by_role("heading", name="What you keep")).to_be_focused()  # its button is gone
    who.read()
    expect(page.get_by_role("region", name="This page may give away who you are")).to_be_visible()


def test_nothing_is_asked_of_the_other_site_before_consent(opened):
    page = opened.page
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Connect…").click()
    box = page.get_by_role("dialog", name="Connect with another site?")
    expect(box).to_contain_text("127.0.0.1:9")
    box.get_by_role("button", name="Do not connect").click()
    expect(box).to_have_count(0)
    assert [url for url in asked if ":9/" in url] == []


def test_with_the_other_site_down_everything_else_works(reader, gadget_wiki):
    who = reader(WHO)
    who.context.add_init_script(
        'localStorage.setItem(\'wikilatch-connection\', \'{"token": "x", "ends": "2099-01-01"}\')'
    )
    page = who.read(PAGE, "&withgadget=WikilatchPage")
    expect(page.get_by_text("127.0.0.1:9 does not answer just now.")).to_be_visible()
    page.get_by_label("Ask me before I publish").uncheck()
    expect(page.get_by_text("Your settings are saved.")).to_be_visible()
    assert settings_of(gadget_wiki) == {"hold": False}


def test_connecting_asking_for_mail_and_disconnecting(reader, gadget_wiki, keys, tmp_path):
    with beside(gadget_wiki, keys, tmp_path) as backend:
        updated = gadget_wiki.deployment.run("--live", "--quiet", env={"WIKILATCH_PUBLIC_URL": backend.url})
        assert "1 pages differ" in updated.stdout, updated.stdout
        who = reader(WHO)
        page = who.read(PAGE, "&withgadget=WikilatchPage")
        page.get_by_role("button", name="Connect…").click()
        with page.expect_popup() as opened:
            page.get_by_role("dialog").get_by_role("button", name="Connect", exact=True).click()
        popup = opened.value
        popup.get_by_role("button", name="Go to the log-in").click()
        popup.get_by_label("User name").fill(WHO)
        popup.get_by_role("button", name="Allow").click()
        popup.get_by_role("button", name="Connect", exact=True).click()
        expect(page.get_by_text("Connected with 127.0.0.1")).to_be_visible()
        with page.expect_response(lambda answer: answer.request.method == "PUT") as answered:
            page.get_by_label("Write to me about my pages on localwiki").check()
        assert answered.value.status == 200
        with backend.store.read() as tables:
            assert tables.subscribers.get("localwiki", WHO) is not None
        page.reload()
        expect(page.get_by_label("Write to me about my pages on localwiki")).to_be_checked()
        page.get_by_role("button", name="Disconnect").click()
        expect(page.get_by_role("button", name="Connect…")).to_be_visible()
        assert page.evaluate("localStorage.getItem('wikilatch-connection')") is None


def test_a_message_from_anybody_else_connects_nothing(opened):
    page = opened.page
    page.evaluate("window.open = () => ({ closed: false })")
    page.get_by_role("button", name="Connect…").click()
    page.get_by_role("dialog").get_by_role("button", name="Connect", exact=True).click()
    expect(page.get_by_text("Please answer in the window that has opened.")).to_be_visible()
    page.evaluate(
        "window.postMessage({wikilatch: 'connected', nonce: 'n'.repeat(32), token: 't'.repeat(43)}, '*')"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("localStorage.getItem('wikilatch-connection')") is None


def test_a_choice_that_the_wiki_did_not_store_is_said_to_be_not_stored(opened):
    page = opened.page
    page.route("**/api.php", lambda route: route.abort())
    page.get_by_label("Ask me before I publish").uncheck()
    expect(page.get_by_text("Your choice could not be stored just now.")).to_be_visible()
