"""XML as a tree of elements, with DTDs and entities refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from simulator.importers.common.draft import CannotRead

_DEEPEST = 100


def tree_of(text: str, file: str) -> Node:
    """The tree below a root without a name. Raises CannotRead."""
    text = re.sub(r"^(\s*<\?xml)[^>]*?\?>", r'\1 version="1.0"?>', text)  # It is UTF-8 by now.
    return _Reader(file).parse(text)


@dataclass(slots=True)
class Node:
    """An element: its own text, what is in it, and the lines it stands on, from 1."""

    tag: str
    attributes: dict[str, str]
    line: int
    text: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    last_line: int = 0
    parent: Node | None = None

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


class _Reader:
    """Builds the tree; attached files are dropped on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root = Node("", {}, 0)
        self._open = [self.root]
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._parser.buffer_text = True

    def parse(self, text: str) -> Node:
        """The tree. Raises CannotRead."""
        try:
            self._parser.Parse(text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            what = expat.errors.messages.get(error.code, "damaged")
            raise CannotRead(
                f"{self.file}:{error.lineno}: not well-formed XML ({what})."
            ) from error
        return self.root

    def _refuse(self, *_: object) -> None:
        line = self._parser.CurrentLineNumber
        raise CannotRead(f"{self.file}:{line}: a DTD or entities in XML are not read, for safety.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise CannotRead(f"{self.file}:{self._parser.CurrentLineNumber}: nested too deeply.")
        node = Node(tag.rpartition(":")[2], attributes, self._parser.CurrentLineNumber)
        node.parent = self._open[-1]
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _tag: str) -> None:
        self._open.pop().last_line = self._parser.CurrentLineNumber

    def _data(self, text: str) -> None:
        if self._open[-1].tag != "file":
            self._open[-1].text.append(text)
