"""JSON: objects with something like a question and something like an answer, anywhere in the
document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, Question
from simulator.importers.common.anki_fields import Asked
from simulator.importers.common.draft import CannotRead, Draft, DraftItem
from simulator.importers.common.line_draft import Lines
from simulator.importers.common.named_values import (
    is_question,
    own_question_of,
    part_of_key,
    prompt_of,
)
from simulator.importers.common.questionness import questionness
from simulator.importers.json.programs import (
    crowdanki_questions,
    is_crowdanki,
    is_roam,
    roam_cards,
)
from simulator.text.cleaning import clean
from simulator.text.word_list import split_bars

Entry = tuple[Mapping[str, Any], str]
"""An object that may be a question, and the name of the enclosing list."""

_DEEPEST = 12
_NAMING = ("topic", "category", "section", "title", "name")
_GENERIC = frozenset(
    split_bars(
        """questions|items|data|results|cards|quiz|entries|faq|topics|sections|categories|
        chapters|mainentity|content|children|notes"""
    )
)
_COUNTED = re.compile(r"(?:q|question|item|card|no)?[ _-]?\d{1,5}|[a-z]", re.IGNORECASE)


def entries_of(data: Any, topic: str = "", depth: int = 0) -> Iterator[Entry]:
    """All objects that may be a question, with the name of the enclosing list."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        yield from _in_list(data, topic, depth)
    elif isinstance(data, Mapping):
        if is_question(data):
            yield data, topic
        else:
            yield from _in_object(data, topic, depth)


def _in_list(data: Sequence[Any], topic: str, depth: int) -> Iterator[Entry]:
    pairs = [row for row in data if isinstance(row, list) and len(row) == 2 and _are_texts(row)]
    if len(pairs) == len(data) >= 2:
        yield from _answered(pairs, topic)
    elif len(data) >= 2 and _are_texts(data) and _ask(data):
        yield from (({"question": asked}, topic) for asked in data)
    else:
        for entry in data:
            yield from entries_of(entry, topic, depth + 1)


def _answered(pairs: Iterable[Any], topic: str) -> Iterator[Entry]:
    return (({"question": asked, "answer": answer}, topic) for asked, answer in pairs)


def _in_object(data: Mapping[str, Any], topic: str, depth: int) -> Iterator[Entry]:
    if len(data) >= 2 and _are_texts(data.values()) and _ask(data):
        yield from _answered(data.items(), topic)
        return
    if both := _side_by_side(data):
        yield from _answered(both, topic)
        return
    named = (data[key] for key in _NAMING if isinstance(data.get(key), str))
    own = next(named, topic)
    for key, value in data.items():
        if not isinstance(value, list | Mapping):
            continue
        if key.casefold() in _GENERIC:
            below = own if depth else topic
        elif _COUNTED.fullmatch(key) or (isinstance(value, Mapping) and is_question(value)):
            below = topic
        else:
            below = str(key)
        yield from entries_of(value, below, depth + 1)


def _side_by_side(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Questions in one list and their answers in another of the same length."""
    lists: dict[str | None, list[Any]] = {
        part_of_key(key): value
        for key, value in data.items()
        if isinstance(value, list) and value and _are_texts(value)
    }
    asked, answer = lists.get("question", []), lists.get("answer", [])
    return list(zip(asked, answer, strict=True)) if len(asked) == len(answer) else []


def _are_texts(values: Any) -> bool:
    return all(isinstance(value, str) for value in values)


def _ask(texts: Any) -> bool:
    """True if most of the texts look like questions."""
    asking = sum(questionness(text[:2_000]) >= 0.4 for text in texts)
    surely = sum(questionness(text[:2_000]) >= 0.6 for text in texts)
    return asking >= 0.8 * len(texts) and surely >= 0.5 * len(texts)


_TOP = {name: name for name in ("title", "license", "source", "version", "language", "description")}
_TOP |= {"name": "title", "licence": "license", "url": "source", "lang": "language"}


def read(text: str, *, file: str) -> Draft:
    """The questions in the data. Raises CannotRead if it is not JSON."""
    return draft_of(_parsed(text, file), text, file=file, layout="JSON")


def draft_of(data: Any, text: str, *, file: str, layout: str) -> Draft:
    """The questions in data parsed from a text, with their line numbers in it."""
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
    """Each question, and its text as the source has it."""
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
    """The question with its certainty, which is `bare` if it has no answer."""
    return (question, 1.0, "") if question.answer else (question, bare, "no answer")


def _about(data: Any) -> dict[str, Any]:
    """What the outermost object says about the whole document."""
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
        # Python refuses numbers with thousands of digits, so they are cut.
        return json.loads(stripped, parse_int=lambda digits: int(digits[:4_000]))
    except RecursionError as error:
        raise CannotRead(f"{file}: nested too deeply.") from error
    except json.JSONDecodeError as error:
        raise CannotRead(f"{file}:{error.lineno}: not valid JSON ({error.msg}).") from error
    except ValueError as error:
        raise CannotRead(f"{file}: not valid JSON ({error}).") from error


def _found(text: str, prompt: str, place: int, line: int) -> tuple[int, int]:
    """The offset and line of a question in the text, searched from those of the previous one."""
    for needle in (json.dumps(prompt[:60], ensure_ascii=False), json.dumps(prompt[:60])):
        at = text.find(needle[1:-1], place)
        if at >= 0:
            return at + 1, line + text.count("\n", max(0, place - 1), at)
    return place, line


def _stretch(made: Lines) -> None:
    """Extend each item back to its opening brace, and on to where the next one begins."""
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
