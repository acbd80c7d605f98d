"""JSON: any list of objects that have something like a question and something like an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.anki_fields import Asked
from simulator.importers.common.draft import CannotRead, Draft, DraftItem
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.named_values import own_question_of, prompt_of
from simulator.importers.json.entries import entries_of
from simulator.importers.json.programs import (
    crowdanki_questions,
    is_crowdanki,
    is_roam,
    roam_cards,
)
from simulator.text.cleaning import clean

_TOP = {name: name for name in ("title", "license", "source", "version", "language", "description")}
_TOP |= {"name": "title", "licence": "license", "url": "source", "lang": "language"}


def read(text: str, *, file: str) -> Draft:
    """The questions in the data. Raises CannotRead for what is no JSON."""
    return draft_of(_parsed(text, file), text, file=file, layout="JSON")


def draft_of(data: Any, text: str, *, file: str, layout: str) -> Draft:
    """The questions in data that was read from a text, on the lines where they stand in it."""
    made = Lines(file, text.split("\n"))
    place, line = 0, 1
    for (question, certainty, note), needle in _questions(data):
        if made.is_full:
            break
        place, line = _found(text, needle, place, line)
        made.items.append(DraftItem(question, file, line, line, certainty, note))
    _stretch(made)
    program = "CrowdAnki" if is_crowdanki(data) else "Roam cards" if is_roam(data) else ""
    return made.draft(
        program or layout,
        otherwise="belongs to no question",
        refusal="no list of questions and answers in it.",
        about=_about(data),
    )


def _questions(data: Any) -> Iterator[tuple[Asked, str]]:
    """Each question, and the text that stands for it in the source."""
    if is_crowdanki(data):
        yield from crowdanki_questions(data)
    elif is_roam(data):
        for card in roam_cards(data):
            topic = card.topic or DEFAULT_TOPIC
            question = Question("", card.question, card.answer, topic=topic, tags=card.tags)
            if any(map(str.isalnum, card.question)):
                yield _asked(question, 0.6), card.block.text
    else:
        for entry, topic in entries_of(data):
            if (found := own_question_of(entry, topic)) is not None:
                yield _asked(found, 0.7), prompt_of(entry)


def _asked(question: Question, bare: float) -> Asked:
    """`bare` is how sure it is one where it has no answer."""
    return (question, 1.0, "") if question.answer else (question, bare, "no answer")


def _about(data: Any) -> dict[str, Any]:
    """What the outermost object says about the whole."""
    if not isinstance(data, Mapping):
        return {}
    about: dict[str, Any] = {name: data.get(name) for name in ("authors", "time_limit")}
    for key, value in data.items():
        name = _TOP.get(key.casefold())
        if name is not None and isinstance(value, str):
            about.setdefault(name, clean(value, newlines=name == "description"))
    return about


def _parsed(text: str, file: str) -> Any:
    stripped = text.strip()
    lines = [line for line in stripped.split("\n") if line.strip()]
    if len(lines) > 1 and all(
        line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines[:50]
    ):
        stripped = "[" + ",".join(lines) + "]"
    try:
        # A number of thousands of digits, which Python refuses, is cut.
        return json.loads(stripped, parse_int=lambda digits: int(digits[:4_000]))
    except RecursionError as error:
        raise CannotRead(f"{file}: nested too deeply.") from error
    except json.JSONDecodeError as error:
        raise CannotRead(f"{file}:{error.lineno}: no valid JSON ({error.msg}).") from error
    except ValueError as error:
        raise CannotRead(f"{file}: no valid JSON ({error}).") from error


def _found(text: str, prompt: str, place: int, line: int) -> tuple[int, int]:
    """Where in the text a question stands, after the place and line of the one before it."""
    for needle in (json.dumps(prompt[:60], ensure_ascii=False), json.dumps(prompt[:60])):
        at = text.find(needle[1:-1], place)
        if at >= 0:
            return at + 1, line + text.count("\n", max(0, place - 1), at)
    return place, line


def _stretch(made: Lines) -> None:
    """Let each item reach back to its opening brace, and on to where the next begins."""
    starts, floor = [], 1
    for item in made.items:
        at = item.line
        while at > floor and "{" not in made.lines[at - 1]:
            at -= 1
        starts.append(at if "{" in made.lines[at - 1] else item.line)
        floor = min(item.line + 1, len(made.lines))
    for place, item in enumerate(made.items):
        following = starts[place + 1] if place + 1 < len(starts) else len(made.lines)
        start = min(starts[place], item.line)
        last = max(start, following - 1)
        while last > item.line and made.lines[last - 1].strip(" \t]}),") == "":
            last -= 1
        end = min(last + 1, max(last, following - 1))
        made.items[place] = replace(item, line=start, last_line=max(item.line, end))
