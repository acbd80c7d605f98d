"""The interviewer: waits until the candidate is ready, takes a breath, asks, and calls time."""

from __future__ import annotations

from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer

from simulator.core.states import Phase
from simulator.speech import SpeakerStatus
from simulator.ui.interview.cards import breathe_words, ready_words
from simulator.ui.interview.panes import Panes
from simulator.ui.interview.prompter import Prompter
from simulator.ui.interview.recording import Recording
from simulator.ui.interview.running import RunningInterview
from simulator.ui.interview.ticker import STILL_SECONDS, Ticker
from simulator.ui.keys.keymap import shown_key
from simulator.ui.widgets.colours import MUTED
from simulator.ui.widgets.level import microphone_line


class Interviewer:
    """Asks the running interview's questions when they are due."""

    def __init__(
        self,
        running: RunningInterview,
        ticker: Ticker,
        prompter: Prompter,
        recording: Recording,
        panes: Panes,
    ) -> None:
        self._running = running
        self._ticker = ticker
        self._prompter = prompter
        self._recording = recording
        self._panes = panes
        self._breath: Timer | None = None

    @property
    def breathing(self) -> bool:
        """True while the next question is still to come."""
        return self._breath is not None

    @property
    def typed_early(self) -> bool:
        """True if something has been typed at the current card."""
        return bool(self._panes.card.hinted)

    @property
    def settling(self) -> bool:
        """True while keys are swallowed after time-up."""
        return self._ticker.until_still(self._running.interview) > 0

    def welcome(self) -> None:
        """Show what lies ahead, and wait until the candidate is ready."""
        interview, status = self._running.interview, self._recording.status
        voice, record = interview.session.setup.voice, interview.session.setup.record
        if record:
            self._recording.is_news(status)
        self._panes.show_card(
            ready_words(
                interview,
                self._prompter.speaker.status.reason if voice else "",
                shown_key(self._panes, "go-on"),
                microphone_line(status) if record else None,
                recorded=record and status.works,
            )
        )

    def not_yet(self) -> None:
        """Say quietly on the card that text typed before the question is not kept."""
        ready = self._running.interview.phase is Phase.READY
        does = "begins" if ready else "shows it now"
        words = f"What you typed was not kept. {shown_key(self._panes, 'go-on')} {does}."
        self._panes.card.hint(Content.styled(words, MUTED))
        self._panes.screen.refresh_bindings()

    def ask(self) -> None:
        """Ask the next question, after the breath if there is one."""
        interview = self._running.interview
        self._panes.question.say("")
        if interview.breath:
            keys = shown_key(self._panes, "go-on"), shown_key(self._panes, "undo-rating")
            words = breathe_words(interview, *keys)
            self._panes.show_card(words, interview.breath)
            self._wait(interview.breath)
        else:
            self.ask_now()

    def ask_now(self) -> None:
        """Show the question and say it; the clock starts when it has been said."""
        self.end_breath()
        interview = self._running.interview
        if not interview.being_asked:
            return
        if left := self._ticker.until_still(interview):  # No clock runs while keys are swallowed.
            self._wait(left)
        elif self._prompter.silent:
            self.begin()
        else:
            self._panes.show_question(interview, self._ticker.now(), self._prompter.trouble)
            self._prompter.ask(interview)
            self._panes.screen.refresh_bindings()

    def end_breath(self) -> None:
        """End the breath, or cut it short."""
        if self._breath is not None:
            self._breath.stop()
            self._breath = None

    def _wait(self, seconds: float) -> None:
        self._breath = self._panes.screen.set_timer(seconds, self.ask_now)

    def asked(self) -> None:
        """The question has been said, or can't be."""
        if self._running.interview.being_asked and not self.breathing:
            self.begin()

    def begin(self) -> None:
        """Start the think time or the answer, and the clock with it."""
        self._running.sync()  # Sleep before this moment does not count for the question.
        if self._running.interview.acts_like in (Phase.ASKING, Phase.THINKING):
            self._running.advance(self._running.interview.begin(self._ticker.now()))

    def repeat(self) -> None:
        """Say the question again, or the model answer once it is revealed."""
        interview = self._running.interview
        if interview.phase is Phase.ASSESSING:
            self._panes.assessment.be_silent()
            self._prompter.read_model(interview.answer)
        elif interview.being_asked:
            self._prompter.ask(interview)
        else:
            self._prompter.repeat(interview)

    def be_silent(self) -> None:
        """Stop the voice and the playback of recordings."""
        self._prompter.stop()
        self._panes.assessment.be_silent()

    def hold(self) -> None:
        """A dialog has opened: be silent, and in practice let the next question wait."""
        self._prompter.stop()
        if self._running.interview.practice and self._breath is not None:
            self._breath.pause()

    def go_on(self) -> None:
        """The dialog has closed: ask an interrupted question again."""
        interview = self._running.interview
        if interview.practice and self._breath is not None:
            self._breath.stop()
            self.ask()
        if interview.being_asked and not self.breathing:
            self.ask_now()

    def heard(self, status: SpeakerStatus) -> None:
        """The voice's status has changed: if it fails, say why where the candidate is looking."""
        self._prompter.heard(status)
        self._recording.recorder.mute(status.busy)  # Don't record the voice.
        match self._running.interview.phase:
            case Phase.ASSESSING:
                if self._prompter.trouble and not status.busy:
                    self._panes.notify(self._prompter.trouble, severity="warning", markup=False)
            case _ if not status.reason:
                pass
            case Phase.READY:
                self.welcome()
            case _:
                self._panes.question.say(status.reason)

    def time_is_up(self) -> None:
        """Close any dialog, and swallow keys until the hands are still."""
        screen, top = self._panes.screen, self._panes.app.screen
        self._ticker.key_pressed()
        screen.set_timer(STILL_SECONDS, self._settle)
        if top is not screen and isinstance(top, ModalScreen):
            top.dismiss(None)

    def _settle(self) -> None:
        if left := self._ticker.until_still(self._running.interview):
            self._panes.screen.set_timer(max(0.05, left), self._settle)
        self._panes.confidence.settle(self.settling)
        self._panes.screen.refresh_bindings()
