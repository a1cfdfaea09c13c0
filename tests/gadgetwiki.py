"""Fixtures that give a test the real local wiki with the gadget on it, put there by scripts/deploy-gadget."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.settings import ROOT, WikiSettings
from scripts.deploy.build import build
from scripts.deploy.pages import compose
from scripts.localwiki import create, people, serve
from scripts.localwiki.mail import MailSink
from scripts.localwiki.paths import LOCAL
from scripts.localwiki.people import PASSWORD
from scripts.localwiki.processes import Processes
from tests.localwiki import LocalWiki

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

BACKEND = "http://127.0.0.1:9"  # nobody listens there: the gadget must work without
OVERSIGHT = "https://wiki.example.org/wiki/Special:EmailUser/Oversight"
RULES_PAGE = f"User:{people.PATROL_BOT}/rules.json"
_NAME = "localwiki"


@dataclass
class Deployment:
    """Running scripts/deploy-gadget against the wiki: its settings, and the last run's output."""

    environment: dict[str, str]

    def run(self, *options: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run it with these options; stderr is part of the output."""
        return subprocess.run(
            [sys.executable, "-m", "scripts.deploy", "--wiki", _NAME, *options],
            cwd=ROOT,
            env=self.environment | dict(env or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def deployment(site: serve.WikiSite, home: Path, backend: str = BACKEND) -> Deployment:
    """What deploys to a wiki of this machine, as an interface administrator with a bot password does."""
    wikis = home / "wikis.toml"
    wikis.write_text(
        f'[wikis.{_NAME}]\napi = "{site.api}"\nsite = "{site.url}"\nlang = "en"\n'
        f'account = "{people.PATROL_BOT}"\noversight = "{OVERSIGHT}"\n'
        f'rules_page = "{RULES_PAGE}"\n',
        encoding="utf-8",
    )
    inherited = {key: value for key, value in site.environment().items() if not key.startswith("MW_")}
    return Deployment(
        inherited
        | {
            "WIKILATCH_WIKIS_FILE": str(wikis),
            "WIKILATCH_PUBLIC_URL": backend,
            "WIKILATCH_DEPLOY_USER": f"{people.ADMIN}@{people.BOT_APP_ID}",
            "WIKILATCH_DEPLOY_PASSWORD": people.BOT_SECRET,
            "NO_PROXY": "127.0.0.1,localhost",
        }
    )


@dataclass
class GadgetWiki(LocalWiki):
    """The local wiki with the gadget; nobody has switched it on yet."""

    deployment: Deployment | None = None

    def switch_on(self, name: str, **options: str) -> None:
        """Switch the gadget on in somebody's preferences, with other preferences of theirs."""
        wanted = {"gadget-Wikilatch": "1"} | options
        self.session(name).act("options", change="|".join(f"{key}={value}" for key, value in wanted.items()))

    def make_account(self, name: str) -> None:
        """Make somebody who is not in people.toml, with everybody's password."""
        admin = self.session(people.ADMIN)
        tokens = admin.get(action="query", meta="tokens", type="createaccount")["query"]["tokens"]
        admin.post(
            action="createaccount", createtoken=tokens["createaccounttoken"], createreturnurl=self.url,
            username=name, password=people.PASSWORD, retype=people.PASSWORD, reason="invented",
        )  # fmt: skip

    def preference(self, name: str, key: str = "userjs-wikilatch") -> str | None:
        """One of somebody's preferences, as the wiki holds it."""
        answer = self.session(name).get(action="query", meta="userinfo", uiprop="options")
        value = answer["query"]["userinfo"]["options"].get(key)
        return None if value is None else str(value)


@pytest.fixture(scope="session")
def _gadget_site(
    _wiki_template, tmp_path_factory
) -> Iterator[tuple[serve.WikiSite, MailSink, Path, Deployment]]:
    mediawiki, template = _wiki_template
    home = tmp_path_factory.mktemp("gadgetwiki")
    with contextlib.ExitStack() as stack:
        sink = stack.enter_context(MailSink(home / "mail"))
        processes = stack.enter_context(Processes())
        # Two runs of pytest may go side by side: one deploys, the other finds it done.
        with create.one_at_a_time("deploy"):
            build(print)
            deployed = LOCAL / f"deployed-{_fingerprint(template)}"
            serve.copy(deployed if deployed.is_dir() else template, home / "site")
            site = serve.WikiSite(mediawiki, home / "site", serve.free_port(), sink.port)
            serve.start(site, processes, home / "server.log")
            deploy = deployment(site, home)
            if not deployed.is_dir():
                done = deploy.run("--live", "--quiet")
                if done.returncode:
                    pytest.fail(f"scripts/deploy-gadget --live failed:\n{done.stdout[-3000:]}")
                for old in (*LOCAL.glob("deployed-*"), *LOCAL.glob("deploying")):
                    shutil.rmtree(old)
                with serve.still(site.folder):
                    shutil.copytree(site.folder, LOCAL / "deploying")
                (LOCAL / "deploying").rename(deployed)
        yield site, sink, deployed, deploy


def _fingerprint(template: Path) -> str:
    """Names what the deployed wiki is made of: saving 150 pages takes long, so it is done once."""
    made_of = hashlib.sha256(template.name.encode())
    for page in compose(
        WikiSettings(
            name=_NAME, api="", site="", lang="en", account="", oversight=OVERSIGHT, rules_page=RULES_PAGE
        ),
        BACKEND,
    ):
        made_of.update(f"{page.title}\0{page.text}\0".encode())
    return made_of.hexdigest()[:16]


@pytest.fixture
def gadget_wiki(_gadget_site) -> Iterator[GadgetWiki]:
    """The real MediaWiki with the gadget on it, no user pages, nobody logged in."""
    site, sink, deployed, deploy = _gadget_site
    serve.restore(deployed, site.folder)
    sink.clear()
    local = GadgetWiki(site, sink, {person.name: person for person in people.load()}, deployment=deploy)
    yield local
    local.close()


@dataclass
class Reader:
    """Somebody before a browser of their own, logged in on the wiki."""

    wiki: GadgetWiki
    name: str
    context: BrowserContext
    page: Page
    console: list[str]

    @property
    def title(self) -> str:
        """The title of their user page."""
        return f"User:{self.name}"

    def read(self, title: str = "", query: str = "") -> Page:
        """Open a page of the wiki, their own user page by default."""
        self.page.goto(f"{self.wiki.url}/w/index.php?title={title or self.title}{query}")
        return self.page

    def edit(self, title: str = "", query: str = "") -> Page:
        """Open the wikitext editor."""
        return self.read(title, f"&action=edit{query}")

    def armed(self) -> Page:
        """Wait, in the editor, until everything of the gadget is there, as it is after a second or two."""
        self.page.wait_for_function("window.mw && mw.hook")
        # Not a promise to be evaluated: if it never came, that would be waited for without an end.
        self.page.evaluate("mw.hook('wikilatch.armed').add(() => { window.wikilatchIsArmed = true; })")
        self.page.wait_for_function("window.wikilatchIsArmed")
        return self.page

    def write(self, text: str) -> None:
        """Put a text into the editor as typing does, so that the editor's undo knows of it."""
        box = self.page.locator("#wpTextbox1")
        box.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def save(self) -> None:
        """Press "Save changes"."""
        self.page.click("#wpSave")

    def saved(self, title: str = "") -> str | None:
        """The page's text on the wiki."""
        return self.wiki.session(self.name).text(title or self.title)


@pytest.fixture
def reader(gadget_wiki: GadgetWiki, chromium: Browser):
    """Makes people before browsers: `reader("HarbourWren")` is logged in and has the gadget on."""
    contexts = []
    expect.set_options(timeout=20_000)  # a busy machine's wiki takes its time

    def make(
        name: str = "HarbourWren", on: bool = True, context: dict | None = None, **options: str
    ) -> Reader:
        gadget_wiki.switch_on(name, **({} if on else {"gadget-Wikilatch": "0"}) | options)
        made = chromium.new_context(
            **{"locale": "en-GB", "timezone_id": "UTC", "viewport": {"width": 1280, "height": 900}}
            | (context or {})
        )
        made.set_default_timeout(30_000)
        contexts.append(made)
        # The API's session is the browser's: logging in by the form for each test would take a second each.
        cookies = gadget_wiki.session(name).cookies()
        made.add_cookies(
            [{"name": key, "value": value, "url": gadget_wiki.url} for key, value in cookies.items()]
        )
        page = made.new_page()
        console: list[str] = []
        page.on("console", lambda message: console.append(message.text))
        page.on("pageerror", lambda error: console.append(f"uncaught: {error}"))
        return Reader(gadget_wiki, name, made, page, console)

    yield make
    for context in contexts:
        context.close()


__all__ = ["PASSWORD", "_gadget_site", "gadget_wiki", "reader"]
