"""The help for translators, loaded by the real wiki's ResourceLoader as a gadget that somebody switched on.

The local wiki lacks the Translate extension: there the test builds what its editor consists of and fires its
hooks. Where WIKILATCH_TEST_WIKI names a wiki that has it, the same is done in the real Special:Translate.
"""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.settings import WikiSettings
from scripts.deploy import build, pages
from tests.integration.translation.extension import Extension, NamedWiki

pytestmark = pytest.mark.browser

PICTURES = os.environ.get("WIKILATCH_PICTURES", "")
SOURCE = (
    "Beware of social engineering. In an emergency write to alarm@safety.example.org; 120,000 people did."
)
# What Translate's editor consists of, as far as anybody else can see it (ext.translate.editor.js).
EDITOR = """([source, language]) => {
    const list = $( '<div>' ).addClass( 'tux-messagelist' )
        .data( { sourcelangcode: 'en', targetlangcode: language } );
    const field = $( '<textarea>' ).addClass( 'tux-textarea-translation' )
        .attr( { lang: language, dir: language === 'ar' ? 'rtl' : 'ltr' } )
        .attr( { rows: 4, 'aria-label': 'Translation' } )
        .css( { width: '100%' } );
    const editor = $( '<div>' ).addClass( 'tux-message-editor' ).append(
        $( '<span>' ).addClass( 'sourcemessage' ).attr( { lang: 'en', dir: 'ltr' } ).text( source ),
        $( '<div>' ).addClass( 'tux-editor-editarea-block' ).append( field ),
        $( '<button>' ).addClass( 'tux-editor-save-button' ).text( 'Publish translation' )
    );
    list.append( $( '<div>' ).addClass( 'tux-message' ).append( editor ) ).appendTo( '#mw-content-text' );
    mw.hook( 'mw.translate.editor.afterEditorShown' ).fire( editor );
}"""


@pytest.fixture
def translator(reader):
    """Somebody on the real wiki who switched the help on, and nothing else of the gadget."""
    return reader(on=False, **{"gadget-WikilatchTranslate": "1"})


@pytest.fixture
def helped(translator):
    """A page on which the help was started, as on Special:Translate; and what it asked for."""
    page = translator.read("Special:BlankPage", "&uselang=en")
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.wait_for_function("window.mw && mw.loader.getState('ext.gadget.WikilatchTranslate') === 'ready'")
    page.evaluate(
        "mw.loader.using('ext.gadget.WikilatchTranslateCore')"
        ".then(() => mw.loader.require('ext.gadget.WikilatchTranslateCore').start())"
    )
    return page, requests


def panel(page):
    return page.get_by_role("region", name="Help from the glossary")


@pytest.mark.wiki
def test_elsewhere_nothing_more_is_loaded(translator):
    page = translator.read("Special:BlankPage")
    page.wait_for_function("window.mw && mw.loader.getState('ext.gadget.WikilatchTranslate') === 'ready'")
    assert page.evaluate("mw.loader.getState('ext.gadget.WikilatchTranslateCore')") == "registered"


@pytest.mark.wiki
def test_terms_are_shown_and_inserted_and_hints_come_while_typing(helped, axe):
    page, requests = helped
    page.evaluate(EDITOR, [SOURCE, "ja"])
    term = panel(page).get_by_role("listitem").filter(has_text="social engineering")
    expect(term).to_contain_text("Getting people, not machines, to hand over information")
    expect(term).to_contain_text("suggested, not approved yet")
    expect(term.locator("s")).to_have_text("社会工学")
    field = page.get_by_label("Translation")
    field.fill("社会工学に注意。緊急時は alarm@safty.example.org へ。1,200人が連絡しました。")
    status = panel(page).get_by_role("status")
    expect(status).to_contain_text(
        "The source says alarm@safety.example.org, the translation says alarm@safty"
    )
    expect(status).to_contain_text("The source says 120,000, the translation says 1,200")
    expect(status).to_contain_text("advises against “社会工学”")
    if PICTURES:
        page.locator(".tux-message-editor").screenshot(path=Path(PICTURES) / "translate-help-ja.png")
    page.evaluate(axe)
    violations = page.evaluate("axe.run('.wikilatch-translate').then((result) => result.violations)")
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in violations] == []
    field.fill("に注意。緊急時は alarm@safety.example.org へ。12万人が連絡しました。")
    field.evaluate("(field) => field.setSelectionRange(0, 0)")
    panel(page).get_by_role("button", name="Insert “ソーシャルエンジニアリング”").click()
    expect(field).to_have_value(
        "ソーシャルエンジニアリングに注意。緊急時は alarm@safety.example.org へ。12万人が連絡しました。"
    )
    expect(status).to_have_text("What was noticed is put right.")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("に注意。緊急時は alarm@safety.example.org へ。12万人が連絡しました。")
    elsewhere = [url for url in requests if not url.startswith(page.url.split("/w/")[0])]
    assert elsewhere == []
    assert not [url for url in requests if "%E3%81%AB" in url or "alarm" in url], "the draft left the browser"


@pytest.mark.wiki
def test_from_right_to_left_it_reads_from_the_right(helped):
    page, _ = helped
    page.evaluate(EDITOR, [SOURCE, "ar"])
    page.get_by_label("Translation").fill(
        "احذر من الهندسة الاجتماعية. في الطوارئ راسلنا. فعل ذلك ١٢٠٬٠٠٠ شخص."
    )
    expect(panel(page).get_by_role("status")).to_contain_text("alarm@safety.example.org is in the source")
    button = panel(page).get_by_role("button", name="Insert “الهندسة الاجتماعية”")
    assert button.get_attribute("dir") == "rtl"
    assert button.get_attribute("lang") == "ar"
    if PICTURES:
        page.locator(".tux-message-editor").screenshot(path=Path(PICTURES) / "translate-help-ar.png")


@pytest.mark.wiki
def test_a_language_that_nobody_wrote_down_gets_terms_and_the_checks_that_need_no_model(helped):
    page, _ = helped
    page.evaluate(EDITOR, [SOURCE, "ast"])
    expect(panel(page)).to_contain_text("no rendering yet")
    page.get_by_label("Translation").fill("Cuidao.")
    expect(panel(page).get_by_role("status")).to_contain_text("alarm@safety.example.org")


@pytest.mark.wiki
def test_when_its_data_cannot_be_read_translating_goes_on(helped):
    page, _ = helped
    page.route("**/*shared.json*", lambda route: route.abort())
    page.evaluate(EDITOR, [SOURCE, "ja"])
    field = page.get_by_label("Translation")
    field.fill("社会工学")
    page.wait_for_timeout(1000)
    expect(field).to_have_value("社会工学")
    expect(panel(page).get_by_role("listitem")).to_have_count(0)


def put(admin):
    """Put what the help consists of on a wiki that somebody named, where it is not yet, and switch it on."""
    wiki = WikiSettings(name="named", api="http://127.0.0.1/api.php", lang="en", account="WikilatchPatrol")
    made = pages.compose(wiki, "")
    shared = ("ui/element.js", "ui/messages.js", "data/config.json", "data/languages.json", "i18n/en.json")
    wanted = (*shared, "translate/shared.json", "translate/en.json", "translate/ja.json")
    for page in made:
        name = page.title.removeprefix(pages.PREFIX + pages.FOLDER)
        script = name.startswith("translate/") and not name.endswith(".json")
        if (script or name in wanted) and not page.equals(admin.text(page.title)):
            admin.save(page.title, page.text)
    lines = [line for line in pages.definitions(None, made).text.split("\n") if "WikilatchTranslate" in line]
    there = (admin.text(pages.DEFINITIONS) or "").split("\n")
    others = [line for line in there if "WikilatchTranslate" not in line]
    admin.save(pages.DEFINITIONS, "\n".join([*others, *lines]).strip())
    admin.act("options", change="gadget-WikilatchTranslate=1")


@pytest.mark.extension_translate
def test_in_the_real_special_translate(page):
    named = NamedWiki()
    admin = named.session(named.admin)
    build.build(print)
    put(admin)
    title = f"{named.prefix}Desk"
    admin.save(title, f"<translate>\n<!--T:1-->\n{SOURCE}\n</translate>")
    Extension(admin, named).mark(title)
    site = named.api.removesuffix("/api.php")
    cookies = admin.cookies()
    page.context.add_cookies([{"name": key, "value": value, "url": site} for key, value in cookies.items()])
    asked = f"title=Special:Translate&group=page-{title}&language=ja&action=translate&uselang=en"
    page.goto(f"{site}/index.php?{asked}")
    page.locator(".tux-message", has_text="Beware of").click()
    expect(panel(page)).to_contain_text("social engineering", timeout=30_000)
    field = page.locator(".tux-textarea-translation:visible")
    field.fill("社会工学に注意。緊急時は alarm@safety.example.org へ。")
    status = panel(page).get_by_role("status")
    expect(status).to_contain_text("The number 120,000 of the source is missing")
    if PICTURES:
        page.locator(".tux-message-editor:visible").screenshot(
            path=Path(PICTURES) / "translate-help-real.png"
        )
    field.press("Control+a")
    panel(page).get_by_role("button", name="Insert “ソーシャルエンジニアリング”").click()
    field.press("End")
    field.type("に注意。緊急時は alarm@safety.example.org へ。12万人が連絡しました。")
    expect(status).to_have_text("What was noticed is put right.")
    with page.expect_response(lambda answer: "action=edit" in (answer.request.post_data or "")) as saved:
        page.locator(".tux-editor-save-button:visible").click()
    assert json.loads(saved.value.text())["edit"]["result"] == "Success"
    named.close()
