"""Parse an Org file into a tree of headings, each with body, properties and tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from simulator.importers.common.vocabulary import LABELS, Part

_HEADING = re.compile(r"^(?P<stars>\*+)\s+(?P<title>\S.*)$")
_TAGS = re.compile(r":[\w@#%:]+:")
_KEYWORD = re.compile(r"^\s*#\+(?P<key>[A-Za-z_]+)(?:\[[^\]]*\])?:\s*(?P<value>.*)$")
_DRAWER = re.compile(r"^\s*:(?P<name>[A-Za-z_][\w-]*):\s*$")
_PROPERTY = re.compile(r"^\s*:(?P<key>[\w+-]+):\s+(?P<value>.*)$")
_PLANNING = re.compile(r"^\s*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):")
_FOOTNOTE = re.compile(r"^\[fn:(?P<name>[\w-]+)\]\s+(?P<text>.*)$")
_PRIORITY = re.compile(r"^\[#[A-Z0-9]\]\s*")
_COOKIE = re.compile(r" ?\[(?:\d*/\d*|\d*%)\]")
_WORDS = ("TODO", "DONE", "NEXT", "WAITING", "HOLD", "STARTED", "CANCELLED", "CANCELED", "SOMEDAY")
_DEEPEST = 30
_UNSEEN = frozenset(["noexport", "archive"])
Line = tuple[int, str]
"""A line with its number, counted from 1."""


@dataclass(slots=True)
class Node:
    """A heading and its content; the text before the first one is a node of level 0."""

    level: int
    title: str
    tags: list[str]
    line: int
    last_line: int = 0
    body: list[Line] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None
    counted: bool = False
    """True if the heading counts its check boxes, which are then to-do items."""

    @property
    def id(self) -> str:
        return self.properties.get("ID") or self.properties.get("CUSTOM_ID", "")

    def child(self, *names: str) -> Node | None:
        """The first direct subheading with one of these names."""
        return next((node for node in self.children if node.title.casefold() in names), None)

    def walk(self) -> Iterator[Node]:
        """This heading and all below it, in file order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


@dataclass(slots=True)
class Tree:
    """The file: its root node of level 0, its metadata, and the reasons why lines are left out."""

    root: Node
    about: dict[str, str] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    footnotes: dict[str, str] = field(default_factory=dict)
    title_line: int = 0
    """The line of the file's title; 0 without one."""


def tree_of(lines: Sequence[str]) -> Tree:
    """Read the headings, drawers and keywords of a file."""
    tree = Tree(Node(0, "", [], 1))
    words = _todo_words(lines)
    ends = [place for place, line in enumerate(lines) if line.strip().upper() == ":END:"]
    node, at = tree.root, 0
    while at < len(lines):
        match = _HEADING.match(lines[at])
        if match:
            node = _opened(node, match, at + 1, words)
            at += 1
            continue
        end = _drawer_end(lines, at, ends)
        if end:
            _take_drawer(tree, node, lines, at, end)
        else:
            _take_line(tree, node, at + 1, lines[at])
        last = end or at
        node.last_line = last + 1 if lines[last].strip() else node.last_line
        at = last + 1
    _hide(tree)
    return tree


def _todo_words(lines: Sequence[str]) -> frozenset[str]:
    """The to-do states that may precede a title, including the file's own."""
    found = set(_WORDS)
    for line in lines[:200]:
        keyword = _KEYWORD.match(line)
        if keyword and keyword["key"].upper() in ("TODO", "SEQ_TODO", "TYP_TODO"):
            found.update(re.findall(r"[^\s|()]+(?=\(|\s|$)", keyword["value"]))
    return frozenset(found)


def _opened(before: Node, match: re.Match[str], number: int, words: frozenset[str]) -> Node:
    """The node of a heading, added to the tree."""
    title = match["title"].rstrip()
    rest, _, last = title.rpartition(" ")
    title, tags = (rest, last.split(":")[1:-1]) if _TAGS.fullmatch(last) else (title, [])
    first, _, rest = title.partition(" ")
    title = _PRIORITY.sub("", (rest if first in words else title).strip())
    bare = _COOKIE.sub("", title).strip()
    level = min(len(match["stars"]), _DEEPEST)
    parent = before
    while parent.parent is not None and parent.level >= level:
        parent = parent.parent
    node = Node(level, bare, [tag for tag in tags if tag], number, number, parent=parent)
    node.counted = bare != title
    parent.children.append(node)
    return node


def _drawer_end(lines: Sequence[str], at: int, ends: Sequence[int]) -> int:
    """The last line of the drawer that begins here; 0 if none does."""
    opened = _DRAWER.match(lines[at])
    place = bisect_right(ends, at)
    if not opened or opened["name"].upper() == "END" or place == len(ends):
        return 0
    end = ends[place]
    holds = end - at > 2_000 or any(map(_HEADING.match, lines[at + 1 : end]))
    return 0 if holds else end


def _take_drawer(tree: Tree, node: Node, lines: Sequence[str], at: int, end: int) -> None:
    """Take a drawer's properties, or its text if it hides an answer."""
    name = lines[at].strip().strip(":")
    if LABELS.get(name.casefold()) in (Part.ANSWER, Part.EXPLANATION, Part.HINT):
        node.body.append((at + 1, f"*{name.capitalize()}:*"))
        node.body += [(place + 1, lines[place]) for place in range(at + 1, end)]
        tree.reasons[end + 1] = "the end of a drawer"
        return
    for place in range(at, end + 1):
        tree.reasons[place + 1] = "a drawer"
        found = _PROPERTY.match(lines[place])
        if name.upper() == "PROPERTIES" and found:
            node.properties[found["key"].upper().rstrip("+")] = found["value"].strip()


def _take_line(tree: Tree, node: Node, number: int, line: str) -> None:
    keyword = _KEYWORD.match(line)
    if keyword and not keyword["key"].upper().startswith(("BEGIN", "END")):
        tree.reasons[number] = "a keyword of the file"
        if keyword["value"] and node.level == 0:
            tree.about.setdefault(keyword["key"].casefold(), keyword["value"].strip())
            if keyword["key"].casefold() == "title":
                tree.title_line = tree.title_line or number
        if keyword["key"].upper() == "RESULTS":
            node.body.append((number, ""))
    elif _PLANNING.match(line):
        tree.reasons[number] = "a date"
    elif note := _FOOTNOTE.match(line):
        tree.footnotes[note["name"]] = note["text"].strip()
        tree.reasons[number] = "a footnote"
    elif re.match(r"^\s*#(?:\s|$)", line):
        tree.reasons[number] = "a comment"
    else:
        node.body.append((number, line))


def _hide(tree: Tree) -> None:
    """Remove hidden headings: `COMMENT`, `:noexport:`, and the footnotes."""
    for node in list(tree.root.walk()):
        hidden = node.title.startswith("COMMENT ") or _UNSEEN & {t.casefold() for t in node.tags}
        noted = node.title.casefold() == "footnotes" and not any(
            text.strip() for _, text in node.body
        )
        if node.parent is None or not (hidden or noted):
            continue
        node.parent.children.remove(node)
        last = max(one.last_line for one in node.walk())
        for number in range(node.line, last + 1):
            tree.reasons.setdefault(number, "commented out" if hidden else "the footnotes")
