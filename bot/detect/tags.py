"""Tags, comments and what stands raw between tags: the part of the structure pass for everything in angle brackets."""

from __future__ import annotations

import re

from bot.detect.blocks import MAX_DEPTH, Blocks
from bot.detect.regions import Kind, Mark

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


class Tags(Blocks):
    """Reads what stands in angle brackets."""

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
        outer = self.around
        marks = self.marks | Mark.COMMENT | (outer.marks if outer else 0)
        term = ""
        for at, line in self._lines(end, stop):
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
            for start, line in self._lines(at, stop):
                self.layout.add([(start, start + len(line), line)], Kind.CODE, "", self.around, marks, None)
            self.pieces.append((stop, stop, " "))
        self.pos = len(self.text) if close < 0 else close + 1

    def _gallery(self, at: int, stop: int) -> None:
        for start, line in self._lines(at, stop):
            name, _, caption = line.partition("|")
            if not name.strip():
                continue
            use = self.layout.file(self.text, start, start + len(name), self.around, self.marks, gallery=True)
            shown = start + len(name) + 1
            if caption.strip():
                pieces = [(shown, shown + len(caption), caption)]
                self.layout.add(pieces, Kind.CAPTION, "", self.around, self.marks, use)

    def _marked(self, name: str, *, closing: bool) -> None:
        if not closing and self._closer(f"</{name}", self.pos) < 0:
            return
        if closing and name not in self.open_marks:
            return
        if self.stack and self.stack[-1].sort == "link":
            return
        subject = self.subject and _MARKED[name] is Mark.REF  # an article's line goes on behind its reference
        if closing:
            self._flush()
            while self.open_marks and self.open_marks.pop() != name:
                pass
        elif len(self.open_marks) < MAX_DEPTH:
            self._flush()
            self.open_marks.append(name)
        self.subject = subject
        self.marks = 0
        for each in self.open_marks:
            self.marks |= _MARKED[each]
