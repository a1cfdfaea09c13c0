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

from bot.detect.blocks import MAX_DEPTH, MOST_LINES
from bot.detect.folding import UNSEEN, wordly
from bot.detect.regions import TEMPLATE_MARKS, Kind, Link, Mark
from bot.detect.tags import Tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.detect.regions import Frame, Layout, Piece

MOST_TOKENS = 150_000  # what follows more markup than that, or more than MOST_LINES, is read as plain text
_BATCH = 1024  # tokens between two looks at how much was read
OBJECT = "\ufffc"  # stands in the visible text for a template that is not text

_INSIDE = rf"[^\[\]{{}}<\n&'{UNSEEN}]"  # what a link or template may hold to be read in one go
_TARGET = _INSIDE.replace("^", "^|")


def _token(link: str, template: str) -> re.Pattern[str]:
    """Markup, one character of a set first: the engine skips plain text without trying each form."""
    return re.compile(
        rf"[\[\]{{}}|\n'<&_{UNSEEN}](?:(?<=\n)\n*|(?<=\[)(?:\[{link}|(?=https?:|//|mailto:))|(?<=\|)|(?<=\])\]?"
        rf"|(?<={{){{{template}|(?<=}})}}|(?<=')'+|(?<=<)(?:!--|/?[a-zA-Z][^<>\n]{{0,300}}>)"
        r"|(?<=&)(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});"
        rf"|(?<=[{UNSEEN}])[{UNSEEN}]*|(?<=_)_[A-Z]{{3,16}}__)"
    )


_TOKEN = _token(rf"(?:({_TARGET}+)(?:\|({_TARGET}*))?\]\])?", rf"(?:({_INSIDE}*)}}}})?")
_PLAIN_TOKEN = _token("", "")
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


class _Pass(Tags):
    """Reads markup: templates and links here, tags and lines in what it builds on."""

    def run(self) -> Layout:
        text, blocks = self.text, self.layout.blocks
        self._line(0)
        tokens = _TOKEN.finditer(text)
        for _ in range(0, MOST_TOKENS, _BATCH):
            if not self._some(islice(tokens, _BATCH)) or len(blocks) > MOST_LINES:
                break
        self._take(len(text))
        while self.stack:
            self._abandon()
        self._end_line()
        return self.layout.finish()

    def _some(self, tokens: Iterable[re.Match[str]]) -> bool:
        """Read some tokens; False where there were none."""
        text = self.text
        found = None
        for found in tokens:
            start, end = found.span()
            if start < self.pos:
                if found.lastindex and end > self.pos + 1:  # a comment ended inside a link
                    self._tokens(self.pos, end)
                continue
            if text[start] == "\n":
                self._newline(start, end)
            elif found.lastindex is None:
                self._token(start, end)
            elif len(self.stack) >= MAX_DEPTH or "__" in found.group():
                self._tokens(start, end)
            elif text[start] == "[":
                self._link(start, end, found.group(1), found.start(2))
            else:
                self._template(start, end, found.group(found.lastindex))
        return found is not None

    def _tokens(self, start: int, end: int) -> None:
        """Read a stretch token by token."""
        for found in islice(_PLAIN_TOKEN.finditer(self.text, start, end), self._room()):
            if found.start() >= self.pos:
                self._token(found.start(), found.end())

    def _token(self, start: int, end: int) -> None:
        text = self.text
        first = text[start]
        # What is UNSEEN: a mark belongs to the letter before it, also where a value ends with that.
        if first > "~":
            pos, pieces = self.pos, self.pieces
            if start > pos:
                pieces.append((pos, start, text[pos:start]))
            pieces.append((start, end if wordly(first) else start, ""))
            self.pos = end
        elif first == "|":
            if self.stack:
                self._bar(start, end)
        elif first == "[":
            if end - start == 2:
                self._open_link(start, end)
            else:
                self._open_external(start, end)
        elif first == "]":
            if end - start == 2:
                self._close_link(start, end)
            else:
                self._close_external(start, end)
        elif first == "{":
            self._open_template(start, end)
        elif first == "}":
            self._close_template(start, end)
        elif first == "<":
            self._tag(text[start:end], start, end)
        elif first == "&":
            self._take(start)
            plain = html.unescape(text[start:end])
            if len(plain) == 1:
                self.pieces.append((start, end, " " if plain in "\xa0\n" else plain))
            self.pos = end
        else:  # quotes' runs, magic words: nothing to see
            self._take(start)
            self.pos = end

    def _bar(self, start: int, end: int) -> None:
        top = self.stack[-1]
        self._take(start)
        self.pos = end
        if top.sort == "template":
            self._argument(top)
        elif top.sort == "link":
            self._link_part(top, start)
        elif top.sort == "table":
            if self.text.startswith("|", end):
                self.pos = end + 1
                self._cell()
            elif _ATTRIBUTES.match(self._shown()):
                self.pieces = []
            else:
                self._cell()

    # -- templates

    def _template(self, start: int, end: int, inner: str) -> None:
        """A template that holds neither markup nor line ends."""
        self._take(start)
        frame = self._push("template", start)
        name, bar, rest = inner.partition("|")
        self._name(frame, name)
        frame.named = bool(bar)
        last: list[Piece] = []
        if bar:
            self.subject = False
            at = start + 3 + len(name)
            dressed = frame.name in self.wraps
            arguments = rest.split("|", self._room())
            for number, argument in enumerate(arguments, 1):
                pieces = [(at, at + len(argument), argument)] if argument else []
                at += len(argument) + 1
                if dressed and number == len(arguments):
                    last = pieces
                    break
                self.pieces, frame.labelled, frame.label = pieces, False, ""
                self._argument_block(frame)
        self._pop()
        self._stand(frame, end, last)

    def _open_template(self, start: int, end: int) -> None:
        if len(self.stack) < MAX_DEPTH:
            self._take(start)
            self._push("template", start)
            self.pos = end

    def _name(self, frame: Frame, shown: str) -> None:
        frame.name = " ".join(shown.replace("_", " ").split()).lower()[:80]
        frame.sort_of = self.classify(frame.name)
        frame.marks = (frame.parent.marks if frame.parent else 0) | TEMPLATE_MARKS.get(frame.sort_of, 0)
        self.pieces = []

    def _shown(self) -> str:
        return "".join([piece[2] for piece in self.pieces])

    def _argument(self, frame: Frame) -> None:
        if frame.named:
            self._flush()
        else:
            self._name(frame, self._shown())
            frame.named = True
        frame.labelled = False
        frame.label = ""

    def _close_template(self, start: int, end: int) -> None:
        if self.around is None:
            return
        self._take(start)
        while self.stack[-1].sort != "template":
            self._abandon()
        frame = self.stack[-1]
        last: list[Piece] = []
        if not frame.named:
            self._name(frame, self._shown())
        elif frame.name in self.wraps:
            last, self.pieces = self.pieces, []
        else:
            self._flush()
        self._pop()
        self._stand(frame, end, last)

    def _stand(self, frame: Frame, end: int, last: list[Piece]) -> None:
        """What a closed template shows where it stands: its last argument, a text, or itself."""
        frame.end = self.pos = end
        if last:
            self.pieces += last
        elif frame.name in self.inline:
            self.pieces.append((frame.start, end, self.inline[frame.name]))
        else:
            self.pieces.append((frame.start, end, OBJECT))
            self.layout.templates.append(frame)

    # -- links

    def _link(self, start: int, end: int, target: str, label: int) -> None:
        """A link whose target and label hold no markup; label is where that begins, -1 without one."""
        if ":" in target:
            if self.is_file(target):
                self._tokens(start, end)
                return
            if self.hidden(target):
                self._take(start)
                self.pos = end
                self._filed(start, end, target)
                return
        self._take(start)
        self.pos = end
        self.layout.links.append(Link(start, end, target))
        if label < 0:
            self.pieces.append((start + 2, end - 2, target))
        elif label < end - 2:
            self.pieces.append((label, end - 2, self.text[label : end - 2]))

    def _filed(self, start: int, end: int, target: str) -> None:
        """Note a category of the page, but one that is quoted or shown."""
        marks = self.marks | (self.around.marks if self.around else 0)
        if not marks & Mark.FOREIGN:
            self.layout.categories.append(Link(start, end, target))

    def _open_link(self, start: int, end: int) -> None:
        if len(self.stack) < MAX_DEPTH:
            self._take(start)
            self._push("link", start)
            self.pos = end

    def _link_part(self, frame: Frame, at: int) -> None:
        if not frame.named:
            frame.named = True
            frame.name = self.text[frame.start + 2 : at]
            if self.is_file(frame.name):
                frame.file = self.layout.file(self.text, frame.start + 2, at, self.around, self.marks)
            self.pieces = []
        elif frame.file is not None:
            self._caption(frame)
        else:
            self.pieces.append((at, at + 1, "|"))

    def _caption(self, frame: Frame) -> None:
        kind, self.kind = self.kind, Kind.CAPTION
        pieces, self.pieces = self.pieces, []
        outer = self.around
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
                frame.file = self.layout.file(self.text, frame.start + 2, start, self.around, self.marks)
                self.pieces = []
        elif frame.file is not None:
            self._caption(frame)
        shown = self.pieces
        self._pop()
        self.pos = end
        if frame.file is not None:
            return
        if self.hidden(frame.name):
            self._filed(frame.start, end, frame.name)
            return
        self.layout.links.append(Link(frame.start, end, frame.name))
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
        frame = self.stack[-1]
        if frame.sort == "template" and frame.named:
            self._take(self.pos)
            self._flush()
            self._pop()
            self.layout.templates.append(frame)
        elif frame.sort == "table":
            self.stack.pop()
            self._cell()
            self.pieces, self.kind = frame.outer, frame.kind
        elif frame.file is not None:
            self.stack.pop()
            self._caption(frame)
            self.pieces, self.kind = frame.outer, frame.kind
        else:
            pieces = self.pieces
            self._pop()
            self.pieces = frame.outer + pieces
