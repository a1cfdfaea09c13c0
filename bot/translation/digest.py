"""Weekly notes to translators who asked for them: what is outdated in their languages.

Who asked is on a page of the wiki, one line each: `* [[User:Name]]: ja, ko`. A line counts only if that
person wrote it, so nobody signs somebody else up.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.messages import Messages
from bot.settings import TeamPages
from bot.translation.outdated import OutdatedUnit
from bot.translation.publish import summary
from bot.translation.wikitext_report import WikitextReport
from bot.wiki.edit import EditResult, Outcome, TeamEditor
from bot.wiki.translatable import RevisionText

_LINE = re.compile(
    r"^\*\s*\[\[\s*[Uu]ser:([^\]|/#]+)(?:\|[^\]]*)?\]\]\s*[:,–-]?\s*([a-z, -]+?)\s*$", re.MULTILINE
)
_MARK = re.compile(r"<!-- wikilatch:digest:(\d{4}-\d\d-\d\d):([0-9a-f]{16}) -->")
_PAUSE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A translator who asked for the digest, and the languages they named."""

    name: str
    languages: tuple[str, ...]


def subscribers(history: Iterable[RevisionText]) -> list[Subscriber]:
    """Return who signed up themselves, from the sign-up page's history, oldest revision first."""
    authors: dict[Subscriber, str] = {}
    for revision in history:
        named = set(_named(revision.text))
        authors = {one: authors.get(one, revision.user) for one in named}
    return sorted(
        (one for one, author in authors.items() if _same(author, one.name)), key=lambda one: one.name
    )


def send_digests(
    editor: TeamEditor,
    team: TeamPages,
    messages: Messages,
    lang: str,
    wanted: Sequence[Subscriber],
    outdated: Sequence[OutdatedUnit],
    now: datetime,
) -> list[EditResult]:
    """Write to each talk page once a week at most, and only what was not in the last note there.

    Raises RefusedEditError, ApiError.
    """
    results: list[EditResult] = []
    for one in wanted:
        units = [unit for unit in outdated if unit.unit.language in one.languages]
        body = WikitextReport(messages, lang).digest(units, team.digest_page)
        if not body:
            continue
        mark = f"<!-- wikilatch:digest:{now:%Y-%m-%d}:{_fingerprint(units)} -->"
        said = summary(messages, lang, team, "translations-summary-digest")
        heading = messages.text("translations-digest-heading", lang)
        result = editor.post_digest(
            one.name,
            heading,
            f"{body} ~~~~~\n{mark}",
            said,
            wanted=partial(is_due, mark=mark),
        )
        if result.outcome is not Outcome.UNCHANGED:
            results.append(result)
    return results


def is_due(text: str, mark: str) -> bool:
    """Return whether a talk page may get the note with this mark: a week has passed, and it has news."""
    new = _MARK.search(mark)
    if new is None:
        raise ValueError(f"not a digest's mark: {mark!r}")
    last = max(_MARK.finditer(text), key=lambda found: found[1], default=None)
    if last is None:
        return True
    waited = datetime.fromisoformat(new[1]) - datetime.fromisoformat(last[1])
    return waited >= _PAUSE and last[2] != new[2]


def _named(text: str) -> list[Subscriber]:
    found: list[Subscriber] = []
    for name, codes in _LINE.findall(text):
        languages = tuple(code for code in re.split(r"[,\s]+", codes) if code)
        found.append(Subscriber(name.strip().replace("_", " "), languages))
    return found


def _same(author: str, name: str) -> bool:
    return author[:1].upper() + author[1:] == name[:1].upper() + name[1:]


def _fingerprint(units: Sequence[OutdatedUnit]) -> str:
    said = "\n".join(sorted(f"{one.unit.title} {one.unit.definition}" for one in units))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
