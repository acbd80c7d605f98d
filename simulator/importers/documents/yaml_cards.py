"""YAML: any list of questions, as in JSON; tags, anchors and aliases are refused."""

from __future__ import annotations

from typing import Any

import yaml

from simulator.importers.common.draft import CannotRead, Draft
from simulator.importers.json.cards import draft_of
from simulator.text.cleaning import clean

_LONGEST = 4 * 1024 * 1024
_DEEPEST = 60
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def looks_like(text: str) -> bool:
    """True if a text is a list of mappings that name a question."""
    head = text[:20_000]
    return any(f"- {word}:" in head for word in ("q", "question", "front", "Question", "prompt"))


def read(text: str, *, file: str) -> Draft:
    """The questions in all documents of the file. Raises CannotRead."""
    if len(text) > _LONGEST:
        raise CannotRead(f"{file}: too large for YAML, more than 4 MiB.")
    try:
        data = _documents(text, file)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file}:{mark.line + 1}" if mark is not None else file
        why = getattr(error, "problem", None) or "damaged"
        raise CannotRead(f"{place}: not valid YAML ({why}).") from error
    return draft_of(data[0] if len(data) == 1 else data, text, file=file, layout="YAML")


def _documents(text: str, file: str) -> list[Any]:
    """The documents, built from parser events: texts, numbers, lists and mappings only.

    Raises CannotRead and YAMLError.
    """
    opened: list[list[Any]] = [[]]
    for event in yaml.parse(text, Loader=_LOADER):
        place = f"{file}:{event.start_mark.line + 1}"
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise CannotRead(f"{place}: anchors and aliases in YAML are not read.")
        tag = getattr(event, "tag", None)
        if tag and not tag.startswith("tag:yaml.org,2002:str"):
            raise CannotRead(f"{place}: tags in YAML ({tag[:40]}) are not read.")
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(opened) > _DEEPEST:
                raise CannotRead(f"{place}: nested too deeply.")
            opened.append([])
        elif isinstance(event, yaml.MappingEndEvent):
            parts = opened.pop()
            keys = (key if isinstance(key, str) else str(key) for key in parts[::2])
            opened[-1].append(dict(zip(keys, parts[1::2], strict=True)))
        elif isinstance(event, yaml.SequenceEndEvent):
            opened[-2].append(opened.pop())
        elif isinstance(event, yaml.ScalarEvent):
            opened[-1].append(_scalar(event))
    return opened[0]


def _scalar(event: Any) -> Any:
    text = clean(event.value)
    if event.style is None or event.style == "":
        if text in ("", "~", "null"):
            return None
        if text in ("true", "false"):
            return text == "true"
        if text.isdecimal() and len(text) < 9:
            return int(text)
    return text.strip("\n")
