"""Org files: cards of org-fc, org-drill and anki-editor; else any layout that Markdown has too."""

from __future__ import annotations

import re
from dataclasses import replace

from simulator.importers.common.draft import CannotRead, Draft, DraftItem, Heading
from simulator.importers.common.licenses import license_in
from simulator.importers.common.line_draft import Lines, put_back
from simulator.importers.markdown.markdown_file import read as read_markdown
from simulator.importers.org.cards import Cards, is_card, last_line, own_tags
from simulator.importers.org.markdown import OrgWriter
from simulator.importers.org.tree import Node, Tree, tree_of

_MOST_LINES = 100_000


def looks_like(text: str) -> bool:
    """Whether headings with stars carry Org's own keywords, drawers or tags."""
    head = text[:50_000]
    stars = re.search(r"^\*+ \S", head, re.MULTILINE)
    own = re.search(r"^\s*(?:#\+[A-Za-z_]+:|:PROPERTIES:|:END:)", head, re.MULTILINE)
    tagged = re.search(r"^\*+ .*:(?:fc|drill):", head, re.MULTILINE)
    return bool(stars and (own or tagged))


def read(text: str, *, file: str) -> Draft:
    """The cards of an Org file; where it has none, its questions."""
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        raise CannotRead(f"{file}: {len(lines)} lines are too large a document; split it.")
    tree = tree_of(lines)
    cards = [node for node in tree.root.walk() if is_card(node)]
    draft = _cards(tree, cards, lines, file) if cards else _page(tree, lines, file)
    about = tree.about
    return replace(
        draft,
        title=about.get("title") or draft.title,
        language=about.get("language") or draft.language,
        license=license_in(about.get("license", "")) or draft.license,
        source=about.get("source") or draft.source,
        authors=(about["author"],) if about.get("author") else draft.authors,
        description=about.get("description") or draft.description,
    )


def _cards(tree: Tree, nodes: list[Node], lines: list[str], file: str) -> Draft:
    made = Lines(file, lines, reasons=dict(tree.reasons))
    cards = Cards(tree, file)
    for node in nodes:
        item = None if made.is_full else cards.item(node)
        if item is not None:
            made.items.append(item)
        else:
            made.leave(node.line, last_line(node), "a card without a front")
    above = {node.parent.line: node.parent for node in nodes if node.parent and node.parent.level}
    starts = {item.line for item in made.items}
    made.headings += [
        Heading(file, line, line, node.title) for line, node in above.items() if line not in starts
    ]
    return made.draft(
        "Org", otherwise="belongs to no card", refusal="no card and no question in it."
    )


def _page(tree: Tree, lines: list[str], file: str) -> Draft:
    """A file without cards, by way of Markdown."""
    writer = OrgWriter(tree.footnotes)
    below = 1 if tree.title_line else 0
    if below:
        writer.heading(tree.title_line, 1, tree.about["title"])
    for node in tree.root.walk():
        if node.level:
            writer.heading(node.line, node.level + below, node.title)
        writer.body(node.body, boxes=not node.counted)
    draft = read_markdown("\n".join(writer.lines), file=file)
    draft = put_back(
        draft, lines, writer.origins, reasons=tree.reasons, otherwise="belongs to no question"
    )
    by_line = {node.line: node for node in tree.root.walk() if node.level}
    items = tuple(
        _with_own(item, by_line[item.line]) if item.line in by_line else item
        for item in draft.items
    )
    title = draft.title if len(tree.root.children) == 1 else ""
    return replace(draft.read_as("Org"), items=items, title=title)


def _with_own(item: DraftItem, node: Node) -> DraftItem:
    """The item with the id and the tags of its heading."""
    tags = tuple(dict.fromkeys([*item.question.tags, *own_tags(node)]))
    return replace(item, question=replace(item.question, id=node.id, tags=tags))
