"""The wiki's API as a person of the demo or a test uses it. (The bot itself uses Pywikibot, in bot.wiki.)"""

from __future__ import annotations

from typing import Any, Self

import requests

from scripts.localwiki.errors import LocalWikiError
from scripts.localwiki.people import PASSWORD

_SECONDS = 60


class ApiError(LocalWikiError):
    """The API's own refusal; code is MediaWiki's."""

    def __init__(self, action: str, code: str, info: str) -> None:
        super().__init__(f"{action}: {info} ({code})")
        self.code = code


class WikiClient:
    """A session with the API at api, anonymous until login."""

    def __init__(self, api: str) -> None:
        self.api = api
        self._session = requests.Session()
        self._session.trust_env = False  # a proxy has no business with this machine's own wiki
        self._csrf: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def login(self, name: str, password: str = PASSWORD) -> Self:
        """Log in as somebody; raises ApiError where the wiki refuses."""
        token = self.get(action="query", meta="tokens", type="login")["query"]["tokens"]["logintoken"]
        answer = self.post(
            action="clientlogin", username=name, password=password, logintoken=token, loginreturnurl=self.api
        )["clientlogin"]
        if answer["status"] != "PASS":
            raise ApiError("login", answer.get("messagecode", answer["status"]), answer.get("message", ""))
        self._csrf = None
        return self

    def cookies(self) -> dict[str, str]:
        """The session's cookies, for a browser that goes on with it."""
        return dict(self._session.cookies.items())

    def get(self, **parameters: Any) -> dict[str, Any]:
        """One reading call; formatversion 2."""
        return self._answer(
            self._session.get(self.api, params=_plain(parameters), timeout=_SECONDS), parameters
        )

    def post(self, **parameters: Any) -> dict[str, Any]:
        """One writing call without token."""
        return self._answer(
            self._session.post(self.api, data=_plain(parameters), timeout=_SECONDS), parameters
        )

    def act(self, action: str, **parameters: Any) -> dict[str, Any]:
        """One writing call with the session's edit token."""
        if self._csrf is None:
            self._csrf = self.get(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]
        return self.post(action=action, token=self._csrf, **parameters)

    def save(self, title: str, text: str, summary: str = "") -> int:
        """Save a page whole; gives the id of the revision that is now the latest."""
        edit = self.act("edit", title=title, text=text, summary=summary)["edit"]
        if edit["result"] != "Success":
            raise ApiError("edit", str(edit.get("code", edit["result"])), f"{title} was not saved")
        if "newrevid" in edit:
            return int(edit["newrevid"])
        page = self.get(action="query", titles=title, prop="info")["query"]["pages"][
            0
        ]  # saved already, word for word
        return int(page["lastrevid"])

    def text(self, title: str) -> str | None:
        """A page's wikitext, or None where there is no such page."""
        page = self.get(action="query", titles=title, prop="revisions", rvprop="content", rvslots="main")
        revisions = page["query"]["pages"][0].get("revisions")
        return str(revisions[0]["slots"]["main"]["content"]) if revisions else None

    def _answer(self, response: requests.Response, parameters: dict[str, Any]) -> dict[str, Any]:
        if not response.ok or "json" not in response.headers.get("Content-Type", ""):
            raise LocalWikiError(f"{self.api} answered {response.status_code}: {response.text[:300]}")
        answer: dict[str, Any] = response.json()
        if "error" in answer:
            raise ApiError(str(parameters.get("action")), answer["error"]["code"], answer["error"]["info"])
        return answer


def _plain(parameters: dict[str, Any]) -> dict[str, Any]:
    """MediaWiki takes a parameter that is there, whatever its value, for true: false ones are left out."""
    return {"format": "json", "formatversion": "2"} | {
        key: "1" if value is True else value for key, value in parameters.items() if value is not False
    }
