"""Puts our terms and their definitions into the glossary's source on the wiki, where they are missing.

It only adds: a key or line that stands there is never changed, moved or taken away, because that would
outdate or lose translations. What differs is said, for a person. In a bundle a term is the key of its id and
its definition `id.definition`; on a page they are two new units, unmarked, between our own markers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from bot.messages import Messages
from bot.settings import TeamPages
from bot.translation.glossary import Glossary, Status, Term
from bot.translation.glossary_sync import Open
from bot.translation.impact import Effect, compare
from bot.translation.publish import markers, summary
from bot.translation.source import parse
from bot.wiki.edit import Compose, EditResult, Outcome, PageRefusedError, TeamEditor

TERMS = "glossary"
_DEFINITION = ".definition"


@dataclass(frozen=True, slots=True)
class Addition:
    """A source with our terms in it: its text, how many terms were added to it, what differs from ours."""

    text: str
    added: int
    differing: tuple[Open, ...] = ()


def into_bundle(present: str, glossary: Glossary) -> Addition:
    """Return a message bundle's JSON with the keys it lacks; raises PageRefusedError where it is none."""
    try:
        keys: Any = json.loads(present)
    except (ValueError, RecursionError) as error:
        raise PageRefusedError(f"the glossary's page is no message bundle: {error}") from None
    if not isinstance(keys, dict) or not all(isinstance(v, str) for k, v in keys.items() if k != "@metadata"):
        raise PageRefusedError("the glossary's page is no message bundle: not a JSON object of texts")
    differing: list[Open] = []
    new: dict[str, str] = {}
    added = 0
    for term in _wanted(glossary):
        texts = {term.id: term.text} | (
            {f"{term.id}{_DEFINITION}": term.definition} if term.definition else {}
        )
        added += term.id not in keys
        for key, text in texts.items():
            if key not in keys:
                new[key] = text
            elif keys[key].strip() != text.strip():
                differing.append(Open(key, f"the wiki says {keys[key]!r}, we say {text!r}"))
    if not new:
        return Addition(present, 0, tuple(differing))
    whole = json.dumps(keys | new, ensure_ascii=False, indent="\t")
    return Addition(whole, max(added, 1), tuple(differing))


def into_page(present: str, glossary: Glossary) -> Addition:
    """Return a translatable page with the terms it lacks behind those between our markers.

    Raises PageRefusedError where the page has no place for them, or where a unit would change.
    """
    begin, end = markers(TERMS)
    if present.count(begin) != 1 or present.count(end) != 1 or present.index(begin) > present.index(end):
        raise PageRefusedError(
            f"the page has no place for our terms; put these two lines where they should stand: {begin} {end}"
        )
    known = {unit.text.strip().casefold() for unit in parse(present).units}
    missing = [term for term in _wanted(glossary) if term.text.casefold() not in known]
    if not missing:
        return Addition(present, 0)
    at = present.index(end)
    head = present[:at] if present[:at].endswith("\n") else present[:at] + "\n"
    text = head + "".join(map(_lines, missing)) + present[at:]
    before, after = parse(present), parse(text)
    harmless = all(change.effect is Effect.ADDED for change in compare(before, after))
    if not harmless or len(after.mistakes) > len(before.mistakes):
        raise PageRefusedError("our markers stand inside <translate>; put them outside")
    return Addition(text, len(missing))


def push_terms(
    editor: TeamEditor,
    team: TeamPages,
    messages: Messages,
    lang: str,
    glossary: Glossary,
    present: str | None,
) -> tuple[EditResult, tuple[Open, ...]]:
    """Add what is missing to the glossary's source; present is its text now, for the summary's count.

    Returns the edit and what a person has to decide. Raises RefusedEditError, ApiError.
    """
    title = team.glossary
    into = into_bundle if title.endswith(".json") else into_page
    if present is None:
        why = "there is no such page; somebody has to make it first (a .json page as a message bundle)"
        return EditResult(title, Outcome.LEFT, why=why), ()
    planned = into(present, glossary)

    def compose(text: str | None) -> str | None:
        return None if text is None else into(text, glossary).text

    said = summary(messages, lang, team, "translations-summary-terms", str(planned.added))
    made: Compose = compose
    return editor.save_glossary(made, said), planned.differing


def _wanted(glossary: Glossary) -> list[Term]:
    return [term for term in glossary.terms.values() if term.status is Status.APPROVED]


def _lines(term: Term) -> str:
    lines = f"; <translate>{_plain(term.text)}</translate>\n"
    return lines + (f": <translate>{_plain(term.definition)}</translate>\n" if term.definition else "")


def _plain(text: str) -> str:
    """Keep markup out of a page: a definition is words."""
    return " ".join(
        escape(text, quote=False).replace("{{", "&#123;&#123;").replace("[[", "&#91;&#91;").split()
    )
