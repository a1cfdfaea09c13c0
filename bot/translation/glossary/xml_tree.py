"""XML as a tree whose nodes know their line; refuses what XML can be abused for.

Entity declarations (which can grow without end, or name other files) are refused; an external DTD is named by
many TBX files and never loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from bot.translation.glossary.model import GlossaryError

_DEEPEST = 50


@dataclass
class Node:
    """One element: its name without namespace, attributes, line, children, and the text inside it."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> list[Node]:
        """Return the children of a name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Node | None:
        """Return the first child of a name; None if there is none."""
        return next(iter(self.all(name)), None)

    def find(self, name: str) -> list[Node]:
        """Return the descendants of a name, in their order."""
        found = []
        for child in self.children:
            if child.name == name:
                found.append(child)
            found += child.find(name)
        return found

    @property
    def content(self) -> str:
        """The text of the element and of all inside it, spaces pressed together."""
        return " ".join("".join([self.text, *(child.content for child in self.children)]).split())


def parse(text: str, place: str) -> Node:
    """Return the root element; raises GlossaryError with file and line."""
    parser = expat.ParserCreate("utf-8")
    root = Node("", {}, 1)
    stack = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > _DEEPEST:
            raise GlossaryError(place, parser.CurrentLineNumber, "elements are nested too deeply")
        node = Node(name.rpartition(":")[2], attributes, parser.CurrentLineNumber)
        stack[-1].children.append(node)
        stack.append(node)

    def entity(*_: object) -> None:
        raise GlossaryError(place, parser.CurrentLineNumber, "entity declarations are not allowed")

    def characters(data: str) -> None:
        stack[-1].text += data

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = entity
    parser.buffer_text = True
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        raise GlossaryError(
            place, error.lineno, f"not valid XML: {expat.errors.messages[error.code]}"
        ) from error
    return root.children[0]
