"""Moodle's XML: questions of all types, with DTDs and entities refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.draft import CannotRead, Draft, DraftItem, Heading
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import (
    Option,
    matched,
    one_or_list,
    right_answer,
    with_options,
)
from simulator.importers.html.text import markdown_of_html

_DEEPEST = 100
_GAP = re.compile(r"\{\d{0,4}:(?P<kind>[A-Za-z_]{1,30}):(?P<choices>[^{}]*)\}")
_RIGHT = re.compile(r"^\s*(?:=|%-?\d+(?:\.\d+)?%)")


@dataclass(slots=True)
class _Node:
    tag: str
    attributes: dict[str, str]
    line: int
    text: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    last_line: int = 0

    def child(self, tag: str) -> _Node | None:
        return next((node for node in self.children if node.tag == tag), None)

    def all(self, tag: str) -> list[_Node]:
        return [node for node in self.children if node.tag == tag]

    def content(self, tag: str = "text") -> str:
        node = self.child(tag)
        return "".join(node.text).strip() if node else ""


class _Reader:
    """Builds the small tree that a quiz is; attached files are dropped on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root = _Node("", {}, 0)
        self._open = [self.root]
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._parser.buffer_text = True

    def parse(self, text: str) -> _Node:
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
        node = _Node(tag, attributes, self._parser.CurrentLineNumber)
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _tag: str) -> None:
        self._open.pop().last_line = self._parser.CurrentLineNumber

    def _data(self, text: str) -> None:
        if self._open[-1].tag != "file":
            self._open[-1].text.append(text)


def looks_like(text: str) -> bool:
    """Whether it is a `<quiz>`."""
    head = text[:4_000]
    return "<quiz" in head and "<question" in text[:200_000]


def read(text: str, *, file: str) -> Draft:
    """The questions of a quiz. Raises CannotRead."""
    if text.lstrip().startswith("<?xml"):
        text = text[: text.find("<?xml")] + _declared_utf8(text[text.find("<?xml") :])
    root = _Reader(file).parse(text)
    quiz = root.child("quiz")
    made = Lines(file, text.split("\n"))
    topic = DEFAULT_TOPIC
    for node in quiz.all("question") if quiz else []:
        kind = node.attributes.get("type", "")
        if kind == "category":
            path = node.child("category")
            topic = (path.content() if path else "").split("/")[-1].strip() or DEFAULT_TOPIC
            made.headings.append(Heading(file, node.line, node.last_line, topic))
        elif kind == "description":
            made.leave(node.line, node.last_line, "a description, no question")
        else:
            _question(made, node, kind, topic)
    return made.draft(
        "Moodle XML",
        otherwise="markup around the questions",
        refusal="no question in this quiz.",
        about={},
    )


def _declared_utf8(text: str) -> str:
    end = text.find("?>")
    return '<?xml version="1.0"' + text[end:] if end >= 0 else text


def _text(node: _Node | None) -> str:
    """A text node's content as Markdown."""
    if node is None:
        return ""
    form = node.attributes.get("format", "html")
    text = node.content()
    return text if form in ("markdown", "plain_text") else markdown_of_html(text)


def _question(made: Lines, node: _Node, kind: str, topic: str) -> None:
    prompt = _text(node.child("questiontext"))
    name = node.child("name")
    if not any(letter.isalnum() for letter in prompt):
        prompt = name.content() if name else ""
    if not prompt.strip():
        made.leave(node.line, node.last_line, "a question without text")
        return
    general = _text(node.child("generalfeedback"))
    prompt, answer = _answered(node, kind, prompt, general)
    tags_node = node.child("tags")
    tags = (
        tuple(tag.content() for tag in tags_node.all("tag") if tag.content()) if tags_node else ()
    )
    given = node.content("idnumber")
    item = Question(given, prompt, answer, topic=topic, tags=tags)
    note = "" if answer else "no answer"
    made.items.append(
        DraftItem(item, made.file, node.line, node.last_line, 1.0 if answer else 0.9, note)
    )


def _answered(node: _Node, kind: str, prompt: str, general: str) -> tuple[str, str]:
    answers = node.all("answer")
    right = [a for a in answers if _fraction(a) > 0]
    notes = paragraphs(*(_text(a.child("feedback")) for a in right), general)
    if kind == "cloze":
        return _with_gaps(prompt, general)
    if kind == "essay":
        return prompt, _text(node.child("graderinfo")) or general
    if kind == "truefalse":
        says = right[0].content().capitalize() if right else ""
        return prompt, paragraphs(says, notes)
    if kind == "matching":
        pairs = [(_text(sub), sub.child("answer")) for sub in node.all("subquestion")]
        return matched(prompt, [(left, pair.content() if pair else "") for left, pair in pairs])
    if kind == "multichoice" and len(answers) >= 2:
        options = [
            Option(chr(65 + at % 26), _text(a), _fraction(a) > 0) for at, a in enumerate(answers)
        ]
        return with_options(prompt, options), right_answer(options, notes)
    told = one_or_list([_with_tolerance(a) for a in right])
    return prompt, paragraphs(told, notes)


def _with_gaps(prompt: str, general: str) -> tuple[str, str]:
    """A text with gaps such as `{1:SHORTANSWER:=init~=systemd}`, and what belongs in them."""
    told: list[str] = []

    def opened(match: re.Match[str]) -> str:
        choices = re.split(r"(?<!\\)~", match["choices"])
        right = [one for one in choices if re.match(r"=|%[1-9]", one.strip())]
        names = [_RIGHT.sub("", one.partition("#")[0]).strip() for one in right]
        told.append(" or ".join(filter(None, names)) or "-")
        offered = match["kind"].upper().startswith("M") and [
            _RIGHT.sub("", one.partition("#")[0]).strip() for one in choices
        ]
        return f"[{' / '.join(filter(None, offered))}]" if offered else "_____"

    asked = _GAP.sub(opened, prompt)
    return asked, paragraphs(one_or_list(told), general)


def _with_tolerance(answer: _Node) -> str:
    off = answer.content("tolerance")
    return f"{_text(answer)} (± {off})" if off and off != "0" else _text(answer)


def _fraction(answer: _Node) -> float:
    try:
        return float(answer.attributes.get("fraction", "0"))
    except ValueError:
        return 0.0
