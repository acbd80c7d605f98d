"""How sure the candidate is, asked before anything is revealed."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.core.interview import Interview
from simulator.core.interview_words import ended_words
from simulator.ui.keys.footer import NARROW
from simulator.ui.keys.keymap import shown_key
from simulator.ui.widgets.choices import Choices, ClickableLine

WORDS = ("guessing", "unsure", "half sure", "fairly sure", "certain")
"""The five steps of confidence, from 1."""

FULL, OPEN = "●", "○"
"""What a step is drawn with, so that colour is not its only sign."""


class ConfidencePane(VerticalScroll, can_focus=False):
    """Five steps from guessing to certain."""

    def __init__(self, declare: Callable[[int], None]) -> None:
        """`declare` is called with the clicked step, 1 to 5."""
        super().__init__(id="confidence")
        self._declare = declare

    def compose(self) -> ComposeResult:
        yield Static(id="confidence-text")
        yield Choices(lambda place: self._declare(place + 1), self._steps())
        yield Static(id="settle")

    def on_mount(self) -> None:
        for step, line in enumerate(self.query(ClickableLine), 1):
            line.add_class(f"-step-{step}")

    def on_resize(self) -> None:
        """Put the steps side by side, or in a narrow window one below the other."""
        self.query_one(Choices).show(self._steps())

    def _steps(self) -> list[tuple[Content, Content]]:
        """Return each step's digit, circles and word."""
        gap = "  " if self.app.size.width < NARROW else "\n"
        circles = (FULL * step + OPEN * (len(WORDS) - step) for step in range(1, len(WORDS) + 1))
        return [
            (Content.styled(str(step), "bold"), Content(f"{meter}{gap}{word}"))
            for step, (meter, word) in enumerate(zip(circles, WORDS, strict=True), 1)
        ]

    def show(self, interview: Interview) -> None:
        """Set everything for the answer just given."""
        first = ended_words(interview)
        if interview.stopping:
            first = "The interview ends here; this answer is still to be judged."
        question = "How sure are you that an interviewer would accept it?"
        if interview.skipped_follow_up is not None:
            first += f" {shown_key(self, 'undo-rating')} undoes that: answer it now."
        text = Content.assemble((first, "bold"), "\n\n", question)
        self.query_one("#confidence-text", Static).update(text)

    def settle(self, settling: bool) -> None:
        """Say that keys are ignored for the moment, or that they work again."""
        words = "Take your hands off the keys for a second." if settling else ""
        self.query_one("#settle", Static).update(words)
