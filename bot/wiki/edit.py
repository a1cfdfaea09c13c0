"""Writing the team's pages: the one writer, and everything that it refuses to write.

It saves a report between its own markers, new terms in the glossary's source, an approved rendering into an
empty glossary unit, a shared part outside translation units, a digest that was asked for; it has no method
for anything else. A translation page (`/ja`), any other unit page, an edit that changes nothing and an
account that administers translations are refused here, whatever a caller asks for.
"""

from __future__ import annotations

import difflib
import enum
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import mwparserfromhell

from bot.settings import TeamPages
from bot.units import TRANSLATIONS_NAMESPACE, split_unit_title
from bot.wiki.api import ApiSession, parameters
from bot.wiki.errors import ApiError, WikiError

Compose = Callable[[str | None], str | None]
"""Makes the new text from the present one (None: no page); returns None to leave the page alone."""

_ADMINS = frozenset({"pagetranslation", "translate-manage", "translate-import"})
_CONFLICTS = frozenset({"editconflict", "articleexists", "missingtitle", "pagedeleted"})
_UNIT_NAMESPACES = (TRANSLATIONS_NAMESPACE, TRANSLATIONS_NAMESPACE + 1)


class RefusedEditError(WikiError):
    """An edit that Wikilatch never makes; the text says which rule."""


class PageRefusedError(RefusedEditError):
    """An edit refused because of what this one page holds; others are not concerned."""


class Outcome(enum.Enum):
    """What became of an edit."""

    SAVED = "saved"
    PLANNED = "would be saved"
    UNCHANGED = "already so"
    LEFT = "left alone"
    CONFLICT = "somebody else was faster"


@dataclass(frozen=True, slots=True)
class EditResult:
    """An edit made, planned (dry run) or not made; why says the reason for the latter."""

    title: str
    outcome: Outcome
    old: str | None = None
    new: str = ""
    revision: int | None = None
    why: str = ""

    def diff(self) -> str:
        """Return the difference as a unified diff; empty where there is none."""
        if self.outcome not in (Outcome.SAVED, Outcome.PLANNED):
            return ""
        lines = difflib.unified_diff(
            (self.old or "").splitlines(), self.new.splitlines(), self.title, self.title, lineterm="", n=2
        )
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it was read: namespace number, latest revision and text, None where it does not exist."""

    title: str
    namespace: int
    revision: int | None
    text: str | None


class TeamEditor:
    """Writes as the sync's account. Without live it only plans; it edits at the pace the settings say."""

    def __init__(
        self,
        session: ApiSession,
        team: TeamPages,
        *,
        live: bool,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._team = team
        self._live = live
        self._sleep = sleep
        self._clock = clock
        self._last_edit: float | None = None
        self._bot = False
        self._languages = frozenset(
            language["code"]
            for language in session.get(action="query", meta="siteinfo", siprop="languages")["query"][
                "languages"
            ]
        )
        if live:
            self._require_account()

    def text(self, title: str) -> str | None:
        """Return a page's text, None where there is no such page. Raises RefusedEditError, ApiError."""
        return self._read(title).text

    def save_report(self, title: str, compose: Compose, summary: str) -> EditResult:
        """Save the settings' report page, or a subpage of it. Raises RefusedEditError, ApiError."""
        own = self._team.report_page
        if not own or not (title == own or title.startswith(f"{own}/")):
            raise RefusedEditError(
                f"{title}: reports go to report_page ({own or 'not set'}) and nowhere else"
            )
        return self._save("report", title, compose, summary)

    def save_source(self, title: str, compose: Compose, summary: str) -> EditResult:
        """Save a source page whose shared part changes; the caller proves that no unit does.

        The page must exist, and be one of those that a shared part of the settings names. Raises
        RefusedEditError, ApiError.
        """
        if title not in {page for part in self._team.shared_parts for page in part.pages}:
            raise RefusedEditError(f"{title}: no shared part of team-pages.toml names this page")
        return self._save("shared-parts", title, compose, summary, create=False)

    def save_glossary(self, compose: Compose, summary: str) -> EditResult:
        """Save the source of the glossary that the settings name; the caller proves that it only adds.

        The page must exist. Raises RefusedEditError, ApiError.
        """
        return self._save("glossary", self._team.glossary, compose, summary, create=False)

    def fill_unit(self, title: str, rendering: str, summary: str) -> EditResult:
        """Save an approved rendering into a glossary unit that does not exist yet.

        It must be a unit of the glossary that the settings name: nothing else under `Translations:` is ever
        written. Raises RefusedEditError, ApiError.
        """
        try:
            page, _, language = split_unit_title(title)
        except ValueError as error:
            raise RefusedEditError(str(error)) from None
        if page != self._team.glossary or language not in self._languages:
            raise RefusedEditError(
                f"{title}: only units of the glossary {self._team.glossary!r} are ever filled"
            )
        if not rendering.strip():
            raise RefusedEditError(f"{title}: an empty rendering is no translation")

        def compose(present: str | None) -> str | None:
            return rendering if present is None else None

        return self._save("glossary", title, compose, summary, unit=True, source=self._team.glossary)

    def post_digest(
        self, user: str, heading: str, text: str, summary: str, *, wanted: Callable[[str], bool]
    ) -> EditResult:
        """Put a new section on the talk page of somebody who asked for it, below what is there.

        wanted is asked with the page's text whether there is anything to say. Raises RefusedEditError,
        ApiError.
        """
        section = f"== {heading} ==\n{text}"

        def compose(present: str | None) -> str:
            if not wanted(present or ""):
                return present or ""
            return section if not present else f"{present.rstrip()}\n\n{section}"

        return self._save("digest", f"User talk:{user}", compose, summary)

    def _save(
        self,
        task: str,
        title: str,
        compose: Compose,
        summary: str,
        *,
        create: bool = True,
        unit: bool = False,
        source: str | None = None,
    ) -> EditResult:
        for attempt in (1, 2):
            page = self._read(title)
            self._refuse(page, unit=unit)
            new = compose(page.text)
            if new is None or (page.text is None and not create):
                why = "there is no such page" if page.text is None else "it holds a text already"
                return EditResult(title, Outcome.LEFT, page.text, why=why)
            new = new.rstrip()
            if new == (page.text or "").rstrip():
                return EditResult(title, Outcome.UNCHANGED, page.text)
            result = EditResult(title, Outcome.PLANNED, page.text, new)
            closed = self._closed(page, source)
            if closed:
                return replace(result, outcome=Outcome.LEFT, why=closed)
            if not self._live:
                return result
            if task not in self._team.approved:
                why = f"the wiki has not approved the task {task!r} (approved, in team-pages.toml)"
                return replace(result, outcome=Outcome.LEFT, why=why)
            self._require_run()
            try:
                return replace(result, outcome=Outcome.SAVED, revision=self._post(page, new, summary))
            except ApiError as error:
                if error.code not in _CONFLICTS:
                    raise
                if attempt == 2:
                    why = "it changed twice while it was being edited; nothing was overwritten"
                    return replace(result, outcome=Outcome.CONFLICT, why=why)
        raise AssertionError("unreachable")  # both attempts return or raise

    def _refuse(self, page: _Page, *, unit: bool) -> None:
        if page.namespace in _UNIT_NAMESPACES and not unit:
            raise RefusedEditError(f"{page.title}: unit pages are the translators'")
        if page.namespace != TRANSLATIONS_NAMESPACE and unit:
            raise RefusedEditError(f"{page.title} is not in the namespace of unit pages")
        if not unit and page.title.rpartition("/")[2] in self._languages and "/" in page.title:
            raise RefusedEditError(f"{page.title}: translation pages are written by Translate alone")

    def _closed(self, page: _Page, source: str | None) -> str:
        """Say which page forbids bots ({{nobots}}), the target or the page its units come from."""
        if page.text is not None and forbids_bots(page.text, self._team.account):
            return f"{page.title} forbids bots"
        if source is not None:
            origin = self._read(source)
            if origin.text is not None and forbids_bots(origin.text, self._team.account):
                return f"{source} forbids bots"
        return ""

    def _read(self, title: str) -> _Page:
        answer = self._session.get(
            action="query", prop="info|revisions", titles=title, rvprop="ids|content", rvslots="main"
        )
        row = answer["query"]["pages"][0]
        if row.get("invalid"):
            raise RefusedEditError(f"{title!r} is not a title that a page can have")
        if "revisions" not in row:
            return _Page(row["title"], row["ns"], None, None)
        revision = row["revisions"][0]
        return _Page(row["title"], row["ns"], revision["revid"], revision["slots"]["main"]["content"])

    def _post(self, page: _Page, text: str, summary: str) -> int | None:
        if self._last_edit is not None:
            self._sleep(max(0.0, self._last_edit + self._team.seconds_between_edits - self._clock()))
        self._last_edit = self._clock()
        existing = page.revision is not None
        answer = self._session.post(
            **parameters(
                {
                    "action": "edit",
                    "title": page.title,
                    "text": text,
                    "summary": summary,
                    "baserevid": page.revision,
                    "nocreate": existing,
                    "createonly": not existing,
                    "notminor": True,
                    "bot": self._bot,
                    "assert": "bot" if self._bot else "user",
                    "assertuser": self._team.account,
                    "maxlag": 5,
                    "watchlist": "nochange",
                }
            )
        )
        revision = answer["edit"].get("newrevid")
        return None if revision is None else int(revision)

    def _require_account(self) -> None:
        answer = self._session.get(action="query", meta="userinfo", uiprop="rights|groups")
        user = answer["query"]["userinfo"]
        if user["name"] != self._team.account:
            raise RefusedEditError(f"logged in as {user['name']}, not as {self._team.account}")
        rights = set(user["rights"])
        if rights & _ADMINS or "translationadmin" in user.get("groups", []):
            held = ", ".join(sorted(rights & _ADMINS)) or "translationadmin"
            raise RefusedEditError(
                f"{self._team.account} may administer translations ({held}); the sync must not be able to"
            )
        self._bot = "bot" in rights

    def _require_run(self) -> None:
        """Raise RefusedEditError unless the on-wiki stop page exists and says `run` (P12)."""
        stop = self._team.stop_page
        text = self._read(stop).text if stop else None
        if text is None or text.strip().lower() != "run":
            raise RefusedEditError(
                f"the stop page {stop!r} does not say 'run'; nothing is written until it does"
                if stop
                else "team-pages.toml names no stop_page; nothing is written without one"
            )


def forbids_bots(wikitext: str, account: str) -> bool:
    """Return whether {{nobots}} or {{bots}} on a page keeps this account out.

    Source: https://en.wikipedia.org/wiki/Template:Bots
    """
    for template in mwparserfromhell.parse(wikitext).filter_templates(
        matches=lambda found: found.name.strip().lower() in ("bots", "nobots")
    ):
        values = {str(p.name).strip().lower(): _names(str(p.value)) for p in template.params}
        name = account.lower()
        if template.name.strip().lower() == "nobots":
            return not values or bool({"all", name} & set().union(*values.values()))
        if "deny" in values and {"all", name} & values["deny"]:
            return True
        if "allow" in values and not {"all", name} & values["allow"]:
            return True
    return False


def _names(value: str) -> set[str]:
    return {name.strip().lower() for name in value.split(",") if name.strip()}
