"""One answer of a session in full, and from it to the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.core.report_document import Facts, answer_facts
from simulator.core.session import Answer
from simulator.ui.history.answer_text import block_content, in_full
from simulator.ui.keys.table import bind
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.markdown import markdown_content
from simulator.ui.widgets.screen import ListScreen


class AnswerScreen(ListScreen):
    """Question, your words, the model answer, key points and notes of one answer."""

    CSS_PATH = "look_back.tcss"

    BINDINGS = [
        bind("answer", "previous", "turn(-1)", "Previous"),
        bind("answer", "next", "turn(1)", "Next"),
        bind("answer", "down", "scroll(1)", "Down", show=False),
        bind("answer", "up", "scroll(-1)", "Up", show=False),
    ]
    HELP_TEXT = "One answer of a session in full. Left and right go to the others."

    def __init__(
        self, answers: Sequence[Answer], place: int, promises: Mapping[tuple[str, str], str]
    ) -> None:
        super().__init__()
        self._answers = answers
        self.place = place
        self._promises = promises

    def compose_body(self) -> ComposeResult:
        yield Static(id="answer-where")
        with VerticalScroll(id="page"):
            yield Static(id="answer-question")
            yield Static(id="answer-facts")
            yield Static(id="answer-parts")

    def on_mount(self) -> None:
        """Show the answer that was opened."""
        self._fill()
        self.set_focus(self.query_one("#page"))

    def action_turn(self, by: int) -> None:
        """To the answer before or after."""
        if 0 <= self.place + by < len(self._answers):
            self.place += by
            self._fill()

    def action_scroll(self, by: int) -> None:
        """A few lines on."""
        self.query_one("#page").scroll_relative(y=by * 3, animate=False)

    def _fill(self) -> None:
        answer = self._answers[self.place]
        where = f"{answer.topic} · {answer.difficulty.value}"
        number = f"{self.place + 1} of {len(self._answers)}"
        self.query_one("#answer-where", Static).update(
            Content.assemble(where, ("  ", ""), (number, MUTED))
        )
        self.query_one("#answer-question", Static).update(markdown_content(answer.question))
        self.query_one("#answer-facts", Static).update(block_content(Facts(answer_facts(answer))))
        parts = in_full(answer, self._promises.get(answer.key, ""))
        blocks = [
            Content.assemble((title, "bold $text-primary"), "\n", text) for title, text in parts
        ]
        self.query_one("#answer-parts", Static).update(Content("\n\n").join(blocks))
        self.query_one("#page").scroll_home(animate=False)
