"""Questions in the rows of a table, the answer in another cell."""

from __future__ import annotations

from simulator.importers.md_document import Block, Kind, Page
from simulator.importers.md_layout import Layout, Marker, layout
from simulator.importers.md_marks import Marks
from simulator.importers.questionness import plain, questionness
from simulator.importers.words import LABELS, Part


def find(page: Page, marks: Marks) -> list[Layout]:
    """The rows of all tables that have a question's column and an answer's."""
    markers: list[Marker] = []
    size = 0
    for block in page.blocks:
        if block.kind is Kind.TABLE and not block.fold:
            rows, made = _table(page, block)
            size += rows if made else 0
            markers += made
    return [layout("rows of tables", markers, size=size)] if markers else []


def cells_of(line: str) -> list[str]:
    """The cells of a row; a bar behind a backslash is text."""
    parts = line.strip().replace("\\|", "\x00").strip("|").split("|")
    return [part.strip().replace("\x00", "|") for part in parts]


def _table(page: Page, block: Block) -> tuple[int, list[Marker]]:
    head = [LABELS.get(plain(cell).casefold().rstrip("s:")) or LABELS.get(plain(cell).casefold())
            for cell in cells_of(page.lines[block.start])]  # fmt: skip
    rows = list(range(block.start + 2, block.end))
    asked = next((at for at, part in enumerate(head) if part is Part.QUESTION), None)
    answer = next(
        (at for at, part in enumerate(head) if part in (Part.ANSWER, Part.EXPLANATION)), None
    )
    if asked is None and len(head) == 2 and rows:
        asking = [questionness(([*cells_of(page.lines[row]), ""])[0]) >= 0.6 for row in rows]
        if sum(asking) >= 0.7 * len(rows):
            asked, answer = 0, 1
    if asked is None or answer is None:
        return len(rows), []
    made = []
    for row in rows:
        cells = cells_of(page.lines[row])
        if len(cells) > max(asked, answer) and cells[asked]:
            link_only = cells[asked].startswith("[") and "](#" in cells[asked]
            if not link_only:
                topic = next(
                    (
                        cells[at]
                        for at, part in enumerate(head)
                        if part is Part.TOPIC and at < len(cells)
                    ),
                    "",
                )
                made.append(
                    Marker(
                        row, row + 1, row + 1, cells[asked], 0.9, lead=cells[answer], topic=topic
                    )
                )
    return len(rows), made
