"""One linear pass over wikitext: what a reader sees, line by line, with where each character came from.

The pass never fails and never backtracks: unclosed or too deeply nested markup is text. Every list item, table
cell, template argument, caption, heading and comment becomes a block of its own in one visible text, so that a
phrase is matched through bold, links, `&nbsp;` and zero-width characters but never across two blocks.
"""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import TYPE_CHECKING

from bot.detect.blocks import MAX_DEPTH, Blocks, lines
from bot.detect.regions import TEMPLATE_MARKS, Frame, Kind, Layout, Mark

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_TOKENS = 150_000  # what follows more markup than that is read as plain text
OBJECT = "\ufffc"  # stands in the visible text for a template that is not text

_TOKEN = re.compile(
    r"\{\{|\}\}|\[\[|\]\]|\[(?=https?:|//|mailto:)|\]|\||\n|''+|<!--|</?[a-zA-Z][^<>\n]{0,300}>"
    r"|&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});"
    "|[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+|__[A-Z]{3,16}__"
)
_TAG_NAME = re.compile(r"</?([a-zA-Z]+)")
_RAW = frozenset(
    ["nowiki", "pre", "source", "syntaxhighlight", "math", "score", "templatedata", "gallery", "code", "tt"]
)
_BREAKS = frozenset(
    ["br", "p", "div", "li", "ul", "ol", "dl", "dd", "dt", "tr", "table", "hr", "center", "td", "th"]
)
_DISGUISED = re.compile(
    r"(?:(?!\{\{|\[\[)[^\n<]){0,60}<"
)  # what <nowiki> hides from machines; more is a sample
_MARKED = {"ref": Mark.REF, "blockquote": Mark.QUOTE, "q": Mark.QUOTE, "poem": Mark.QUOTE, "cite": Mark.REF}
_ATTRIBUTES = re.compile(r"""^[^\[\]{}]*\b[a-z-]+ *= *["'\w]""")


def read(
    text: str,
    classify: Callable[[str], str],
    inline: dict[str, str],
    wraps: frozenset[str],
    is_file: Callable[[str], bool],
    hidden: Callable[[str], bool],
) -> Layout:
    """Take a page apart. Never raises; the time is linear in the text's length.

    classify names a template's class (`infobox`, `person`, … or ``), inline gives templates that stand for a text,
    wraps those that only dress their last argument; is_file and hidden judge a link's target.
    """
    return _Pass(text, classify, inline, wraps, is_file, hidden).run()


class _Pass(Blocks):
    """Reads markup: templates, links, tags, comments."""

    def run(self) -> Layout:
        text, pieces_append = self.text, self._take
        self._line(0)
        handlers: dict[str, Callable[[int, int], None]] = {
            "{{": self._open_template, "}}": self._close_template, "[[": self._open_link, "]]": self._close_link,
            "[": self._open_external, "]": self._close_external, "|": self._bar, "\n": self._newline,
        }  # fmt: skip
        for found in islice(_TOKEN.finditer(text), MOST_TOKENS):
            start, end = found.span()
            if start < self.pos:
                continue
            token = found.group()
            handler = handlers.get(token)
            if handler is not None:
                handler(start, end)
                continue
            first = token[0]
            if first == "<":
                self._tag(token, start, end)
            elif first == "&":
                pieces_append(start)
                plain = html.unescape(token)
                if len(plain) == 1:
                    self.pieces.append((start, end, " " if plain in "\xa0\n" else plain))
                self.pos = end
            else:  # quotes' runs, invisible characters, magic words: nothing to see
                pieces_append(start)
                self.pos = end
        self._take(len(text))
        while self.stack:
            self._abandon()
        self._end_line()
        return self.layout.finish()

    def _bar(self, start: int, end: int) -> None:
        top = self.stack[-1] if self.stack else None
        if top is None:
            return
        self._take(start)
        self.pos = end
        if top.sort == "template":
            self._argument(top, start)
        elif top.sort == "link":
            self._link_part(top, start)
        elif top.sort == "table":
            shown = "".join(piece[2] for piece in self.pieces)
            if self.text.startswith("|", end):
                self.pos = end + 1
                self._cell()
            elif _ATTRIBUTES.match(shown):
                self.pieces = []
            else:
                self._cell()

    # -- templates

    def _open_template(self, start: int, end: int) -> None:
        if len(self.stack) >= MAX_DEPTH:
            return
        self._take(start)
        self.stack.append(Frame("template", start, self._frame(), self.pieces, self.kind))
        self.pieces = []
        self.pos = end

    def _name(self, frame: Frame) -> None:
        shown = "".join(piece[2] for piece in self.pieces)
        frame.name = " ".join(shown.replace("_", " ").split()).lower()[:80]
        frame.sort_of = self.classify(frame.name)
        frame.marks = (frame.parent.marks if frame.parent else 0) | TEMPLATE_MARKS.get(frame.sort_of, 0)
        self.pieces = []

    def _argument(self, frame: Frame, _at: int) -> None:
        if frame.named:
            self._flush()
        else:
            self._name(frame)
            frame.named = True
        frame.labelled = False
        frame.label = ""

    def _close_template(self, start: int, end: int) -> None:
        if not any(frame.sort == "template" for frame in self.stack):
            return
        self._take(start)
        while self.stack[-1].sort != "template":
            self._abandon()
        frame = self.stack[-1]
        last: list[tuple[int, int, str]] = []
        if not frame.named:
            self._name(frame)
        elif frame.name in self.wraps:
            last, self.pieces = self.pieces, []
        else:
            self._flush()
        self.stack.pop()
        self.pieces, self.kind = frame.outer, frame.kind
        frame.end = end
        if last:
            self.pieces += last
        elif frame.name in self.inline:
            self.pieces.append((frame.start, end, self.inline[frame.name]))
        else:
            self.pieces.append((frame.start, end, OBJECT))
            self.layout.templates.append(frame)
        self.pos = end

    # -- links

    def _open_link(self, start: int, end: int) -> None:
        if len(self.stack) >= MAX_DEPTH:
            return
        self._take(start)
        self.stack.append(Frame("link", start, self._frame(), self.pieces, self.kind))
        self.pieces = []
        self.pos = end

    def _link_part(self, frame: Frame, at: int) -> None:
        if not frame.named:
            frame.named = True
            frame.name = self.text[frame.start + 2 : at]
            if self.is_file(frame.name):
                frame.file = self.layout.file(self.text, frame.start + 2, at, self._frame(), self.marks)
            self.pieces = []
        elif frame.file is not None:
            self._caption(frame)
        else:
            self.pieces.append((at, at + 1, "|"))

    def _caption(self, frame: Frame) -> None:
        kind, self.kind = self.kind, Kind.CAPTION
        pieces, self.pieces = self.pieces, []
        outer = self._frame()
        marks = self.marks | (outer.marks if outer else 0)
        self.layout.add(pieces, Kind.CAPTION, "", outer, marks, frame.file)
        self.kind = kind

    def _close_link(self, start: int, end: int) -> None:
        if not self.stack or self.stack[-1].sort != "link":
            return
        self._take(start)
        frame = self.stack[-1]
        if not frame.named:
            frame.name = self.text[frame.start + 2 : start]
            if self.is_file(frame.name):
                frame.file = self.layout.file(self.text, frame.start + 2, start, self._frame(), self.marks)
                self.pieces = []
        elif frame.file is not None:
            self._caption(frame)
        self.stack.pop()
        shown, self.pieces, self.kind = self.pieces, frame.outer, frame.kind
        self.pos = end
        if frame.file is not None:
            return
        if self.hidden(frame.name):
            return
        self.layout.link(frame.start, end, frame.name)
        self.pieces += shown

    def _open_external(self, start: int, end: int) -> None:
        self._take(start)
        self.external += 1
        self.pos = end

    def _close_external(self, start: int, end: int) -> None:
        if self.external:
            self._take(start)
            self.external -= 1
            self.pos = end

    def _abandon(self) -> None:
        """Give up on the innermost open markup: what it held is text of what is around it."""
        frame = self.stack.pop()
        if frame.sort == "template" and frame.named:
            self._take(self.pos)
            self.stack.append(frame)
            self._flush()
            self.stack.pop()
            self.pieces, self.kind = frame.outer, frame.kind
            self.layout.templates.append(frame)
        elif frame.sort == "table":
            self._cell()
            self.pieces, self.kind = frame.outer, frame.kind
        elif frame.file is not None:
            self._caption(frame)
            self.pieces, self.kind = frame.outer, frame.kind
        else:
            self.pieces, self.kind = frame.outer + self.pieces, frame.kind

    # -- tags

    def _closer(self, needle: str, at: int) -> int:
        """Where needle next occurs at or after at, -1 if nowhere; each needle is looked for once per stretch."""
        known = self.closers.get(needle)
        if known is None or (0 <= known < at):
            known = self.text.find(needle, at)
            self.closers[needle] = known
        return known

    def _tag(self, tag: str, start: int, end: int) -> None:
        if tag == "<!--":
            self._comment(start, end)
            return
        found = _TAG_NAME.match(tag)
        name = found.group(1).lower() if found else ""
        closing = tag[1] == "/"
        self._take(start)
        self.pos = end
        if name in _RAW and not closing and not tag.endswith("/>"):
            self._raw(name, end)
        elif name in _MARKED and not tag.endswith("/>"):
            self._marked(name, closing=closing)
        elif name in _BREAKS:
            row, kind = self.row, self.kind
            if name in ("td", "th") and closing:
                self._cell()
                return
            if self.stack and self.stack[-1].sort == "link":
                self.pieces.append((start, end, " "))
                return
            self._flush()
            self.kind = Kind.CELL if name in ("td", "th") else kind
            self.row = "" if name in ("tr", "table") else row

    def _comment(self, start: int, end: int) -> None:
        self._take(start)
        stop = self._closer("-->", end)
        stop = len(self.text) if stop < 0 else stop
        outer = self._frame()
        marks = self.marks | Mark.COMMENT | (outer.marks if outer else 0)
        term = ""
        for at, line in lines(self.text, end, stop):
            label, term = (term, "") if line[0] == ":" else ("", line[1:].strip() if line[0] == ";" else "")
            self.layout.add([(at, at + len(line), line)], Kind.COMMENT, label, outer, marks, None)
        self.pos = min(stop + 3, len(self.text))

    def _raw(self, name: str, at: int) -> None:
        stop = self._closer(f"</{name}", at)
        if stop < 0:
            return
        close = self.text.find(">", stop)
        if name == "nowiki" and _DISGUISED.match(self.text, at):
            self.pos = at
            self._take(stop)
        elif name == "gallery":
            self._gallery(at, stop)
        else:
            marks = self.marks | Mark.CODE
            for start, line in lines(self.text, at, stop):
                self.layout.add([(start, start + len(line), line)], Kind.CODE, "", self._frame(), marks, None)
            self.pieces.append((stop, stop, " "))
        self.pos = len(self.text) if close < 0 else close + 1

    def _gallery(self, at: int, stop: int) -> None:
        for start, line in lines(self.text, at, stop):
            name, _, caption = line.partition("|")
            if not name.strip():
                continue
            use = self.layout.file(
                self.text, start, start + len(name), self._frame(), self.marks, gallery=True
            )
            shown = start + len(name) + 1
            if caption.strip():
                pieces = [(shown, shown + len(caption), caption)]
                self.layout.add(pieces, Kind.CAPTION, "", self._frame(), self.marks, use)

    def _marked(self, name: str, *, closing: bool) -> None:
        if not closing and self._closer(f"</{name}", self.pos) < 0:
            return
        if closing and name not in self.open_marks:
            return
        if self.stack and self.stack[-1].sort == "link":
            return
        if closing:
            self._flush()
            while self.open_marks and self.open_marks.pop() != name:
                pass
        elif len(self.open_marks) < MAX_DEPTH:
            self._flush()
            self.open_marks.append(name)
        self.marks = 0
        for each in self.open_marks:
            self.marks |= _MARKED[each]
