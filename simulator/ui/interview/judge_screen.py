"""Rates one answer of a past session, or changes its rating, as in the interview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import ContentSwitcher, Input

from simulator.core.interview import Interview
from simulator.core.session import Answer, Session
from simulator.core.setup import Debrief
from simulator.core.states import Phase
from simulator.system.clock import Clock
from simulator.ui.interview.assessment_pane import AssessmentPane
from simulator.ui.interview.confidence_pane import ConfidencePane
from simulator.ui.interview.ticker import Ticker
from simulator.ui.keys.table import bind
from simulator.ui.widgets.screen import ListScreen
from simulator.usecases.recording import tracks_of


class JudgeScreen(ListScreen):
    """Asks for a missing confidence, then for ticks, rating and note; saves each at once."""

    CSS_PATH = "interview.tcss"
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "Rate an answer that was left unrated, or change its rating: until the next interview. "
        "The first rating is kept beside the new one."
    )
    BINDINGS = [
        bind("later", "number-1", "number(1)", "How sure", key_display="1-5"),
        *(bind("later", f"number-{n}", f"number({n})", show=False) for n in range(2, 6)),
    ]

    def __init__(
        self,
        session: Session,
        index: int,
        path: Path,
        *,
        clock: Clock,
        judged: Callable[[Answer], object],
    ) -> None:
        """`judged` is called with the answer at `index` whenever its judgement changes."""
        super().__init__()
        setup = replace(session.setup, debrief=Debrief.EACH)
        answer = session.answers[index]
        unsure = answer.was_answered and answer.confidence is None and answer.rating is None
        self.interview = Interview(
            replace(session, setup=setup, answers=(answer,)),  # Only this answer.
            phase=Phase.CONFIDENCE if unsure else Phase.ASSESSING,
            stopping=True,
        )
        self._judged = judged
        self._path = path
        self._ticker = Ticker(clock)

    def compose_body(self) -> ComposeResult:
        with ContentSwitcher(initial="confidence"):
            yield ConfidencePane(self._declared)
            yield AssessmentPane(
                {}, self.judge, lambda: None, lambda answer: tracks_of(answer, self._path)
            )

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        switcher = self.query_one(ContentSwitcher)
        if self.interview.phase is Phase.CONFIDENCE:
            self.query_one(ConfidencePane).show(self.interview)
            switcher.current = "confidence"
        else:
            pane = self.query_one(AssessmentPane)
            pane.show(self.interview)
            switcher.current = "assessment"
            self.set_focus(pane)
            self._ticker.judging_shown()
        self.refresh_bindings()

    def judge(self, step: Callable[[Interview], Interview]) -> None:
        """Apply a step from the judging pane; going on closes the screen."""
        if self._ticker.can_judge:
            self._adopt(step(self.query_one(AssessmentPane).as_typed(self.interview)))

    def _adopt(self, interview: Interview) -> None:
        before, self.interview = self.interview, interview
        answer = interview.session.answers[0]
        if answer != before.answer:
            self._judged(answer)
        if interview.phase is Phase.FINISHED:
            self.app.pop_screen()
        elif interview.phase is not before.phase:
            self._show()
        else:
            self.query_one(AssessmentPane).update_judgement(interview)
            self.refresh_bindings()

    def as_shown(self, binding: Binding) -> Binding:
        if self.interview.phase is Phase.ASSESSING:
            return self.query_one(AssessmentPane).as_shown(binding)
        return binding

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let digits give the confidence while it is asked for; the pane uses them to rate."""
        return action != "number" or self.interview.phase is Phase.CONFIDENCE

    def action_number(self, number: int) -> None:
        self._adopt(self.interview.declare(number))

    def _declared(self, confidence: int) -> None:
        if self.interview.phase is Phase.CONFIDENCE:
            self.action_number(confidence)

    def action_back(self) -> None:
        """Leave the note field, or else go back to the report, keeping the note."""
        pane = self.query_one(AssessmentPane)
        if isinstance(self.focused, Input):
            self.set_focus(pane)
            return
        if self.interview.phase is Phase.ASSESSING:
            self._adopt(pane.as_typed(self.interview))
        self.app.pop_screen()
