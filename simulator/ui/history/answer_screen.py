"""The screen of one answer in full, with keys to the other answers of the session."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.core.delivery import Usual
from simulator.core.report_document import Facts, answer_facts
from simulator.core.session import Answer
from simulator.ui.history.answer_text import block_content, in_full
from simulator.ui.keys.table import bind
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.heard import HEAR_KEYS, Heard
from simulator.ui.widgets.markdown import markdown_content
from simulator.ui.widgets.note import fill
from simulator.ui.widgets.prose import hanging
from simulator.ui.widgets.screen import PAGE_KEYS, ListScreen
from simulator.usecases.recording import tracks_of

TWO_COLUMNS = 140
"""The width from which the parts about a good answer are beside the candidate's own."""

GOOD = ("Model answer", "Interviewers often hear", "They may ask next", "Read")
"""The beginnings of those parts' titles."""


class AnswerScreen(ListScreen):
    """Question, your words, the model answer, key points and notes of one answer."""

    CSS_PATH = "look_back.tcss"

    BINDINGS = [
        bind("answer", "previous", "turn(-1)", "Previous"),
        bind("answer", "next", "turn(1)", "Next"),
        bind("answer", "judge-answer", "judge", "Rate"),
        *PAGE_KEYS,
        *HEAR_KEYS,
    ]
    HELP_TEXT = (
        "One answer of a session in full. Left and right go to the other answers. A recorded "
        "answer can be played; its line shows speech and silence."
    )

    def __init__(
        self,
        answers: Sequence[Answer],
        place: int,
        *,
        path: Path | None,
        usual: Usual | None,
    ) -> None:
        """`path`: the session's file, in which the screen below saves ratings, and next to which
        the recordings are; `usual`: the candidate's usual delivery."""
        super().__init__()
        self._path = path
        self.judging_wanted = False
        """True once the user has asked to rate this answer, which the screen below does."""
        self._usual = usual
        self._answers = answers
        self.place = place

    def compose_body(self) -> ComposeResult:
        yield Static(id="answer-where")
        yield Heard()
        with VerticalScroll(id="page"):
            yield Static(id="answer-question")
            yield Static(id="answer-facts")
            with Horizontal(id="answer-columns"):
                yield Static(id="answer-parts")
                yield Static(id="answer-good")

    def on_mount(self) -> None:
        self._fill()

    def on_resize(self) -> None:
        """Switch between one column and two."""
        self._show_parts()

    def action_turn(self, by: int) -> None:
        if 0 <= self.place + by < len(self._answers):
            self.place += by
            self._fill()
            self.refresh_bindings()

    def action_judge(self) -> None:
        """Go back to the report, and rate the answer or change its rating there."""
        self.judging_wanted = True
        self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable playback without a recording, and rating an answer that was not given."""
        if action == "hear":
            return any(heard.can_play for heard in self.query(Heard))
        if action == "judge":
            return self._path is not None and self._answers[self.place].was_answered
        return super().check_action(action, parameters)

    def action_hear(self, what: str) -> None:
        self.query_one(Heard).hear(what)

    def _fill(self) -> None:
        answer = self._answers[self.place]
        self.query_one(Heard).show(tracks_of(answer, self._path))
        where = f"{answer.topic} · {answer.difficulty.value}"
        number = f"{self.place + 1} of {len(self._answers)}"
        self.query_one("#answer-where", Static).update(
            Content.assemble(where, ("  ", ""), (number, MUTED))
        )
        self.query_one("#answer-question", Static).update(markdown_content(answer.question))
        self.query_one("#answer-facts", Static).update(block_content(Facts(answer_facts(answer))))
        self._show_parts()
        self.query_one("#page").scroll_home(animate=False)

    def _show_parts(self) -> None:
        """Show the parts in one column; if there is room, those on a good answer in a second."""
        answer = self._answers[self.place]
        parts = in_full(answer, self._usual)
        wide = self.app.size.width >= TWO_COLUMNS
        said = [part for part in parts if not (wide and part[0].startswith(GOOD))]
        good = [part for part in parts if wide and part[0].startswith(GOOD)]
        self.query_one("#answer-parts", Static).update(_below_each_other(said))
        fill(self.query_one("#answer-good", Static), _below_each_other(good))


def _below_each_other(parts: Sequence[tuple[str, Content]]) -> Content:
    blocks = [Content.assemble((title, "bold $text-primary"), "\n", text) for title, text in parts]
    return hanging(Content("\n\n").join(blocks))
