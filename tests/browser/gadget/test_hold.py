"""The save is held once, by a dialog in the browser, and the person decides."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.wiki]

# What is invented in people.toml, in three scripts: (who, language, text, what is found in it, what stays)
SCRIPTS = [
    (
        "HarbourWren",
        "en",
        "I write about kelp.\n\nMail me: imogen@tidewrack-lantern.net\n",
        "imogen@tidewrack-lantern.net",
    ),
    ("نورس البحر", "ar", "أكتب عن الطيور البحرية.\n\nرقم هاتفي: ٠١٠ ٠١٢٣٤٥٦٧\n", "٠١٠ ٠١٢٣٤٥٦٧"),
    (
        "ハナミズキ",
        "ja",
        "灯台の記事を書いています。\n\n私の電話番号は 090-1234-5678 です。\n",
        "090-1234-5678",
    ),
]
TEXT, FOUND = SCRIPTS[0][2], SCRIPTS[0][3]


def dialog(page):
    return page.get_by_role("dialog")


@pytest.mark.parametrize(("name", "lang", "text", "found"), SCRIPTS, ids=[each[1] for each in SCRIPTS])
def test_the_save_is_held_and_says_what_and_why_in_the_readers_language(reader, name, lang, text, found):
    who = reader(name)
    page = who.edit()
    who.armed()
    who.write(text)
    who.save()
    box = dialog(page)
    expect(box).to_be_visible()
    expect(box.locator("mark")).to_have_text(found)
    assert box.get_attribute("lang") == lang
    assert box.get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
    assert "⧼" not in box.inner_text()
    assert who.saved() is None


def test_editing_it_out_puts_the_proposal_in_the_editor_and_undo_brings_it_back(reader):
    who = reader()
    page = who.edit()
    who.armed()
    who.write(TEXT)
    who.save()
    dialog(page).get_by_role("button", name="Take it out of my text").click()
    box = page.locator("#wpTextbox1")
    expect(box).to_be_focused()
    expect(box).not_to_have_value(TEXT)
    assert FOUND not in box.input_value()
    assert who.saved() is None
    page.keyboard.press("Control+z")
    expect(box).to_have_value(TEXT)
    page.keyboard.press("Control+Shift+z")
    who.save()
    page.wait_for_selector(".mw-parser-output")
    assert who.saved() == "I write about kelp."


def test_publish_anyway_publishes_and_it_is_not_held_again(reader):
    who = reader()
    page = who.edit()
    who.armed()
    who.write(TEXT)
    who.save()
    dialog(page).get_by_role("button", name="Publish anyway").click()
    page.wait_for_selector(".mw-parser-output")
    assert FOUND in who.saved()
    who.edit()
    who.armed()
    who.write(TEXT + "\nAnother line.")
    who.save()
    page.wait_for_selector(".mw-parser-output")
    assert "Another line." in who.saved()


def test_what_is_kept_is_not_asked_about_again_and_is_stored_as_a_fingerprint_only(reader, gadget_wiki):
    who = reader()
    page = who.edit()
    who.armed()
    who.write(TEXT)
    who.save()
    dialog(page).get_by_text("keep it, and do not ask me again").click()
    dialog(page).get_by_role("button", name="Publish anyway").click()
    page.wait_for_selector(".mw-parser-output")
    stored = gadget_wiki.preference(who.name)
    assert "salt" in stored
    assert FOUND not in stored
    assert "email" not in stored
    # On another page of one's own, with nothing published there before: only the keep list can know.
    who.edit(f"{who.title}/more")
    who.armed()
    who.write(f"Mail me: {FOUND}")
    who.save()
    page.wait_for_selector(".mw-parser-output")
    assert FOUND in who.saved(f"{who.title}/more")


def test_cancelling_goes_back_to_the_button_and_the_next_save_goes_through(reader):
    who = reader()
    page = who.edit()
    who.armed()
    who.write(TEXT)
    page.locator("#wpSave").focus()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(page.locator("#wpSave")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_selector(".mw-parser-output")
    assert FOUND in who.saved()


def test_a_preview_in_between_does_not_make_it_ask_twice(reader):
    who = reader()
    page = who.edit()
    who.armed()
    who.write(TEXT)
    page.click("#wpPreview")  # nothing is held for a preview
    page.wait_for_selector(".previewnote")
    who.armed()
    who.save()
    expect(dialog(page)).to_be_visible()
    dialog(page).get_by_role("button", name="Back to editing").click()
    with page.expect_navigation():  # the page that is left has a preview as well
        page.click("#wpPreview")
    page.wait_for_selector(".previewnote")
    who.armed()
    who.save()
    page.wait_for_url(lambda url: "submit" not in url and "edit" not in url)
    assert FOUND in who.saved()


def test_a_clean_text_is_saved_without_a_word(reader):
    who = reader()
    page = who.edit()
    who.armed()
    who.write("I write about kelp since 2019, 4,213 edits.")
    who.save()
    page.wait_for_selector(".mw-parser-output")
    assert "kelp" in who.saved()


def test_whatever_fails_the_save_goes_through_and_the_console_says_so(reader):
    who = reader()
    who.page.route(re.compile(r"Gadget-Wikilatch/rules/"), lambda route: route.abort())
    page = who.edit()
    who.write(TEXT)
    who.save()
    page.wait_for_selector(".mw-parser-output")
    assert FOUND in who.saved()
    assert any("Wikilatch failed, so it let your edit through" in said for said in who.console)


def test_who_saves_before_the_gadget_has_arrived_waits_for_it_and_not_long(reader):
    who = reader()
    page = who.page
    page.route(
        "**/load.php*WikilatchCore*", lambda route: None
    )  # never answered, so the page is never loaded
    page.goto(f"{who.wiki.url}/w/index.php?title={who.title}&action=edit", wait_until="domcontentloaded")
    page.wait_for_function("window.mw && mw.loader.getState('ext.gadget.Wikilatch') === 'ready'")
    who.write(TEXT)
    who.save()
    page.wait_for_selector(".mw-parser-output")
    assert FOUND in who.saved()


def test_the_keyboard_stays_in_the_dialog(reader):
    who = reader()
    page = who.edit()
    who.armed()
    who.write(TEXT)
    who.save()
    expect(dialog(page).get_by_role("heading", name="Before you publish")).to_be_focused()
    reached = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('dialog') !== null"))
    assert reached == {True}
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")


def test_codemirror_like_editors_are_asked_for_their_text(reader):
    """An editor that stands before the text box registers with textSelection, as CodeMirror does."""
    who = reader()
    page = who.edit()
    who.armed()
    page.evaluate(
        """([text]) => {
            window.other = text;
            $('#wpTextbox1').textSelection('register', {
                getContents: () => window.other,
                setContents: function (value) { window.other = value; return this; },
                getSelection: () => '',
                replaceSelection: function (value) { return this; },
                encapsulateSelection: function () { return this; },
                getCaretPosition: () => 0,
                setSelection: function () { return this; },
                scrollToCaretPosition: function () { return this; }
            });
        }""",
        [TEXT],
    )
    who.save()
    dialog(page).get_by_role("button", name="Take it out of my text").click()
    page.wait_for_function("window.other.indexOf('imogen') < 0")


def test_the_hold_can_be_switched_off(reader, gadget_wiki):
    who = reader(**{"userjs-wikilatch": '{"hold":false}'})
    page = who.edit()
    who.armed()
    who.write(TEXT)
    who.save()
    page.wait_for_selector(".mw-parser-output")
    assert FOUND in who.saved()
