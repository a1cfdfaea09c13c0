"""The wiki that the gadget goes to, through its API, under a person's own rights."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, Self

import requests

from scripts.deploy.errors import DeployError, LackingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TOKEN, USER, PASSWORD = (
    "WIKILATCH_DEPLOY_OAUTH_TOKEN",
    "WIKILATCH_DEPLOY_USER",
    "WIKILATCH_DEPLOY_PASSWORD",
)
_ACCESS_TOKEN = re.compile(r"[\w.~+/-]+=*", re.ASCII)  # RFC 6750; anything else breaks the header
_SECONDS = 60
_BATCH = 20
_PATIENCE = 12  # times that a busy wiki is asked again; the usual limit is by minute
_ADMIN = "this account may not edit it; it takes an interface administrator"
_MENDS = {
    "protectednamespace-interface": _ADMIN,
    "protectednamespace": _ADMIN,
    "sitejsprotected": _ADMIN,
    "sitecssprotected": _ADMIN,
    "sitejsonprotected": _ADMIN,
    "permissiondenied": "the consumer or bot password lacks a grant (docs/gadget.md names them)",
    "readonly": "the wiki is read-only just now; try again later",
    "editconflict": "somebody saved this page in between; look at it and run this again",
    "contenttoobig": "the page is larger than this wiki allows ($wgMaxArticleSize)",
    "assertuserfailed": "the log-in is over; run this again",
    "mwoauth-invalid-authorization": f"{TOKEN} is not valid on this wiki",
}


class Target:
    """A session with the wiki's API at `api`, anonymous until log_in."""

    def __init__(self, api: str, user_agent: str) -> None:
        self.api = api
        self._session = requests.Session()
        self._session.headers["User-Agent"] = user_agent
        self._csrf = ""
        self.user = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def log_in(self, environment: Mapping[str, str]) -> None:
        """Log in with what the environment holds: an OAuth 2 access token, or a bot password.

        Raises LackingError naming the variables where neither is set, DeployError where the wiki refuses.
        """
        token = environment.get(TOKEN, "")
        user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
        if token:
            if not _ACCESS_TOKEN.fullmatch(token):
                raise DeployError(
                    f"{TOKEN} is not an access token: it has spaces, line breaks or letters that none has; "
                    "copy it again"
                )
            self._session.headers["Authorization"] = f"Bearer {token}"
        elif user and password:
            login = self._get(action="query", meta="tokens", type="login")["query"]["tokens"]["logintoken"]
            answer = self._post(action="login", lgname=user, lgpassword=password, lgtoken=login)["login"]
            if answer["result"] != "Success":
                raise DeployError(
                    f"{user} was not let in: {answer.get('reason', answer['result'])}\n"
                    f"{USER} is a bot password's name, as in Ada@wikilatch (Special:BotPasswords)"
                )
        else:
            raise LackingError(
                f"Set {TOKEN} (an owner-only OAuth 2 consumer), or {USER} and {PASSWORD} (a bot password,\n"
                "Special:BotPasswords), with the grants that docs/gadget.md names."
            )
        self.user = self._get(action="query", meta="userinfo", assert_="user")["query"]["userinfo"]["name"]

    def texts(self, titles: Iterable[str]) -> dict[str, str | None]:
        """The pages' texts as they are now, None where there is none."""
        wanted = list(titles)
        found: dict[str, str | None] = {}
        for at in range(0, len(wanted), _BATCH):
            batch = wanted[at : at + _BATCH]
            normalized: dict[str, str] = {}
            by_title: dict[str, Any] = {}
            more: dict[str, str] | None = {}
            while more is not None:  # an answer holds 8 MB at most ($wgAPIMaxResultSize)
                answer = self._get(
                    action="query", prop="revisions", rvprop="content", rvslots="main",
                    titles="|".join(batch), **more,
                )  # fmt: skip
                told = answer["query"]
                normalized |= {each["from"]: each["to"] for each in told.get("normalized", ())}
                by_title |= {
                    page["title"]: page["revisions"] for page in told["pages"] if "revisions" in page
                }
                more = answer.get("continue")
            for title in batch:
                revisions = by_title.get(normalized.get(title, title))
                found[title] = str(revisions[0]["slots"]["main"]["content"]) if revisions else None
        return found

    def under(self, title: str) -> list[str]:
        """The titles of all pages below a title (`MediaWiki:Gadget-Wikilatch/…`)."""
        name = title.partition(":")[2]
        answer = self._get(action="query", list="allpages", apnamespace=8, apprefix=name, aplimit="max")
        return [page["title"] for page in answer["query"]["allpages"]]

    def save(self, title: str, text: str, summary: str) -> None:
        """Save one page; raises DeployError naming it and the mend."""
        if not self._csrf:
            self._csrf = self._get(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]
        parameters = {
            "action": "edit", "title": title, "text": text, "summary": summary, "token": self._csrf,
            "assert": "user", "watchlist": "nochange",
        }  # fmt: skip
        edit = self._post(**parameters)["edit"]
        if edit["result"] != "Success":
            raise DeployError(f"{title} was not saved: {edit.get('code') or edit['result']}")

    def _get(self, **parameters: Any) -> dict[str, Any]:
        return self._ask("GET", parameters)

    def _post(self, **parameters: Any) -> dict[str, Any]:
        return self._ask("POST", parameters)

    def _ask(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        sent = {"format": "json", "formatversion": "2", "maxlag": "5"}
        sent |= {key.rstrip("_"): value for key, value in parameters.items()}
        for again in range(_PATIENCE, -1, -1):
            answer, wait = self._once(method, sent)
            if "error" not in answer:
                return answer
            said = answer["error"]
            if said["code"] not in ("maxlag", "ratelimited") or not again:
                mend = _MENDS.get(said["code"], said.get("info", ""))
                raise DeployError(f"{sent.get('title', self.api)}: {mend} ({said['code']})")
            time.sleep(wait)
        raise AssertionError("unreachable")

    def _once(self, method: str, sent: dict[str, Any]) -> tuple[dict[str, Any], float]:
        """One request; gives the answer, and how many seconds the wiki wants to be left alone."""
        body, query = (sent, None) if method == "POST" else (None, sent)
        try:
            response = self._session.request(method, self.api, params=query, data=body, timeout=_SECONDS)
            answer: dict[str, Any] = response.json()
        except requests.JSONDecodeError as error:
            raise DeployError(
                f"{self.api} did not answer as a wiki's API; its address is in wikis.toml"
            ) from error
        except requests.RequestException as error:
            raise DeployError(f"{self.api} cannot be reached ({type(error).__name__})") from error
        return answer, float(response.headers.get("Retry-After", 10))
