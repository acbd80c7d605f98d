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
    """Whether a text is a list of mappings that name a question."""
    head = text[:20_000]
    return any(f"- {word}:" in head for word in ("q", "question", "front", "Question", "prompt"))


def read(text: str, *, file: str) -> Draft:
    """The questions in all documents of the file. Raises CannotRead."""
    if len(text) > _LONGEST:
        raise CannotRead(f"{file}: too large for YAML, more than 4 MiB.")
    try:
        data = _Builder(file).build(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file}:{mark.line + 1}" if mark is not None else file
        why = getattr(error, "problem", None) or "damaged"
        raise CannotRead(f"{place}: no valid YAML ({why}).") from error
    return draft_of(data[0] if len(data) == 1 else data, text, file=file, layout="YAML")


class _Builder:
    """Makes values of a parser's events: texts, lists and mappings, nothing else."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._open: list[tuple[Any, list[Any]]] = []
        self._done: list[Any] = []

    def build(self, text: str) -> list[Any]:
        """The documents. Raises CannotRead and YAMLError."""
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise CannotRead(f"{self._file}:{line}: anchors and aliases in YAML are not read.")
            tag = getattr(event, "tag", None)
            if tag and not tag.startswith("tag:yaml.org,2002:str"):
                raise CannotRead(f"{self._file}:{line}: tags in YAML ({tag[:40]}) are not read.")
            self._take(event, line)
        return self._done

    def _take(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(self._open) >= _DEEPEST:
                raise CannotRead(f"{self._file}:{line}: nested too deeply.")
            self._open.append((event, []))
        elif isinstance(event, yaml.MappingEndEvent):
            parts = self._open.pop()[1]
            keys = (key if isinstance(key, str) else str(key) for key in parts[::2])
            self._put(dict(zip(keys, parts[1::2], strict=True)))
        elif isinstance(event, yaml.SequenceEndEvent):
            self._put(self._open.pop()[1])
        elif isinstance(event, yaml.ScalarEvent):
            self._put(_scalar(event))

    def _put(self, value: Any) -> None:
        (self._open[-1][1] if self._open else self._done).append(value)


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
