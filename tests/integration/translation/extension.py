"""The Translate extension itself, on a wiki that the environment names, as the tests of the stand-in see it.

WIKILATCH_TEST_WIKI is the address of its api.php; WIKILATCH_TEST_ADMIN and WIKILATCH_TEST_ADMIN_PASSWORD an
account there that may mark, move and delete pages, make message bundles and change groups;
WIKILATCH_TEST_SYNC_ACCOUNT the sync's own, whose secrets are those of every sync (docs/translations.md).
Each test makes pages under a new name and leaves them there.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import pytest
import requests

from scripts.localwiki.client import ApiError, WikiClient
from scripts.localwiki.errors import LocalWikiError
from scripts.standins.translate import units_of

_NAMES = (
    "WIKILATCH_TEST_WIKI",
    "WIKILATCH_TEST_ADMIN",
    "WIKILATCH_TEST_ADMIN_PASSWORD",
    "WIKILATCH_TEST_SYNC_ACCOUNT",
)
_SYNC = ("WIKILATCH_SYNC_BOT_PASSWORD", "WIKILATCH_SYNC_CONSUMER_KEY")
_JOBS_SECONDS = 120


class NamedWiki:
    """A wiki of somebody's, with one account of ours that administers it."""

    def __init__(self) -> None:
        missing = [name for name in _NAMES if not os.environ.get(name)]
        if not any(os.environ.get(name) for name in _SYNC):
            missing.append(" or ".join(_SYNC))
        if missing:
            pytest.skip(f"no wiki with Extension:Translate is named: {', '.join(missing)} not set")
        self.api, self.admin, self._password, self.sync_account = (os.environ[name] for name in _NAMES)
        self.prefix = f"Wikilatch test {uuid.uuid4().hex[:8]} "
        self.form = WikiForm(self.api)
        self._clients: dict[str | None, WikiClient] = {None: WikiClient(self.api)}

    def session(self, name: str | None = None) -> WikiClient:
        """A session as the administrator, or as nobody."""
        if name not in self._clients:
            self._clients[name] = WikiClient(self.api).login(self.admin, self._password)
        return self._clients[name]

    def save(self, author: str, title: str, text: str) -> int:
        """Save a page; gives the revision's id."""
        return self.session(author).save(title, text)

    def close(self) -> None:
        """Close every session."""
        for client in self._clients.values():
            client.close()


class WikiForm:
    """Presses the buttons of special pages, where the API has no module for it."""

    def __init__(self, api: str) -> None:
        self._index = api.removesuffix("api.php") + "index.php"

    def send(self, client: WikiClient, token_name: str, **fields: str) -> None:
        """Send a form of a special page, named by `title`, as somebody."""
        token = client.get(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]
        answer = client._session.post(  # the same cookies
            self._index, data={"uselang": "en", token_name: token, **fields}, timeout=60
        )
        if not answer.ok or "errorbox" in answer.text or "permissions-errors" in answer.text:
            raise LocalWikiError(f"{fields['title']} answered {answer.status_code}: {_said(answer)}")


class Extension:
    """What TranslateStandIn offers, done by the extension: reads and writes go to the wiki as they are."""

    def __init__(self, session: Any, wiki: NamedWiki) -> None:
        self._session = session
        self._wiki = wiki
        self._admin = wiki.session(wiki.admin)
        self.requests: list[dict[str, str]] = []
        modules = self._admin.get(action="paraminfo", modules="markfortranslation").get("paraminfo", {})
        self._by_api = bool(modules.get("modules"))  # it came with MediaWiki 1.43

    def get(self, **params: str) -> dict[str, Any]:
        """Read from the wiki."""
        self.requests.append(params)
        answer: dict[str, Any] = self._session.get(**params)
        return answer

    def post(self, **params: str) -> dict[str, Any]:
        """Write to the wiki."""
        self.requests.append(params)
        answer: dict[str, Any] = self._session.post(**params)
        return answer

    def mark(self, title: str, keep: Iterable[str] = ()) -> None:
        """Mark a page for translation as a person does, and wait for what the extension makes of it."""
        kept = list(keep)
        group = f"page-{title}"
        before = self._definitions(group)
        if self._by_api:
            more = {"nofuzzyunits": "|".join(kept)} if kept else {}
            self._admin.act("markfortranslation", title=title, translatetitle="yes", **more)
        else:
            fields = {f"tpt-sect-{unit}-action-nofuzzy": "1" for unit in kept}
            self._wiki.form.send(
                self._admin,
                "token",
                title="Special:PageTranslation",
                do="mark",
                target=title,
                translatetitle="1",
                **fields,
            )
        after = units_of(self._admin.text(title) or "")
        wait_for(f"the units of {title}", lambda: after.items() <= self._definitions(group).items())
        # The source's own copies, which tell when a unit changed, are written by a job.
        copies = {f"Translations:{title}/{unit}/en": text for unit, text in after.items()}
        wait_for(
            f"copies of {title}", lambda: all(self._admin.text(name) == text for name, text in copies.items())
        )
        changed = {unit for unit in after.keys() - set(kept) if before.get(unit, after[unit]) != after[unit]}
        wait_for(f"outdated units of {title}", lambda: all(self._fuzzy(group, changed)))

    def publish_bundle(self, title: str) -> None:
        """Make a page of JSON keys and texts a message bundle."""
        text = self._admin.text(title)
        self._admin.act("delete", title=title, reason="It gets another content model")
        self._admin.act("edit", title=title, text=text, contentmodel="translate-messagebundle")
        wait_for(f"the bundle {title}", lambda: self._definitions(f"messagebundle-{title}"))
        # The group is there before the index by which the wiki knows a unit's page (1.43).
        pages = [f"Translations:{title}/{unit}" for unit in self._definitions(f"messagebundle-{title}")]
        wait_for(f"the units of {title}", lambda: all(self._indexed(page) for page in pages))

    def move(self, old: str, new: str) -> None:
        """Move a translatable page or bundle with all that belongs to it."""
        (kind,) = (kind for kind in ("page", "messagebundle") if self._definitions(f"{kind}-{old}"))
        done = self._translated(f"{kind}-{old}")
        message = "pt-movepage-action-perform"
        said = self._admin.get(action="query", meta="allmessages", ammessages=message, amlang="en")
        self._wiki.form.send(
            self._admin,
            "wpEditToken",
            title=f"Special:MovePage/{old}",
            wpOldTitle=old,
            wpNewTitle=new,
            reason="moved",
            subaction=said["query"]["allmessages"][0]["content"],
            subpages="1",
        )
        wait_for(f"{old} to be moved", lambda: self._definitions(f"{kind}-{new}"))
        wait_for(f"translations of {old} to be moved", lambda: self._translated(f"{kind}-{new}") == done)
        wait_for(f"{old} to be gone", lambda: not self._definitions(f"{kind}-{old}"))

    def _units(self, group: str, language: str) -> list[dict[str, Any]]:
        asked = {"list": "messagecollection", "mcgroup": group, "mclanguage": language, "mclimit": "max"}
        try:
            answer = self._admin.get(action="query", **asked, mcprop="definition|translation|tags")
        except ApiError as error:
            if error.code in ("badparameter", "translate-invalidgroup"):
                return []
            raise
        rows: list[dict[str, Any]] = answer["query"]["messagecollection"]
        return rows

    def _indexed(self, unit: str) -> bool:
        try:
            self._admin.get(action="query", meta="messagetranslations", mttitle=unit)
        except ApiError:
            return False
        return True

    def _definitions(self, group: str) -> dict[str, str]:
        return {row["key"].rsplit("/", 1)[-1]: row["definition"] for row in self._units(group, "de")}

    def _translated(self, group: str) -> dict[str, int]:
        try:
            rows = self._admin.get(action="query", meta="messagegroupstats", mgsgroup=group)
        except ApiError:
            return {}
        return {
            row["language"]: row["translated"] + row["fuzzy"]
            for row in rows["query"]["messagegroupstats"]
            if row["translated"] + row["fuzzy"] and row["language"] != "en"
        }

    def _fuzzy(self, group: str, changed: Collection[str]) -> Iterator[bool]:
        for language in self._translated(group) if changed else ():
            for row in self._units(group, language):
                if row["key"].rsplit("/", 1)[-1] in changed and row["translation"] is not None:
                    yield "fuzzy" in row["tags"]


def wait_for(what: str, done: Callable[[], object]) -> None:
    """Wait until the wiki's jobs have done something; they run on its own time."""
    end = time.monotonic() + _JOBS_SECONDS
    while not done():
        if time.monotonic() > end:
            raise LocalWikiError(f"after {_JOBS_SECONDS} s the wiki's jobs had not done {what}")
        time.sleep(0.2)


def _said(answer: requests.Response) -> str:
    start = answer.text.find("mw-content-text")
    return answer.text[start : start + 500]
