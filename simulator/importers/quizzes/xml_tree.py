"""Parse XML into a tree of elements, refusing DTDs and entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from simulator.importers.common.draft import CannotRead

_DEEPEST = 100


class Xml(NamedTuple):
    """A document: its root, and each element's first and last line, counted from 1."""

    root: Element
    places: dict[Element, tuple[int, int]]


def xml_of(text: str, file: str) -> Xml:
    """The tree, without namespace prefixes and attached files. Raises CannotRead."""
    text = re.sub(
        r"^(\s*<\?xml)[^>]*?\?>", r'\1 version="1.0"?>', text
    )  # Drop the encoding: it is UTF-8 by now.
    parser, builder = expat.ParserCreate(), TreeBuilder()
    places: dict[Element, tuple[int, int]] = {}
    opened: list[Element] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        line = parser.CurrentLineNumber
        if len(opened) >= _DEEPEST:
            raise CannotRead(f"{file}:{line}: nested too deeply.")
        opened.append(builder.start(tag.rpartition(":")[2], attributes))
        places[opened[-1]] = line, line

    def end(tag: str) -> None:
        builder.end(tag)
        node = opened.pop()
        places[node] = places[node][0], parser.CurrentLineNumber

    def data(piece: str) -> None:
        if opened[-1].tag != "file":
            builder.data(piece)

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
    return Xml(builder.close(), places)


def below(node: Element, *tags: str) -> Iterator[Element]:
    """All descendants with one of these names, in order."""
    return (each for each in node.iter() if each is not node and each.tag in tags)


def all_text(node: Element) -> str:
    """All text in an element."""
    return " ".join(filter(None, map(str.strip, node.itertext())))
