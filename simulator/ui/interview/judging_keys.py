"""The keys and clicks by which an answer is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.widgets import Input

from simulator.core.interview import Interview
from simulator.core.states import Phase
from simulator.ui.interview.assessment_pane import AssessmentPane
from simulator.ui.interview.assessment_text import LETTERS
from simulator.ui.widgets.screen import BaseScreen


class JudgingKeys(BaseScreen):
    """The part of the interview screen that ticks, rates and takes the note."""

    if TYPE_CHECKING:
        interview: Interview

        def advance(self, interview: Interview) -> None: ...
        def action_number(self, number: int) -> None: ...

    def tick_by_key(self, event: events.Key) -> None:
        """Letters tick key points; the arrows and space move and tick."""
        pane, points = self.query_one(AssessmentPane), self.interview.answer.key_points
        if event.character in tuple(LETTERS[: len(points)]):
            event.stop()
            self._toggle(LETTERS.index(event.character))
        elif event.key == "space" and points:
            event.stop()
            self._toggle(pane.cursor)
        elif event.key in ("up", "down") and points:
            event.stop()
            step = 1 if event.key == "down" else -1
            pane.move_cursor((pane.cursor + step) % len(points), self.interview)
        elif event.key in ("pagedown", "pageup") and pane.scroll_model(event.key == "pagedown"):
            event.stop()

    @property
    def judging(self) -> bool:
        """Whether an answer is being judged; a click may come when it isn't any more."""
        return self.interview.phase is Phase.ASSESSING and not self.interview.read_only

    def _toggle(self, place: int) -> None:
        if self.judging and place < len(self.interview.answer.key_points):
            covered = self.interview.answer.key_points[place].covered
            self.query_one(AssessmentPane).cursor = place
            self.advance(self.interview.cover(place, not covered))

    def action_wrong(self) -> None:
        """Something said was wrong, or not after all."""
        self.advance(self.interview.mark_wrong(not self.interview.answer.wrong))

    def action_note(self) -> None:
        """Into the note."""
        self.set_focus(self.query_one("#note", Input))

    def action_undo(self) -> None:
        """Clear the choice; in the debrief, where there is none, back to the answer before."""
        if self.interview.answer.rating is not None and not self.interview.read_only:
            self.advance(self.interview.assess(None))
        elif self.interview.in_debrief:
            self.advance(self.interview.back())

    @on(AssessmentPane.Ticked)
    def _ticked(self, event: AssessmentPane.Ticked) -> None:
        event.stop()
        self._toggle(event.place)

    @on(AssessmentPane.Rated)
    def _rated(self, event: AssessmentPane.Rated) -> None:
        event.stop()
        if self.judging:
            self.action_number(event.rating.value)

    @on(AssessmentPane.WrongToggled)
    def _wrong_toggled(self, event: AssessmentPane.WrongToggled) -> None:
        event.stop()
        if self.judging:
            self.action_wrong()

    @on(AssessmentPane.Noted)
    def _noted(self, event: AssessmentPane.Noted) -> None:
        event.stop()
        self._take_note()

    def _take_note(self) -> None:
        """What the field holds now is the note; a message may be of the answer before."""
        self.advance(self.query_one(AssessmentPane).as_typed(self.interview))
