"""The key points to tick: the coverage, the points, and `something wrong`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size, Spacing
from textual.layout import ArrangeResult, Layout
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget
from textual.widgets import Static

from simulator.core.session import Answer
from simulator.core.wording import point_kind
from simulator.ui.interview.assessment_text import coverage, tick, ticks_title
from simulator.ui.keys.actions import TICK_LETTERS
from simulator.ui.keys.footer import NARROW
from simulator.ui.keys.keymap import shown_key
from simulator.ui.widgets.choices import Choices, ClickableLine
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content
from simulator.ui.widgets.note import fill

SHORT_BAR, LONG_BAR = 10, 18
"""Widths, in cells, of the bar that shows how many points are ticked."""


class PointsLayout(VerticalLayout):
    """A vertical layout; if there is too little room, the scrolling part shrinks."""

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Place all widgets, none below the last row."""
        placed = list(super().arrange(parent, children, size, greedy))
        over = max((each.region.bottom for each in placed), default=0) - size.height
        if not size.height or over <= 0:
            return placed
        moved = 0
        for place, each in enumerate(placed):
            region = each.region.translate((0, -moved))
            if isinstance(each.widget, VerticalScroll):
                moved = min(over, region.height)
                region = region.shrink(Spacing(0, 0, moved, 0))
            placed[place] = each._replace(region=region)
        return placed


class PointList(Vertical):
    """The points and their ticks; they scroll if there are too many."""

    def __init__(
        self,
        seen: Callable[[], None],
        toggle: Callable[[int], None],
        wrong: Callable[[], None],
    ) -> None:
        """`seen` is called when points become visible for the first time; `toggle` ticks or unticks
        the point at an index, and `wrong` the line below the points."""
        super().__init__(id="ticks")
        self._tell, self._toggle, self._wrong = seen, toggle, wrong
        self._title = Content("")
        self._said_wrong = False
        self._below = ""
        """How many points are below the viewport, in words."""
        self._number = 0
        self._seen: set[int] = set()
        self._places = PointsLayout()

    @property
    def layout(self) -> Layout:
        return self._places

    def compose(self) -> ComposeResult:
        with Horizontal(id="ticks-head"):
            yield Static(id="ticks-title")
            yield Static(id="coverage")
        with VerticalScroll(id="points-box", can_focus=False):
            yield Static(id="promise")
            yield Choices(self._toggle, name="points")
        yield ClickableLine(self._wrong, Content(""), Content(""), name="wrong")

    def on_mount(self) -> None:
        """Update the count of points out of view whenever they are scrolled."""
        box = self.query_one("#points-box")
        self.watch(box, "scroll_y", self._head, init=False)
        self.watch(box, "virtual_size", self._head_soon, init=False)

    def on_resize(self) -> None:
        self._head_soon()

    def _head_soon(self) -> None:
        self.call_after_refresh(self._head)

    def _head(self) -> None:
        if not self.is_attached:
            return
        above, self._below = self._out_of_sight()
        out = above if self.query_one("#wrong").display else above or self._below
        title = Content.assemble(self._title, (f"  {out}" if out else "", "$text-accent"))
        self._show_wrong()
        self.border_title = title
        self.query_one("#ticks-title", Static).update(title)

    def _show_wrong(self) -> None:
        """Show the line below the points, told apart from them where some are hidden above it."""
        below = Content.styled(f"{self._below} ──" if self._below else "", "$text-accent")
        key = Content.assemble(below, tick(shown_key(self, "wrong"), self._said_wrong))
        words = Content("I also said something wrong")
        self.query_one("#wrong", ClickableLine).show(key, words)

    def _out_of_sight(self) -> tuple[str, str]:
        """Say how many points are above the viewport, if it is at the end, or else below it."""
        box, points = self.query_one("#points-box"), self.query_one("#points", Choices)
        top, bottom = (
            box.scroll_offset.y,
            box.scroll_offset.y + box.scrollable_content_region.height,
        )
        if not box.display:
            return "", ""
        first = points.virtual_region.y
        lines = [line.virtual_region.translate((0, first)) for line in points.query(ClickableLine)]
        if len(lines) == self._number:  # Otherwise they are the previous answer's.
            self._see(
                place
                for place, line in enumerate(lines)
                if line.y == top < bottom or top <= line.y < line.bottom <= bottom
            )
        if not box.max_scroll_y:
            return "", ""
        roomy = self.app.size.width >= NARROW
        if below := sum(line.bottom > bottom for line in lines):
            return "", f"▾ {below} more{' below' * roomy}"
        above = sum(line.y < top for line in lines)
        return (f"▴ {above} more{' above' * roomy}" if above else ""), ""

    def _see(self, places: Iterable[int]) -> None:
        before = len(self._seen)
        self._seen.update(places)
        if len(self._seen) > before:
            self._tell()

    @property
    def unseen(self) -> list[int]:
        """The indexes of the points that have not been on screen yet."""
        return [place for place in range(self._number) if place not in self._seen]

    def show_unseen(self) -> None:
        """Scroll to the first unseen point."""
        lines = list(self.query("#points ClickableLine"))
        for place in self.unseen[:1]:
            lines[place].scroll_visible(animate=False, top=True)
            self._see([place])

    def begin(self, promise: str) -> None:
        """Start judging a new answer; `promise` is the last note on its question, or empty."""
        self._seen.clear()
        words = Content.assemble(("Note from last time: ", MUTED), promise) if promise else ""
        fill(self.query_one("#promise", Static), Content.assemble(words))
        self.query_one("#points-box").scroll_home(animate=False)

    def show(self, answer: Answer, *, cursor: int, read_only: bool, hidden: bool) -> None:
        """Show the points with their ticks and the cursor; `hidden`: nothing is revealed yet."""
        self._title, self._said_wrong = ticks_title(answer, read_only), answer.wrong
        self._head_soon()
        bar = coverage(answer, SHORT_BAR if self.app.size.width < NARROW else LONG_BAR)
        self.query_one("#coverage", Static).update(Content("") if read_only else bar)
        places = () if hidden else range(len(answer.points))
        self._number = 0 if read_only else len(places)
        self.query_one("#points", Choices).show(
            [_line(answer, place, place == cursor, read_only) for place in places]
        )
        empty = not places and not self.query_one("#promise").display
        self.set_class(empty, "-empty")
        self._show_wrong()

    def reveal(self, place: int) -> None:
        """Scroll to the point with index `place`."""
        lines = self.query("#points ClickableLine")
        if place < len(lines):
            lines[place].scroll_visible(animate=False)


def _line(answer: Answer, place: int, here: bool, read_only: bool) -> tuple[Content, Content]:
    point = answer.points[place]
    words = Content.assemble((point_kind(answer, place), MUTED), markdown_content(point.text))
    if read_only:
        return Content.styled(" •", MUTED), words
    letter = TICK_LETTERS[place] if place < len(TICK_LETTERS) else " "
    return tick(letter, point.covered, here=here), words
