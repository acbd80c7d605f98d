"""The card between questions: words in the middle, and the seconds until the next one."""

from __future__ import annotations

import math

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from simulator.ui.widgets.digits import large


class Card(Static):
    """Words in the middle of the window; while it counts, a large 3, 2, 1 above them."""

    def __init__(self) -> None:
        super().__init__(id="card")
        self._words = self._hint = Content("")
        self._left = 0
        self._second: Timer | None = None

    def show(self, words: Content, seconds: float = 0) -> None:
        """Show words, and count down above them where there are seconds to go."""
        self._words, self._hint, self._left = words, Content(""), math.ceil(seconds)
        self._show()

    def hint(self, words: Content) -> None:
        """Say one thing more, below the others, for as long as they stand."""
        if words != self._hint:
            self._hint = words
            self._draw()

    @property
    def hinted(self) -> bool:
        """Whether more than its own words stands there."""
        return bool(self._hint)

    @property
    def left(self) -> int:
        """The seconds that it shows; 0 where none are counted."""
        return self._left

    def _show(self) -> None:
        if self._second is not None:
            self._second.stop()
            self._second = None
        self._draw()
        if self._left > 1:
            self._second = self.set_timer(1.0, self.count)

    def _draw(self) -> None:
        words = Content("\n").join(filter(None, (self._words, self._hint)))
        if self._left > 0:
            digit = Content.styled("\n".join(large(str(self._left))), "$primary")
            words = Content("\n\n").join([digit, words])
        self.update(words, layout=False)  # It is as large as its window.

    def count(self) -> None:
        """A second has passed; what is not seen any more is not counted on."""
        self._second = None
        if self.display and self._left > 1:
            self._left -= 1
            self._show()
