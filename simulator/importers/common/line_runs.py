"""Which lines of a source are in some part of a draft, and runs of those that are in none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.importers.common.draft import DraftItem, Heading, LeftOut


def taken_lines(length: int, parts: Sequence[DraftItem | Heading | LeftOut]) -> list[bool]:
    """For each line of a source, whether one of the parts holds it."""
    taken = [False] * length
    for part in parts:
        for at in range(part.line - 1, min(part.last_line, length)):
            taken[at] = True
    return taken


def runs(lines: Sequence[str], taken: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Runs of lines that are neither blank nor taken, half open."""
    start = -1
    for at, line in enumerate(lines):
        if line.strip() and not taken[at]:
            start = at if start < 0 else start
        elif start >= 0:
            yield start, at
            start = -1
    if start >= 0:
        yield start, len(lines)
