"""Org files: cards of org-fc, org-drill and anki-editor; else read like Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.anki_fields import (
    GAPS_CERTAINTY,
    GAPS_NOTE,
    filled,
    has_gaps,
    with_gaps,
)
from simulator.importers.common.draft import CannotRead, Draft, DraftItem, Heading
from simulator.importers.common.licenses import license_in
from simulator.importers.common.line_draft import Lines, map_back
from simulator.importers.common.markdown_text import paragraphs, tidy
from simulator.importers.common.questionness import questionness
from simulator.importers.markdown.markdown_file import read as read_markdown
from simulator.importers.org.markdown import OrgWriter
from simulator.importers.org.tree import Node, Tree, tree_of

_MARKS = frozenset(["fc", "drill", "flashcard", "card"])
_STATES = frozenset([*_MARKS, "suspended", "leech"])
_TYPES = ("ANKI_NOTE_TYPE", "FC_TYPE", "DRILL_CARD_TYPE")
_FRONTS = ("front", "question", "q", "prompt")
_BACKS = ("back", "answer", "a", "solution")
_FC_GAP = re.compile(r"\{\{(?P<text>[^{}]+)\}(?:\{(?P<hint>[^{}]*)\})?@\d+\}")
_DRILL_GAP = re.compile(r"(?<!\[)\[(?P<text>[^\[\]|\n]+)(?:\|\|(?P<hint>[^\[\]\n]*))?\](?!\])")


def is_card(node: Node) -> bool:
    """True if a heading is tagged as a card, or has a front and a back below it."""
    if {tag.casefold() for tag in node.tags} & _MARKS or node.properties.keys() & set(_TYPES):
        return True
    if node.child(*_BACKS) is None or node.level == 0:
        return False
    body = any(line.strip() for _, line in node.body)
    return bool(node.child(*_FRONTS) or body or questionness(node.title) > 0)


def own_tags(node: Node) -> tuple[str, ...]:
    """A heading's tags, without those for the state of a card."""
    named = node.properties.get("ANKI_TAGS", "").split()
    return tuple(tag for tag in [*node.tags, *named] if tag.casefold() not in _STATES)


class Cards:
    """Reads the cards of one file."""

    def __init__(self, tree: Tree, file: str) -> None:
        self._tree = tree
        self._file = file

    def item(self, node: Node) -> DraftItem | None:
        """The card of a heading; None if it has no front."""
        question, answer = self._sides(node)
        if not any(letter.isalnum() for letter in question):
            return None
        certainty, note = (1.0, "") if answer else (0.5, "no answer")
        open_gaps = self._open_gaps(node, question, answer)
        if open_gaps is not None:
            (question, answer), certainty, note = open_gaps, GAPS_CERTAINTY, GAPS_NOTE
        above = self._inline(node.parent.title) if node.parent else ""
        made = Question(
            node.id, question, answer, topic=above or DEFAULT_TOPIC, tags=own_tags(node)
        )
        return DraftItem(made, self._file, node.line, last_line(node), certainty, note)

    def _sides(self, node: Node) -> tuple[str, str]:
        """Front and back, from the headings below; else the title and the text below it."""
        front, back = node.child(*_FRONTS), node.child(*_BACKS)
        title, body = self._inline(node.title), self._text(node)
        if front is not None:
            return self._text(front) or title, self._text(back) if back else body
        if back is not None:
            return paragraphs(title, body), self._text(back)
        if text := node.child("text"):
            extra = node.child("extra", "back extra")
            return self._text(text), self._text(extra) if extra else ""
        below = [child for child in node.children if not is_card(child)]
        if self._is_cloze(node) and body:
            return paragraphs(title, body), self._named(below)
        if not below or "drill" not in {tag.casefold() for tag in node.tags}:
            return title, paragraphs(body, self._named(below))
        if node.properties.get("DRILL_CARD_TYPE", "").casefold() in ("twosided", "multisided"):
            return paragraphs(title, body, self._named(below[:1])), self._named(below[1:])
        return paragraphs(title, body), self._named(below)

    def _is_cloze(self, node: Node) -> bool:
        kinds = {node.properties.get(name, "").casefold() for name in _TYPES}
        return "cloze" in kinds or ("drill" in node.tags and _gaps_of_drill(node))

    def _open_gaps(self, node: Node, question: str, answer: str) -> tuple[str, str] | None:
        """A sentence with gaps as question and answer; None without gaps."""
        pattern = _FC_GAP if _FC_GAP.search(question) else None
        if pattern is None and "drill" in node.tags and _gaps_of_drill(node):
            pattern = _DRILL_GAP
        if pattern is None and not has_gaps(question):
            return None
        asked, whole = with_gaps(question), filled(question)
        if pattern is not None:
            asked = pattern.sub(lambda m: f"[{m['hint'] or '...'}]", asked)
            whole = pattern.sub(lambda m: m["text"], whole)
        title = self._inline(node.title)
        whole = whole.removeprefix(title).lstrip() if whole != title else whole
        return asked, paragraphs(whole, answer)

    def _named(self, nodes: Sequence[Node]) -> str:
        """Headings below a card, with their titles in bold."""
        texts = []
        for node in nodes:
            below = self._named([child for child in node.children if not is_card(child)])
            texts.append(paragraphs(f"**{self._inline(node.title)}**", self._text(node), below))
        return paragraphs(*texts)

    def _text(self, node: Node) -> str:
        writer = OrgWriter(self._tree.footnotes)
        writer.body(node.body, boxes=not node.counted)
        return tidy(writer.lines)

    def _inline(self, text: str) -> str:
        return OrgWriter(self._tree.footnotes).inline(text)


def _gaps_of_drill(node: Node) -> bool:
    """True if an org-drill card hides words in brackets and has no headings below."""
    return not node.children and any(_DRILL_GAP.search(line) for _, line in node.body)


def last_line(node: Node) -> int:
    """The last line of a card, before the first card nested in it."""
    last = node.last_line
    for child in node.children:
        if is_card(child):
            return last
        last = max(last, last_line(child))
    return last


_MOST_LINES = 100_000


def looks_like(text: str) -> bool:
    """True if there are headings with stars, and Org's keywords, drawers or tags."""
    head = text[:50_000]
    stars = re.search(r"^\*+ \S", head, re.MULTILINE)
    own = re.search(r"^\s*(?:#\+[A-Za-z_]+:|:PROPERTIES:|:END:)", head, re.MULTILINE)
    tagged = re.search(r"^\*+ .*:(?:fc|drill):", head, re.MULTILINE)
    return bool(stars and (own or tagged))


def read(text: str, *, file: str) -> Draft:
    """The cards of an Org file; if it has none, its questions."""
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        raise CannotRead(f"{file}: a document of {len(lines)} lines is too large; split it.")
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
    """Read a file without cards as Markdown."""
    writer = OrgWriter(tree.footnotes)
    below = 1 if tree.title_line else 0
    if below:
        writer.heading(tree.title_line, 1, tree.about["title"])
    for node in tree.root.walk():
        if node.level:
            writer.heading(node.line, node.level + below, node.title)
        writer.body(node.body, boxes=not node.counted)
    draft = read_markdown("\n".join(writer.lines), file=file)
    draft = map_back(
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
    """The item with the id and tags of its heading."""
    tags = tuple(dict.fromkeys([*item.question.tags, *own_tags(node)]))
    return replace(item, question=replace(item.question, id=node.id, tags=tags))
