"""GIFT, Moodle's text format: a question's text around `{...}`, which holds the answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.draft import CannotRead, Draft, DraftItem, Heading
from simulator.importers.common.line_draft import Lines
from simulator.importers.quizzes.gift_answers import gift_text, question_and_answer

_TITLE = re.compile(r"^\s*::(?P<title>(?:[^:\\]|\\.|:(?!:))*)::", re.DOTALL)
_FORMAT = re.compile(r"^\s*\[(?P<format>html|markdown|plain|moodle)\]\s*", re.IGNORECASE)
_CATEGORY = re.compile(r"^\s*\$CATEGORY:\s*(?P<name>.+?)\s*$")
_TAGS = re.compile(r"\[(?P<key>id|tag):(?P<value>[^\]\n]*)\]")
_ESCAPED = re.compile(r"\\.")
_LONGEST = 200_000
"""Characters of one question."""


@dataclass(slots=True)
class _Block:
    """The lines of one question, as far as they are read, and what stands before it."""

    topic: str = DEFAULT_TOPIC
    comment: str = ""
    start: int = 0
    lines: list[str] = field(default_factory=list)
    braces: int = 0
    """How many are open."""
    size: int = 0

    def add(self, line: str, number: int, file: str) -> None:
        """One more line. Raises CannotRead where a brace stays open for long."""
        if not self.lines:
            self.start, self.braces, self.size = number, 0, 0
        self.lines.append(line)
        bare = _ESCAPED.sub("", line)
        self.braces += bare.count("{") - bare.count("}")
        self.size += len(line)
        if self.size > _LONGEST:
            raise CannotRead(f"{file}:{self.start}: a brace {{ is opened and not closed for long.")


def looks_like(text: str) -> bool:
    """Whether there are blocks with braces that hold `=`, `~`, a truth or nothing."""
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
        otherwise="a description, no question",
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
    """Take the block apart at its braces. Raises CannotRead where they don't match."""
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
        made.leave(start, end, "a description, no question")
        return
    closed = bare.find("}", opened)
    before, inside, after = body[:opened], body[opened + 1 : closed], body[closed + 1 :]
    gap = " _____ " if after.strip() else ""
    asked = gift_text(before.rstrip() + gap + after.lstrip(), form)
    prompt, answer = question_and_answer(asked, inside, form)
    if not any(letter.isalnum() for letter in prompt) and title:
        prompt = gift_text(title["title"], "plain")
    if not prompt.strip():
        made.leave(start, end, "a question without text")
        return
    _add(made, block, end, prompt, answer)


def _add(made: Lines, block: _Block, end: int, prompt: str, answer: str) -> None:
    said = _TAGS.findall(block.comment)
    tags = tuple(value.strip() for key, value in said if key == "tag")
    given = next((value.strip() for key, value in said if key == "id"), "")
    certainty, note = (1.0, "") if answer else (0.9, "no answer")
    question = Question(given, prompt, answer, topic=block.topic, tags=tags)
    item = DraftItem(question, made.file, block.start, end, certainty, note)
    made.items.append(item)
