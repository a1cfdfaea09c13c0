"""Puts reports on the wiki: a section of our own between markers, everything else on the page untouched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.messages import Messages
from bot.settings import TeamPages
from bot.translation.completeness import Matrix
from bot.translation.labels import Label
from bot.translation.outdated import OutdatedReport
from bot.translation.source import parse
from bot.translation.wikitext_report import WikitextReport
from bot.wiki.edit import Compose, EditResult, PageRefusedError, TeamEditor

STATUS = "status"
_AS_OF = re.compile(r'<span class="wikilatch-as-of">[^<]*</span>')


def markers(name: str) -> tuple[str, str]:
    """Return the two comments between which a section of ours stands."""
    return f"<!-- wikilatch:{name}:begin -->", f"<!-- wikilatch:{name}:end -->"


def placed(text: str | None, name: str, body: str) -> str:
    """Return a page with our section in its place; a page that does not exist becomes the section alone.

    Raises PageRefusedError where the page exists without our two markers, or with more than one pair, not
    in order, or where they stand inside a translation unit.
    """
    begin, end = markers(name)
    section = f"{begin}\n{body}\n{end}"
    if text is None or not text.strip():
        return section
    if text.count(begin) != 1 or text.count(end) != 1 or text.index(begin) > text.index(end):
        raise PageRefusedError(
            f"the page has no place for our section; put these two lines where it should stand: {begin} {end}"
        )
    start, stop = text.index(begin), text.index(end) + len(end)
    for unit_start, unit_stop in parse(text).sections:
        if start < unit_stop and unit_start < stop:
            raise PageRefusedError("our section's markers stand inside <translate>; put them outside")
    old = text[start:stop]
    # Only the day moved on: not worth an edit in everybody's watchlist.
    if _AS_OF.sub("", old) == _AS_OF.sub("", section):
        return text
    return text[:start] + section + text[stop:]


def section(name: str, body: str) -> Compose:
    """Return what puts our section into whatever the page holds by then."""
    return lambda text: placed(text, name, body)


def summary(messages: Messages, lang: str, team: TeamPages, key: str, *parameters: str) -> str:
    """Return an edit summary in the wiki's language, with a link to the approved task where there is one."""
    said = messages.text(key, lang, *parameters)
    return messages.text("translations-summary-task", lang, said, team.task) if team.task else said


def publish_status(
    editor: TeamEditor,
    team: TeamPages,
    messages: Messages,
    lang: str,
    matrix: Matrix,
    languages: Sequence[str],
    outdated: OutdatedReport,
    web: str = "",
    labels: Sequence[Label] = (),
) -> EditResult:
    """Put the status on the report page, with a link to our own site's. Raises RefusedEditError, ApiError."""
    body = WikitextReport(messages, lang, web).status(matrix, languages, outdated, labels)
    said = summary(messages, lang, team, "translations-summary-report")
    return editor.save_report(team.report_page, section(STATUS, body), said)
