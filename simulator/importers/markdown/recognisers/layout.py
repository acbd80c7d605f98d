"""What a recogniser gives: where the questions of one layout begin, and how sure it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from simulator.importers.markdown.document.document import Block, Page

WEAK = 0.5
"""Below this share of question-like members a layout is doubted."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The place of one question. Lines count from 0, half open.

    The prompt stands on `[line, end)`; what belongs to it goes on to `scope` at most. `lead` is
    text of the answer on the prompt's own lines. `column` is the indent of its container.
    """

    line: int
    end: int
    scope: int
    prompt: str
    certainty: float
    lead: str = ""
    column: int = 0
    level: int = 7
    """Of the heading it is; 7 where it is none."""
    topic: str = ""
    """Where the layout itself knows it."""
    about: str = ""
    """What the layout knows besides, as `Difficulty: easy | Tags: sql`."""
    quoted_to: int = 0
    """The line where the quote ends that it stands in; 0 where it stands in none."""
    doubt: str = ""
    """What it may be instead of a question; empty where nothing speaks for it."""
    group: int = -1
    """The list that it stands in; -1 where it stands in none."""
    under: Block | None = None
    """The list item around it that gives its topic, or introduces it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to read a page. `size` is how many members the layout has, questions or not."""

    name: str
    markers: tuple[Marker, ...]
    size: int
    marked: bool = False
    """Whether most of its answers say that they are answers."""
    weight: float = 1.0
    group_sizes: Mapping[int, int] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """How much its members look like questions, from 0 to 1."""
        return sum(marker.certainty for marker in self.markers) / self.size if self.size else 0.0

    @property
    def score(self) -> float:
        """Grows with the number of questions and with the share that they have."""
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
    """A layout whose markers are in order and do not overlap: each ends where the next begins."""
    ordered = sorted(markers, key=lambda marker: marker.line)
    done: list[Marker] = []
    for place, marker in enumerate(ordered):
        following = ordered[place + 1].line if place + 1 < len(ordered) else marker.scope
        done.append(replace(marker, scope=max(marker.end, min(marker.scope, following))))
    return Layout(name, tuple(done), max(size, len(done)), marked, weight, group_sizes or {})


def together(name: str, *parts: Layout, weight: float) -> Layout:
    """Several kinds of one layout, which a document mixes, as one."""
    sizes = sum((Counter(part.group_sizes) for part in parts), Counter[int]())
    markers = [marker for part in parts for marker in part.markers]
    size = sum(part.size for part in parts)
    return layout(name, markers, size=size, weight=weight, group_sizes=sizes)


class Spans:
    """The lines that markers take, to be asked for quickly; the markers are in order."""

    def __init__(self, markers: Sequence[Marker]) -> None:
        self._starts = [marker.line for marker in markers]
        self._ends = [max(marker.scope, marker.line + 1) for marker in markers]

    def touch(self, start: int, end: int) -> bool:
        """Whether a marker has one of these lines, half open."""
        place = bisect_left(self._starts, max(end, start + 1)) - 1
        return place >= 0 and self._ends[place] > start


def next_heading(page: Page, line: int) -> int:
    """The first line after `line` with a heading outside folds; else the page's end."""
    starts = page.heading_lines
    place = bisect_right(starts, line)
    return starts[place] if place < len(starts) else len(page.lines)
