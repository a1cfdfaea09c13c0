"""Stand-in for the Translate extension's query modules, in front of a wiki that lacks the extension.

It reads the pages of the namespace Translations: from the wiki behind it (a real MediaWiki or the one in
memory), keeps marks and outdated flags itself, and answers in the shapes that the extension answers in
(REL1_39). What it leaves out: translation pages (`Page/ja`), the job queue, validators, aids other than the
record of a definition, and Translate's refusals. Tests marked `extension_translate` run against the
extension itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from bot.wiki.api import ApiSession
from bot.wiki.errors import ApiError

_SECTION = re.compile(r"<translate[^>]*>(.*?)</translate>", re.DOTALL)
_MARKER = re.compile(r"<!--T:([^-]+?)-->\s*")
_VARIABLE = re.compile(r'<tvar name="?([^">]+)"?>.*?</tvar>', re.DOTALL)
FUZZY = "!!FUZZY!!"
_BUNDLE_CLASS = "MediaWiki\\Extension\\Translate\\MessageBundleTranslation\\MessageBundleMessageGroup"
Answer = dict[str, Any]


def units_of(wikitext: str) -> dict[str, str]:
    """Split a source page into its marked units, as translators see them."""
    units: dict[str, str] = {}
    for section in _SECTION.findall(wikitext):
        for piece in re.split(r"\n\s*\n", section.strip()):
            found = _MARKER.search(piece)
            if found:
                units[found[1]] = _VARIABLE.sub(r"$\1", _MARKER.sub("", piece)).strip()
    return units


class TranslateStandIn:
    """Answers Translate's modules itself and hands everything else to the wiki behind it.

    extension is the session under which the extension itself reads and writes, as FuzzyBot does on Meta.
    """

    def __init__(
        self,
        wiki: ApiSession,
        extension: ApiSession | None = None,
        languages: Iterable[str] = ("ar", "de", "fr", "ja", "sw", "zh"),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.wiki = wiki
        self._own = extension or wiki
        self.languages = list(languages)
        self.groups: dict[str, dict[str, str]] = {}
        self.log: list[Answer] = []
        self.requests: list[dict[str, str]] = []
        self.uncounted: list[str] = []
        self._fuzzy: dict[str, int] = {}
        self._now = now

    def get(self, **params: str) -> Answer:
        """Answer one of Translate's modules, or pass the request on."""
        self.requests.append(params)
        module = _module(params)
        if module == "logevents":
            return {"curtimestamp": self._stamp(), "query": {"logevents": self._marks(params)}}
        if module:
            answer: Answer = getattr(self, f"_{module}")(params)
            return answer
        return self.wiki.get(**params)

    def answers(self, params: dict[str, str]) -> bool:
        """Return whether a request is for one of Translate's modules or its log."""
        return bool(_module(params))

    def post(self, **params: str) -> Answer:
        """Pass an edit on; a bundle's keys are taken from it at once, as the extension does."""
        self.requests.append(params)
        answer: Answer = self.wiki.post(**params)
        if params.get("action") == "edit" and f"messagebundle-{params.get('title')}" in self.groups:
            self.publish_bundle(params["title"])
        return answer

    def mark(self, title: str, keep: Iterable[str] = ()) -> None:
        """Mark a page for translation; keep names changed units that are not to become outdated."""
        page = self._read([title])[title]
        new = {"Page_display_title": title, **units_of(page["text"])}
        old = self.groups.get(f"page-{title}", {})
        for unit, text in new.items():
            name = _unit_title(title, unit)
            if old.get(unit) == text:
                continue
            self._save(f"{name}/en", text, "Importing a new version from external source")
            if unit in old and unit not in keep:
                copies = [f"{name}/{language}" for language in self.languages]
                self._fuzzy |= {copy: row["revid"] for copy, row in self._read(copies).items()}
        self.groups[f"page-{title}"] = new
        self.log.append(
            {
                "logid": len(self.log) + 1,
                "title": title,
                "type": "pagetranslation",
                "action": "mark",
                "params": {"revision": page["revid"], "changed": 1},
                "timestamp": self._stamp(),
            }
        )

    def publish_bundle(self, title: str) -> None:
        """Make a page of JSON keys and texts a message bundle."""
        keys: dict[str, str] = json.loads(self._read([title])[title]["text"])
        self.groups[f"messagebundle-{title}"] = {k: v for k, v in keys.items() if k != "@metadata"}

    def _stamp(self) -> str:
        return self._now().strftime("%Y-%m-%dT%H:%M:%SZ")

    def move(self, old: str, new: str) -> None:
        """Give a group the name that its page was moved to."""
        kind = "page" if f"page-{old}" in self.groups else "messagebundle"
        self.groups[f"{kind}-{new}"] = self.groups.pop(f"{kind}-{old}")

    def _messagegroups(self, params: dict[str, str]) -> Answer:
        wanted = [re.escape(f).replace(r"\*", ".*") for f in params.get("mgfilter", "*").split("|")]
        return _result(
            "messagegroups",
            [
                {
                    "id": group,
                    "label": group.split("-", 1)[1],
                    "class": "WikiPageMessageGroup" if group.startswith("page-") else _BUNDLE_CLASS,
                    "exists": True,
                    "priority": "default",
                    "prioritylangs": False,
                    "priorityforce": False,
                    "sourcelanguage": "en",
                }
                for group in self.groups
                if any(re.fullmatch(pattern, group) for pattern in wanted)
            ],
        )

    def _messagegroupstats(self, params: dict[str, str]) -> Answer:
        group = params["mgsgroup"]
        if group not in self.groups:
            raise ApiError("badparameter", 'Invalid value for parameter "mgsgroup".')
        rows: list[Answer] = []
        for language in sorted([*self.languages, "en"]):
            if language < params.get("mgsoffset", ""):
                continue
            if language in self.uncounted:
                return {
                    **_result("messagegroupstats", rows),
                    "continue": {"mgsoffset": language, "continue": "||"},
                }
            rows.append({**self._counts(group, language), "code": language, "language": language})
        return _result("messagegroupstats", rows)

    def _languagestats(self, params: dict[str, str]) -> Answer:
        groups = [params["lsgroup"]] if "lsgroup" in params else list(self.groups)
        rows = [{**self._counts(group, params["lslanguage"]), "group": group} for group in groups]
        return _result("languagestats", rows)

    def _messagecollection(self, params: dict[str, str]) -> Answer:
        group, language = params["mcgroup"], params["mclanguage"]
        if language not in [*self.languages, "en"]:
            raise ApiError("translate-invalidlanguage", f"Language code {language} is not valid.")
        rows = self._units(group, language)
        filters = params.get("mcfilter", "").split("|")
        if "fuzzy" in filters:
            rows = [row for row in rows if row["properties"]["status"] == "fuzzy"]
        if "hastranslation" in filters:
            rows = [row for row in rows if row["translation"] is not None]
        return _result("messagecollection", rows)

    def _messagetranslations(self, params: dict[str, str]) -> Answer:
        name = params["mttitle"]
        rows = []
        for title, page in self._read([f"{name}/{language}" for language in ["en", *self.languages]]).items():
            row = {"title": title, "language": title.rsplit("/", 1)[1], "lasttranslator": page["user"]}
            if self._is_fuzzy(title, page):
                row["fuzzy"] = "fuzzy"
            rows.append({**row, "translation": page["text"].removeprefix(FUZZY)})
        return _result("messagetranslations", rows)

    def _translationaids(self, _params: dict[str, str]) -> Answer:
        return {"helpers": {"definitiondiff": {"error": "No definition revision recorded"}}}

    def _marks(self, params: dict[str, str]) -> list[Answer]:
        rows = [row for row in self.log if params.get("letitle", row["title"]) == row["title"]]
        if params.get("ledir") == "newer":
            return [row for row in rows if row["timestamp"] >= params.get("lestart", "")]
        newest_first = rows[::-1]
        return (
            newest_first[: int(params["lelimit"])] if params.get("lelimit", "max") != "max" else newest_first
        )

    def _counts(self, group: str, language: str) -> dict[str, int]:
        states = [row["properties"]["status"] for row in self._units(group, language)]
        if language == "en":
            states = ["translated"] * len(states)
        done, fuzzy = states.count("translated"), states.count("fuzzy")
        return {"total": len(states), "translated": done, "fuzzy": fuzzy, "proofread": 0}

    def _units(self, group: str, language: str) -> list[Answer]:
        page = group.split("-", 1)[1]
        names = {f"{_unit_title(page, unit)}/{language}": unit for unit in self.groups[group]}
        read = self._read(names)
        rows = []
        for title, unit in names.items():
            found = read.get(title)
            fuzzy = found is not None and self._is_fuzzy(title, found)
            rows.append(
                {
                    "key": f"{page.replace(' ', '_')}/{unit}",
                    "definition": self.groups[group][unit],
                    "translation": found["text"].removeprefix(FUZZY) if found else None,
                    "tags": ["fuzzy"] if fuzzy else [],
                    "revision": str(found["revid"]) if found else None,
                    "properties": {
                        "status": "fuzzy" if fuzzy else "translated" if found else "untranslated",
                        "last-translator-text": found["user"] if found else None,
                    },
                    "title": title,
                    "targetLanguage": language,
                    "primaryGroup": group,
                }
            )
        return rows

    def _is_fuzzy(self, title: str, page: Answer) -> bool:
        text: str = page["text"]
        return self._fuzzy.get(title) == page["revid"] or text.startswith(FUZZY)

    def _read(self, titles: Iterable[str]) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        every = list(titles)
        for start in range(0, len(every), 50):
            answer = self._own.get(
                action="query",
                prop="revisions",
                titles="|".join(every[start : start + 50]),
                rvprop="ids|content|user",
                rvslots="main",
            )
            for page in answer.get("query", {}).get("pages", []):
                if "revisions" in page:
                    latest = page["revisions"][0]
                    text = latest["slots"]["main"]["content"]
                    found[page["title"]] = {"revid": latest["revid"], "text": text, "user": latest["user"]}
        return found

    def _save(self, title: str, text: str, summary: str) -> None:
        self._own.post(action="edit", title=title, text=text, summary=summary)


_MODULES = frozenset(
    {
        "messagegroups",
        "messagegroupstats",
        "languagestats",
        "messagecollection",
        "messagetranslations",
        "translationaids",
    }
)


def _module(params: dict[str, str]) -> str:
    """Return the module of Translate's that a request is for, "" for anything else."""
    if params.get("list") == "logevents":
        return "logevents" if "pagetranslation" in params.get("leaction", params.get("letype", "")) else ""
    # pywikibot asks for `userinfo` along with everything.
    asked = {name for key in ("meta", "list", "action") for name in params.get(key, "").split("|")}
    return next(iter(asked & _MODULES), "")


def _result(module: str, rows: list[Answer]) -> Answer:
    return {"batchcomplete": True, "query": {module: rows}}


def _unit_title(page: str, unit: str) -> str:
    return f"Translations:{page}/{unit.replace('_', ' ')}"
