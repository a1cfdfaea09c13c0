"""What a part of a page is about: contact data, the owner, examples and stories, something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.detect.folding import fold, unspaced
from bot.detect.ownership.grids import TWO_CAPITALS
from bot.detect.ownership.mentions import Mentions
from bot.detect.ownership.posts import LINES
from bot.detect.regions import Kind, Mark
from bot.detect.signs import AGAINST, OTHERS, ROLE, SELF, THING

if TYPE_CHECKING:
    from bot.detect.regions import Block
    from bot.detect.shared import Tiers
    from bot.detect.view import View

_TITLE_LINE = 80  # characters of a first line that is a title
_LONG_TABLE = 24  # cells of a table between its lead and a value
_FICTION_WORD = 6  # letters of a word for fiction; shorter ones in the list are negations
_PARAMETER = re.compile(r"\|[ ]{0,3}([^=|{}\[\]<>\n]{1,24}?)[ ]{0,8}=")
_EXPLAINING = frozenset([Kind.ITEM, Kind.CELL, Kind.TERM])
_BRIEF = 240  # characters of a paragraph that is a line or two
_BELOW_TITLE = 6  # lines below a story's title that belong to it at least
_NAME_LINE = 40  # characters of a line in which the name that it begins with ends
_MOST_HEADINGS = 200  # of a page that are looked up
_LEVELS = 6  # signs of a heading that count
_KEPT = frozenset(["other", "sample"])  # what a heading says of those below it
_AROUND = 8  # blocks before and after one in which its section's voice is looked for


class Sections(Mentions):
    """Knows what each section of a page is about."""

    def __init__(self, view: View, tiers: Tiers, page_kind: str) -> None:
        super().__init__(view, tiers, page_kind)
        self.sections: dict[int, str] = {}
        self.named_heads: set[str] | None = None  # headings that are several people's names
        self._explained: dict[int, int] = {}  # lines of each section that explain parameters
        self.boards: set[int] | None = None
        self._parents: list[int] | None = None
        self._levels: list[int] = [0]  # of each section's heading, once its parent was asked for
        self._spoken: dict[int, bool] = {}
        self._stories: dict[int, bool] = {}
        self.parameters: set[str] | None = None  # of templates that code on the page shows
        self.introduced: list[int] = []  # where the owner says their name, in order
        self._titles: dict[int, bool] = {}

    def section(self, number: int) -> str:
        """What a section is about: `contact`, `about`, `other`, `` at the top of the page, `?` where unknown."""
        section = self.sections.get(number)
        if section is None:
            title = self.view.layout.sections[number][1]
            section = self._about(title)
            if section == "?" and fold(title) in self._named_heads():
                section = "sample"
            if section == "?" and (above := self._above(number)):
                sort = "sample" if above in self._boards() else self.section(above)
                section = sort if sort in _KEPT else section  # `=== Jane Holt ===` below `== Drafts ==`
            self.sections[number] = section
        return section

    def _above(self, number: int) -> int:
        """The section that one belongs to by its heading's level; 0 where there is none."""
        if self._parents is None:
            page, open_ones = self.view.page.wikitext, [(0, 0)]
            self._parents = [0]
            for index, (at, _) in enumerate(self.view.layout.sections[1:], 1):
                near = page[max(0, at - _LEVELS) : at]
                level = len(near) - len(near.rstrip("="))
                while open_ones[-1][0] >= level > 0:
                    open_ones.pop()
                self._parents.append(open_ones[-1][1])
                self._levels.append(level)
                open_ones.append((level, index))
        return self._parents[number]

    def _boards(self) -> set[int]:
        """Sections in whose parts the owner answers what others ask: who asks in the next one, does not sign either.

        None of level one: that is the page's title.
        """
        if self.boards is None:
            blocks = self.view.layout.blocks
            above = {self._above(blocks[index].section) for index in self.answered}
            self.boards = {number for number in above if self._levels[number] > 1}
        return self.boards

    def _named_heads(self) -> set[str]:
        """Headings that are people's names, where several are: the page tells of each of them."""
        if self.named_heads is None:
            view = self.view
            names = set()
            for each in view.layout.sections[:_MOST_HEADINGS]:
                title = fold(each[1]).strip()
                if " " in title and self.owner not in title and self._is_others_name(each[1].strip(), title):
                    names.add(fold(each[1]))
            self.named_heads = names if len(names) > 1 else set()
        return self.named_heads

    def _is_others_name(self, name: str, folded: str) -> bool:
        """Whether a heading is a known name, and not one that the owner gives as theirs."""
        view = self.view
        if any(view.folded.startswith(folded, at) for at in self.introduced):
            return False
        return view.names is not None and view.names.is_real_name(name, view.page.lang)

    def _about(self, title: str) -> str:
        """What a heading or a subpage's name says that its text is about, in the same words."""
        lexicon = self.view.lexicon
        title = re.sub("'{2,}", "", title)  # bold and italics
        section = lexicon.section(title)
        if section == "contact":
            words = lexicon.words.scan(fold(title))
            theirs = words[AGAINST] if words[SELF] else words[ROLE]
            return (
                "other" if theirs else section
            )  # `Contact (newspaper's office)`, `contacts that are not mine`
        if title and section in ("", "sample"):
            words = lexicon.words.scan(fold(title))
            own = bool(words[SELF]) and not words[AGAINST]
            things = {hit.start for hit in words[THING]}  # `The article X` is no story
            if not section and any(
                hit.end - hit.start >= _FICTION_WORD and hit.start not in things for hit in words[AGAINST]
            ):
                section = "sample"  # `my character in the novel`
            elif not section and words[THING] and not own:
                section = "other"
            elif not section:
                section = "about" if own else "?"
            elif own and not words[OTHERS]:  # `Questions of my pupils`
                section = "other"  # `my story` may be the owner's life
        return section

    def _speaks(self, block: Block) -> bool:
        """Whether the owner says `I` in the section around a block."""
        known = self._spoken.get(block.section)
        if known is None:
            blocks = self.view.layout.blocks
            near = blocks[max(0, block.index - _AROUND) : block.index + _AROUND + 1]
            known = self._spoken[block.section] = any(
                each.section == block.section
                and each.kind in LINES
                and not each.marks & Mark.FOREIGN
                and self.posts.get(each.index, self.owner) == self.owner
                and self.view.has(SELF, each.start, each.end)
                for each in near
            )
        return known

    def _is_brief(self, block: Block) -> bool:
        """Whether a paragraph at the page's top, or of what is about the owner, speaks of nobody else in a line or two."""
        view = self.view
        if self.page_kind != "main" or "/" in view.page.title:
            return False
        if block.section and self.section(block.section) not in ("about", "contact"):
            return False
        if block.kind is not Kind.PROSE or block.end - block.start > _BRIEF or self._names_somebody(block):
            return False
        above = view.layout.blocks[block.index - 1] if block.index else block
        if above.kind is Kind.CELL and above.section == block.section:
            return False  # what stands below a table speaks of what it lists
        return not any(view.has(what, block.start, block.end) for what in (OTHERS, ROLE, AGAINST))

    def _titled(self, block: Block) -> bool:
        """Whether a short line above, without I, calls what follows a story, a play, a translation."""
        blocks = self.view.layout.blocks
        for at in range(block.index - 1, max(-1, block.index - _BELOW_TITLE - 1), -1):
            line = blocks[at]
            if line.section != block.section:
                return False
            known = self._titles.get(at)
            if known is None:
                known = self._titles[at] = self._is_title(line)
            if known:
                return True
        return False

    def _is_title(self, line: Block) -> bool:
        view = self.view
        if line.kind is not Kind.PROSE or line.end - line.start > _TITLE_LINE:
            return False
        if view.has(SELF, line.start, line.end):
            return False
        text = view.folded[line.start : line.end]
        words = {word.strip(".,:;!?()»«\"'") for word in text.split()}
        kinds = view.lexicon.headings
        return (
            (
                line.end - line.start <= _TITLE_LINE // 2
                and any(  # `Writes articles on trees` is no title
                    hit.end - hit.start >= _FICTION_WORD and not view.has(THING, hit.start, hit.end)
                    for hit in view.within(AGAINST, line.start, line.end)
                )
            )
            or any(kinds.get(word) == "sample" for word in words if len(word) > 1)
            or (unspaced(text[0]) and any(sort == "sample" and len(name) > 1 and name in text
                                          for name, sort in kinds.items()))
        )  # fmt: skip

    def _storied(self, block: Block) -> bool:
        """Whether a line belongs to a story: the page is one, or the line before its table says so."""
        if block.section == 0 and self._titled(block):
            return True
        if block.kind not in (Kind.CELL, Kind.ITEM, Kind.TERM):
            return False
        known = self._stories.get(block.index)
        if known is None:
            blocks, at = self.view.layout.blocks, block.index
            while at > 0 and blocks[at].kind is not Kind.PROSE and block.index - at < _LONG_TABLE:
                if block.kind is not Kind.CELL and self._apart(at - 1, at):
                    break  # a list right below its lead
                at -= 1
            lead = blocks[at]
            known = lead.kind is Kind.PROSE and lead.section == block.section and any(
                hit.end - hit.start >= _FICTION_WORD
                for hit in self.view.within(AGAINST, lead.start, lead.end)
            )  # fmt: skip
            self._stories[block.index] = known
        return known

    def _documented(self, block: Block) -> bool:
        """Whether a line explains a template's parameter: code on the page has it (`| name =`), a list says what it is."""
        if self.parameters is None:
            view = self.view
            self.parameters = {
                found.group(1).strip()
                for each in view.layout.raw
                if each.kind is Kind.CODE
                for found in _PARAMETER.finditer(view.folded, each.start, each.end)
            }
        if len(self.parameters) < 2 or block.kind not in _EXPLAINING:
            return False
        explained = self._explained.get(block.section)
        if explained is None:
            blocks = self.view.layout.blocks
            near = blocks[max(0, block.index - _LONG_TABLE) : block.index + _LONG_TABLE]
            explained = self._explained[block.section] = sum(
                each.section == block.section and each.kind in _EXPLAINING and self._explains(each)
                for each in near
            )
        return explained > 1 or self._explains(block)

    def _explains(self, block: Block) -> bool:
        """Whether a line begins with a parameter's name."""
        label = fold(block.label) if block.label else ""
        if not label:
            label = self.view.folded[block.start : min(block.end, block.start + _NAME_LINE)].partition(":")[0]
        return self.parameters is not None and label.strip(" '") in self.parameters

    def _begins_with_name(self, block: Block) -> bool:
        """Whether a list's line begins with two capital words that are not the owner's name."""
        found = TWO_CAPITALS.search(self.view.text, block.start, min(block.end, block.start + _NAME_LINE))
        if found is None or any(char.isalnum() for char in self.view.text[block.start : found.start()]):
            return False
        return not any(found.start() <= name < found.end() for name in self.introduced)

    def _names_somebody(self, block: Block) -> bool:
        """Whether two capital words stand together that are not the owner's name, nor an article and a noun."""
        view = self.view
        article = view.lexicon.wording.articles.get(view.lexicon.code)
        return any(
            not any(found.start() <= name < found.end() for name in self.introduced)
            for found in TWO_CAPITALS.finditer(view.text, block.start, block.end)
            if not article
            or not article.search(
                view.folded, found.start(), found.start() + len(found.group().partition(" ")[0]) + 1
            )
        )
