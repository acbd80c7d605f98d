"""The known contents of a folder of documents, and the matching of items to its entries."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from simulator.importers import DraftItem
from simulator.importers.common.anki_fields import has_gaps, with_gaps

Entry = dict[str, Any]
_ORG_BLOCK = re.compile(r"#\+(?:begin_\w+(?:[ ]+[\w+-]+)?|end_\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """A document or folder of documents, and what is known about it."""

    name: str
    layout: str
    expect: str
    """import, refuse or doubt"""
    size: int
    """Bytes."""
    paths: tuple[Path, ...]
    entries: tuple[Entry, ...] = field(repr=False)


def sources_of(folder: Path) -> list[Source]:
    """Return the sources of a folder with GROUND_TRUTH.toml and TRUTH/<name>.jsonl."""
    known = tomllib.loads((folder / "GROUND_TRUTH.toml").read_text("utf-8"))["source"]
    return [
        Source(
            one["folder"],
            one["layout"],
            one["expect"],
            one["bytes"],
            tuple(folder / one["folder"] / name.rstrip("/") for name in one["files"]),
            tuple(_entries(folder / "TRUTH" / f"{one['folder']}.jsonl", one["layout"])),
        )
        for one in known
    ]


def _entries(path: Path, layout: str) -> list[Entry]:
    """The entries of one source. For Org, the truth includes the lines around a block as text;
    they are removed, since Markdown has none."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    entries: list[Entry] = [json.loads(line) for line in lines]
    for entry in entries if layout == "org" else ():
        for key in ("answer_start", "answer_end"):
            entry[key] = _ORG_BLOCK.sub("", entry[key])
    return entries


def rules_of(folder: Path) -> ModuleType:
    """Return the folder's own rules of comparison."""
    path = folder / "_tools" / "normalise.py"
    spec = importlib.util.spec_from_file_location("normalise", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path}: the rules of comparison are missing")
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


class Matches:
    """Matches items to entries of the truth: one to one, in order where possible."""

    def __init__(
        self, items: Sequence[DraftItem], entries: Sequence[Entry], rules: ModuleType
    ) -> None:
        self.items = items
        self._entries = entries
        self._rules = rules
        questions = [item.question.question for item in items]
        self._texts = [(rules.norm(text), rules.bare(text)) for text in questions]
        self._free = set(range(len(items)))
        self._places: dict[int, int] = {}
        self._match(with_answer=True)
        self._match(with_answer=False)

    def item(self, entry: int) -> DraftItem | None:
        """Return the item that matches this entry."""
        return self.items[self._places[entry]] if entry in self._places else None

    @property
    def false(self) -> list[DraftItem]:
        """The items that match no entry."""
        return [self.items[place] for place in sorted(self._free)]

    def _match(self, *, with_answer: bool) -> None:
        last = -1
        for place, entry in enumerate(self._entries):
            if place in self._places:
                last = max(last, self._places[place])
                continue
            names = self._names(entry)
            fits = [at for at in sorted(self._free) if self._same(at, names, entry)]
            if with_answer:
                fits = [at for at in fits if self._answers(at, entry)]
            if not fits:
                continue
            longest = 3 * max(map(len, names)) + 200
            last = min(fits, key=lambda at: self._distance(at, last, longest))
            self._places[place] = last
            self._free.discard(last)

    def _distance(self, at: int, last: int, longest: int) -> tuple[bool, bool, int]:
        return len(self._texts[at][0]) > longest, at <= last, abs(at - last)

    def _names(self, entry: Entry) -> list[str]:
        """Return the question as in the truth; if it has filled gaps, also with them open."""
        texts = [entry["question"], *entry.get("question_alt", [])]
        texts += [with_gaps(text) for text in texts if has_gaps(text)]
        return [self._rules.bare(text) for text in texts]

    def _same(self, at: int, names: Sequence[str], entry: Entry) -> bool:
        if any(
            name and (name in self._texts[at][0] or name in self._texts[at][1]) for name in names
        ):
            return True
        signs = entry["question"].strip()
        return not any(names) and bool(signs) and signs in self.items[at].question.question

    def _answers(self, at: int, entry: Entry) -> bool:
        answer = self.items[at].question.answer
        if entry["kind"] == "answer":
            return bool(self._rules.same_answer(answer, entry))
        return not answer
