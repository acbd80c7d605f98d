"""What recognisers return: where the questions of one layout begin, with their certainty."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from simulator.importers.markdown.document.document import Block, Page

WEAK = 0.5
"""Below this share of question-like members, a layout is in doubt."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The position of one question. Lines count from 0; ranges are half-open.

    The prompt is on `[line, end)`; the answer ends at `scope` at the latest. `lead` is answer
    text on the prompt's own lines. `column` is the indent of its container.
    """

    line: int
    end: int
    scope: int
    prompt: str
    certainty: float
    lead: str = ""
    column: int = 0
    level: int = 7
    """The level of the heading; 7 if it is not a heading."""
    topic: str = ""
    """Set if the layout itself gives it."""
    about: str = ""
    """Other details from the layout, as `Difficulty: easy | Tags: sql`."""
    quoted_to: int = 0
    """The end of the enclosing quote; 0 if there is none."""
    doubt: str = ""
    """What it may be instead of a question; empty without such a doubt."""
    group: int = -1
    """The first line of the enclosing list; -1 if there is none."""
    under: Block | None = None
    """The enclosing list item that gives its topic, or introduces it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to read a page. `size` counts the layout's members, questions or not."""

    name: str
    markers: tuple[Marker, ...]
    size: int
    marked: bool = False
    """True if most of its answers are labelled or otherwise marked."""
    weight: float = 1.0
    group_sizes: Mapping[int, int] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """How much its members look like questions, from 0 to 1."""
        return sum(marker.certainty for marker in self.markers) / self.size if self.size else 0.0

    @property
    def score(self) -> float:
        """Grows with the number of questions and with their share of the members."""
        return sum(marker.certainty for marker in self.markers) * self.ratio * self.weight


def layout(
    name: str,
    markers: Sequence[Marker],
    *,
    size: int = 0,
    marked: bool = False,
    weight: float = 1.0,
    group_sizes: Mapping[int, int] | None = None,
) -> Layout:
    """A layout with its markers sorted and not overlapping: each ends where the next begins."""
    ordered = sorted(markers, key=lambda marker: marker.line)
    done: list[Marker] = []
    for place, marker in enumerate(ordered):
        following = ordered[place + 1].line if place + 1 < len(ordered) else marker.scope
        done.append(replace(marker, scope=max(marker.end, min(marker.scope, following))))
    return Layout(name, tuple(done), max(size, len(done)), marked, weight, group_sizes or {})


def together(name: str, *parts: Layout, weight: float) -> Layout:
    """Merge kinds of a layout that a document mixes."""
    sizes = sum((Counter(part.group_sizes) for part in parts), Counter[int]())
    markers = [marker for part in parts for marker in part.markers]
    size = sum(part.size for part in parts)
    return layout(name, markers, size=size, weight=weight, group_sizes=sizes)


class Spans:
    """The lines covered by sorted markers, for quick lookups."""

    def __init__(self, markers: Sequence[Marker]) -> None:
        self._starts = [marker.line for marker in markers]
        self._ends = [max(marker.scope, marker.line + 1) for marker in markers]

    def touch(self, start: int, end: int) -> bool:
        """True if a marker covers any line of this half-open range."""
        place = bisect_left(self._starts, max(end, start + 1)) - 1
        return place >= 0 and self._ends[place] > start


def next_heading(page: Page, line: int) -> int:
    """The first line after `line` with a heading outside folds; else the page's end."""
    starts = page.heading_lines
    place = bisect_right(starts, line)
    return starts[place] if place < len(starts) else len(page.lines)
