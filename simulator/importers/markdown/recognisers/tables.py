"""Questions in table rows, with the answer in another cell."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.importers.common.columns import Columns, columns_named, is_weak_name
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.questionness import plain, questionness
from simulator.importers.markdown.document.document import Block, Kind, Page
from simulator.importers.markdown.document.marks import Marks
from simulator.importers.markdown.document.parts import ONLY_LINKS
from simulator.importers.markdown.recognisers.layout import Layout, Marker, layout


def find(page: Page, marks: Marks) -> list[Layout]:
    """The rows of all tables with a question and an answer column."""
    markers: list[Marker] = []
    size = 0
    for block in page.blocks:
        if block.kind is Kind.TABLE and not block.fold:
            made = _table(page, block)
            size += block.end - block.start - 2 if made else 0
            markers += made
    return [layout("rows of tables", markers, size=size)] if markers else []


def cells_of(line: str) -> list[str]:
    """The cells of a row; an escaped bar is text."""
    parts = line.strip().replace("\\|", "\x00").strip("|").split("|")
    return [part.strip().replace("\x00", "|") for part in parts]


def _table(page: Page, block: Block) -> list[Marker]:
    head = [plain(cell) for cell in cells_of(page.lines[block.start])]
    rows = {at: cells_of(page.lines[at]) for at in range(block.start + 2, block.end)}
    found = columns_named(head) or _two_columns(head, list(rows.values()))
    if found is None or not found.at.keys() & {"answer", "explanation"}:
        return []
    weak = found.header and is_weak_name(head[found.at["question"]])
    if weak and not _are_words(found, list(rows.values())):
        return []
    made = (_marker(at, cells, found, 0.6 if weak else 0.9) for at, cells in rows.items())
    return [marker for marker in made if marker is not None]


def _are_words(found: Columns, rows: Sequence[Sequence[str]]) -> bool:
    """True if most answers are words, as in a glossary, not links, as in a list of problems."""
    answers = [found.cell(row, "answer") for row in rows]
    return sum(not ONLY_LINKS.fullmatch(answer[:2_000]) for answer in answers) * 2 > len(answers)


def _two_columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a two-column table with an unknown header, whose first cells ask."""
    if len(head) != 2 or not rows:
        return None
    asking = sum(questionness(row[0]) >= 0.6 for row in rows)
    return Columns({"question": 0, "answer": 1}) if asking >= 0.7 * len(rows) else None


def _marker(at: int, cells: Sequence[str], found: Columns, certainty: float) -> Marker | None:
    prompt = found.cell(cells, "question")
    if not prompt or (prompt.startswith("[") and "](#" in prompt):
        return None
    named = ((name, found.cell(cells, name)) for name in ("difficulty", "tags"))
    about = " | ".join(f"{name}: {cell}" for name, cell in named if 0 < len(cell) < 80)
    answer = paragraphs(found.cell(cells, "answer"), found.cell(cells, "explanation"))
    topic = found.cell(cells, "topic")
    return Marker(at, at + 1, at + 1, prompt, certainty, answer, topic=topic, about=about)
