"""Fixtures that give a test a real Chromium, which finds nothing but this machine."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bot.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium, Debian's, that finds nothing but this machine. Tests ask for `page` instead."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.fail("The tests marked browser need Chromium: run scripts/test, or apt-get install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=[
                "--no-sandbox",  # root has none
                "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            ],
        )  # fmt: skip
        yield browser
        browser.close()


@pytest.fixture
def browser_context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser profile of the test's own: no cookies, no storage."""
    context = chromium.new_context(locale="en-GB", timezone_id="UTC", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """An empty tab."""
    return browser_context.new_page()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that finds what keeps people from using a page (axe-core), to be run in a page."""
    script = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        command = ["npm", "install", "--no-save", "--silent", "--no-audit", "--no-fund", "axe-core@4"]
        subprocess.run(command, cwd=ROOT, check=True)
    return script.read_text(encoding="utf-8")
