"""Pieces, lines and blocks: the part of the structure pass that cuts a page into lines of visible text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.regions import Block, Frame, Kind, Layout, Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.detect.regions import Piece

MOST_LINES = 25_000  # of visible text; a page that holds more was not written by a person
MAX_DEPTH = 40  # MediaWiki expands no template deeper; what is nested further is read as text
_ARGUMENT = re.compile(r"\s*([^=\[\]{}<>:/\n]{1,60}?)\s*=")
_SUBJECT = re.compile(
    r"\'\'\'[^\'\n:：a-z][^\'\n:：]{0,58}[^\'\n:：.?!;\u037e…。？！؟।۔]\'\'\'(?=[ ,(（はがは၊，、]|는|은|이)[^\n:：=]{0,12}[^\n:：=|!]"
)
_LIVED = re.compile(  # an article's first line without bold type: Name (14 May 1962 – …)
    r"[^\n(（:：|*#;{\[<]{2,60}[(（][^\n)）]{0,30}[0-9]{4}[^\n)）0-9]{0,14}[^\n)）]{0,12}[–—-][^\n)）]{0,40}[)）]"
)
_LINE = re.compile(r"[*#:;]*[ \t]*")
_PROSE, _ITEM, _TERM, _CELL, _ARGUMENT_OF = Kind.PROSE, Kind.ITEM, Kind.TERM, Kind.CELL, Kind.ARGUMENT


class Blocks:
    """The state of one pass, and how it moves from line to line.

    Markup that is open stands on the stack; `around` is the innermost template among it.
    """

    def __init__(
        self,
        text: str,
        classify: Callable[[str], str],
        inline: dict[str, str],
        wraps: frozenset[str],
        is_file: Callable[[str], bool],
        hidden: Callable[[str], bool],
    ) -> None:
        self.text = text
        self.classify, self.inline, self.wraps = classify, inline, wraps
        self.is_file, self.hidden = is_file, hidden
        self.layout = Layout()
        self.pieces: list[Piece] = []  # of the block being read
        self.stack: list[Frame] = []
        self.around: Frame | None = None
        self.kind = _PROSE
        self.marks = 0
        self.open_marks: list[str] = []
        self.closers: dict[str, int] = {}
        self.external = 0
        self.term = ""
        self.row = ""
        self.pos = 0
        self.subject = False  # the line begins like an article: '''Name''' (… and so on

    def _take(self, upto: int) -> None:
        pos = self.pos
        if upto > pos:
            self.pieces.append((pos, upto, self.text[pos:upto]))
            self.pos = upto

    def _push(self, sort: str, start: int) -> Frame:
        """Open a template, link or table: what is read from here on is its own."""
        frame = Frame(sort, start, self.around, self.pieces, self.kind)
        self.stack.append(frame)
        self.pieces = []
        if sort == "template":
            self.around = frame
        return frame

    def _pop(self) -> Frame:
        """Close the innermost open markup; what it held is the caller's to place."""
        frame = self.stack.pop()
        self.pieces, self.kind, self.around = frame.outer, frame.kind, frame.parent
        return frame

    def _flush(self, label: str = "") -> Block | None:
        """End the block being read."""
        pieces = self.pieces
        frame = self.around
        subject, self.subject = self.subject, False
        if frame is not None:
            return self._argument_block(frame)
        if not pieces:
            return None
        self.pieces = []
        kind, marks = self.kind, self.marks
        if subject and (kind is _PROSE or kind is _ITEM):
            marks |= Mark.BIOGRAPHY
        return self.layout.add(pieces, kind, label, None, marks, None)

    def _argument_block(self, frame: Frame) -> Block | None:
        """The same inside a template: a line of an argument."""
        pieces = self.pieces
        if not pieces:
            return None
        self.pieces = []
        if not frame.labelled:
            frame.labelled = True
            last = 0
            _, end, shown = pieces[0]
            while len(pieces) > last + 2 and not pieces[last + 1][2]:  # a name with marks that are not seen
                last += 2
                end = pieces[last][1]
                shown += pieces[last][2]
            found = _ARGUMENT.match(shown) if "=" in shown else None
            if found:
                frame.label = found.group(1).strip()
                start = end - len(shown) + found.end()
                pieces[: last + 1] = [(start, end, self.text[start:end])]
            else:
                frame.count += 1
                frame.label = str(frame.count)
        block = self.layout.add(pieces, _ARGUMENT_OF, frame.label, frame, self.marks | frame.marks, None)
        if block is not None:
            frame.label = ""
            if frame.block < 0:
                frame.block = block.index
        return block

    # -- lines

    def _newline(self, start: int, end: int) -> None:
        """End a line, or several where empty ones follow."""
        pos, stack = self.pos, self.stack
        if start > pos:
            self.pieces.append((pos, start, self.text[pos:start]))
        if stack:
            self.pos = start
            while stack and stack[-1].sort == "link":
                self._abandon()
            if stack and stack[-1].sort == "template" and not stack[-1].named:
                self.pieces.append((start, end, " " * (end - start)))
                self.pos = end
                return
            self._end_line()
        elif self.term or self.kind is _TERM:
            self._end_line()
        else:
            self._flush()
        self.pos = end
        self._line(end)

    def _end_line(self) -> None:
        if self.stack and self.stack[-1].sort == "table":
            self._cell()
            return
        kind = self.kind
        if kind is _TERM:
            block = self._flush()
            self.term = self.layout.text_of(block) if block else ""
            return
        if kind is _ITEM and self.term:
            label, self.term = self.term, ""
            self._flush(label)
        else:
            self._flush()

    def _line(self, at: int) -> None:
        text = self.text
        char = text[at : at + 1]
        if not self.stack:
            self.kind = _PROSE
            if char.isalpha():
                self.subject = bool(_LIVED.match(text, at))
                return
            top = ""
        else:
            top = self.stack[-1].sort
            self.kind = _CELL if top == "table" else _PROSE
        if not char:
            return
        if char in "*#:;":
            self.pos = _LINE.match(text, at).end()  # type: ignore[union-attr]  # every part is optional
            if char == ";":
                self.kind = _TERM
                self.term = ""
            else:
                self.kind = _ITEM
        elif char == "=" and top != "template":
            self._heading(at)
        elif char == "{" and text.startswith("{|", at) and len(self.stack) < MAX_DEPTH:
            self._push("table", at)
            self.row = ""
            self._skip_line(at)
        elif top == "table" and char in "|!":
            if text.startswith("|}", at):
                self._pop()
                self.pos = at + 2
            elif text.startswith(("|-", "|+"), at) and not text[at + 2 : at + 3].isdigit():  # not |+44 …
                self.row = ""
                self._skip_line(at)
            else:
                self.pos = at + 1
        elif char == "'" and top != "template":
            self.subject = bool(_SUBJECT.match(text, at))
        elif char in " \t":
            self.pos = _LINE.match(text, at).end()  # type: ignore[union-attr]  # as above

    def _heading(self, at: int) -> None:
        text = self.text
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop].rstrip()
        if len(line) > 2 and line.endswith("="):
            level = len(line) - len(line.lstrip("="))
            self.layout.heading(at + level, line.strip("= "))
            self.pos = at + level
            self.kind = Kind.HEADING

    def _lines(self, start: int, stop: int) -> list[tuple[int, str]]:
        """The lines of a stretch that hold anything, each with the offset where it starts."""
        out: list[tuple[int, str]] = []
        for line in self.text[start:stop].split("\n", self._room()):
            if line.strip():
                out.append((start, line))
            start += len(line) + 1
        return out

    def _room(self) -> int:
        """How many lines may still be read, at least one."""
        return max(1, MOST_LINES - len(self.layout.blocks))

    def _skip_line(self, at: int) -> None:
        stop = self.text.find("\n", at)
        self.pos = len(self.text) if stop < 0 else stop

    def _cell(self) -> None:
        block = self._flush(self.row)
        if block is not None:
            shown = self.layout.text_of(block)
            self.row = shown if len(shown) <= 40 and not self.row else ""

    def _abandon(self) -> None:
        raise NotImplementedError
