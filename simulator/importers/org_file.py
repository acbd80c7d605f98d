"""Org files: cards of org-fc, org-drill and anki-editor, and headings that ask."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from simulator.bank import DEFAULT_TOPIC, Question
from simulator.importers.cloze import filled, has_gaps, with_gaps
from simulator.importers.draft import Draft, DraftItem, Heading
from simulator.importers.line_draft import Lines
from simulator.importers.questionness import questionness
from simulator.importers.text_parts import tidy

_HEADING = re.compile(r"^(?P<stars>\*+)\s+(?P<title>.*?)(?:\s+(?P<tags>:[\w@#%:]+:))?\s*$")
_KEYWORD = re.compile(r"^\s*#\+(?P<key>[A-Za-z_]+):\s*(?P<value>.*)$")
_BLOCK = re.compile(
    r"^\s*#\+(?P<end>begin|end)_(?P<kind>\w+)(?:\s+(?P<word>[\w+-]+))?", re.IGNORECASE
)
_DRAWER = re.compile(r"^\s*:(?P<name>[A-Z_]+):\s*$")
_PROPERTY = re.compile(r"^\s*:(?P<key>[\w-]+):\s+(?P<value>.*)$")
_LINK = re.compile(r"\[\[(?P<link>[^\[\]]+)\](?:\[(?P<text>[^\[\]]+)\])?\]")
_FC_GAP = re.compile(r"\{\{(?P<text>[^{}]+)\}(?:\{(?P<hint>[^{}]*)\})?@\d+\}")
_CARD_TAGS = {"fc", "drill", "flashcard", "card", "suspended"}
_FRONTS, _BACKS = ("front", "question", "q"), ("back", "answer", "a", "solution")
_TODO = re.compile(r"^(?:TODO|DONE|NEXT|WAITING)\s+")


@dataclass(slots=True)
class _Node:
    level: int
    title: str
    tags: list[str]
    line: int
    last_line: int = 0
    body: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    children: list[_Node] = field(default_factory=list)
    parent: _Node | None = None

    def child(self, names: tuple[str, ...]) -> _Node | None:
        return next((node for node in self.children if node.title.casefold() in names), None)


def looks_like(text: str) -> bool:
    """Whether headings with stars carry Org's own keywords, drawers or tags."""
    head = text[:50_000]
    stars = len(re.findall(r"^\*+ \S", head, re.MULTILINE))
    own = re.search(r"^\s*(?:#\+[A-Za-z_]+:|:PROPERTIES:|:END:)", head, re.MULTILINE)
    tagged = re.search(r"^\*+ .*:(?:fc|drill):", head, re.MULTILINE)
    return bool(stars and (own or tagged))


def read(text: str, *, file: str) -> Draft:
    """The cards of an Org file."""
    made = Lines(file, text.split("\n"))
    roots, about = _tree(made)
    nodes = [node for root in roots for node in _walk(root)]
    cards = [node for node in nodes if _is_card(node)]
    if not cards:
        asking = [node for node in nodes if questionness(node.title) >= 0.4]
        levels = [node.level for node in asking]
        level = max(set(levels), key=levels.count) if levels else 0
        cards = [node for node in asking if node.level == level]
    for node in cards:
        if item := _item(node, file):
            made.items.append(item)
        else:
            made.leave(node.line, _last(node), "a card without a front")
    used = {item.question.topic for item in made.items}
    for node in nodes:
        if node.title in used and not any(i.line <= node.line <= i.last_line for i in made.items):
            made.headings.append(Heading(file, node.line, node.line, node.title))
    return made.draft(
        "Org", otherwise="belongs to no card", refusal="no card and no question in it.", about=about
    )


def _walk(node: _Node) -> list[_Node]:
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting.extend(reversed(one.children))
    return found


def _tree(made: Lines) -> tuple[list[_Node], dict[str, str]]:
    roots: list[_Node] = []
    stack: list[_Node] = []
    about: dict[str, str] = {}
    drawer = ""
    for number, line in enumerate(made.lines, 1):
        match = _HEADING.match(line)
        if match:
            drawer = ""
            title = _TODO.sub("", match["title"]).strip()
            tags = [tag for tag in (match["tags"] or "").split(":") if tag]
            node = _Node(len(match["stars"]), title, tags, number, number)
            while stack and stack[-1].level >= node.level:
                stack.pop()
            node.parent = stack[-1] if stack else None
            (stack[-1].children if stack else roots).append(node)
            stack.append(node)
            continue
        if not stack:
            if (keyword := _KEYWORD.match(line)) and keyword["value"]:
                about.setdefault(keyword["key"].casefold(), keyword["value"].strip())
                made.leave(number, number, "a keyword of the file")
            continue
        stack[-1].last_line = number if line.strip() else stack[-1].last_line
        drawer = _body_line(stack[-1], line, drawer)
    return roots, {key: about.get(key, "") for key in ("title", "language", "license", "source")}


def _body_line(node: _Node, line: str, drawer: str) -> str:
    """Take a line below a heading; gives the drawer that it leaves us in."""
    opened = _DRAWER.match(line)
    if drawer:
        if opened and opened["name"] == "END":
            return ""
        if found := _PROPERTY.match(line):
            node.properties[found["key"].upper()] = found["value"].strip()
        return drawer
    if opened and opened["name"] != "END":
        return opened["name"]
    if not re.match(r"^\s*(?:SCHEDULED|DEADLINE|CLOSED):", line) and not (
        opened and opened["name"] == "END"
    ):
        node.body.append(line)
    return ""


def _is_card(node: _Node) -> bool:
    tags = {tag.casefold() for tag in node.tags}
    return bool(
        tags & (_CARD_TAGS - {"suspended"})
        or node.properties.keys() & {"ANKI_NOTE_TYPE", "FC_TYPE", "DRILL_CARD_TYPE"}
        or (
            node.child(_BACKS)
            and (node.child(_FRONTS) or node.body or questionness(node.title) > 0)
        )
    )


def _item(node: _Node, file: str) -> DraftItem | None:
    front, back = node.child(_FRONTS), node.child(_BACKS)
    body = _markdown(node.body)
    kind = (
        node.properties.get("ANKI_NOTE_TYPE") or node.properties.get("FC_TYPE") or ""
    ).casefold()
    title = _inline(node.title)
    if front is not None:
        question, answer = _markdown(front.body) or title, _markdown(back.body) if back else ""
    elif back is not None:
        question, answer = f"{title}\n\n{body}".strip(), _markdown(back.body)
    elif text := node.child(("text",)):
        question, answer = _markdown(text.body), ""
    elif kind == "cloze" and body:
        return _cloze_item(node, title, body, file)
    else:
        rest = [f"**{_inline(child.title)}**\n\n{_markdown(child.body)}" for child in node.children]
        question, answer = title, "\n\n".join(filter(None, [body, *rest]))
    if not any(letter.isalnum() for letter in question):
        return None
    sure, note = (1.0, "") if answer else (0.5, "no answer")
    if has_gaps(question):
        answer, question = filled(question), with_gaps(question)
        sure, note = 0.6, "a sentence with gaps"
    return _made(node, question, answer, file, sure, note)


def _cloze_item(node: _Node, title: str, body: str, file: str) -> DraftItem:
    question = _FC_GAP.sub(lambda m: f"[{m['hint'] or '...'}]", with_gaps(body))
    answer = _FC_GAP.sub(lambda m: m["text"], filled(body))
    return _made(node, f"{title}\n\n{question}", answer, file, 0.6, "a sentence with gaps")


def _made(node: _Node, question: str, answer: str, file: str, sure: float, note: str) -> DraftItem:
    tags = tuple(tag for tag in node.tags if tag.casefold() not in _CARD_TAGS)
    given = node.properties.get("ID", "")
    topic = _inline(node.parent.title) if node.parent else DEFAULT_TOPIC
    made = Question(given, question, answer, topic=topic or DEFAULT_TOPIC, tags=tags)
    return DraftItem(made, file, node.line, _last(node), sure, note, bool(given))


def _last(node: _Node) -> int:
    return max(one.last_line for one in _walk(node))


def _markdown(lines: list[str]) -> str:
    """Org's blocks and marks as Markdown's."""
    out: list[str] = []
    inside = ""
    for line in lines:
        block = _BLOCK.match(line)
        if block and block["end"].casefold() == "begin" and not inside:
            inside = block["kind"].casefold()
            if inside in ("src", "example", "export"):
                out.append(f"```{block['word'] or ''}")
        elif block and inside and block["kind"].casefold() == inside:
            if inside in ("src", "example", "export"):
                out.append("```")
            inside = ""
        elif inside in ("src", "example", "export"):
            out.append(line)
        else:
            out.append(("> " if inside == "quote" else "") + _inline(line))
    return tidy(out)


def _inline(text: str) -> str:
    text = _LINK.sub(
        lambda m: (
            f"[{m['text'] or m['link']}]({m['link']})"
            if m["link"].startswith("http")
            else m["text"] or m["link"]
        ),
        text,
    )
    text = re.sub(r"(?<![\w=])=([^\s=](?:[^=\n]*[^\s=])?)=(?![\w=])", r"`\1`", text)
    text = re.sub(r"(?<![\w~])~([^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])", r"`\1`", text)
    return re.sub(r"(?<![\w*\\])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])", r"**\1**", text)
