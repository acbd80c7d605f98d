"""GIFT, Moodle's text format: a question's text around `{...}`, which holds the answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from simulator.bank import DEFAULT_TOPIC, Question
from simulator.importers.draft import CannotRead, Draft, DraftItem, Heading
from simulator.importers.html_text import markdown_of_html
from simulator.importers.line_draft import Lines
from simulator.importers.options import Option, right_answer, with_options

_TITLE = re.compile(r"^\s*::(?P<title>(?:[^:\\]|\\.|:(?!:))*)::", re.DOTALL)
_FORMAT = re.compile(r"^\s*\[(?P<format>html|markdown|plain|moodle)\]\s*", re.IGNORECASE)
_CATEGORY = re.compile(r"^\s*\$CATEGORY:\s*(?P<name>.+?)\s*$")
_TAGS = re.compile(r"\[(?P<key>id|tag):(?P<value>[^\]\n]*)\]")
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")
_UNESCAPED = re.compile(r"\\([~=#{}:\\n])")
_LONGEST = 200_000


@dataclass(slots=True)
class _Choice:
    kind: str
    text: str
    feedback: str = ""
    weight: float = 0.0


@dataclass(slots=True)
class _Answers:
    choices: list[_Choice] = field(default_factory=list)
    general: str = ""


def looks_like(text: str) -> bool:
    """Whether there are blocks with braces that hold `=`, `~`, a truth or nothing."""
    if re.search(r"^\s*::[^\n]{1,200}::", text[:20_000], re.MULTILINE) and "{" in text:
        return True
    found = re.findall(r"\{\s*(?:=|~|#|T(?:RUE)?\s*[}#]|F(?:ALSE)?\s*[}#]|\})", text[:100_000])
    code = text.count("```") + text.count(";\n")
    return len(found) >= 1 and code == 0 and not re.search(r"^#{1,6} ", text[:5_000], re.MULTILINE)


def read(text: str, *, file: str) -> Draft:
    """The questions of a GIFT file. Raises CannotRead for braces that don't match."""
    made = Lines(file, text.split("\n"))
    topic, block, start = DEFAULT_TOPIC, [], 0  # type: ignore[var-annotated]
    pending, braces, size = "", 0, 0
    for number, line in enumerate([*made.lines, ""], 1):
        if line.lstrip().startswith("//"):
            if found := _TAGS.findall(line):
                pending += line
                made.leave(
                    number, number, "a comment with " + ", ".join(f"{k}:{v}" for k, v in found)
                )
            else:
                made.leave(number, number, "a comment")
            continue
        category = _CATEGORY.match(line)
        if category and not block:
            topic = (
                re.split(r"(?<!/)/(?!/)", category["name"].replace("$course$", ""))[-1].strip()
                or DEFAULT_TOPIC
            )
            made.headings.append(Heading(file, number, number, topic))
        elif line.strip() or (block and braces > 0):
            if not block:
                start, braces, size = number, 0, 0
            block.append(line)
            braces += _open_braces(line)
            size += len(line)
            if size > _LONGEST:
                raise CannotRead(f"{file}:{start}: a brace {{ is opened and not closed for long.")
        elif block:
            _block(made, "\n".join(block), start, number - 1, topic, pending)
            block, pending = [], ""
    if block:
        raise CannotRead(f"{file}:{start}: a brace {{ is opened and never closed.")
    return made.draft(
        "GIFT",
        otherwise="a description, no question",
        refusal="no question with answers in braces.",
        about={},
    )


def _open_braces(text: str) -> int:
    bare = re.sub(r"\\.", "", text)
    return bare.count("{") - bare.count("}")


def _block(made: Lines, text: str, start: int, end: int, topic: str, comment: str) -> None:
    if len(text) > _LONGEST:
        raise CannotRead(f"{made.file}:{start}: a question of {len(text)} characters is too large.")
    bare = re.sub(r"\\.", "  ", text)
    if bare.count("{") > 400:
        raise CannotRead(f"{made.file}:{start}: too many braces in one question.")
    if bare.count("{") != bare.count("}"):
        raise CannotRead(f"{made.file}:{start}: the braces {{ and }} of this question don't match.")
    title = _TITLE.match(text)
    body = text[title.end() :] if title else text
    form = _FORMAT.match(body)
    kind = form["format"].casefold() if form else "moodle"
    body = body[form.end() :] if form else body
    bare = re.sub(r"\\.", "  ", body)
    opened = bare.find("{")
    closed = bare.find("}", opened)
    if opened < 0:
        made.leave(start, end, "a description, no question")
        return
    before, inside, after = body[:opened], body[opened + 1 : closed], body[closed + 1 :]
    blank = " _____ " if after.strip() else ""
    question = _text(before.rstrip() + blank + after.lstrip(), kind)
    found = _answers(inside)
    prompt, answer = _written(question, inside, found, kind)
    if not any(letter.isalnum() for letter in prompt):
        prompt = _text(title["title"], "plain") if title else prompt
    if not prompt.strip():
        made.leave(start, end, "a question without text")
        return
    tags = tuple(value.strip() for key, value in _TAGS.findall(comment) if key == "tag")
    given = next((value.strip() for key, value in _TAGS.findall(comment) if key == "id"), "")
    item = Question(given, prompt, answer, topic=topic, tags=tags)
    note = "" if answer else "no answer"
    made.items.append(
        DraftItem(item, made.file, start, end, 1.0 if answer else 0.9, note, bool(given))
    )


def _text(text: str, kind: str) -> str:
    text = _UNESCAPED.sub(lambda m: "\n" if m[1] == "n" else m[1], text)
    text = "\n".join(
        line.strip() if kind != "markdown" else line.rstrip() for line in text.strip().split("\n")
    )
    return markdown_of_html(text) if kind in ("html", "moodle") else text


def _answers(inside: str) -> _Answers:
    """The choices between the braces: each begins with `=` or `~` that no backslash escapes."""
    found = _Answers()
    body = inside
    general = re.search(r"(?<!\\)####", body)
    if general:
        found.general = body[general.end() :].strip()
        body = body[: general.start()]
    places = [m.start() for m in re.finditer(r"(?<!\\)[=~]", body)]
    for place, start in enumerate(places):
        end = places[place + 1] if place + 1 < len(places) else len(body)
        piece = body[start + 1 : end].strip()
        weight = _WEIGHT.match(piece)
        piece = piece[weight.end() :] if weight else piece
        text, _, feedback = _halves(piece)
        share = float(weight[1]) if weight else (100.0 if body[start] == "=" else 0.0)
        found.choices.append(_Choice(body[start], text.strip(), feedback.strip(), share))
    return found


def _halves(piece: str) -> tuple[str, str, str]:
    mark = re.search(r"(?<!\\)#", piece)
    return (piece[: mark.start()], "#", piece[mark.end() :]) if mark else (piece, "", "")


def _written(question: str, inside: str, found: _Answers, kind: str) -> tuple[str, str]:
    """Question and answer for each of the types that the braces can mean."""
    general = _text(found.general, kind)
    bare = inside.strip()
    truth = re.match(r"^(TRUE|FALSE|T|F)\s*(?:#|$)", bare)
    if truth:
        says = "True" if truth[1][0] == "T" else "False"
        notes = [_text(part, kind) for part in re.split(r"(?<!\\)#", bare)[1:] if part.strip()]
        return question, "\n\n".join([says, *notes[-1:]])
    if bare.startswith("#"):
        return question, "\n\n".join(filter(None, [_number(bare[1:], found), general]))
    if not found.choices:
        return question, "\n\n".join(filter(None, [_text(bare.split("####")[0], kind), general]))
    if any("->" in choice.text for choice in found.choices):
        pairs = [_text(c.text, kind).partition("->") for c in found.choices if "->" in c.text]
        asked = "\n".join(f"- {left.strip()}" for left, _, _ in pairs if left.strip())
        told = "\n".join(
            f"- {left.strip()} → {right.strip()}" for left, _, right in pairs if left.strip()
        )
        return f"{question}\n\n{asked}", f"{told}\n\n{general}".strip()
    right = [c for c in found.choices if c.weight > 0]
    notes = "\n\n".join(filter(None, [*(_text(c.feedback, kind) for c in right), general]))  # type: ignore[assignment]
    if all(c.kind == "=" for c in found.choices):
        texts = [_text(c.text, kind) for c in found.choices]
        told = texts[0] if len(texts) == 1 else "\n".join(f"- {text}" for text in texts)
        return question, f"{told}\n\n{notes}".strip()
    options = [
        Option(chr(65 + at % 26), _text(c.text, kind) or "(nothing)", c.weight > 0)
        for at, c in enumerate(found.choices)
    ]
    return with_options(question, options), right_answer(options, notes)  # type: ignore[arg-type]


def _number(text: str, found: _Answers) -> str:
    texts = [choice.text for choice in found.choices if choice.weight > 0]
    if not texts:
        first = re.split(r"(?<!\\)[~#]", text.strip(), maxsplit=1)[0]
        texts = [first.strip()]
    return "\n".join(_spread(text) for text in texts)


def _spread(text: str) -> str:
    value, colon, off = text.partition(":")
    return f"{value} (± {off})" if colon and off.strip() not in ("", "0") else value
