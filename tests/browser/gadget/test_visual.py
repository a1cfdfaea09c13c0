"""VisualEditor itself, on the wiki's own core: its save is held as the wikitext editor's is."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.wiki]

MAIL = "imogen@tidewrack-lantern.net"
TEXT = "I write about kelp."


def opened(who, mode="edit"):
    """The visual editor on one's own page, with everything of the gadget there."""
    page = who.read(query=f"&veaction={mode}&vehidebetadialog=1")
    who.armed()
    text = page.locator(".ve-ce-documentNode")
    expect(text).to_be_visible()
    text.focus()
    page.keyboard.press("Control+End")
    return page


def press_save(page):
    # The note lies over the button, and stays as long as the mouse is on it: first it must go by itself.
    expect(page.locator(".mw-notification:visible")).to_have_count(0, timeout=15_000)
    page.locator(".oo-ui-tool-name-showSave a").click()


def question(page):
    return page.get_by_role("dialog", name="Before you publish")


def publish(page):
    """Press the button of the editor's own save dialog."""
    page.locator(".ve-ui-mwSaveDialog").get_by_role(
        "button", name=re.compile("^(Save|Publish) ")
    ).last.click()


def somebody(reader, **options):
    """Somebody whose page exists."""
    made = reader(**options)
    made.wiki.session(made.name).save(made.title, TEXT)
    return made


@pytest.fixture
def who(reader):
    return somebody(reader)


def test_it_is_held_and_taken_out_and_undo_brings_it_back(who):
    page = opened(who)
    page.keyboard.type(f" Mail me: {MAIL}")
    sent = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    press_save(page)
    expect(question(page)).to_be_visible()
    expect(question(page).locator("mark")).to_have_text(MAIL)
    assert not [each for each in sent if "tidewrack" in each], "the draft went somewhere while it was asked"
    question(page).get_by_role("button", name="Take it out of my text").click()
    text = page.locator(".ve-ce-documentNode")
    expect(text).not_to_contain_text("imogen")
    expect(page.locator(".ve-ui-mwSaveDialog")).not_to_be_visible()
    expect(page.locator(".ve-ce-surface-focused")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(text).to_contain_text(MAIL)
    page.keyboard.press("Control+Shift+z")
    press_save(page)
    publish(page)
    expect(
        page.get_by_text(re.compile("Your edit was (saved|published)|changes (have been|were) saved"))
    ).to_be_visible()
    assert "imogen" not in who.saved()


def test_back_to_editing_gives_the_text_back_and_the_next_save_goes_through(who):
    page = opened(who)
    page.keyboard.type(f" Mail me: {MAIL}")
    press_save(page)
    question(page).get_by_role("button", name="Back to editing").click()
    expect(page.locator(".ve-ce-surface-focused .ve-ce-documentNode")).to_be_focused()
    page.keyboard.type(" Or send a crab.")
    press_save(page)
    publish(page)
    expect(page.get_by_role("region", name="This page may give away who you are")).to_be_visible()
    assert f"{MAIL} Or send a crab." in who.saved()


def test_publish_anyway_goes_on_to_the_editors_own_dialog(who):
    page = opened(who)
    page.keyboard.type(f" Mail me: {MAIL}")
    press_save(page)
    question(page).get_by_role("button", name="Publish anyway").click()
    publish(page)
    expect(page.get_by_role("region", name="This page may give away who you are")).to_be_visible()
    assert MAIL in who.saved()


def test_nothing_found_asks_nothing(who):
    page = opened(who)
    page.keyboard.type(" And about seals.")
    press_save(page)
    publish(page)
    page.wait_for_function("!document.querySelector('.ve-ce-documentNode')")
    assert "seals" in who.saved()
    assert not any("Wikilatch failed" in said for said in who.console)


def test_links_and_templates_lose_what_was_found_in_them(who):
    who.wiki.session(who.name).save("Template:Infobox user", "{{{phone|}}}")
    page = opened(who)
    page.evaluate(
        """(mail) => {
            const surface = ve.init.target.getSurface().getModel();
            surface.getLinearFragment( new ve.Range( 1 ) ).insertContent( [
                { type: 'mwTransclusionInline', attributes: { mw: { parts: [ { template: {
                    target: { wt: 'Infobox user', href: './Template:Infobox_user' }, i: 0,
                    params: { phone: { wt: '+49 441 36116801' }, note: { wt: 'kelp' } } } } ] } } },
                { type: '/mwTransclusionInline' } ] );
            surface.getLinearFragment( new ve.Range( 1 ) ).insertContent( 'Write to me. ' );
            const link = ve.dm.MWExternalLinkAnnotation.static.toDataElement( [
                $( '<a>' ).attr( { href: 'mailto:' + mail, rel: 'mw:ExtLink' } )[ 0 ] ] );
            surface.getLinearFragment( new ve.Range( 1, 12 ) ).annotateContent( 'set',
                new ve.dm.MWExternalLinkAnnotation( link ) );
        }""",
        MAIL,
    )
    press_save(page)
    expect(question(page)).to_be_visible()
    question(page).get_by_role("button", name="Take it out of my text").click()
    expect(page.locator(".ve-ce-documentNode")).not_to_contain_text("Write to me")
    press_save(page)
    publish(page)
    page.wait_for_function("!document.querySelector('.ve-ce-documentNode')")
    saved = who.saved()
    assert "tidewrack" not in saved
    assert "36116801" not in saved
    assert "note=kelp" in saved.replace(" ", "")


def test_the_editors_wikitext_mode_is_held_too(reader):
    who = somebody(reader, **{"visualeditor-newwikitext": "1"})
    page = opened(who, "editsource")
    assert page.evaluate("ve.init.target.getSurface().getMode()") == "source"
    page.keyboard.type(f" Mail me: {MAIL}")
    press_save(page)
    question(page).get_by_role("button", name="Take it out of my text").click()
    expect(page.locator(".ve-ce-documentNode")).not_to_contain_text("imogen")
    press_save(page)
    publish(page)
    page.wait_for_function("!document.querySelector('.ve-ce-documentNode')")
    assert "imogen" not in who.saved()


def test_where_the_gadget_fails_the_save_goes_on(who):
    who.context.route("**/*WikilatchCore*", lambda route: route.abort())
    page = who.read(query="&veaction=edit&vehidebetadialog=1")
    page.evaluate("mw.hook('ve.activationComplete').add(() => { window.isActive = true; })")
    page.wait_for_function("window.isActive")
    page.locator(".ve-ce-documentNode").focus()
    page.keyboard.type(f"Mail me: {MAIL} ")
    press_save(page)
    publish(page)
    page.wait_for_function("!document.querySelector('.ve-ce-documentNode')")
    assert MAIL in who.saved()
    assert any("let your edit through" in said for said in who.console)
