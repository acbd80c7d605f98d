"""The running interview: its current value, its clock, its text and its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from textual.screen import Screen
from textual.timer import Timer

from simulator.core.interview import Interview
from simulator.core.session import Session
from simulator.core.states import Phase
from simulator.ui.interview.ticker import Ticker

TYPING_SAVE_SECONDS = 0.25
"""Delay from the first unsaved keystroke to its save; under 400 ms including the write."""

CLOCK_SAVE_SECONDS = 0.85
"""Interval between saves while the clock runs, so that a kill loses less than a second of it."""


class Keeper(Protocol):
    """Puts sessions on disk."""

    def save(self, session: Session) -> None:
        """Save soon, and return at once."""

    def keep(self, session: Session) -> None:
        """Save, and wait a moment for it."""


class Field(Protocol):
    """A pane with a text field that belongs to the interview."""

    @property
    def is_attached(self) -> bool:
        """True if the field can be read."""
        ...

    def as_typed(self, interview: Interview) -> Interview:
        """Return the interview with the field's text; change nothing."""
        ...


class RunningInterview:
    """Holds the interview, and changes it only in `advance`, which passes on its previous value.

    What is typed stays in its field until something else happens, or until it has to be saved.
    """

    def __init__(
        self,
        interview: Interview,
        *,
        ticker: Ticker,
        keeper: Keeper,
        screen: Screen[None],
        fields: Sequence[Field],
        changed: Callable[[Interview], None],
    ) -> None:
        """`screen` runs the timers; `changed` gets the previous interview after each change."""
        self.interview = interview
        self._ticker = ticker
        self._keeper = keeper
        self._screen = screen
        self._fields = fields
        self._changed = changed
        self._saving: Timer | None = None
        self._due = 0.0
        self._held = False

    @property
    def going_on(self) -> bool:
        """True until the interview is finished."""
        return self.interview.phase is not Phase.FINISHED

    # From one state to the next

    def advance(self, interview: Interview) -> None:
        """Adopt the interview's next state; nothing else changes it."""
        before, self.interview = self.interview, interview
        if interview is not before:
            self._changed(before)

    def as_typed(self) -> Interview:
        """Return the interview with the text of its fields.

        Changes nothing, so a signal handler may call it at any moment.
        """
        interview = self.interview
        for field in self._fields:
            if field.is_attached:
                interview = field.as_typed(interview)
        return interview

    def take_text(self) -> None:
        """Read the answer box and the note into the interview.

        Their messages would be too late: one may come when the box already holds the next answer,
        and the last ones are still pending when a key ends the answer.
        """
        self.advance(self.as_typed())

    def sync(self) -> None:
        """Update the interview with the typed text and the time: sleep, limits reached."""
        self.take_text()
        self.advance(self._ticker.brought_up_to_date(self.interview))

    # Its file

    def keep(self) -> None:
        """Save now, and wait a moment for it."""
        self._keeper.keep(self.interview.record(self._ticker.now()))

    def save(self) -> None:
        """Save as it is now, without waiting; once finished, the app saves it instead."""
        self.take_text()
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        if self.going_on:
            self._keeper.save(self.interview.record(self._ticker.now()))
            if self.interview.clocked and not self.interview.paused:
                self.save_soon(CLOCK_SAVE_SECONDS)

    def save_soon(self, seconds: float = TYPING_SAVE_SECONDS) -> None:
        """Save after a delay, with what is typed until then, unless an earlier save is pending."""
        due = self._ticker.now() + seconds
        if self._saving is not None:
            if self._due <= due:
                return
            self._saving.stop()
        self._due, self._saving = due, self._screen.set_timer(seconds, self.save)

    # While something else is on the screen

    def hold(self) -> None:
        """A dialog has opened: in practice the clock waits."""
        self.sync()
        if self.interview.practice and self.interview.clocked and not self.interview.paused:
            self._held = True
            self.advance(self.interview.pause(self._ticker.now()))

    def go_on(self) -> None:
        """The dialog has closed: end the pause that it caused."""
        held, self._held = self._held, False
        if held and self.interview.paused:
            self.advance(self.interview.resume(self._ticker.now()))


def only_typed(before: Interview, now: Interview) -> bool:
    """Return whether only typed text has changed, which its field already shows."""
    follow_ups = tuple(
        replace(old, text=new.text)
        for old, new in zip(
            before.answer.asked_follow_ups, now.answer.asked_follow_ups, strict=True
        )
    )
    typed = replace(
        before.answer,
        text=now.answer.text,
        note=now.answer.note,
        asked_follow_ups=follow_ups,
    )
    return typed == now.answer and before.paused == now.paused
