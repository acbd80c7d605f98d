"""The card between questions: some words, and the seconds until the next question."""

from __future__ import annotations

import math

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from simulator.ui.widgets.digits import large


class Card(Static):
    """Words in the middle of the window, below a large 3, 2, 1 during a countdown."""

    def __init__(self) -> None:
        super().__init__(id="card")
        self._words = self._hint = Content("")
        self._left = 0
        self._second: Timer | None = None

    def show(self, words: Content, seconds: float = 0) -> None:
        """Show words, and above them count down if there are seconds to go."""
        self._words, self._hint, self._left = words, Content(""), math.ceil(seconds)
        self._show()

    def hint(self, words: Content) -> None:
        """Add a hint below the words, for as long as they are shown."""
        if words != self._hint:
            self._hint = words
            self._draw()

    @property
    def hinted(self) -> bool:
        """True if there is a hint."""
        return bool(self._hint)

    @property
    def left(self) -> int:
        """The seconds it shows; 0 without a countdown."""
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
        self.update(words, layout=False)  # Its size is always that of the window.

    def count(self) -> None:
        """Count one second down, unless the card has been hidden."""
        self._second = None
        if self.display and self._left > 1:
            self._left -= 1
            self._show()
