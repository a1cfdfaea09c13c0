"""A typed client for the query modules of MediaWiki's Translate extension, which pywikibot does not know.

Only what a bot may read: it marks nothing, reviews nothing and saves nothing.
Parameters and answers: https://www.mediawiki.org/wiki/Help:Extension:Translate/API
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from bot.units import GroupKind, GroupStats, MessageGroup, Unit, UnitStatus
from bot.wiki.api import Answer, ApiSession, batches, parameters, query
from bot.wiki.errors import ApiError, WikiError

_KINDS = {"WikiPageMessageGroup": GroupKind.PAGE, "MessageBundleMessageGroup": GroupKind.BUNDLE}
_PREFIXES = {GroupKind.PAGE: "page-", GroupKind.BUNDLE: "messagebundle-"}
_GROUP_PROPERTIES = (
    "id",
    "label",
    "class",
    "exists",
    "priority",
    "prioritylangs",
    "priorityforce",
    "sourcelanguage",
)
_UNIT_PROPERTIES = ("definition", "translation", "tags", "properties", "revision")


class TranslateAnswerError(WikiError):
    """An answer is not of the shape that Translate documents; the text names module and group."""


@dataclass(frozen=True, slots=True)
class StatsAnswer:
    """The statistics of one group; missing_from names the language at which Translate stopped, if it did.

    Translate answers only what it has counted already; a job of the wiki counts the rest later.
    """

    rows: tuple[GroupStats, ...]
    missing_from: str | None = None


@dataclass(frozen=True, slots=True)
class UnitTranslation:
    """One unit in one language, as `messagetranslations` lists it (the source language among them)."""

    language: str
    text: str
    fuzzy: bool
    last_translator: str | None = None


@dataclass(frozen=True, slots=True)
class DefinitionDiff:
    """What the source said when a translation was made (old), and says now (new)."""

    old: str
    new: str
    old_revision: int | None = None
    new_revision: int | None = None


class TranslateClient:
    """Reads groups, statistics, units and aids; retries and pause (seconds) are for uncounted statistics."""

    def __init__(
        self,
        session: ApiSession,
        *,
        retries: int = 3,
        pause: float = 5.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._session = session
        self._retries = retries
        self._pause = pause
        self._sleep = sleep

    def groups(self, *filters: str) -> list[MessageGroup]:
        """Return the message groups whose id fits one of the filters (`page-Human Rights Team*`), by id.

        Their page ids are looked up too, since ids made of titles change when a page moves.
        """
        rows: list[Answer] = []
        for answer in query(
            self._session,
            meta="messagegroups",
            mgformat="flat",
            mgfilter=filters or None,
            mgprop=_GROUP_PROPERTIES,
        ):
            rows += _part(answer, "messagegroups", list)
        found = {row["id"]: _group(row) for row in rows if row.get("exists", True)}
        ids = self._page_ids(group.title for group in found.values() if group.title)
        with_ids = (_with_page_id(group, ids.get(group.title or "")) for group in found.values())
        return sorted(with_ids, key=lambda group: group.id)

    def group_stats(self, group: str) -> StatsAnswer:
        """Return the statistics of a group in every language Translate knows, those at zero included.

        Where the wiki has not counted a language yet the request is repeated after a pause; what is still
        missing then is named in the answer. Raises ApiError (`badparameter`) for an unknown group.
        """
        return self._stats("messagegroupstats", "mgs", {"mgsgroup": group}, group=group)

    def language_stats(self, language: str, group: str | None = None) -> StatsAnswer:
        """Return the statistics of a language in every group of the wiki, or in one."""
        values = {"lslanguage": language, "lsgroup": group}
        return self._stats("languagestats", "ls", values, language=language)

    def _stats(self, module: str, prefix: str, values: dict[str, str | None], **known: str) -> StatsAnswer:
        rows: dict[tuple[str, str], GroupStats] = {}
        offset: str | None = None
        stalls = 0
        while True:
            asked = {"action": "query", "meta": module, **values}
            answer = self._session.get(**parameters({**asked, f"{prefix}offset": offset}))
            for row in _part(answer, module, list):
                stats = _stats_row(row, module, known)
                rows[stats.group, stats.language] = stats
            following = answer.get("continue", {}).get(f"{prefix}offset")
            if following is None:
                return StatsAnswer(tuple(rows.values()))
            if str(following) == offset:
                stalls += 1
                if stalls > self._retries:
                    return StatsAnswer(tuple(rows.values()), missing_from=offset)
                self._sleep(self._pause)
            offset = str(following)

    def units(
        self, group: str, language: str, *, only: str | None = None, source_language: str = "en"
    ) -> list[Unit]:
        """Return the units of a group in a language, in the page's order.

        only is one of Translate's filters (`fuzzy`, `translated`, `hastranslation`). Ignored units are left
        out, as in its statistics. Raises ApiError (`translate-invalidlanguage`) for an unknown language.
        """
        units: list[Unit] = []
        for answer in query(
            self._session,
            list="messagecollection",
            mcgroup=group,
            mclanguage=language,
            mcprop=_UNIT_PROPERTIES,
            mcfilter=[f for f in ("!ignored", only) if f],
            mclimit="max",
        ):
            rows = _part(answer, "messagecollection", list)
            units += [_unit(row, group, language, source_language) for row in rows]
        return units

    def translations_of(self, title: str) -> list[UnitTranslation]:
        """Return all languages of one unit; title is `Translations:<page>/<unit>`, without a language.

        Empty where no group has such a unit (any more).
        """
        found: list[UnitTranslation] = []
        try:
            answers = list(query(self._session, meta="messagetranslations", mttitle=title))
        except ApiError as error:
            if error.code == "nomessagefortitle":
                return []
            raise
        for answer in answers:
            found += [
                UnitTranslation(
                    language=row["language"],
                    text=row.get("translation") or "",
                    fuzzy=bool(row.get("fuzzy")),
                    last_translator=row.get("lasttranslator"),
                )
                for row in _part(answer, "messagetranslations", list)
            ]
        return found

    def definition_diff(self, title: str, group: str) -> DefinitionDiff | None:
        """Return what changed in the source since a unit was translated, by Translate's own record.

        None where the extension kept no record, as after every edit by an account with the bot right.
        """
        asked = {"action": "translationaids", "title": title, "group": group, "prop": "definitiondiff"}
        answer = self._session.get(**parameters(asked))
        aid = answer.get("helpers", {}).get("definitiondiff") or {}
        if "value_old" not in aid:
            return None
        return DefinitionDiff(
            aid["value_old"],
            aid.get("value_new") or "",
            _number(aid.get("revid_old")),
            _number(aid.get("revid_new")),
        )

    def bundle(self, title: str) -> dict[str, str]:
        """Return the keys and source texts of a message bundle, without its `@metadata`.

        Raises TranslateAnswerError where the page is missing or is not a JSON object of strings.
        """
        for answer in query(self._session, prop="revisions", titles=title, rvprop="content", rvslots="main"):
            for page in _part(answer, "pages", list):
                if page.get("missing"):
                    raise TranslateAnswerError(f"there is no page {title!r}")
                text = page["revisions"][0]["slots"]["main"]["content"]
                try:
                    keys = json.loads(text)
                except ValueError as error:
                    raise TranslateAnswerError(f"{title!r} is not a message bundle: {error}") from error
                if not isinstance(keys, dict):
                    raise TranslateAnswerError(f"{title!r} is not a message bundle: not a JSON object")
                return {key: str(value) for key, value in keys.items() if key != "@metadata"}
        raise TranslateAnswerError(f"the wiki said nothing of {title!r}")

    def _page_ids(self, titles: Iterable[str]) -> dict[str, int]:
        ids: dict[str, int] = {}
        for some in batches(sorted(set(titles))):
            for answer in query(self._session, prop="info", titles=some):
                for page in answer.get("query", {}).get("pages", []):
                    if "pageid" in page:
                        ids[page["title"]] = page["pageid"]
        return ids


def unit_page_deep_link(site: str, group: str, language: str, unit: str = "", only: str = "") -> str:
    """Return the address at which a person translates a group, or one unit of it, in their browser.

    site is the wiki's address without a path, as in `https://meta.wikimedia.org`; only is a filter of
    Special:Translate (`!translated`, `fuzzy`), "" shows all units.
    """
    asked = {"title": "Special:Translate", "group": group, "language": language, "action": "translate"}
    if only:
        asked["filter"] = only
    if unit:
        asked["showMessage"] = unit
    return f"{site}/w/index.php?{urlencode(asked)}"


def _part(answer: Answer, module: str, kind: type[list[Any]]) -> list[Answer]:
    part = answer.get("query", {}).get(module, [])
    if not isinstance(part, kind):
        raise TranslateAnswerError(f"{module} answered {type(part).__name__} where a list was expected")
    return part


def _group(row: Answer) -> MessageGroup:
    # Some of the extension's classes carry their namespace, others do not; it differs by version.
    kind = _KINDS.get(row.get("class", "").rsplit("\\", 1)[-1], GroupKind.OTHER)
    prefix = _PREFIXES.get(kind)
    languages = row.get("prioritylangs") or []
    return MessageGroup(
        id=row["id"],
        label=row.get("label") or row["id"],
        kind=kind,
        source_language=row.get("sourcelanguage") or "en",
        title=row["id"].removeprefix(prefix) if prefix else None,
        priority_languages=tuple(languages if isinstance(languages, list) else str(languages).split(",")),
        priority_forced=row.get("priorityforce") in (True, "1", "on"),
        discouraged=row.get("priority") == "discouraged",
    )


def _with_page_id(group: MessageGroup, page_id: int | None) -> MessageGroup:
    return replace(group, page_id=page_id)


def _stats_row(row: Answer, module: str, known: dict[str, str]) -> GroupStats:
    try:
        return GroupStats(
            group=known.get("group") or row["group"],
            language=known.get("language") or row.get("language") or row["code"],
            total=int(row["total"]),
            translated=int(row["translated"]),
            fuzzy=int(row["fuzzy"]),
            proofread=int(row.get("proofread") or 0),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise TranslateAnswerError(f"{module}: a row of {known} lacks or misspells {error}") from error


def _unit(row: Answer, group: str, language: str, source_language: str) -> Unit:
    properties = row.get("properties") or {}
    translation = row.get("translation")
    tags = tuple(row.get("tags") or ())
    status = str(properties.get("status"))
    if status not in tuple(UnitStatus):
        # Without `properties` (as in the source language) the status follows from text and tags.
        status = "fuzzy" if "fuzzy" in tags else "translated" if translation else "untranslated"
    return Unit(
        group=group,
        key=row["key"],
        title=row["title"],
        definition=row.get("definition") or "",
        translation=translation,
        language=language,
        status=UnitStatus(status),
        tags=tags,
        revision=_number(row.get("revision") or properties.get("revision")),
        source_language=source_language,
        last_translator=properties.get("last-translator-text"),
    )


def _number(value: Any) -> int | None:
    return None if value in (None, "") else int(value)
