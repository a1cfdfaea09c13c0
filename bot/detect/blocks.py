"""Pieces, lines and blocks: the part of the structure pass that cuts a page into lines of visible text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.regions import Block, FileUse, Frame, Kind, Layout, Mark

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 40  # MediaWiki expands no template deeper; what is nested further is read as text
_ARGUMENT = re.compile(r"\s*([^=\[\]{}<>:/\n]{1,60}?)\s*=")
_SUBJECT = re.compile(
    r"\'\'\'[^\'\n:：]{2,60}\'\'\'(?=[ ,(（はがは၊，、]|는|은|이)[^\n:：=]{0,12}[^\n:：=|!]"
)
_LIVED = re.compile(  # an article's first line without bold type: Name (14 May 1962 – …)
    r"[^\n(（:：|*#;{\[<]{2,60}[(（][^\n)）]{0,30}[0-9]{4}[^\n)）0-9]{0,14}[^\n)）]{0,12}[–—-][^\n)）]{0,40}[)）]"
)
_LINE = re.compile(r"[*#:;]*[ \t]*")


class Blocks:
    """The state of one pass, and how it moves from line to line."""

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
        self.pieces: list[tuple[int, int, str]] = []  # of the block being read: from, to, visible text
        self.stack: list[Frame] = []
        self.kind = Kind.PROSE
        self.marks = 0
        self.open_marks: list[str] = []
        self.closers: dict[str, int] = {}
        self.external = 0
        self.term = ""
        self.row = ""
        self.pos = 0
        self.subject = False  # the line begins like an article: '''Name''' (… and so on

    def _take(self, upto: int) -> None:
        if upto > self.pos:
            self.pieces.append((self.pos, upto, self.text[self.pos : upto]))
            self.pos = upto

    def _flush(self, *, label: str = "", file: FileUse | None = None) -> Block | None:
        pieces, self.pieces = self.pieces, []
        frame = self._frame()
        kind, marks = self.kind, self.marks
        if frame is not None:
            marks |= frame.marks
            kind = Kind.ARGUMENT
            if pieces and not frame.labelled:
                frame.labelled = True
                found = _ARGUMENT.match(pieces[0][2])
                if found:
                    start, end, _ = pieces[0]
                    frame.label = found.group(1).strip()
                    pieces[0] = (start + found.end(), end, self.text[start + found.end() : end])
                else:
                    frame.count += 1
                    frame.label = str(frame.count)
            label = frame.label
        if self.subject and kind in (Kind.PROSE, Kind.ITEM):
            marks |= Mark.BIOGRAPHY
        self.subject = False
        block = self.layout.add(pieces, kind, label, frame, marks, file)
        if block is not None and frame is not None:
            frame.label = ""
            frame.blocks.append(block)
        return block

    def _frame(self) -> Frame | None:
        for frame in reversed(self.stack):
            if frame.sort == "template":
                return frame
        return None

    # -- lines

    def _newline(self, start: int, end: int) -> None:
        self._take(start)
        while self.stack and self.stack[-1].sort == "link":
            self._abandon()
        if self.stack and self.stack[-1].sort == "template" and not self.stack[-1].named:
            self.pieces.append((start, end, " "))
            self.pos = end
            return
        self._end_line()
        self.pos = end
        self._line(end)

    def _end_line(self) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and top.sort == "table":
            self._cell()
            return
        if self.kind is Kind.TERM:
            block = self._flush()
            self.term = self.layout.text_of(block) if block else ""
            return
        label = ""
        if self.kind is Kind.ITEM and self.term:
            label, self.term = self.term, ""
        self._flush(label=label)

    def _line(self, at: int) -> None:
        text = self.text
        char = text[at : at + 1]
        top = self.stack[-1].sort if self.stack else ""
        self.kind = Kind.CELL if top == "table" else Kind.PROSE
        if char in "*#:;" and char:
            self.pos = _LINE.match(text, at).end()  # type: ignore[union-attr]  # every part is optional
            self.kind = Kind.TERM if char == ";" else Kind.ITEM
            if self.kind is Kind.TERM:
                self.term = ""
        elif char == "=" and top != "template":
            stop = text.find("\n", at)
            stop = len(text) if stop < 0 else stop
            line = text[at:stop].rstrip()
            if len(line) > 2 and line.endswith("="):
                level = len(line) - len(line.lstrip("="))
                self.layout.heading(at + level, line.strip("= "))
                self.pos = at + level
                self.kind = Kind.HEADING
        elif char == "{" and text.startswith("{|", at) and len(self.stack) < MAX_DEPTH:
            self.stack.append(Frame("table", at, self._frame(), self.pieces, self.kind))
            self.pieces = []
            self.row = ""
            self._skip_line(at)
        elif top == "table" and char in "|!" and char:
            if text.startswith("|}", at):
                frame = self.stack.pop()
                self.pieces, self.kind = frame.outer, frame.kind
                self.pos = at + 2
            elif text.startswith(("|-", "|+"), at):
                self.row = ""
                self._skip_line(at)
            else:
                self.pos = at + 1
        elif char == "'" and top != "template":
            self.subject = bool(_SUBJECT.match(text, at))
        elif not top and char.isalpha():
            self.subject = bool(_LIVED.match(text, at))
        elif char in " \t" and char:
            self.pos = _LINE.match(text, at).end()  # type: ignore[union-attr]  # as above

    def _skip_line(self, at: int) -> None:
        stop = self.text.find("\n", at)
        self.pos = len(self.text) if stop < 0 else stop

    def _cell(self) -> None:
        block = self._flush(label=self.row)
        if block is not None:
            shown = self.layout.text_of(block)
            self.row = shown if len(shown) <= 40 and not self.row else ""

    def _abandon(self) -> None:
        raise NotImplementedError


def lines(text: str, start: int, stop: int) -> list[tuple[int, str]]:
    """Return the lines of a stretch that hold anything, each with the offset where it starts."""
    out: list[tuple[int, str]] = []
    for line in text[start:stop].split("\n"):
        if line.strip():
            out.append((start, line))
        start += len(line) + 1
    return out
