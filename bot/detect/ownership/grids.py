"""Tables: what a cell says of its row's subject, and cells that show how something is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import fold
from bot.detect.ownership.threads import Threads
from bot.detect.regions import Kind
from bot.detect.signs import CONTEXT, LABEL, SELF

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.shared import Tiers
    from bot.detect.view import Candidate, View
    from bot.model import FindingType

_COLUMNS = 3  # headed columns from which on a table lists things, and is no form with labels and values
_ROWS = 2  # rows below its headings that such a table has at least
_FAR = 20_000  # characters of the page between a table's beginning and a cell
_HEAD = 4_000  # characters of a table in which its headings and first rows stand
_ROW = 1_500  # characters of a row on either side of a value
_SUBJECT = 60  # characters of a row's first cell that say `I` and little else
_CELLS_READ = 40  # cells before and after one in which its value is looked for again
_TWICE = 2
_CELLS = re.compile(r"\|\||!!|\n[|!]")
_SAMPLE = re.compile(  # a cell that is all italics or quotation, or breaks off: an example's
    r"\s*(?:''[^'\n]{3,}''|[“„«\"「『][^\n]{3,}[”“»\"」』]|[^\n]*(?:…|\.\.\.))[.,;!?]?\s*$"
)
_QUOTED = re.compile(r"\s*[“„«\"「『][^\n]{2,}[^\n?？؟][”“»\"」』][.,;!]?\s*$")  # and no question
TWO_CAPITALS = re.compile(  # `Jane Holt`, `Jean Le Goff`
    r"(?<![^\W\d_])[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][^\W\d_]+(?: [A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][^\W\d_]+){1,3}"
)


class Grid:
    """A table with headings: where it begins in the wikitext, whether it lists things."""

    __slots__ = ("lists", "start")

    def __init__(self, start: int, *, lists: bool) -> None:
        self.start, self.lists = start, lists


class Grids(Threads):
    """Knows what a table's cell is about."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        super().__init__(view, tiers, page_kind)
        self._grids: dict[int, Grid | None] = {}
        # What nobody claims, of each type in each section, by where it ends.
        self.crowds: dict[tuple[FindingType, int], dict[int, str]] = {}

    def _grid(self, at: int) -> Grid | None:
        """The table with headings that holds a position of the wikitext."""
        page = self.view.page.wikitext
        start = page.rfind("{|", max(0, at - _FAR), at)
        if start < 0:
            return None
        if start not in self._grids:
            self._grids[start] = _headed(page, start)
        return self._grids[start]

    def _of_row(self, candidate: Candidate, block: Block, section: str) -> bool:
        """Whether a cell speaks of what its row lists (players, visitors, letters) or shows how something is said."""
        if block.kind is not Kind.CELL:
            return False
        if section == "contact":
            return self._of_directory(candidate, block)
        view, page = self.view, self.view.page.wikitext
        if block.label and self._names_another(block.label) and not view.has(SELF, block.start, block.end):
            return True
        grid = self._grid(block.at)
        if grid is None:
            return False
        told = section == "about" and view.lexicon.section(view.layout.sections[block.section][1]) == "about"
        if told and not grid.lists:
            return False  # `What I watch` may head a list of others
        said = candidate.sort == "cue" and not told
        if said and self._recurs(candidate, block, grid):
            return True
        left, right = view.span(candidate)
        begin = max(grid.start, page.rfind("\n|-", max(grid.start, left - _ROW), left))
        row = self._row(block, begin)
        if said and (self._corrects(block, begin, right) or self._is_said_otherwise(block, row)):
            return True
        if not grid.lists:
            return False
        if candidate.rule.startswith("en.") and not told and view.lexicon.code != "en":
            return True  # a translator's: `My name is Nobody || …`
        if any(self._names_another(view.text[other.start : other.end]) for other in row[:-1]):
            return True
        if told:
            return False
        until = candidate.end if candidate.sort == "cue" else block.end
        bound = [other for other in row if view.has(SELF, other.start, min(other.end, until))]
        if bound:
            cells = self._cells(begin, right)
            if any(_SAMPLE.match(cell) for cell in cells if cell.strip()):
                return True
            if any(
                TWO_CAPITALS.fullmatch(cell) and self._names_another(cell) for cell in map(str.strip, cells)
            ):
                return True  # a song's title that says I, beside its singer
        subject = view.text[row[0].start : row[0].end]
        if self.owner in fold(subject) or (bound and bound[0].end - bound[0].start <= _SUBJECT):
            return False
        return not view.has(SELF, block.start, until)

    def _cells(self, begin: int, right: int) -> list[str]:
        """The wikitext of the cells of the row that begins there and holds a value, which ends at `right`."""
        page = self.view.page.wikitext
        stop = min(
            (at for end in ("\n|-", "\n|}") if (at := page.find(end, right, right + _ROW)) >= 0),
            default=right + _ROW,
        )
        return _CELLS.split(page[page.find("\n", begin + 1) : stop])

    def _corrects(self, block: Block, begin: int, right: int) -> bool:
        """Whether a cell without `I` stands beside a quotation, as what it should have said: `"A.M. of …" || studied at …`."""
        alone = not self.view.has(SELF, block.start, block.end)
        return alone and any(map(_QUOTED.match, self._cells(begin, right)))

    def _of_directory(self, candidate: Candidate, block: Block) -> bool:
        """Whether a table below `Contacts` lists several people's numbers in columns."""
        grid = self._grid(block.at)
        several = len(self.crowds.get((candidate.type, block.section), ())) > 1
        return grid is not None and grid.lists and several

    def _row(self, block: Block, begin: int) -> list[Block]:
        """A cell and those before it in its row, the first one first."""
        blocks, at = self.view.layout.blocks, block.index
        while at > 0 and blocks[at - 1].kind is Kind.CELL and blocks[at - 1].at >= begin:
            at -= 1
        return blocks[at : block.index + 1]

    def _is_said_otherwise(self, block: Block, row: list[Block]) -> bool:
        """Whether a row begins with a sentence and its next cell is another as long, as in a table of dialects or of
        languages: `I am fifteen || gh'hoo quindes ann`."""
        view = self.view
        blocks, at = view.layout.blocks, block.index + 1
        if row[0] is not block or at >= len(blocks) or blocks[at].kind is not Kind.CELL:
            return False
        if blocks[at].at - block.at > _ROW or "\n|-" in view.page.wikitext[block.at : blocks[at].at]:
            return False
        said = view.text[block.start : min(block.end, block.start + _ROW)]
        beside = view.text[blocks[at].start : min(blocks[at].end, blocks[at].start + _ROW)]
        words, others = len(said.split()), len(beside.split())
        if others < _TWICE or others > words * _TWICE or words > others * _TWICE:
            return False
        return not any(map(str.isdigit, beside)) or any(map(str.isdigit, said))

    def _names_another(self, text: str) -> bool:
        """Whether a row's first cell is somebody's name, not the owner's, and no label: `goalkeeper Jane Holt`."""
        found = TWO_CAPITALS.search(text)
        if found is None or len(text) > _SUBJECT or found.end() < len(text.rstrip(" '*.,)")):
            return False
        low = fold(text)
        signs = self.view.lexicon.signs.scan(low)
        return self.owner not in low and not signs[LABEL] and not signs[CONTEXT]

    def _recurs(self, candidate: Candidate, block: Block, grid: Grid) -> bool:
        """Whether other cells of a table with headings say the same: right and wrong, two languages, a verb's forms."""
        view, blocks = self.view, self.view.layout.blocks
        first = last = block.index
        while first > 0 and last - first < _CELLS_READ and blocks[first - 1].kind is Kind.CELL:
            first -= 1
            if blocks[first].at < grid.start:
                break
        while (
            last + 1 < len(blocks) and last - block.index < _CELLS_READ and blocks[last + 1].kind is Kind.CELL
        ):
            last += 1
        value = view.folded[candidate.start : candidate.end]
        shown = view.folded[blocks[first].start : blocks[last].end]
        at = count = 0
        while count < _TWICE and (at := shown.find(value, at)) >= 0:
            ends = at + len(value)
            inside = value[0].isdigit() and (shown[at - 1 : at].isdigit() or shown[ends : ends + 1].isdigit())
            count += not inside
            at = ends
        return count >= _TWICE


def _headed(page: str, start: int) -> Grid | None:
    """The table that begins there; None where it ends before its first rows or has no headings."""
    head = page[start : start + _HEAD]
    stop = head.find("\n|}")
    headings = rows = 0
    for line in (head if stop < 0 else head[:stop]).split("\n")[1:]:
        if line.startswith("!") and not rows:
            headings += 1 + line.count("!!") + line.count("||")
        elif line.startswith("|-"):
            rows += bool(headings)
        elif line.startswith("|") and not line.startswith("|+") and not headings:
            return None
    return Grid(start, lists=headings >= _COLUMNS and rows >= _ROWS) if headings > 1 else None
