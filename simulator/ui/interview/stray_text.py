"""Keeps text that is typed or pasted outside any field for the answer it belongs to."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from simulator.core.states import Phase
from simulator.ui.interview.interviewer import Interviewer
from simulator.ui.interview.panes import Panes
from simulator.ui.interview.question_pane import AnswerBox
from simulator.ui.interview.running import RunningInterview


class StrayText:
    """Finds a place for such text, or has the card say that there is none yet."""

    def __init__(self, running: RunningInterview, interviewer: Interviewer, panes: Panes) -> None:
        self._running = running
        self._interviewer = interviewer
        self._panes = panes

    def take(self, event: events.Key) -> bool:
        """Take the character that a key types; False if the key does something else."""
        kept = self._is_kept
        if kept and event.key == "backspace":
            self._panes.question.keep("\b")
            return True
        if not event.character or not event.is_printable or self._acts(event.key):
            return False
        if kept:
            self._panes.question.type_on(event.character)
        elif self._on_card:
            self._interviewer.not_yet()
        return kept or self._on_card

    def paste(self, text: str) -> None:
        """Take pasted text, unless the focused field has taken it."""
        interview = self._running.interview
        if isinstance(self._panes.screen.focused, AnswerBox | Input):
            return
        if self._on_card:
            self._interviewer.not_yet()
        elif interview.takes_text:
            self._panes.question.type_on(text)
        elif interview.phase is Phase.ASSESSING:
            self._panes.assessment.add_to_note(text)

    @property
    def _is_kept(self) -> bool:
        """True while the question is being asked: the answer takes text but has no box yet."""
        asked = self._running.interview.being_asked
        return asked and self._panes.screen.focused is None and not self._on_card

    @property
    def _on_card(self) -> bool:
        """True before the question is shown: there is nothing to answer yet."""
        return self._running.interview.phase is Phase.READY or self._interviewer.breathing

    def _acts(self, key: str) -> bool:
        """Return whether a key is bound to an action that works now.

        A question mark asks for help only before the first question; later it is text.
        """
        bound = self._panes.screen.active_bindings.get(key)
        in_a_word = self._running.interview.phase is not Phase.READY
        return (
            bound is not None and bound.enabled and not (bound.binding.id == "help" and in_a_word)
        )
