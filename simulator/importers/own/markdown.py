r"""A bank as Markdown: pleasant to read, and imported again without loss.

    # Title
    <!-- mock-interview {"format": 1, "language": "en"} -->
    What the bank is about.

    ## What is a closure?
    <!-- {"id": "closure", "topic": "Functions"} -->

    ### Answer

    A function with the variables around it.

    ### Key points

    - Remembers its scope

    ### Follow-ups

    - And when the scope is left?
      <!-- follow-up {"time_limit": 40} -->
      - It lives as long as the closure does

      Answer:
      The closure keeps it alive.

The rest of a question's text follows its heading. A text line that looks like one of these marks
is escaped with a backslash, and so is `<` outside code, so that no viewer renders a tag of the
bank. Reading removes the backslashes, except in older files, whose comment lacks `escaped`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from simulator.core.bank import Bank, FollowUp, Question
from simulator.core.fields import fields_of
from simulator.importers.common.draft import Draft, DraftItem, Heading
from simulator.importers.common.line_draft import Lines
from simulator.storage.banks.values import record_of, values_of
from simulator.storage.banks.write import about
from simulator.storage.toml.table import trimmed
from simulator.text.markdown_safe import with_tags, without_tags

_SECTIONS = {
    "### Answer": "answer",
    **{f"### {each.label}": each.name for each in fields_of(Question) if each.is_list},
    "### Said as": "say",
}
_HEADS = {name: head for head, name in _SECTIONS.items()}
_TEXTS = ("answer", "say")
_FOLLOW_UP = "<!-- follow-up "
_ANSWER = "Answer:"
_GUARDED_INSIDE = re.compile(rf"^\\*(?:{_FOLLOW_UP}|{_ANSWER}\s*$)")
_MARK = "<!-- mock-interview "
_MARKS = r"(?:" + "|".join(map(re.escape, _SECTIONS)) + r")\s*$"
_GUARDED = re.compile(rf"^\\*(?:## |{_MARKS})")
_GUARDED_BEFORE = re.compile(rf"^\\*(?:## |<!-- |{_MARKS})")


def bank_markdown(bank: Bank) -> str:
    """The bank as Markdown."""
    said = {**about(bank), "time_limit": bank.time_limit, "escaped": True}
    kept = {name: value for name, value in said.items() if name not in ("title", "description")}
    lines = [f"# {without_tags(bank.title)}", f"{_MARK}{_comment(kept)} -->"]
    if bank.description:
        lines += ["", *_guarded(without_tags(bank.description))]
    for question in bank.questions:
        lines += ["", *_question_lines(question)]
    return "\n".join(lines) + "\n"


def _question_lines(question: Question) -> list[str]:
    first, *rest = without_tags(question.question).split("\n")
    said = values_of(question)
    kept = {name: said[name] for name in said if name != "question" and name not in _HEADS}
    lines = [f"## {first}", f"<!-- {_comment(kept)} -->", *_guarded("\n".join(rest)) * bool(rest)]
    for name, head in _HEADS.items():
        if name not in said:
            continue
        lines += ["", head, ""]
        if name == "follow_ups":
            lines += _list_lines(map(_follow_up_text, question.follow_ups))
        elif name in _TEXTS:
            lines += _guarded(without_tags(said[name]))
        else:
            lines += _list_lines(map(without_tags, said[name]))
    return lines


def _comment(values: dict[str, Any]) -> str:
    """JSON that is safe in a comment, without empty values."""
    kept = {key: value for key, value in values.items() if value not in ("", [], {}, None)}
    return (
        json.dumps(kept, ensure_ascii=False, default=str)
        .replace("--", "-\\u002d")
        .replace(">", "\\u003e")
    )


def _guarded(text: str, marks: re.Pattern[str] = _GUARDED) -> list[str]:
    return ["\\" + line if marks.match(line) else line for line in text.split("\n")]


def _unguarded(lines: Sequence[str], escaped: bool, marks: re.Pattern[str] | None = None) -> str:
    guarded = marks or (_GUARDED if escaped else _GUARDED_BEFORE)
    text = "\n".join(
        line[1:] if line.startswith("\\") and guarded.match(line) else line for line in lines
    )
    return with_tags(text) if escaped else text


def _follow_up_text(each: FollowUp) -> str:
    """A list item: the sentence, then, after a comment, its points and answer."""
    lines = _guarded(without_tags(each.question), _GUARDED_INSIDE)
    if not each.is_sentence:
        limit = _comment({"time_limit": each.time_limit})
        points = [without_tags(point) for point in each.key_points]
        lines += [f"{_FOLLOW_UP}{limit} -->", *_list_lines(points)]
        if each.answer:
            lines += ["", _ANSWER, without_tags(each.answer)]
    return "\n".join(lines)


def _follow_up(item: str, escaped: bool) -> FollowUp:
    lines = item.split("\n")
    mark = next((n for n, line in enumerate(lines) if line.startswith(_FOLLOW_UP)), len(lines))
    question = trimmed(_unguarded(lines[:mark], escaped, _GUARDED_INSIDE))
    inside = lines[mark + 1 :]
    end = inside.index(_ANSWER) if _ANSWER in inside else len(inside)
    comment = "".join(lines[mark : mark + 1]).removeprefix(_FOLLOW_UP)
    limit = _values(comment).get("time_limit")
    answer = "\n".join(inside[end + 1 :])
    return FollowUp(
        question,
        _items(inside[:end], escaped),
        trimmed(with_tags(answer) if escaped else answer),
        float(limit) if isinstance(limit, int | float) else None,
    )


def _list_lines(texts: Iterable[str]) -> list[str]:
    return ["- " + text.replace("\n", "\n  ") for text in texts]


def _items(lines: Sequence[str], escaped: bool) -> tuple[str, ...]:
    items: list[str] = []
    for line in lines:
        if line.startswith(("- ", "* ")):
            items.append(line[2:])
        elif items:
            items[-1] += "\n" + (line[2:] if line.startswith("  ") else line)
    texts = (with_tags(item) if escaped else item for item in items)
    return tuple(filter(None, map(trimmed, texts)))


def looks_like(text: str) -> bool:
    """True if this program wrote the text."""
    lines = text.lstrip("\n").split("\n", 2)
    return len(lines) > 1 and lines[0].startswith("# ") and lines[1].startswith(_MARK)


def read(text: str, *, file: str) -> Draft:
    """Read the bank back."""
    made = Lines(file, text.split("\n"))
    start = next(at for at, line in enumerate(made.lines) if line.startswith("# "))
    said = _values(made.lines[start + 1].removeprefix(_MARK))
    places = [at for at, line in enumerate(made.lines) if line.startswith("## ")]
    first = places[0] if places else len(made.lines)
    escaped = said.get("escaped") is True
    title = made.lines[start][2:].strip()
    title = with_tags(title) if escaped else title
    description = trimmed(_unguarded(made.lines[start + 2 : first], escaped))
    made.headings.append(Heading(file, start + 1, max(start + 2, first), title))
    for place, end in zip(places, [*places[1:], len(made.lines)], strict=True):
        made.items.append(_read_question(made.lines[place:end], file, place + 1, escaped))
    return made.draft(
        "a bank as Markdown",
        otherwise="belongs to no question",
        refusal="a bank without questions.",
        about={**said, "title": title, "description": description},
    )


def _values(comment: str) -> dict[str, Any]:
    """The JSON in a comment; empty if it is damaged."""
    try:
        found = json.loads(comment.removeprefix("<!-- ").rstrip().removesuffix("-->"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _read_question(lines: Sequence[str], file: str, number: int, escaped: bool) -> DraftItem:
    has_comment = len(lines) > 1 and lines[1].startswith("<!-- ")
    said = _values(lines[1]) if has_comment else {}
    parts = _sections(lines[0][3:], lines[2 if has_comment else 1 :])
    texts = {
        name: trimmed(_unguarded(parts.get(name, []), escaped)) for name in ("question", *_TEXTS)
    }
    lists = {
        name: list(_items(parts.get(name, []), escaped)) for name in _HEADS if name not in _TEXTS
    }
    made = replace(
        record_of(Question, {**said, **texts, **lists}),
        follow_ups=tuple(
            _follow_up(item, escaped) for item in _items(parts.get("follow_ups", []), False)
        ),
    )
    last = number + len(lines) - 1
    while last > number and not lines[last - number].strip():
        last -= 1
    return DraftItem(made, file, number, last)


def _sections(title: str, lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each section, the question's first."""
    parts = {"question": [title]}
    current = parts["question"]
    for line in lines:
        name = _SECTIONS.get(line.rstrip())
        if name is not None:
            current = parts.setdefault(name, [])
        else:
            current.append(line)
    return parts
