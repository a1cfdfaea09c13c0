"""The status page on the wiki: matrix, outdated units, unmarked edits, as wikitext in the wiki's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from bot.messages import Messages, direction, locale_of
from bot.translation.completeness import Matrix, SurveyedGroup, percent
from bot.translation.labels import Label
from bot.translation.outdated import OutdatedReport, OutdatedUnit
from bot.translation.report import band, weighted_percent
from bot.translation.worddiff import Kind
from bot.units import PageProgress

# Codex's subtle backgrounds, with the text colour said too so that a dark skin cannot make them unreadable.
_COLOURS = {"low": "#ffe9e5", "medium": "#fdf2d5", "high": "#f1f4fd", "complete": "#dff2eb"}
_TEXT_COLOUR = "#202122"
# Longer lists are cut, and say so: a status page that takes a minute to open is not read.
_OUTDATED_SHOWN = 100


class WikitextReport:
    """Renders reports in one language; the same numbers on the same day give the same text.

    web is the address of the overview on our own site, "" leaves it out.
    """

    def __init__(self, messages: Messages, lang: str, web: str = "") -> None:
        self._messages = messages
        self._lang = lang
        self._web = web

    def status(
        self,
        matrix: Matrix,
        languages: Sequence[str],
        outdated: OutdatedReport | None = None,
        labels: Sequence[Label] = (),
    ) -> str:
        """Return the body of the status page."""
        parts = [self._intro(matrix, languages), self._table(matrix, languages), self._legend(matrix)]
        if self._web:
            parts.insert(1, self._text("translations-live", self._web))
        unmarked = [group for group in matrix.groups if group.edited_since_mark]
        if unmarked:
            parts.append(self._list("translations-unmarked-heading", map(self._unmarked, unmarked)))
        if outdated is not None:
            parts.append(self._outdated(outdated))
        if drifted := [line for label in labels for line in self._label(label)]:
            parts.append(self._list("translations-labels-heading", drifted))
        if matrix.problems:
            lines = [f"* {escape(problem.where)}: {escape(problem.text)}" for problem in matrix.problems]
            parts.append(self._list("translations-problems-heading", lines))
        body = "\n\n".join(parts)
        # The report may be in another language than the page around it.
        return f'<div lang="{self._lang}" dir="{direction(self._lang)}">\n{body}\n</div>'

    def digest(self, outdated: Sequence[OutdatedUnit], sign_up: str) -> str:
        """Return the list of outdated units for a translator's talk page; empty where there are none.

        sign_up is the title of the page on which the translator asked for it.
        """
        if not outdated:
            return ""
        lines = [self._text("translations-digest-intro", len(outdated))]
        lines += [self._outdated_line(one) for one in outdated[:_OUTDATED_SHOWN]]
        lines.append(self._text("translations-digest-stop", sign_up))
        return "\n".join(lines)

    def _intro(self, matrix: Matrix, languages: Sequence[str]) -> str:
        # Marked, so that a page on which only the day would change is left alone.
        day = f'<span class="wikilatch-as-of">{matrix.taken_at:%Y-%m-%d}</span>'
        return self._text("translations-intro", len(matrix.groups), len(languages), day)

    def _table(self, matrix: Matrix, languages: Iterable[str]) -> str:
        names = ["language", "all", "weighted", "outdated", *(["readers"] if matrix.readers else [])]
        heads = [self._text(f"translations-column-{name}") for name in names]
        numbers = [f"[[:{group.title}|{n}]]" for n, group in enumerate(matrix.groups, 1)]
        lines = [
            '{| class="wikitable sortable"',
            "! " + ' !! data-sort-type="number" | '.join([*heads, *numbers]),
        ]
        for language in languages:
            total = matrix.total(language)
            lines.append("|-")
            lines.append(f'! scope="row" | {{{{#language:{language}}}}} ({language})')
            cells = [self._cell(total), self._weighted(total), f"| {total.fuzzy}"]
            if matrix.readers:
                views = matrix.readers.get(language)
                cells.append(
                    f"| {self._text('translations-not-known')}"
                    if views is None
                    else f"| {{{{formatnum:{views}}}}}"
                )
            cells += [self._page_cell(matrix, group, language) for group in matrix.groups]
            lines += cells
        lines.append("|}")
        return "\n".join(lines)

    def _page_cell(self, matrix: Matrix, group: SurveyedGroup, language: str) -> str:
        cell = matrix.cell(group.page_id, language)
        if not cell.total:
            return "| –"
        return self._cell(cell, translate_link(group.group.id, language))

    def _cell(self, cell: PageProgress, link: str = "") -> str:
        shown = f"{percent(cell.share)} %"
        text = f"[{link} {shown}]" if link else shown
        style = f"background:{_COLOURS[band(cell)]};color:{_TEXT_COLOUR}"
        title = self._text("translations-cell", cell.translated, cell.total, cell.fuzzy)
        return (
            f'| style="{style}" data-sort-value="{cell.share:.4f}" title="{escape(title)}" '
            f'class="plainlinks" | {text}'
        )

    def _weighted(self, cell: PageProgress) -> str:
        shown = weighted_percent(cell)
        return "| " + (self._text("translations-not-known") if shown is None else f"{shown} %")

    def _legend(self, matrix: Matrix) -> str:
        lines = [f"# [[:{group.title}]]" for group in matrix.groups]
        return self._list("translations-pages-heading", lines)

    def _unmarked(self, group: SurveyedGroup) -> str:
        diff = f"[[Special:Diff/{group.marked}/{group.latest}|{self._text('translations-diff')}]]"
        return f"* [[:{group.title}]] ({diff})"

    def _outdated(self, report: OutdatedReport) -> str:
        if not report.units:
            return self._list("translations-outdated-heading", [self._text("translations-outdated-none")])
        lines = [self._outdated_line(one) for one in report.units[:_OUTDATED_SHOWN]]
        rest = len(report.units) - _OUTDATED_SHOWN
        if rest > 0:
            lines.append(self._text("translations-outdated-more", rest))
        return self._list("translations-outdated-heading", lines)

    def _outdated_line(self, one: OutdatedUnit) -> str:
        link = translate_link(one.unit.group, one.unit.language, one.unit.key)
        where = f"<bdi>[{link} {escape(one.page)}/{one.unit.id.replace('_', ' ')}]</bdi>"
        since = f"{one.since:%Y-%m-%d}" if one.since else "–"
        if one.by_hand:
            what = self._text("translations-outdated-by-hand")
        elif one.old is None:
            what = self._text("translations-outdated-unknown")
        else:
            pieces = (_PIECES[piece.kind].format(escape(piece.text)) for piece in one.pieces)
            what = f"<bdi>{''.join(pieces)}</bdi>"
        name = self._language(one.unit.language)
        return f'* <span class="plainlinks">{where}</span>, {name} ({one.unit.language}), {since}: {what}'

    def _label(self, label: Label) -> Iterator[str]:
        for key, codes in (
            ("missing", label.missing),
            ("outdated", label.outdated),
            ("differs", label.differs),
        ):
            if codes:
                names = ", ".join(f"{self._language(code)} ({code})" for code in codes)
                yield "* " + self._text(f"translations-label-{key}", isolated(label.name), names)

    def _language(self, code: str) -> str:
        return locale_of(code).get_display_name(locale_of(self._lang)) or code

    def _list(self, heading: str, lines: Iterable[str]) -> str:
        return "\n".join([f"=== {self._text(heading)} ===", *lines])

    def _text(self, key: str, *parameters: str | int) -> str:
        return self._messages.text(key, self._lang, *parameters)


_PIECES = {
    Kind.SAME: "{}",
    Kind.ADDED: '<ins style="text-decoration:underline">{}</ins>',
    Kind.REMOVED: "<del>{}</del>",
}


def translate_link(group: str, language: str, unit: str = "") -> str:
    """Return a link, as wikitext, to where a person translates a group or one unit of it."""
    asked = f"group={quote(group)}&language={quote(language)}&action=translate"
    if unit:
        asked += f"&showMessage={quote(unit)}"
    return f"{{{{fullurl:Special:Translate|{asked}}}}}"


def isolated(text: str) -> str:
    """Make text stand for itself, whatever direction it and its neighbours have."""
    return f"<bdi>{escape(text)}</bdi>"


def escape(text: str) -> str:
    """Make text stand for itself in wikitext: no markup, no templates, no links, on one line.

    Everything that starts markup becomes a character reference, so a source text can be quoted safely.
    """
    return "".join(f"&#{ord(char)};" if char in "<>[]{}|'=_~&#*:;!-\n\"" else char for char in text)
