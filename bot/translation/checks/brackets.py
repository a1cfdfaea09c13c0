"""Brackets of every width that are opened and not closed, or closed and not opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.translation.checks.pair import Defect, View

_WIKITEXT = re.compile(r"\[\[|\]\]|\{\{|\}\}|<!--.*?(?:-->|\Z)|<[^<>]*>|\$\w+|https?://\S+", re.DOTALL)
# "1)", "a)", "١)", "第1）" at the start of a line or behind no letter number a list; ":)" smiles.
_NUMBERING = re.compile(
    r"(?<!\w)(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[)）](?=\s|\w)|[:;]-?[()](?=\s|$)", re.MULTILINE
)


def check(view: View) -> Iterator[Defect]:
    """Yield `bracket-unbalanced` where the translation has an odd bracket that the source has not."""
    own = odd_brackets(view.pair.translation, view.data.brackets)
    if own and not odd_brackets(view.pair.source, view.data.brackets):
        yield Defect("bracket-unbalanced", (" ".join(own),))


def odd_brackets(text: str, pairs: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the brackets that have no partner of their own width, in their order."""
    closing = {end: start for start, end in pairs}
    opening = {start for start, _ in pairs}
    stack: list[str] = []
    odd: list[str] = []
    doubles = [sign for sign in _WIKITEXT.findall(text) if sign in ("[[", "]]", "{{", "}}")]
    if doubles.count("[[") != doubles.count("]]"):
        odd.append("[[" if doubles.count("[[") > doubles.count("]]") else "]]")
    if doubles.count("{{") != doubles.count("}}"):
        odd.append("{{" if doubles.count("{{") > doubles.count("}}") else "}}")
    plain = _WIKITEXT.sub("", text)
    for char in _plain_brackets(plain):
        if char in opening:
            stack.append(char)
        elif char in closing:
            if stack and stack[-1] == closing[char]:
                stack.pop()
            elif closing[char] in stack:
                while stack[-1] != closing[char]:
                    odd.append(stack.pop())
                stack.pop()
            else:
                odd.append(char)
    return odd + stack


def _plain_brackets(text: str) -> str:
    """Return the text without numbering such as `1)`, unless its bracket was opened before."""
    return _NUMBERING.sub(lambda match: "" if not _is_open(text, match.start()) else match[0], text)


def _is_open(text: str, position: int) -> bool:
    line = text[text.rfind("\n", 0, position) + 1 : position]
    return line.count("(") + line.count("（") > line.count(")") + line.count("）")
