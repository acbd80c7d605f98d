"""The question above its answer: all of it, or its first words and the key that shows the rest."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from simulator.ui.keys.keymap import shown_key
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import Rendered, drawn


class QuestionStrip(Widget):
    """A question within its `max-height`; if it is cut, it says how to see all of it."""

    def __init__(self) -> None:
        super().__init__(id="asked")
        self._asked: Rendered = drawn("")
        self._tail = Content("")

    def show(self, question: str) -> None:
        """Show a question."""
        self._asked = drawn(question)
        key = shown_key(self, "read-on")
        self._tail = Content.assemble(
            ("… ", f"not bold {MUTED}"),
            (key, "$text-accent"),
            (" shows the rest", f"not bold {MUTED}"),
        )
        self.refresh(layout=True)

    @property
    def cut(self) -> bool:
        """True if the question is cut."""
        width, height = self.content_size
        return self.display and self._asked.whole.get_height({}, max(1, width)) > height

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the question's height if there is room for it, or else that of its first words."""
        rows = self._asked.whole.get_height({}, max(1, width))
        most = self.styles.max_height
        if most is None:
            return rows
        room = max(1, int(most.resolve(container, viewport)) - self.styles.gutter.height)
        return rows if rows <= room else len(self._shortened(width, room))

    def render(self) -> Content:
        width, height = self.content_size
        if not self.cut:
            return self._asked.whole
        return Content("\n").join(self._shortened(width, height))

    def _shortened(self, width: int, rows: int) -> list[Content]:
        """Return the words before the code in at most `rows` rows, and the key after them."""
        lines = self._asked.intro.wrap(max(1, width))
        fits = len(lines) <= rows
        lines = lines[:rows]
        room, last = width - self._tail.cell_length - 1, lines.pop().rstrip()
        if last.cell_length <= room:
            lines.append(Content(" ").join([last, self._tail]))
        elif fits and len(lines) + 1 < rows:
            lines += [last, self._tail]
        else:
            words = last.plain[: max(0, room)].rpartition(" ")[0]
            lines.append(Content(" ").join([last[: len(words)], self._tail]))
        return lines
