"""Towns that a language's readers know, where its script has no capitals to tell a name by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from bot.detect.folding import fold, unspaced

if TYPE_CHECKING:
    from pathlib import Path

_LEAST = 2  # letters of a town's name


def listed(path: Path) -> list[str]:
    """The names in a file, as written; none where there is no file."""
    if not path.exists():
        return []
    lines = [line.strip(" /") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [name for line in lines for name in line.split(" / ")]


class Towns:
    """The names of one language's list (`config/rules/towns`), and the words that end a place's name."""

    def __init__(self, names: frozenset[str], nouns: tuple[str, ...]) -> None:
        self._names, self._nouns = names, nouns
        self._longest = max(map(len, names), default=0)

    @classmethod
    def load(cls, path: Path, nouns: tuple[str, ...]) -> Self:
        """Read a list; without a file every place counts as known."""
        return cls(frozenset(name for name in map(fold, listed(path)) if len(name) >= _LEAST), nouns)

    def length_at(self, text: str, at: int) -> int:
        """How long the longest town's name is that stands at a place of a folded text; 0 where none does."""
        if at >= len(text) or not self._names:
            return 0
        joined = unspaced(text[at]) or "\uac00" <= text[at] <= "\ud7a3"
        for length in range(min(len(text) - at, self._longest), _LEAST - 1, -1):
            end = at + length
            whole = joined or end == len(text) or not text[end].isalpha()
            if whole and text[at:end] in self._names:
                return length
        return 0

    def knows(self, place: str) -> bool:
        """Whether a folded text begins with a town's name, or has a word for a town, a ward or a village at an end."""
        if not self._names or self.length_at(place, 0):
            return True
        words = place.replace("の", " ").split()
        return any(_ends_with(word, noun) for word in words for noun in self._nouns)


def _ends_with(word: str, noun: str) -> bool:
    if len(word) <= len(noun):
        return False
    return word.endswith(noun) or (len(noun) > 1 and word.startswith(noun))
