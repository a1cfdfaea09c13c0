"""The lists of config/names/: read once per script, when that script is first met."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.detect.names.text import fold

if TYPE_CHECKING:
    from pathlib import Path

# Words that join a name's parts in lists and in names, and are nobody's name alone.
_ENDINGS = (
    "family-ending",
    "family-ending-bg",
    "given-ending",
    "patronymic",
    "word-ending",
    "family-beginning",
)


class NameDataError(ValueError):
    """A list in config/names/ cannot be used; the text names the file, the line and the mend."""


@dataclass(slots=True)
class Lexicon:
    """Names and words of one script.

    given and family map a folded name to (weight 0..1, bits of the lists that have it); words maps a folded
    word to bits of the lists (languages) that have it; vocabulary holds words that only tell that something
    is no name; endings what the ends of words tell; particles join a name's parts, prefixes are joined to one. extra holds the sections that one script alone has
    (syllables, characters).
    """

    script: str
    given: dict[str, tuple[float, int]] = field(default_factory=dict)
    family: dict[str, tuple[float, int]] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()
    endings: dict[str, dict[str, float]] = field(default_factory=dict)
    extra: dict[str, frozenset[str]] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    bits: dict[str, int] = field(default_factory=dict)

    def bit(self, *lists: str) -> int:
        """The bits of the named lists (file stems) taken together; 0 for lists this script has not."""
        total = 0
        for name in lists:
            total |= self.bits.get(name, 0)
        return total


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list file: `[name weight]` and the lines below it."""

    name: str
    weight: float
    text: str


def sections(path: Path) -> list[Section]:
    """The sections of a list file, in order.

    Raises NameDataError for a word before the first section or a weight that is no number.
    """
    found: list[tuple[str, float, list[str]]] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        if line.startswith("["):
            name, _, weight = line.strip("[]").partition(" ")
            try:
                found.append((name, float(weight or 1), []))
            except ValueError:
                raise NameDataError(
                    f"{path}:{number}: '{weight}' is no weight; write a number from 0 to 1"
                ) from None
        elif not found:
            raise NameDataError(
                f"{path}:{number}: a word before any section; put [given], [family] or [words] above it"
            )
        else:
            found[-1][2].append(line)
    return [Section(name, weight, "\n".join(lines)) for name, weight, lines in found]


def load(folder: Path, script: str) -> Lexicon:
    """Reads config/names/SCRIPT/*.txt. Raises NameDataError when there is no list or one is damaged."""
    paths = sorted((folder / script).glob("*.txt"))
    if not paths:
        raise NameDataError(f"{folder / script}: no name lists; restore config/names from the repository")
    lexicon = Lexicon(script)
    vocabulary: set[str] = set()
    for index, path in enumerate(paths):
        bit = 1 << index
        lexicon.bits[path.stem] = bit
        for section in sections(path):
            words = fold(section.text, script).split()
            if section.name == "given":
                _add(lexicon.given, words, section.weight, bit)
            elif section.name == "family":
                _add(lexicon.family, words, section.weight, bit)
            elif section.name == "words":
                for word in words:
                    lexicon.words[word] = lexicon.words.get(word, 0) | bit
            elif section.name == "vocabulary":
                vocabulary.update(words)
            elif section.name == "particles":
                lexicon.particles |= frozenset(words)
            elif section.name == "prefixes":
                lexicon.prefixes |= frozenset(words)
            elif section.name in _ENDINGS:
                lexicon.endings.setdefault(section.name, {}).update(dict.fromkeys(words, section.weight))
            else:
                kept = words if script == "latin" else "".join(words)
                lexicon.extra[f"{path.stem}.{section.name}"] = frozenset(kept)
    lexicon.vocabulary = frozenset(vocabulary)
    if script == "latin":  # where the lists of families hold them
        for particle in lexicon.particles:
            lexicon.family.pop(particle, None)
    return lexicon


def _add(table: dict[str, tuple[float, int]], names: list[str], weight: float, bit: int) -> None:
    fresh = (weight, bit)
    for name in names:
        old = table.get(name)
        table[name] = fresh if old is None else (max(old[0], weight), old[1] | bit)


def phrases(path: Path) -> list[str]:
    """The lines of the [phrases] sections of a stop list, as written."""
    return [
        line for section in sections(path) if section.name == "phrases" for line in section.text.splitlines()
    ]


def words(path: Path, name: str) -> frozenset[str]:
    """The words of the sections of that name in a list file, as written."""
    return frozenset(
        word for section in sections(path) if section.name == name for word in section.text.split()
    )
