"""What the structure pass hands on: blocks of visible text, templates, files, links, with a way back to the page."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections import defaultdict

    from bot.detect.signs import Hit

_begin = attrgetter("at")

Piece = tuple[int, int, str]  # of a line: from and to in the wikitext, and the visible text it stands for


class Kind:
    """What a block is (plain texts, for speed)."""

    PROSE: Final = "prose"
    ITEM: Final = "item"
    TERM: Final = "term"
    CELL: Final = "cell"
    HEADING: Final = "heading"
    ARGUMENT: Final = "argument"
    CAPTION: Final = "caption"
    COMMENT: Final = "comment"
    CODE: Final = "code"


_QUOTED = 4000  # characters of a quotation between two templates
_SHORT = 3  # letters of a word that says nothing of what a template is for
_RAW = frozenset([Kind.CODE, Kind.COMMENT])


class Mark:
    """Where a block stands: what it is inside of (bits; plain numbers, for speed)."""

    REF: Final = 1
    QUOTE: Final = 2
    CODE: Final = 4
    COMMENT: Final = 8
    OWNER_BOX: Final = 16
    PERSON: Final = 32
    USERBOX: Final = 64
    CITE: Final = 128
    PAID: Final = 256
    BLOCKED: Final = 512
    DRAFT: Final = 1024
    BIOGRAPHY: Final = 2048
    FOREIGN: Final = REF | QUOTE | CODE | PERSON | CITE | PAID | BLOCKED | DRAFT


# A template's class -> the mark that it puts on everything inside it.
TEMPLATE_MARKS = {
    "infobox": Mark.OWNER_BOX,
    "person": Mark.PERSON,
    "userbox": Mark.USERBOX,
    "quote": Mark.QUOTE,
    "cite": Mark.CITE,
    "paid": Mark.PAID,
    "block": Mark.BLOCKED,
    "draft": Mark.DRAFT,
}


def _shared_word(one: str, other: str) -> bool:
    return any(len(word) > _SHORT and word in other.split() for word in one.split())


class Frame:
    """A template, link or table while it is open, and a template afterwards."""

    __slots__ = (
        "block", "count", "end", "file", "kind", "label", "labelled", "marks", "name", "named", "outer", "parent",
        "sort", "sort_of", "start",
    )  # fmt: skip

    def __init__(self, sort: str, start: int, parent: Frame | None, outer: list[Piece], kind: str) -> None:
        self.sort, self.start, self.parent, self.outer, self.kind = sort, start, parent, outer, kind
        self.end = start
        self.name = ""
        self.sort_of = ""
        self.named = False
        self.labelled = True
        self.label = ""
        self.count = 0
        self.marks = 0
        self.block = (
            -1
        )  # the number of the first block of its arguments; no reference, which would close a cycle
        self.file: FileUse | None = None


class FileUse:
    """A picture shown: where its name stands in the wikitext, what it stands in."""

    __slots__ = ("captions", "end", "frame", "gallery", "marks", "name", "section", "start")

    def __init__(
        self, start: int, end: int, name: str, frame: Frame | None, marks: int, *, gallery: bool, section: int
    ) -> None:
        self.start, self.end, self.name, self.frame, self.marks = start, end, name, frame, marks
        self.gallery, self.section = gallery, section
        self.captions: list[Block] = []


class Block(msgspec.Struct, eq=False):
    """A line of visible text: [start, end) in the layout's text; label of the argument, cell or term it belongs to.

    index is its number among the blocks, at where it begins in the wikitext, pieces what it is made of.
    """

    start: int
    end: int
    kind: str
    label: str
    frame: Frame | None
    marks: int
    section: int
    index: int
    at: int
    pieces: list[Piece]
    # What is worked out where somebody asks: where each piece begins in the visible text, where sentences end,
    # which short words of each sort it holds.
    starts: list[int] | None = None
    sentences: list[int] | None = None
    words: defaultdict[int, list[Hit]] | None = None

    @property
    def stop(self) -> int:
        """Where it ends in the wikitext."""
        for _, end, shown in reversed(self.pieces):
            if shown:
                return end
        return self.at


class Link(msgspec.Struct, gc=False, eq=False):
    """A wikilink: where it stands in the wikitext and what it points to."""

    start: int
    end: int
    target: str


class Layout:
    """The page as read: `text` is what a reader sees, blocks apart by line ends; `span` maps back."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.templates: list[Frame] = []
        self.raw: list[Block] = []  # those of code and comments, in order
        self.files: list[FileUse] = []
        self.links: list[Link] = []
        self.categories: list[Link] = []  # what the page is filed under; nothing of it is seen in the text
        self.sections: list[tuple[int, str]] = [
            (0, "")
        ]  # where a section begins in the wikitext, its heading
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._order: list[Block] | None = None  # the blocks as they stand in the wikitext
        self._begins: list[int] = []
        self._last: Block | None = None  # the block that was asked for last: askers stay in one

    def add(
        self,
        pieces: list[Piece],
        kind: str,
        label: str,
        frame: Frame | None,
        marks: int,
        file: FileUse | None,
    ) -> Block | None:
        """Append a block; None where there is nothing to see in it."""
        shown = pieces[0][2] if len(pieces) == 1 else "".join([piece[2] for piece in pieces])
        if not shown or shown.isspace():
            return None
        at = self._length
        blocks = self.blocks
        end = at + len(shown)
        section = len(self.sections) - 1
        block = Block(at, end, kind, label, frame, marks, section, len(blocks), pieces[0][0], pieces)
        self._parts.append(shown)
        self._length = end + 1
        blocks.append(block)
        if file is not None:
            file.captions.append(block)
        return block

    def text_of(self, block: Block) -> str:
        """A block's text, also while the pass still runs."""
        return self._parts[block.index].strip()

    def heading(self, at: int, title: str) -> None:
        """Begin a section."""
        self.sections.append((at, title))

    def file(
        self, text: str, start: int, end: int, frame: Frame | None, marks: int, *, gallery: bool = False
    ) -> FileUse:
        """Note a picture whose target stands at [start, end), with or without its namespace."""
        name = text[start:end]
        head, colon, rest = name.partition(":")
        if colon and "." in rest and "." not in head:
            start += len(head) + 1
            name = rest
        stripped = name.strip()
        start += len(name) - len(name.lstrip())
        stop = start + len(stripped)
        held = marks | (frame.marks if frame else 0)
        use = FileUse(start, stop, stripped, frame, held, gallery=gallery, section=len(self.sections) - 1)
        self.files.append(use)
        return use

    def finish(self) -> Layout:
        """Close the layout: join the text."""
        self.text = "\n".join(self._parts)
        self._starts = [block.start for block in self.blocks]
        self.raw = [block for block in self.blocks if block.kind in _RAW]
        self._mark_quoted()
        return self

    def _mark_quoted(self) -> None:
        """Mark what stands between two templates that begin and end a quotation: `{{quote begin}}`, `{{quote end}}`."""
        opened, spans = None, []
        for frame in self.templates:
            if opened is not None and frame.name != opened.name and _shared_word(frame.name, opened.name):
                if frame.start - opened.start < _QUOTED:
                    spans.append((opened.start, frame.start))
                opened = None
            elif frame.sort_of == "quote" and " " in frame.name and not frame.named:
                opened = frame
        if not spans:
            return
        spans.sort()
        for block in self.blocks:
            near = bisect_right(spans, (block.at + 1, 0)) - 1
            if near >= 0 and block.at < spans[near][1]:
                block.marks |= Mark.QUOTE

    def block_at(self, position: int) -> Block:
        """The block that holds a position of the visible text."""
        last = self._last
        if last is None or not last.start <= position <= last.end:
            after = bisect_right(self._starts, position)
            self._last = last = self.blocks[after - 1 if after else 0]
        return last

    def index_of(self, at: int) -> int:
        """The block that holds a position of the wikitext, or the nearest before it; -1 where none does."""
        if self._order is None:
            self._order = sorted(self.blocks, key=_begin)
            self._begins = [block.at for block in self._order]
        found = bisect_right(self._begins, at + 120)
        for block in self._order[max(0, found - 6) : found]:
            if block.at - 120 <= at <= block.stop:
                return block.index
        return -1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where [start, end) of the visible text stands in the wikitext (code points)."""
        shown, begin, stop, part = self._piece(start)
        left = begin + start - shown if stop - begin == len(part) else begin
        shown, begin, stop, part = self._piece(end - 1)
        right = begin + end - shown if stop - begin == len(part) else stop
        return left, max(left, self._marked(end, right))

    def _marked(self, end: int, right: int) -> int:
        """Where the marks end that the letter before `end` has in the wikitext; it ends at `right` there."""
        block = self.block_at(end - 1)
        if block.starts is None:
            return right
        following = bisect_right(block.starts, end - 1)
        if following < len(block.pieces) and block.pieces[following][0] == right:
            _, stop, part = block.pieces[following]
            return right if part else stop
        return right

    def _piece(self, position: int) -> tuple[int, int, int, str]:
        """Where the piece that holds a position of the visible text begins there, and the piece."""
        block = self.block_at(position)
        if len(block.pieces) == 1:
            return block.start, *block.pieces[0]
        starts = block.starts
        if starts is None:
            lengths = [len(piece[2]) for piece in block.pieces]
            starts = block.starts = list(accumulate(lengths, initial=block.start))
        found = min(len(block.pieces), bisect_right(starts, position)) - 1
        return starts[found], *block.pieces[found]
