"""GIFT, Moodle's text format: the question's text, with the answers in `{...}`."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.draft import CannotRead, Draft, Heading
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import choice, matched, one_or_list, with_tolerance
from simulator.importers.html.text import markdown_of_html

_TITLE = re.compile(r"^\s*::(?P<title>(?:[^:\\]|\\.|:(?!:))*)::", re.DOTALL)
_FORMAT = re.compile(r"^\s*\[(?P<format>html|markdown|plain|moodle)\]\s*", re.IGNORECASE)
_CATEGORY = re.compile(r"^\s*\$CATEGORY:\s*(?P<name>.+?)\s*$")
_TAGS = re.compile(r"\[(?P<key>id|tag):(?P<value>[^\]\n]*)\]")
_ESCAPED = re.compile(r"\\.")
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")
_UNESCAPED = re.compile(r"\\([~=#{}:\\n])")
_TRUTH = re.compile(r"^(TRUE|FALSE|T|F)\s*(?:#|$)")
_HASH = re.compile(r"(?<!\\)#")
_LONGEST = 200_000
"""The most characters in one question."""


@dataclass(slots=True)
class _Block:
    """The lines of one question read so far, and what precedes it."""

    topic: str = DEFAULT_TOPIC
    comment: str = ""
    start: int = 0
    lines: list[str] = field(default_factory=list)
    braces: int = 0
    """How many braces are open."""
    size: int = 0

    def add(self, line: str, number: int, file: str) -> None:
        """Add a line. Raises CannotRead if a brace stays open too long."""
        if not self.lines:
            self.start, self.braces, self.size = number, 0, 0
        self.lines.append(line)
        bare = _ESCAPED.sub("", line)
        self.braces += bare.count("{") - bare.count("}")
        self.size += len(line)
        if self.size > _LONGEST:
            raise CannotRead(f"{file}:{self.start}: a brace {{ stays open too long.")


@dataclass(frozen=True, slots=True)
class _Choice:
    kind: str
    """`=` or `~`"""
    text: str
    feedback: str
    weight: float
    """In per cent; above 0 the choice is right."""


def looks_like(text: str) -> bool:
    """True if there are blocks with braces around `=`, `~`, true or false, or nothing."""
    if re.search(r"^\s*::[^\n]{1,200}::", text[:20_000], re.MULTILINE) and "{" in text:
        return True
    found = re.findall(r"\{\s*(?:=|~|#|T(?:RUE)?\s*[}#]|F(?:ALSE)?\s*[}#]|\})", text[:100_000])
    code = text.count("```") + text.count(";\n")
    if not found or code or re.search(r"^#{1,6} ", text[:5_000], re.MULTILINE):
        return False
    blocks = len(re.findall(r"\n[ \t]*\n\s*\S", text[:100_000])) + 1
    answered = any("}" not in one for one in found)
    return answered and len(found) >= 0.2 * blocks


def read(text: str, *, file: str) -> Draft:
    """The questions of a GIFT file. Raises CannotRead for braces that don't match."""
    made = Lines(file, text.split("\n"))
    block = _Block()
    for number, line in enumerate([*made.lines, ""], 1):
        if line.lstrip().startswith("//"):
            _comment(made, block, line, number)
        elif not block.lines and (category := _CATEGORY.match(line)):
            path = category["name"].replace("$course$", "")
            block.topic = re.split(r"(?<!/)/(?!/)", path)[-1].strip() or DEFAULT_TOPIC
            made.headings.append(Heading(file, number, number, block.topic))
        elif line.strip() or (block.lines and block.braces > 0):
            block.add(line, number, file)
        elif block.lines:
            _question(made, block, number - 1)
            block = _Block(block.topic)
    if block.lines:
        raise CannotRead(f"{file}:{block.start}: a brace {{ is opened and never closed.")
    return made.draft(
        "GIFT",
        otherwise="a description, not a question",
        refusal="no question with answers in braces.",
    )


def _comment(made: Lines, block: _Block, line: str, number: int) -> None:
    """A comment, which may give the question below it an id and tags."""
    if found := _TAGS.findall(line):
        block.comment += line
        named = ", ".join(f"{key}:{value}" for key, value in found)
        made.leave(number, number, f"a comment with {named}")
    else:
        made.leave(number, number, "a comment")


def _question(made: Lines, block: _Block, end: int) -> None:
    """Split the block at its braces. Raises CannotRead if they don't match."""
    text, start = "\n".join(block.lines), block.start
    bare = _ESCAPED.sub("  ", text)
    if bare.count("{") > 400:
        raise CannotRead(f"{made.file}:{start}: too many braces in one question.")
    if bare.count("{") != bare.count("}"):
        raise CannotRead(f"{made.file}:{start}: the braces {{ and }} of this question don't match.")
    title = _TITLE.match(text)
    body = text[title.end() :] if title else text
    named = _FORMAT.match(body)
    form = named["format"].casefold() if named else "moodle"
    body = body[named.end() :] if named else body
    opened = (bare := _ESCAPED.sub("  ", body)).find("{")
    if opened < 0:
        made.leave(start, end, "a description, not a question")
        return
    closed = bare.find("}", opened)
    before, inside, after = body[:opened], body[opened + 1 : closed], body[closed + 1 :]
    gap = " _____ " if after.strip() else ""
    asked = _text(before.rstrip() + gap + after.lstrip(), form)
    prompt, answer = _question_and_answer(asked, inside, form)
    if not any(letter.isalnum() for letter in prompt) and title:
        prompt = _text(title["title"], "plain")
    said = _TAGS.findall(block.comment)
    tags = tuple(value.strip() for key, value in said if key == "tag")
    given = next((value.strip() for key, value in said if key == "id"), "")
    question = Question(given, prompt, answer, topic=block.topic, tags=tags)
    made.add(question, start, end, bare=0.9)


def _text(text: str, form: str) -> str:
    """Convert text in one of GIFT's formats (html, moodle, markdown, plain) to Markdown."""
    text = _UNESCAPED.sub(lambda m: "\n" if m[1] == "n" else m[1], text)
    # The indent shared by all lines but the first is the file's; any more belongs to code.
    first, newline, below = text.strip().partition("\n")
    text = first + newline + textwrap.dedent(below)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return markdown_of_html(text) if form in ("html", "moodle") else text


def _question_and_answer(question: str, inside: str, form: str) -> tuple[str, str]:
    """The question's text, with any options, and the answer in the braces."""
    bare = inside.strip()
    said, *more = re.split(r"(?<!\\)####", inside, maxsplit=1)
    choices, general = _choices(said), _text("".join(more), form)
    if truth := _TRUTH.match(bare):
        notes = [_text(part, form) for part in _HASH.split(bare)[1:] if part.strip()]
        return question, paragraphs("True" if truth[1][0] == "T" else "False", *notes[-1:])
    if bare.startswith("#"):
        return question, paragraphs(_number(bare[1:], choices), general)
    if not choices:
        return question, paragraphs(_text(bare.split("####")[0], form), general)
    if any("->" in each.text for each in choices):
        parted = (_text(each.text, form).partition("->") for each in choices)
        asked, answer = matched(question, [(left, right) for left, arrow, right in parted if arrow])
        return asked, paragraphs(answer, general)
    return _chosen(question, choices, general, form)


def _choices(body: str) -> list[_Choice]:
    """The choices, each starting with an unescaped `=` or `~`."""
    found = []
    places = [m.start() for m in re.finditer(r"(?<!\\)[=~]", body)]
    for start, end in zip(places, [*places[1:], len(body)], strict=False):
        piece = body[start + 1 : end].strip()
        weight = _WEIGHT.match(piece)
        text, *feedback = _HASH.split(piece[weight.end() :] if weight else piece, maxsplit=1)
        share = float(weight[1]) if weight else (100.0 if body[start] == "=" else 0.0)
        found.append(_Choice(body[start], text.strip(), "".join(feedback).strip(), share))
    return found


def _chosen(question: str, choices: Sequence[_Choice], general: str, form: str) -> tuple[str, str]:
    right = [each for each in choices if each.weight > 0]
    notes = paragraphs(*(_text(each.feedback, form) for each in right), general)
    offered = [(_text(each.text, form), each.weight > 0) for each in choices]
    if all(each.kind == "=" for each in choices):
        return question, paragraphs(one_or_list([text for text, _ in offered]), notes)
    return choice(question, [(text or "(nothing)", right) for text, right in offered], notes)


def _number(text: str, choices: Sequence[_Choice]) -> str:
    texts = [each.text for each in choices if each.weight > 0]
    if not texts:
        texts = [re.split(r"(?<!\\)[~#]", text.strip(), maxsplit=1)[0].strip()]
    parted = (text.partition(":") for text in texts)
    return "\n".join(with_tolerance(value, off) for value, _, off in parted)
