"""What each column of a table, or key of an object, holds: by its name, or by its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.importers.common.questionness import questionness
from simulator.importers.common.vocabulary import by_word, words_of

_BY_NAME = by_word("columns") | {"": "number"}
_HEADS = {part: words_of("parts_of_columns", part) for part in ("question", "answer")}
"""Words that name a column as its last word, or as its first before one of `_AFTER`."""
_AFTER = words_of("parts_of_columns", "after")
_OPTION = re.compile(
    r"(?:option|choice|answer|opt|ans|wrong answer|incorrect answer|distractor)"
    r"[ _-]?\(?[a-h1-8]\)?|[a-h]|answer [1-8] -.*"
)
_MERE_NAMES = words_of("parts_of_columns", "mere_name")
"""Names that mean a question only beside an answer."""
_WEAK = words_of("parts_of_columns", "weak")
_ABOUT = ("topic", "tags", "difficulty")


def part_named(name: str) -> str | None:
    """The part of a question that a column or a key names: `Model Answer (short)` is an answer."""
    whole = " ".join(name.casefold().replace("\ufeff", "").replace("_", " ").split())
    if whole in _BY_NAME:
        return _BY_NAME[whole]
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", whole).strip(" :?*.")
    if bare in _BY_NAME and bare:
        return _BY_NAME[bare]
    words = bare.split()
    if not words or len(words) > 5 or len(bare) > 40:
        return None
    for part, heads in _HEADS.items():
        if words[-1] in heads or (len(words) == 2 and words[0] in heads and words[1] in _AFTER):
            return part
        if len(words) == 1 and bare.endswith(("frage", "antwort")) and bare.endswith(tuple(heads)):
            return part
    return None


def is_weak_name(name: str) -> bool:
    """True if a name means a question only when no other name does: `Title` beside `Question`."""
    return name.casefold().strip(" _:?") in _WEAK


@dataclass(slots=True)
class Columns:
    """The column of each part of a question; -1, or absent, if there is none."""

    at: dict[str, int] = field(default_factory=dict)
    options: list[int] = field(default_factory=list)
    header: bool = False

    def cell(self, row: Sequence[str], name: str) -> str:
        """A row's text for a part; empty if there is none."""
        place = self.at.get(name, -1)
        return row[place].strip() if 0 <= place < len(row) else ""


def columns_of(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table, by its header or by its content; None if nothing fits."""
    if not rows:
        return None
    return columns_named(rows[0]) or _by_content(rows)


def columns_named(head: Sequence[str]) -> Columns | None:
    """The columns that a header names; None if it names no question, or nothing but a question."""
    found = Columns(header=True)
    numbered = sum(_is_option(cell) for cell in head) >= 2
    for place, cell in enumerate(head):
        part = part_named(cell)
        answer = part == "answer" and "answer" not in found.at and not numbered
        if _is_option(cell) and not answer:
            found.options.append(place)
        elif part is not None and (part not in found.at or _is_better(part, cell, head, found)):
            found.at[part] = place
    if "question" not in found.at and "answer" in found.at:
        names = [" ".join(cell.casefold().split()) for cell in head]
        mere = next((at for at, name in enumerate(names) if name in _MERE_NAMES), None)
        found.at |= {} if mere is None else {"question": mere}
    if len(found.options) < 2:
        found.options = []
    return found if _is_useful(found, head) else None


def _is_better(part: str, cell: str, head: Sequence[str], found: Columns) -> bool:
    """True if a later column is the question instead of an earlier `Title`."""
    return part == "question" and is_weak_name(head[found.at[part]]) and not is_weak_name(cell)


def _is_option(cell: str) -> bool:
    return _OPTION.fullmatch(" ".join(cell.casefold().split())) is not None


def _is_useful(found: Columns, head: Sequence[str]) -> bool:
    """True if there is a question column, and an answer column or a header-like row."""
    if "question" not in found.at:
        return False
    if found.options or found.at.keys() & {"answer", "correct", "options"}:
        return True
    named = all(len(cell) < 40 and not cell.rstrip().endswith("?") for cell in head)
    return named and (len(head) == 1 or any(part in found.at for part in _ABOUT))


def _by_content(rows: Sequence[Sequence[str]]) -> Columns | None:
    width = max(len(row) for row in rows[:200])
    if width < 2:
        return None
    sample = [row for row in rows[:200] if len(row) >= 2]
    filled = [place for place in range(width) if _is_text(sample, place)]
    if len(filled) < 2:
        return None
    asks = {
        place: sum(questionness(row[place]) for row in sample if place < len(row)) / len(sample)
        for place in filled
    }
    question = max(filled[:-1], key=lambda place: (round(asks[place], 1), -place))
    if asks[question] < 0.3:
        question = filled[0]
        if len({row[question] for row in sample if question < len(row)}) < 0.5 * len(sample):
            return None
    later = [place for place in filled if place > question]
    answer = later[0] if later else filled[0]
    found = Columns({"question": question, "answer": answer})
    rest = list(range(answer + 1, width))
    if rest and _are_tags(sample, rest[0]):
        found.at["tags"] = rest[0]
    elif rest:
        found.at["explanation"] = rest[0]
    return found


def _is_text(rows: Sequence[Sequence[str]], place: int) -> bool:
    """True if a column holds text and not a running number."""
    cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
    if len(cells) < 0.5 * len(rows):
        return False
    numbers = [int(cell) for cell in cells if cell.isdigit() and len(cell) < 9]
    counted = list(range(numbers[0], numbers[0] + len(numbers))) if numbers else []
    return not (len(numbers) == len(cells) > 1 and numbers == counted)


def _are_tags(rows: Sequence[Sequence[str]], place: int) -> bool:
    cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
    return len(cells) >= 0.5 * len(rows) and all(
        len(cell) < 60 and cell.count(" ") <= 3 for cell in cells
    )
