"""JSON: any list of objects that have something like a question and something like an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from simulator.importers.draft import CannotRead, Draft, DraftItem
from simulator.importers.json_question import is_question, question_of, value_of
from simulator.importers.line_draft import Lines
from simulator.text import clean

_DEEPEST = 12
_MOST = 20_000
_TOP = {
    "title": "title",
    "name": "title",
    "license": "license",
    "licence": "license",
    "source": "source",
    "url": "source",
    "language": "language",
    "lang": "language",
    "description": "description",
}


def read(text: str, *, file: str) -> Draft:
    """The questions in the data. Raises CannotRead for what is no JSON."""
    made = Lines(file, text.split("\n"))
    data = _parsed(text, file)
    about = _about(data)
    place, before = 0, 1
    for entry, topic in _entries(data, "", 0):
        question = question_of(entry, topic)
        if question is None or len(made.items) >= _MOST:
            continue
        place, line = _found(text, entry, place, before)
        note = "" if question.answer else "no answer"
        sure = 1.0 if question.answer else 0.7
        made.items.append(DraftItem(question, file, line, line, sure, note, bool(question.id)))
        before = line
    _stretch(made)
    draft = made.draft("JSON", otherwise="belongs to no question", about=about,
                      refusal="no list of questions and answers in it.")  # fmt: skip
    if isinstance(data, Mapping):
        authors, limit = data.get("authors"), data.get("time_limit")
        draft = replace(
            draft,
            authors=tuple(str(one) for one in authors) if isinstance(authors, list) else (),
            time_limit=float(limit) if isinstance(limit, int | float) else None,
        )
    return draft


def _about(data: Any) -> dict[str, str]:
    """What the outermost object says about the whole."""
    about: dict[str, str] = {}
    for key, value in data.items() if isinstance(data, Mapping) else ():
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
        return json.loads(stripped, parse_int=_whole)
    except RecursionError as error:
        raise CannotRead(f"{file}: nested too deeply.") from error
    except json.JSONDecodeError as error:
        raise CannotRead(f"{file}:{error.lineno}: no valid JSON ({error.msg}).") from error
    except ValueError as error:
        raise CannotRead(f"{file}: no valid JSON ({error}).") from error


def _whole(digits: str) -> int:
    """A whole number; one of thousands of digits, which Python refuses, is cut."""
    return int(digits[:4_000])


def _entries(data: Any, topic: str, depth: int) -> Iterator[tuple[Mapping[str, Any], str]]:
    """All objects that may be a question, with the name of the list that they stand in."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _entries(entry, topic, depth + 1)
    elif isinstance(data, Mapping):
        if is_question(data):
            yield data, topic
            return
        own = next(
            (
                str(data[key])
                for key in ("topic", "category", "section", "title", "name")
                if isinstance(data.get(key), str)
            ),
            topic,
        )
        simple = [(key, value) for key, value in data.items() if isinstance(value, str)]
        if (
            depth
            and len(simple) == len(data) > 1
            and all(key.rstrip().endswith("?") for key, _ in simple)
        ):
            for key, value in simple:
                yield {"question": key, "answer": value}, topic
            return
        for key, value in data.items():
            if isinstance(value, list | Mapping):
                generic = key.casefold() in (
                    "questions",
                    "items",
                    "data",
                    "results",
                    "cards",
                    "quiz",
                    "entries",
                    "faq",
                )
                yield from _entries(
                    value,
                    own if generic and depth else (topic or "") if generic else str(key),
                    depth + 1,
                )


def _found(text: str, entry: Mapping[str, Any], place: int, before: int) -> tuple[int, int]:
    """Where in the text the entry's question stands: the offset, and the line counted from 1."""
    prompt = str(value_of(entry, "question"))[:60]
    for needle in (json.dumps(prompt, ensure_ascii=False)[1:-1], json.dumps(prompt)[1:-1]):
        at = text.find(needle, place)
        if at >= 0:
            return at + 1, before + text.count("\n", max(0, place - 1) if place else 0, at)
    return place, before


def _stretch(made: Lines) -> None:
    """Let each item reach back to its opening brace, and on to where the next begins."""
    starts = []
    floor = 1
    for item in made.items:
        at = item.line
        at = min(at, len(made.lines))
        while at > floor and "{" not in made.lines[at - 1]:
            at -= 1
        floor = min(floor, len(made.lines))
        starts.append(max(at, floor) if "{" in made.lines[at - 1] else item.line)
        floor = item.line + 1
    for place, item in enumerate(made.items):
        following = starts[place + 1] if place + 1 < len(starts) else len(made.lines)
        last = max(starts[place], following - 1)
        last = min(last, len(made.lines))
        while last > item.line and made.lines[last - 1].strip(" \t]}),") == "":
            last -= 1
        end = min(last + 1, max(last, following - 1))
        made.items[place] = replace(item, line=starts[place], last_line=max(item.line, end))
