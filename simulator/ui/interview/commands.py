"""What can be done while an interview goes on: with a step of its own, or to the question."""

from __future__ import annotations

from collections.abc import Callable

from simulator.core.states import Phase
from simulator.ui.interview.interviewer import Interviewer
from simulator.ui.interview.keys import ALLOWED, ANSWERING, COMMANDS
from simulator.ui.interview.panes import Panes
from simulator.ui.interview.running import RunningInterview
from simulator.ui.interview.ticker import Ticker


class Commands:
    """Done, skip, pause and the others: by a key of its own each, or from the menu."""

    def __init__(
        self,
        running: RunningInterview,
        ticker: Ticker,
        interviewer: Interviewer,
        panes: Panes,
    ) -> None:
        self._running = running
        self._ticker = ticker
        self._interviewer = interviewer
        self._panes = panes

    def go_on(self) -> None:
        """Out of a pause; else what is being done is done."""
        if self._running.interview.paused:
            self.pause()
        else:
            self.done()

    def done(self) -> None:
        """Be ready, have it asked now, begin, finish, or go on to the next answer."""
        self._running.sync()
        interview, now = self._running.interview, self._ticker.now()
        match interview.acts_like:
            case Phase.READY:
                self._running.advance(interview.ask(now))
            case Phase.ASKING if self._interviewer.breathing:
                self._interviewer.ask_now()
            case Phase.ASKING | Phase.THINKING:
                self._interviewer.begin()
            case Phase.ANSWERING:
                self._running.advance(interview.finish(now))
            case Phase.ASSESSING:
                self._panes.assessment.action_accept()

    def open(self, works: Callable[[str], bool], selected: str = "") -> None:
        """Open the menu of those that work now, one of them selected already."""
        interview = self._running.interview
        words = {"pause": "go on"} if interview.paused else {}
        if interview.phase is Phase.FOLLOW_UP:
            words["skip"] = "skip this follow-up"
        can = [
            action
            for action, _, _ in COMMANDS
            if works(action) or (action == "take_back" and interview.skipped_follow_up is not None)
        ]
        self._panes.question.open_menu(can, words, selected)

    def do(self, action: str) -> None:
        """Do what was selected in the menu, and go back to the answer."""
        self._panes.question.type_on()
        match action:
            case "skip":
                self.skip()
            case "take_back":
                self.take_up()
            case "pause":
                self.pause()
            case "flag":
                self.flag()
            case "hide_clock":
                self.hide_clock()
            case "repeat":
                self._interviewer.repeat()

    def skip(self) -> None:
        """Leave the question; its text is kept."""
        self._running.sync()
        if self._running.interview.acts_like in ALLOWED["skip"]:
            self._running.advance(self._running.interview.skip(self._ticker.now()))

    def take_up(self) -> None:
        """Answer a skipped question after all, or a skipped follow-up."""
        self._running.sync()
        interview = self._running.interview
        if interview.held_back or interview.skipped_follow_up is not None:
            self._running.advance(interview.take_up(self._ticker.now()))

    def judge_again(self) -> None:
        """Go back to the judging just left: the next question has not been shown."""
        interview = self._running.interview
        if self._interviewer.breathing and interview.judged_before is not None:
            self._interviewer.breathe_no_more()
            self._running.advance(interview.back())

    def pause(self) -> None:
        """Stop the clock, or let it run again."""
        self._running.sync()
        interview, now = self._running.interview, self._ticker.now()
        if interview.acts_like in ANSWERING:
            self._interviewer.be_silent()
            self._running.advance(
                interview.resume(now) if interview.paused else interview.pause(now)
            )

    def flag(self) -> None:
        """Mark the question as one to look at again, or take the mark back."""
        self._running.advance(self._running.interview.flag())

    def hide_clock(self) -> None:
        """Hide the clock, or show it."""
        question = self._panes.question
        question.toggle_clock()
        question.show_time(self._running.interview, self._ticker.now())
