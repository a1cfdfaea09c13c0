"""Reads page skeletons: whole pages in wikitext, with marked places for an invented person's values.

A file `tune/xx.wikitext` or `held/xx.wikitext` begins with remarks (lines starting `%#`); each page begins with a
line `%% name style attribute=value…` and reaches to the next one. Attributes: `user` (`nick`, `real`, `any`, or an
account name; default `any`), `page` (what follows the account name in the title), `sex` (`f` or `m`), `talk`
(`yes`: the page is the user's talk page).

In a page `‹slot›` puts in a value and `‹type:slot›` a value that is a finding of that type. A slot is a name such as
`town`, `town2`, `town.in` (another form of the word) or `phone~` (in the language's own digits), or, after `=`, text with
slots in braces and alternatives after bars: `‹school:={last} Secondary|Primary no. {n}›`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.corpus.language import TYPES, CorpusError

FOLDER = Path(__file__).parent
PARTS = ("tune", "held")
STYLES = ("hard", "short")
MARK = re.compile(r"‹(?:([a-z_]+):)?(=[^‹›]*|[a-z]+\d*(?:\.[a-z]+)?~?)›")
SLOT = re.compile(r"(?<!\{)\{([a-z]+\d*(?:\.[a-z]+)?~?)\}(?!\})")
_START = re.compile(r"%% (\S+) (\S+)(.*)")
_ATTRIBUTE = re.compile(r"(\w+)=(\S+)")


@dataclass(frozen=True)
class Skeleton:
    """One page with places for values."""

    name: str
    style: str
    attributes: dict[str, str]
    wikitext: str

    @property
    def types(self) -> tuple[str, ...]:
        """The finding types it makes, in order, as often as it makes them."""
        return tuple(kind for kind, _ in MARK.findall(self.wikitext) if kind)


def _read(path: Path) -> list[Skeleton]:
    found: list[Skeleton] = []
    head: tuple[str, str, dict[str, str]] | None = None
    body: list[str] = []

    def close() -> None:
        if head:
            found.append(Skeleton(*head, "\n".join(body).strip("\n") + "\n"))

    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        where = f"{path.parent.name}/{path.name}:{number}"
        if match := _START.fullmatch(line):
            close()
            name, style, rest = match.groups()
            if style not in STYLES:
                raise CorpusError(f"{where}: style {style!r}; write one of {', '.join(STYLES)}")
            head, body = (name, style, dict(_ATTRIBUTE.findall(rest))), []
        elif line.startswith("%#") or (head is None and not line):
            continue
        elif head is None or line.startswith("%%"):
            raise CorpusError(f"{where}: write `%% name style` before a page")
        else:
            rest = MARK.sub("", line)
            if "‹" in rest or "›" in rest:
                raise CorpusError(f"{where}: not a slot: {line.strip()}")
            if bad := {kind for kind, _ in MARK.findall(line) if kind} - {*TYPES}:
                raise CorpusError(f"{where}: no finding type {', '.join(sorted(bad))}")
            body.append(line)
    close()
    return found


@cache
def skeletons(code: str, part: str) -> tuple[Skeleton, ...]:
    """The pages of one language and half.

    Raises CorpusError naming file and line that cannot be read.
    """
    path = FOLDER / part / f"{code}.wikitext"
    if not path.exists():
        raise CorpusError(f"no language {code!r} in {part}; there are: {' '.join(languages())}")
    return tuple(_read(path))


def languages() -> list[str]:
    """The codes of all languages that have pages."""
    return sorted({path.stem for part in PARTS for path in (FOLDER / part).glob("*.wikitext")})
