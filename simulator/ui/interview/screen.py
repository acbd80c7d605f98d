"""One interview from the first question to the last, on one screen with a pane for each phase."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import ContentSwitcher, Static

from simulator.core.interview import Interview
from simulator.core.session import Session
from simulator.core.states import Outcome, Phase
from simulator.system import log
from simulator.system.clock import Clock
from simulator.ui.interview.assessment_pane import AssessmentPane
from simulator.ui.interview.cards import breathe_words, number_words, ready_words, topic_words
from simulator.ui.interview.confidence_pane import ConfidencePane
from simulator.ui.interview.keys import KEYS
from simulator.ui.interview.prompter import Prompter
from simulator.ui.interview.question_pane import AnswerBox, QuestionPane
from simulator.ui.interview.timekeeping import Timekeeping

TYPING_SAVE_SECONDS = 0.25
"""From the first unsaved keystroke to its save; with the write itself under 400 ms."""


class InterviewScreen(Timekeeping):
    """Keeps time, shows the pane of the phase, and announces what is to be saved."""

    CSS_PATH = "interview.tcss"

    BINDINGS = KEYS
    AUTO_FOCUS = ""

    @dataclass
    class Progressed(Message):
        """The session as it should be on disk now."""

        session: Session

    @dataclass
    class Finished(Message):
        """The interview is over; the session has its final status."""

        session: Session

    def __init__(
        self,
        interview: Interview,
        *,
        clock: Clock,
        prompter: Prompter,
        titles: Mapping[str, str],
        promises: Mapping[tuple[str, str], str],
        keep: Callable[[Session], object] = lambda session: None,
        stay_hidden: bool = False,
    ) -> None:
        """`keep` puts a session on disk before it returns, if that can be done at once."""
        super().__init__()
        self.interview = interview
        self.clock = clock
        self.prompter = prompter
        self._titles = titles
        self._promises = promises
        self._keep = keep
        self._stay_hidden = stay_hidden
        self._typing: Timer | None = None
        self._breath: Timer | None = None
        self.start_clocks()

    @property
    def going_on(self) -> bool:
        """Whether the interview is not finished."""
        return self.interview.phase is not Phase.FINISHED

    # Showing

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="where"):
            yield Static(id="where-topic")
            yield Static(id="where-number")
        with ContentSwitcher(id="panes", initial="card"):
            yield Static(id="card")
            yield QuestionPane(stay_hidden=self._stay_hidden)
            yield ConfidencePane()
            yield AssessmentPane(self._promises)

    def on_mount(self) -> None:
        """Show where the interview stands: its READY card."""
        self.prompter.attach(self)
        self.app.app_suspend_signal.subscribe(self, lambda _: self.prompter.stop())
        self.show_phase()

    def on_unmount(self) -> None:
        """Be silent."""
        self.prompter.close()

    def advance(self, interview: Interview) -> None:
        """Adopt the interview's next state: the only place where this screen changes."""
        before, self.interview = self.interview, interview
        if interview is before:
            return
        if (interview.phase, interview.index) != (before.phase, before.index):
            if interview.answer.outcome is Outcome.TIMED_OUT and before.clocked:
                self.time_is_up()
            self.prompter.stop()
            total = len(interview.session.answers)
            log.note(f"question {interview.index + 1} of {total}: {interview.phase.value}")
            # What the screen says is done is on disk: a step is kept before it is shown.
            self._keep(interview.record(self.clock.now()))
            self.show_phase()
            self.announce()
        elif interview.session is not before.session or interview.paused != before.paused:
            self._show_changes(before)

    def announce(self) -> None:
        """Say what should be on disk now."""
        if self._typing is not None:
            self._typing.stop()
            self._typing = None
        self._saved_at = self.clock.now()
        if self.going_on:
            self.post_message(self.Progressed(self.interview.record(self._saved_at)))
        else:
            self.post_message(self.Finished(self.interview.session))

    def show_phase(self) -> None:
        """Bring the pane of the phase to the front, everything in it set anew."""
        interview, panes = self.interview, self.query_one("#panes", ContentSwitcher)
        self._show_where()
        match interview.phase:
            case Phase.READY:
                self._show_ready()
            case Phase.ASKING:
                self._ask()
            case Phase.THINKING | Phase.ANSWERING:
                self.query_one(QuestionPane).show(interview, self.clock.now())
                panes.current = "question"
                self.set_focus(self.query_one(AnswerBox))
            case Phase.CONFIDENCE:
                pane = self.query_one(ConfidencePane)
                pane.show(interview)
                pane.settle(self.settling)
                panes.current = "confidence"
                self.set_focus(None)
            case Phase.ASSESSING:
                pane_of_judging = self.query_one(AssessmentPane)
                pane_of_judging.show(interview)
                panes.current = "assessment"
                self.set_focus(pane_of_judging)
        self.schedule_tick()
        self.refresh_bindings()

    def _show_changes(self, before: Interview) -> None:
        interview = self.interview
        if interview.phase is Phase.ASSESSING:
            self.query_one(AssessmentPane).update_judgement(interview)
            self.announce()
        elif interview.paused != before.paused:
            self.query_one(QuestionPane).show(interview, self.clock.now())
            self.announce()
            self.refresh_bindings()
        elif interview.answer.text != before.answer.text:
            self._save_soon()
        else:
            self._show_where()
            self.announce()
        self.schedule_tick()

    def _show_where(self) -> None:
        answer = self.interview.answer
        title = self._titles.get(answer.bank, answer.bank)
        self.query_one("#where-topic", Static).update(
            Content(self.prompter.mark + topic_words(self.interview, title))
        )
        self.query_one("#where-number", Static).update(Content(number_words(self.interview)))

    def _show_card(self, text: Content) -> None:
        self.query_one("#card", Static).update(text)
        self.query_one("#panes", ContentSwitcher).current = "card"
        self.set_focus(None)

    def _show_ready(self) -> None:
        wanted = self.interview.session.setup.voice
        trouble = self.prompter.speaker.status.reason if wanted else ""
        self._show_card(ready_words(self.interview, trouble, self.shown_key("go-on")))

    # Asking

    def _ask(self) -> None:
        self.query_one("#notice", Static).update("")
        if self.interview.breath:
            self._show_card(breathe_words(self.shown_key("go-on")))
            self._breath = self.set_timer(self.interview.breath, self.ask_aloud)
        else:
            self.ask_aloud()

    def ask_aloud(self) -> None:
        """Show the question and say it; the clock starts when it has been said."""
        if self._breath is not None:
            self._breath.stop()
            self._breath = None
        if self.interview.phase is not Phase.ASKING:
            return
        if self.prompter.silent:
            self.begin()
            return
        self.query_one(QuestionPane).show(self.interview, self.clock.now())
        self.query_one("#panes", ContentSwitcher).current = "question"
        self.prompter.ask(self.interview.answer)
        self.refresh_bindings()

    def begin(self) -> None:
        """Start the think time or the answer, and the clock with it."""
        self.sync()  # Sleep before it is not the question's.
        if self.interview.phase in (Phase.ASKING, Phase.THINKING):
            self.advance(self.interview.begin(self.clock.now()))

    @property
    def breathing(self) -> bool:
        """Whether the question is still to come."""
        return self._breath is not None

    @on(Prompter.Asked)
    def _asked(self, event: Prompter.Asked) -> None:
        event.stop()
        if self.interview.phase is Phase.ASKING and not self.breathing:
            self.begin()

    @on(Prompter.Changed)
    def _voice_changed(self, event: Prompter.Changed) -> None:
        event.stop()
        self.prompter.heard(event.status)
        self._show_where()
        if event.status.reason:
            if self.interview.phase is Phase.READY:
                self._show_ready()
            else:
                self.query_one(QuestionPane).say(event.status.reason)

    # Saving what is typed

    def _save_soon(self) -> None:
        if self._typing is None:
            self._typing = self.set_timer(TYPING_SAVE_SECONDS, self.announce)

    @on(QuestionPane.Typed)
    def _typed(self, event: QuestionPane.Typed) -> None:
        event.stop()
        self.take_text()

    def take_text(self) -> None:
        """What stands in the answer box now is the answer's text.

        Not what a message says: one may come when the box holds the next answer already, and the
        last ones are still under way when a key ends the answer.
        """
        self.advance(self.query_one(QuestionPane).as_typed(self.interview))

    def as_typed(self) -> Interview:
        """The interview with what stands in its fields, though their messages are under way.

        Changes nothing, so that a signal handler may ask at any moment.
        """
        interview = self.interview
        for pane in (*self.query(QuestionPane), *self.query(AssessmentPane)):
            interview = pane.as_typed(interview)
        return interview
