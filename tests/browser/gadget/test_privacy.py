"""P9: the draft never leaves the browser. Every request is recorded, with its body and headers."""

import gzip
from urllib.parse import unquote_plus

import pytest
import requests
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.wiki]

DRAFT = "I write about kelp and quagmires.\n\nMail me: imogen@tidewrack-lantern.net, phone +44 7400 123456."
_GRAM = 6


def grams(text):
    return {text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)}


def test_no_request_carries_any_part_of_a_draft(reader):
    who = reader()
    page = who.edit()
    who.armed()
    page.wait_for_load_state("networkidle")
    known = page.content()
    sent = []
    who.context.on(
        "request",
        lambda request: sent.append(
            "\n".join(
                [request.method, request.url, request.post_data or "", *map(str, request.headers.items())]
            )
        ),
    )
    who.write(DRAFT)
    page.wait_for_timeout(500)
    who.save()
    box = page.get_by_role("dialog")
    expect(box).to_be_visible()
    box.get_by_text("Who can see this?").click()
    box.get_by_text("How your text would read without it").click()
    box.get_by_role("button", name="Take it out of my text").click()
    page.wait_for_timeout(500)
    # Pieces that the page held before anything was written ("my name", say) prove nothing.
    telling = {gram for gram in grams(DRAFT) if gram not in known}
    assert len(telling) > 50
    for request in sent:
        if "action=stashedit" in request:
            continue  # MediaWiki's own, with or without a gadget: it prepares the save on the wiki itself
        leaked = {gram for gram in telling if gram in unquote_plus(request)}
        assert leaked == set(), request
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert {gram for gram in telling if gram in stored} == set()


def test_the_page_is_looked_at_by_its_number_alone(reader, gadget_wiki):
    gadget_wiki.save("HarbourWren", "User:HarbourWren", DRAFT)
    who = reader()
    asked = []
    who.page.on("request", lambda request: asked.append((request.method, request.url, request.post_data)))
    who.read()
    expect(who.page.get_by_role("region", name="This page may give away who you are")).to_be_visible()
    assert {method for method, _, _ in asked} == {"GET"}
    assert all(url.startswith(gadget_wiki.url) for _, url, _ in asked)


def test_the_first_load_is_small_and_the_rest_comes_only_on_ones_own_pages(gadget_wiki):
    with requests.Session() as session:
        session.trust_env = False
        wanted = {"modules": "ext.gadget.Wikilatch", "lang": "en", "skin": "vector-2022"}
        answer = session.get(f"{gadget_wiki.url}/w/load.php", params=wanted, timeout=60)
    assert b"wikilatch.armed" in answer.content
    assert len(gzip.compress(answer.content)) < 15 * 1024
