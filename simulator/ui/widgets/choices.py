"""Small parts that several screens use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import SelectionList, Static

from simulator.ui.widgets.menu import SafeOptionList


class StaysFocused(Widget):
    """A text field that keeps the focus while the window is too small to show it.

    Otherwise, letters typed while a window is small for a moment would become commands.
    """

    def on_hide(self, event: events.Hide) -> None:
        """Keep Textual's own handler from giving up the focus."""
        if self.screen.has_class("-tiny") or self.screen.has_class("-flat"):
            event.prevent_default()


class ClickableLine(Horizontal):
    """A clickable line: the key that chooses it, and words that wrap beside it."""

    DEFAULT_CSS = """
    ClickableLine {
        height: auto;
        padding: 0 1;
        .line-key { width: auto; padding: 0 1 0 0; }
        .line-words { width: 1fr; height: auto; }
        &:hover { background: $boost; }
    }
    """

    def __init__(
        self, press: Callable[[], object], key: Content, words: Content, *, name: str | None = None
    ) -> None:
        """`press` does what the key does."""
        super().__init__(id=name)
        self._press = press
        self._shown = (key, words)

    def compose(self) -> ComposeResult:
        key, words = self._shown
        yield Static(key, classes="line-key")
        yield Static(words, classes="line-words")

    def show(self, key: Content, words: Content) -> None:
        """Show another key or other words."""
        if self._shown != (key, words):
            self._shown = (key, words)
            self.query_one(".line-key", Static).update(key)
            self.query_one(".line-words", Static).update(words)

    def on_click(self, event: events.Click) -> None:
        """Do what the line's key does."""
        event.stop()
        self._press()


class CheckList(SelectionList[str], SafeOptionList):  # In this order: the first sets the styles.
    """A list of names to tick, with `[x]` or `[ ]` before each."""

    def render_line(self, y: int) -> Strip:
        """Draw the boxes as text; Textual's differ only by colour."""
        line = super(SelectionList, self).render_line(y)
        place = self.scroll_offset.y + y
        if place >= self.option_count:
            return line
        box = "[x] " if self.get_option_at_index(place).value in self._selected else "[ ] "
        first = next(iter(line), Segment(""))
        return Strip([Segment(box, first.style), *line])


class Choices(Widget):
    """Lines, one of which is chosen by its key or a click."""

    DEFAULT_CSS = "Choices { height: auto; }"

    def __init__(
        self,
        choose: Callable[[int], object],
        lines: Iterable[tuple[Content, Content]] = (),
        *,
        name: str | None = None,
    ) -> None:
        """`choose` is called with the index of a clicked line."""
        super().__init__(id=name)
        self._choose = choose
        self._lines = list(lines)

    def compose(self) -> ComposeResult:
        for place, line in enumerate(self._lines):
            yield ClickableLine(partial(self._choose, place), *line)

    def render(self) -> Content:
        """Draw nothing where there are no lines; Textual would show the widget's name."""
        return Content("")

    def show(self, lines: list[tuple[Content, Content]]) -> None:
        """Show these lines; the widgets are reused if their number stays the same."""
        shown = list(self.query(ClickableLine))
        same = len(shown) == len(lines) == len(self._lines)
        self._lines = lines
        if not same:
            self.refresh(recompose=True)
            return
        for widget, (key, words) in zip(shown, lines, strict=True):
            widget.show(key, words)
