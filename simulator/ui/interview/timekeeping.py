"""Time in an interview: what the clocks say, and when the screen is to look at them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from textual import events
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input

from simulator.core.countdown import away_between
from simulator.core.states import Outcome, Phase
from simulator.ui.interview.confidence_pane import ConfidencePane
from simulator.ui.interview.keys import InterviewKeys
from simulator.ui.interview.question_pane import QuestionPane

CLOCK_SAVE_SECONDS = 5.0
"""How often the time used so far is saved while nothing is typed."""

STILL_SECONDS = 1.0
"""How long the hands must be still after time-up before a key counts again."""


class Timekeeping(InterviewKeys):
    """The part of the interview screen that reads the clocks."""

    _ticker: Timer | None = None
    _readings = (0.0, 0.0)
    _saved_at = 0.0
    _last_key = -math.inf
    _paused_by_dialog = False

    if TYPE_CHECKING:

        def announce(self) -> None: ...
        def take_text(self) -> None: ...

    def start_clocks(self) -> None:
        """Take the first readings."""
        self._readings = (self.clock.now(), self.clock.waking())
        self._saved_at = self.clock.now()

    def sync(self) -> None:
        """Let the interview know what was typed, and what time has done: sleep, limits reached."""
        self.take_text()
        now, waking = self.clock.now(), self.clock.waking()
        last_now, last_waking = self._readings
        self._readings = (now, waking)
        away = away_between(now - last_now, waking - last_waking)
        interview = self.interview.away(away) if away else self.interview
        self.advance(interview.tick(now))

    def schedule_tick(self) -> None:
        """One timer, for the moment at which the shown second changes next."""
        if self._ticker is not None:
            self._ticker.stop()
            self._ticker = None
        if self.interview.clocked and not self.interview.paused:
            left = self.interview.countdown.remaining(self.clock.now())
            elapsed = self.interview.countdown.elapsed(self.clock.now())
            to_next = 1.0 - elapsed % 1.0 if math.isinf(left) else left % 1.0 or 1.0
            self._ticker = self.set_timer(to_next + 0.001, self.tick)

    def tick(self) -> None:
        """A second has passed, or more: bring time, clock and file up to date."""
        phase = self.interview.phase
        self.sync()
        if self.interview.phase is phase and self.interview.clocked:
            self.query_one(QuestionPane).show_time(self.interview, self.clock.now())
            if self.clock.now() - self._saved_at >= CLOCK_SAVE_SECONDS:
                self.announce()
        self.schedule_tick()

    def time_is_up(self) -> None:
        self._last_key = self.clock.waking()
        self.set_timer(STILL_SECONDS, self._settled)
        top = self.app.screen
        if top is not self and isinstance(top, ModalScreen):
            top.dismiss(None)

    @property
    def settling(self) -> bool:
        """Whether keys are still swallowed after time-up."""
        timed_out = self.interview.answer.outcome is Outcome.TIMED_OUT
        still = self.clock.waking() - self._last_key
        return timed_out and self.interview.phase is Phase.CONFIDENCE and still < STILL_SECONDS

    def _settled(self) -> None:
        if self.settling:
            left = STILL_SECONDS - (self.clock.waking() - self._last_key)
            self.set_timer(max(0.05, left), self._settled)
        self.query_one(ConfidencePane).settle(self.settling)
        self.refresh_bindings()

    def on_key(self, event: events.Key) -> None:
        """After time-up, swallow what the hands are still typing; else tick by letters."""
        if self.settling:
            self._last_key = self.clock.waking()
            event.stop()
            event.prevent_default()
        elif self.interview.phase is Phase.ASSESSING and not isinstance(self.focused, Input):
            self.tick_by_key(event)

    def on_screen_suspend(self) -> None:
        """A dialog lies above: in practice the clock waits."""
        self.prompter.stop()
        self.sync()
        if self.interview.practice and self.interview.clocked and not self.interview.paused:
            self._paused_by_dialog = True
            self.advance(self.interview.pause(self.clock.now()))

    def on_screen_resume(self) -> None:
        """The dialog is gone: what it cut off is asked again, and its pause ends."""
        if self.interview.phase is Phase.ASKING and not self.breathing:
            self.ask_aloud()
        if self._paused_by_dialog:
            self._paused_by_dialog = False
            if self.interview.paused:
                self.advance(self.interview.resume(self.clock.now()))
