"""One round of keeping glossary and shared parts alike, on the wiki and here. Safe to run every hour."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.messages import Messages
from bot.settings import TeamPages
from bot.store.documents import Approval, Documents
from bot.store.glossary_seen import GlossarySeen
from bot.translation import board
from bot.translation.glossary import Glossary, Status, export
from bot.translation.glossary_files import locked, read_terms, write_exports, write_terms
from bot.translation.glossary_sync import GlossaryPlan, Open, Pull, plan
from bot.translation.publish import summary
from bot.translation.shared_parts import shared
from bot.units import GroupKind, MessageGroup, Unit
from bot.wiki.edit import EditResult, Outcome, PageRefusedError, RefusedEditError, TeamEditor
from bot.wiki.errors import ApiError
from bot.wiki.translate import TranslateClient

# Refusals of one page by Translate or by filters: the others can still be filled.
_REFUSALS = ("tpt", "translate", "hookaborted", "abusefilter", "titleblacklist", "protectedpage")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the glossary is kept, where its exports go, and the file that keeps two syncs apart."""

    glossary: Path
    exports: Path
    lock: Path


@dataclass(slots=True)
class SyncReport:
    """What a sync changed, what it proposes and why it left the rest."""

    edits: list[EditResult] = field(default_factory=list)
    pulled: list[Pull] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    proposals: list[Open] = field(default_factory=list)
    left: list[Open] = field(default_factory=list)


class Sync:
    """Syncs one wiki. languages are the codes that the glossary's files may hold."""

    def __init__(
        self,
        client: TranslateClient,
        editor: TeamEditor,
        team: TeamPages,
        messages: Messages,
        seen: GlossarySeen,
        documents: Documents,
        folders: Folders,
        languages: Collection[str],
        *,
        lang: str,
        live: bool,
    ) -> None:
        self._client = client
        self._editor = editor
        self._team = team
        self._messages = messages
        self._seen = seen
        self._documents = documents
        self._folders = folders
        self._languages = frozenset(languages)
        self._lang = lang
        self._live = live

    def run(self, on_step: Callable[[int, int, str], None] = lambda _done, _of, _what: None) -> SyncReport:
        """Do one round, or without live say what it would do.

        Raises GlossaryError where files are malformed or another sync is under way (nothing is half-written),
        RefusedEditError where the wiki says stop, ApiError.
        """
        report = SyncReport()
        if self._team.glossary:
            with locked(self._folders.lock):
                self._glossary(report, on_step)
        for part in self._team.shared_parts:
            for page in part.pages:
                self._shared(report, part.name, page, shared(part))
        return report

    def _glossary(self, report: SyncReport, on_step: Callable[[int, int, str], None]) -> None:
        approvals = self._documents.approvals()
        ours = self._approved(read_terms(self._folders.glossary, self._languages), approvals, report)
        title = self._team.glossary
        groups = self._client.groups(f"messagebundle-{title}", f"page-{title}")
        if not groups:
            report.left.append(
                Open(title, "the wiki has no message group for the glossary (renamed? not marked?)")
            )
            return
        group = groups[0]
        units, refused = self._units(group, ours, on_step)
        report.left += refused
        seen = self._seen.of(self._team.wiki)
        made = plan(ours, units, seen, kind=group.kind, languages=self._languages)
        report.pulled, report.proposals = made.pulls, made.proposals
        report.left += made.left
        # What could not be read this time is not forgotten.
        read = {unit.language for unit in units}
        remembered = {pair: text for pair, text in seen.items() if pair[1] not in read} | made.seen
        if self._live:
            report.written = write_terms(self._folders.glossary, made.glossary, self._languages)
            report.written += write_exports(self._folders.exports, made.glossary)
            self._seen.keep(self._team.wiki, remembered)
            self._documents.replace({board.GLOSSARY: export(made.glossary, "json").text}, datetime.now(UTC))
            self._documents.settle(approvals)
        self._fill(report, made, group)
        if self._live:
            filled = {result.title for result in report.edits if result.outcome is Outcome.SAVED}
            remembered |= {(f.term.id, f.unit.language): f.text for f in made.fills if f.unit.title in filled}
            self._seen.keep(self._team.wiki, remembered)

    def _approved(self, ours: Glossary, approvals: Iterable[Approval], report: SyncReport) -> Glossary:
        """Return our glossary with what was approved on the web; what has changed since is left, and told."""
        for one in approvals:
            what = f"{one.term} ({one.language})"
            term = ours.terms.get(one.term)
            rendering = term.renderings.get(one.language) if term else None
            if term is None or rendering is None:
                report.left.append(Open(what, "approved on the web, but no longer in our files"))
            elif (term.text, rendering.text) != (one.definition, one.rendering):
                why = f"approved on the web as {one.rendering!r} for {one.definition!r}: one has changed"
                report.left.append(Open(what, why))
            else:
                approved = replace(rendering, status=Status.APPROVED)
                renderings = {**term.renderings, one.language: approved}
                ours = ours.replace_term(replace(term, renderings=renderings))
        return ours

    def _units(
        self, group: MessageGroup, ours: Glossary, on_step: Callable[[int, int, str], None]
    ) -> tuple[list[Unit], list[Open]]:
        stats = self._client.group_stats(group.id).rows
        started = {row.language for row in stats if row.translated or row.fuzzy}
        wanted = sorted((started | set(ours.languages)) - {group.source_language})
        units: list[Unit] = []
        refused: list[Open] = []
        for number, language in enumerate(wanted):
            on_step(number, len(wanted), language)
            try:
                units += self._client.units(group.id, language, source_language=group.source_language)
            except ApiError as error:
                refused.append(
                    Open(f"{group.label} ({language})", f"the wiki does not take this language ({error})")
                )
        on_step(len(wanted), len(wanted), "")
        return units, refused

    def _fill(self, report: SyncReport, made: GlossaryPlan, group: MessageGroup) -> None:
        if made.fills and group.kind is GroupKind.OTHER:
            raise RefusedEditError(f"{group.id} is neither a page nor a bundle; nothing is written into it")
        for fill in made.fills:
            said = summary(
                self._messages, self._lang, self._team, "translations-summary-glossary", fill.term.text
            )
            try:
                report.edits.append(self._editor.fill_unit(fill.unit.title, fill.text, said))
            except ApiError as error:
                if not error.code.startswith(_REFUSALS):
                    raise
                report.left.append(Open(fill.unit.title, f"the wiki refused it ({error})", fill.unit))

    def _shared(
        self, report: SyncReport, name: str, page: str, compose: Callable[[str | None], str | None]
    ) -> None:
        said = summary(self._messages, self._lang, self._team, "translations-summary-shared", name)
        try:
            result = self._editor.save_source(page, compose, said)
        except PageRefusedError as error:
            report.proposals.append(Open(f"{page}: {name}", str(error)))
            return
        report.edits.append(result)
        if result.outcome in (Outcome.SAVED, Outcome.PLANNED):
            why = "mark it for translation again, so that translations show it too; no unit changes"
            report.proposals.append(Open(page, why))
