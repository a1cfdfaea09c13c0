"""VisualEditor itself, on the wiki's own core: whatever its checks are like, saving goes on."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.wiki]


def test_a_visual_editor_whose_checks_are_others_saves_as_ever(reader):
    who = reader()
    who.context.add_init_script("window.MWVE_FORCE_EDIT_CHECK_ENABLED = true;")
    page = who.read(query="&veaction=edit&vehidebetadialog=1")
    text = page.locator(".ve-ce-documentNode")
    expect(text).to_be_visible()
    page.wait_for_function("mw.loader.getState('ext.gadget.WikilatchCore') === 'ready'")
    if page.evaluate(
        "!!(mw.editcheck && mw.editcheck.BaseEditCheck.prototype.getModifiedContentBranchNodes)"
    ):
        pytest.skip("this VisualEditor's checks are those that the gadget takes part in")
    page.evaluate("mw.hook('ve.activationComplete').add(() => { window.isActive = true; })")
    page.wait_for_function("window.isActive")
    page.keyboard.press("Escape")  # the editor's notices
    text.focus()
    page.keyboard.type("Mail me: imogen@tidewrack-lantern.net")
    expect(text).to_contain_text("imogen@tidewrack-lantern.net")
    page.locator(".oo-ui-tool-name-showSave a").click()
    page.locator(".ve-ui-mwSaveDialog").get_by_text("Save page").last.click()
    expect(page.get_by_role("region", name="This page may give away who you are")).to_be_visible()
    assert "imogen@tidewrack-lantern.net" in who.saved()
    assert not any("Wikilatch failed" in said for said in who.console)
