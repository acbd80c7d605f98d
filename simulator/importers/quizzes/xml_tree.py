"""XML as a tree of elements, with DTDs and entities refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from simulator.importers.common.draft import CannotRead

_DEEPEST = 100


@dataclass(slots=True)
class Node:
    """An element: its own text, what is in it, and the lines it stands on, from 1."""

    tag: str
    attributes: dict[str, str]
    line: int
    text: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    last_line: int = 0
    within: str = ""
    """The name of the element that it stands in."""

    def child(self, tag: str) -> Node | None:
        return next((node for node in self.children if node.tag == tag), None)

    def all(self, *path: str) -> list[Node]:
        """All elements on a path of names below it."""
        found = [self]
        for tag in path:
            found = [node for each in found for node in each.children if node.tag == tag]
        return found

    def below(self, *tags: str) -> Iterator[Node]:
        """All elements in it with one of these names, in order."""
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            if node.tag in tags:
                yield node
            waiting += reversed(node.children)

    def all_text(self) -> str:
        """All text in it."""
        waiting, texts = [self], list[str]()
        while waiting:
            node = waiting.pop()
            texts.append("".join(node.text).strip())
            waiting += reversed(node.children)
        return " ".join(filter(None, texts))

    def content(self, tag: str = "text") -> str:
        node = self.child(tag)
        return "".join(node.text).strip() if node else ""


def tree_of(text: str, file: str) -> Node:
    """The tree below a root without a name; attached files are dropped. Raises CannotRead."""
    text = re.sub(r"^(\s*<\?xml)[^>]*?\?>", r'\1 version="1.0"?>', text)  # It is UTF-8 by now.
    parser = expat.ParserCreate()
    opened = [Node("", {}, 0)]

    def start(tag: str, attributes: dict[str, str]) -> None:
        line, parent = parser.CurrentLineNumber, opened[-1]
        if len(opened) > _DEEPEST:
            raise CannotRead(f"{file}:{line}: nested too deeply.")
        parent.children.append(Node(tag.rpartition(":")[2], attributes, line, within=parent.tag))
        opened.append(parent.children[-1])

    def end(_: str) -> None:
        opened.pop().last_line = parser.CurrentLineNumber

    def data(piece: str) -> None:
        if opened[-1].tag != "file":
            opened[-1].text.append(piece)

    def refuse(*_: object) -> None:
        line = parser.CurrentLineNumber
        raise CannotRead(f"{file}:{line}: a DTD or entities in XML are not read, for safety.")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.buffer_text = data, True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code, "damaged")
        raise CannotRead(f"{file}:{error.lineno}: not well-formed XML ({what}).") from error
    return opened[0]
