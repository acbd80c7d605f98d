"""The key points to tick: how many of them are covered, the points, and `something wrong`."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
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
from simulator.ui.widgets.note import Note

SHORT_BAR, LONG_BAR = 10, 18
"""Cells of the bar that tells how many points are ticked."""


class PointList(Vertical):
    """What is ticked; the points scroll where there are more than there is room for."""

    def __init__(self) -> None:
        super().__init__(id="ticks")
        self._title = Content("")

    def compose(self) -> ComposeResult:
        with Horizontal(id="ticks-head"):
            yield Static(id="ticks-title")
            yield Static(id="coverage")
        with VerticalScroll(id="points-box", can_focus=False):
            yield Note(id="promise")
            yield Choices(name="points")
        yield ClickableLine(Content(""), Content(""), name="wrong")

    def on_mount(self) -> None:
        """Tell of points that are out of sight, wherever they are scrolled to."""
        for box in self._scrolled:
            self.watch(box, "scroll_y", self._head, init=False)
            self.watch(box, "virtual_size", self._head_soon, init=False)

    def on_resize(self) -> None:
        """More or fewer of the points show."""
        self._head_soon()

    @property
    def _scrolled(self) -> tuple[Widget, Widget]:
        """What may scroll: the points or, in a wide and high window, the whole list."""
        return self, self.query_one("#points-box")

    def _head_soon(self) -> None:
        self.call_after_refresh(self._head)

    def _head(self) -> None:
        if not self.is_attached:
            return
        title = self._title
        if any(box.scroll_offset.y < box.max_scroll_y for box in self._scrolled):
            title = Content.assemble(title, ("  ▾ more", "$text-accent"))
        self.border_title = title
        self.query_one("#ticks-title", Static).update(title)

    def begin(self, promise: str) -> None:
        """A new answer is judged; `promise` is the last note on its question, or empty."""
        words = Content.assemble(("Last time you promised: ", MUTED), promise) if promise else ""
        self.query_one("#promise", Note).say(Content.assemble(words))
        self.query_one("#points-box").scroll_home(animate=False)

    def show(self, answer: Answer, *, cursor: int, read_only: bool, hidden: bool) -> None:
        """Show what is ticked, and where the arrows are; `hidden`: nothing is revealed yet."""
        self._title = ticks_title(answer, read_only)
        self._head_soon()
        bar = coverage(answer, SHORT_BAR if self.app.size.width < NARROW else LONG_BAR)
        self.query_one("#coverage", Static).update(Content("") if read_only else bar)
        places = () if hidden else range(len(answer.points))
        self.query_one("#points", Choices).show(
            [_line(answer, place, place == cursor, read_only) for place in places]
        )
        self.query_one("#points-box").display = bool(places) or self.query_one("#promise").display
        self.query_one("#wrong", ClickableLine).show(
            tick(shown_key(self, "wrong"), answer.wrong), Content("I also said something wrong")
        )

    def reveal(self, place: int) -> None:
        """Scroll to the point at `place`."""
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
