"""A document of another format that was written as Markdown first: its draft put back onto the
lines that it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from simulator.importers.common.draft import Draft, DraftItem, Heading
from simulator.importers.common.line_draft import Lines

Placed = TypeVar("Placed", DraftItem, Heading)


def put_back(
    draft: Draft,
    source: Sequence[str],
    origins: Sequence[int],
    *,
    reasons: Mapping[int, str],
    otherwise: str,
) -> Draft:
    """The draft with the lines of `source`; `origins` has one for each line of the Markdown.

    `reasons` and `otherwise` say why lines that became no Markdown are left out.
    """
    file = draft.files[0]
    places = [*origins, len(source)]
    made = Lines(file, source, reasons=dict(reasons))
    made.items = [_moved(item, places) for item in draft.items]
    made.headings = [_moved(heading, places) for heading in draft.headings]
    for left in draft.left_out:
        start, end = _at(places, left.line), _at(places, left.last_line)
        for line in range(start, end + 1):
            made.reasons.setdefault(line, left.reason)
    return replace(
        draft,
        items=tuple(made.items),
        headings=tuple(made.headings),
        left_out=tuple(made.left_out(otherwise)),
    )


def _moved(part: Placed, places: Sequence[int]) -> Placed:
    line = _at(places, part.line)
    return replace(part, line=line, last_line=max(line, _at(places, part.last_line)))


def _at(places: Sequence[int], line: int) -> int:
    return places[min(line - 1, len(places) - 1)]
