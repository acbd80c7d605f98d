"""The screen of one interview, from the first question to the last, with a pane for each phase."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.widgets import Input, TextArea

from simulator.core.delivery import Delivery, Usual
from simulator.core.interview import Interview
from simulator.core.session import Session
from simulator.core.states import Phase
from simulator.system import log
from simulator.system.clock import Clock
from simulator.ui.interview.assessment_pane import AssessmentPane
from simulator.ui.interview.command_menu import CommandMenu
from simulator.ui.interview.confidence_pane import ConfidencePane
from simulator.ui.interview.interviewer import Interviewer
from simulator.ui.interview.keys import (
    ALLOWED,
    ANSWERING,
    COMMANDS,
    KEYS,
    TICKING,
    as_shown,
    other_keys,
    without_letters,
)
from simulator.ui.interview.panes import Panes, Whereabouts
from simulator.ui.interview.prompter import Prompter
from simulator.ui.interview.question_pane import AnswerBox, QuestionPane
from simulator.ui.interview.recording import Recording
from simulator.ui.interview.running import Keeper, RunningInterview, only_typed
from simulator.ui.interview.stray_text import StrayText
from simulator.ui.interview.ticker import Ticker
from simulator.ui.keys.keymap import shown_key
from simulator.ui.widgets.level import GOES_ON
from simulator.ui.widgets.screen import BaseScreen
from simulator.usecases.recording import PartIndex, delivered


class InterviewScreen(BaseScreen):
    """Shows the running interview, saves each step before showing it, and handles the keys."""

    CSS_PATH = "interview.tcss"
    BINDINGS = KEYS
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "Answer aloud or in writing; then say how sure you are, see the model answer, tick what "
        "you really said, and rate it as an interviewer would. Everything is saved as you go."
    )

    def __init__(
        self,
        interview: Interview,
        *,
        clock: Clock,
        prompter: Prompter,
        keeper: Keeper,
        titles: Mapping[str, str],
        promises: Mapping[tuple[str, str], str],
        stay_hidden: bool,
        recording: Recording,
        finished: Callable[[Session], Awaitable[None]],
        leave: Callable[[], object],
    ) -> None:
        """`promises`: the last note on each question, by bank and id; may be filled in later.

        `finished` is called with the session in its final status; `leave` asks how to leave once
        anything has begun.
        """
        super().__init__()
        self.prompter = prompter
        self.recording = recording
        self._finished = finished
        self._leave = leave
        self.whereabouts = Whereabouts(titles)
        self.question = QuestionPane(stay_hidden=stay_hidden, act=self._do)
        self.assessment = AssessmentPane(promises, self.judge, self._take_up, self.recording.tracks)
        self._panes = Panes(self.question, ConfidencePane(self._declared), self.assessment)
        self._ticker = Ticker(clock)
        self.running = RunningInterview(
            interview,
            ticker=self._ticker,
            keeper=keeper,
            screen=self,
            fields=(self.question, self.assessment),
            changed=self._changed,
        )
        self.interviewer = Interviewer(
            self.running, self._ticker, prompter, self.recording, self._panes
        )
        self._stray_text = StrayText(self.running, self.interviewer, self._panes)

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """The bindings, without letters for commands, which work only in the menu."""
        return [
            (node, without_letters(bindings) if node is self else bindings)
            for node, bindings in super()._binding_chain
        ]

    @property
    def interview(self) -> Interview:
        """The interview as it is now, without what has been typed into its fields since."""
        return self.running.interview

    @property
    def unbegun(self) -> bool:
        """True before the first question, while there is nothing to keep."""
        session = self.interview.session
        waits = self.interview.phase is Phase.READY and not session.seconds
        return waits and session.is_untouched

    @property
    def ends_at_once(self) -> bool:
        """True if ending leads straight to the report, since judging has already started."""
        return self.interview.stopping or self.interview.phase is Phase.ASSESSING

    def compose_body(self) -> ComposeResult:
        yield self.whereabouts
        yield self._panes

    def on_mount(self) -> None:
        self.prompter.attach(self)
        self.recording.attach(self)
        self.recording.follow(self.interview, self._ticker.now())
        self._listen()
        self.app.app_suspend_signal.subscribe(self, lambda _: self.prompter.stop())
        self.show_phase()

    def on_unmount(self) -> None:
        self.prompter.close()
        self.recording.close()

    def on_screen_suspend(self) -> None:
        """A dialog has opened: in practice the clock waits, and so does the next question."""
        self.interviewer.hold()
        self.running.hold()

    def came_back(self) -> None:
        """The dialog has closed: ask an interrupted question again, and end the pause."""
        self.interviewer.go_on()
        if self.interview.acts_like in ANSWERING and self.focused is None:
            self.set_focus(self.question.box)
        self.running.go_on()

    # Showing changes

    def _changed(self, before: Interview) -> None:
        """Show what has changed in the interview; a step is on disk before it is shown."""
        interview = self.interview
        self.recording.follow(interview, self._ticker.now())
        if interview.view_state != before.view_state:
            if interview.after_time_up and before.clocked:
                self.interviewer.time_is_up()
            self.interviewer.be_silent()
            total = len(interview.session.answers)
            log.note(f"question {interview.index + 1} of {total}: {interview.phase.value}")
            self.running.keep()
            self.show_phase()
            self.running.save()
            if interview.phase is Phase.FINISHED:
                self.app.call_later(self._finished, interview.session)
        elif interview.session is not before.session or interview.paused != before.paused:
            if only_typed(before, interview):
                self.running.save_soon()  # Its message may come when there is no change left.
            else:
                self._show_changes(before)

    def _show_changes(self, before: Interview) -> None:
        """Show changes that need no other pane."""
        if self.interview.phase is Phase.ASSESSING:
            self.assessment.update_judgement(self.interview)
        elif self.interview.paused != before.paused:
            self._show_question()
            self.refresh_bindings()
        else:
            self._show_where()
        self.running.save()
        self._ticker.wake(self, self.interview, self.tick)

    def show_phase(self) -> None:
        """Bring the phase's pane to the front, with all its contents set afresh."""
        interview = self.interview
        self._show_where()
        match interview.phase:
            case Phase.READY:
                self.interviewer.welcome()
            case _ if interview.being_asked:
                self.interviewer.ask()
            case Phase.THINKING | Phase.ANSWERING | Phase.FOLLOW_UP:
                self._show_question()
            case Phase.CONFIDENCE:
                self._panes.show_confidence(interview, settling=self.interviewer.settling)
            case Phase.ASSESSING:
                self._panes.show_judging(interview)
                self._ticker.judging_shown()
        self._ticker.wake(self, self.interview, self.tick)
        self.refresh_bindings()

    def _show_question(self) -> None:
        self._panes.show_question(self.interview, self._ticker.now(), self.prompter.trouble)

    def _show_where(self) -> None:
        self.whereabouts.show(self.interview, self.recording.mark + self.prompter.mark)

    def show_usual(self, usual: Usual | None) -> None:
        """Compare the delivery of answers with what is usual for the candidate."""
        session = replace(self.interview.session, usual=usual)
        self.running.advance(replace(self.interview, session=session))

    # Time

    def tick(self) -> None:
        """Called every second: update the interview, the clock and the file."""
        phase = self.interview.phase
        self.running.sync()
        if self.interview.phase is phase and self.interview.clocked:
            self.question.show_time(self.interview, self._ticker.now())
        self._ticker.wake(self, self.interview, self.tick)

    # Messages from the voice, the microphone and the panes

    @on(Prompter.Asked)
    def _asked(self, event: Prompter.Asked) -> None:
        event.stop()
        self.interviewer.asked()

    @on(Prompter.Changed)
    def _voice_changed(self, event: Prompter.Changed) -> None:
        event.stop()
        self.interviewer.heard(event.status)
        self._show_where()
        self.refresh_bindings()

    @on(Recording.Changed)
    def _microphone_changed(self, event: Recording.Changed) -> None:
        event.stop()
        if self.interview.phase is Phase.READY:
            self.interviewer.welcome()
            return
        self._show_where()
        if self.interview.recorded is not None and self.recording.is_news(event.status):
            self.question.say(f"{event.status.reason} {GOES_ON}")

    @on(Recording.Kept)
    def _sound_kept(self, event: Recording.Kept) -> None:
        event.stop()
        self._listen()

    def _listen(self) -> None:
        """Analyse recordings in the background, and add the delivery to their answers."""
        self.recording.listen(self, self.interview.session, self._answers_heard)

    def _answers_heard(self, found: Mapping[PartIndex, Delivery]) -> None:
        if found:
            session = delivered(self.interview.session, found)
            self.running.advance(replace(self.interview, session=session))

    @on(TextArea.Changed)
    @on(Input.Changed)
    @on(QuestionPane.Kept)
    def _typed(self) -> None:
        if self.running.as_typed() is not self.interview:
            self.running.save_soon()

    def _declared(self, confidence: int) -> None:
        # The second half of a double click must not rate what the first half has revealed.
        if self.interview.phase is Phase.CONFIDENCE and not self.interviewer.settling:
            self.action_number(confidence)

    def judge(self, step: Callable[[Interview], Interview]) -> None:
        """Apply a step from the judging pane while an answer is being judged.

        Steps that come before anybody could have read it are ignored, so that a key pressed twice,
        or a word being typed, judges nothing.
        """
        if self.interview.phase is Phase.ASSESSING and self._ticker.can_judge:
            self.running.advance(step(self.running.as_typed()))

    # Which keys work

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is possible in this phase and situation."""
        interview, phase = self.interview, self.interview.acts_like
        if action in ALLOWED and (phase not in ALLOWED[action] or self.interviewer.settling):
            return False
        if self.interviewer.breathing and action in ALLOWED:
            # Keys typed for the previous answer must not act on this one.
            again = interview.judged_before is not None and not self.interviewer.typed_early
            return action == "go_on" or (action == "take_back" and again)
        choosing = isinstance(self.focused, CommandMenu)
        match action:
            case "go_on":
                return phase not in ANSWERING or (interview.paused and not choosing)
            case "pause":
                return interview.practice
            case "repeat":
                return not self.prompter.silent
            case "read_on":
                return self.question.can_read_on
            case "step_out" if phase is Phase.ASSESSING:
                return isinstance(self.focused, AnswerBox | Input)
            case "step_out":
                return not choosing
            case "leave":
                return not self.check_action("step_out", ())
            case "take_back":
                return phase is Phase.CONFIDENCE and interview.skipped_follow_up is not None
            case "flag":
                return phase is not Phase.READY
        return True

    def as_shown(self, binding: Binding) -> Binding:
        if self.interview.phase is Phase.ASSESSING:
            binding = self.assessment.as_shown(binding)
        if binding.id == "leave" and self.unbegun:
            return replace(binding, description="Back")
        return as_shown(binding, self.interview)

    @property
    def help_titles(self) -> tuple[str, str]:
        """Titles for the keys of this phase and for those of other phases."""
        if self.interview.acts_like in ANSWERING:
            return "Answering", "Judging"
        return ("Judging", "Also") if self.interview.phase is Phase.ASSESSING else ("Now", "Later")

    def extra_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of other phases, and those that tick."""
        if self.interview.phase is Phase.ASSESSING:
            return (TICKING,)
        numbers = [self.shown_key(f"number-{number}") for number in range(1, 6)]
        return other_keys(numbers, shown_key(self.assessment, "wrong"))

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Swallow what is still being typed after time-up; keep what is typed too early."""
        if self.interviewer.settling:
            self._ticker.key_pressed()
        elif not self._stray_text.take(event):
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take text that is pasted outside a text field."""
        event.stop()
        self._stray_text.paste(event.text)

    def action_go_on(self) -> None:
        """Enter: end a pause, or else finish the current step."""
        if self.interview.paused:
            self.action_pause()
        else:
            self.action_done()

    def action_done(self) -> None:
        """Finish the current step: be ready, ask now, begin, finish, or go to the next answer."""
        self.running.sync()
        interview, now = self.interview, self._ticker.now()
        match interview.acts_like:
            case Phase.READY:
                self.running.advance(interview.ask(now))
            case Phase.ASKING if self.interviewer.breathing:
                self.interviewer.ask_now()
            case Phase.ASKING | Phase.THINKING:
                self.interviewer.begin()
            case Phase.ANSWERING:
                self.running.advance(interview.finish(now))
            case Phase.ASSESSING:
                self.assessment.action_accept()

    action_go_on_by_command = action_done
    """The same, by a key that types no text."""

    def action_number(self, number: int) -> None:
        self.running.advance(self.interview.declare(number))

    def action_take_back(self) -> None:
        """Answer something skipped after all; in the breath before a question, change the rating
        just given."""
        if not self.interviewer.breathing:
            self._take_up()
        elif self.interview.judged_before is not None:
            self.interviewer.end_breath()
            self.running.advance(self.interview.back())

    def _take_up(self) -> None:
        """Answer a skipped question after all, or a skipped follow-up."""
        self.running.sync()
        if self.interview.held_back or self.interview.skipped_follow_up is not None:
            self.running.advance(self.interview.take_up(self._ticker.now()))

    def action_skip(self) -> None:
        """Open the menu with skipping selected; it takes another key to do it."""
        self._open_menu("skip")

    def _open_menu(self, selected: str = "") -> None:
        """Open the menu of the commands that work now, with one of them selected."""
        interview = self.interview
        words = {"pause": "go on"} if interview.paused else {}
        if interview.phase is Phase.FOLLOW_UP:
            words["skip"] = "skip this follow-up"
        skipped = interview.skipped_follow_up is not None
        can = [
            action
            for action, _, _ in COMMANDS
            if self.check_action(action, ()) or (action == "take_back" and skipped)
        ]
        self.question.menu.open(can, words, selected)

    def _do(self, command: str) -> None:
        """Run a command from the menu, and go back to the answer."""
        self.question.type_on()
        if command == "skip":
            self._skip()
        elif command != "type_on":
            getattr(self, f"action_{command}")()

    def _skip(self) -> None:
        """Skip the question, but keep its text."""
        self.running.sync()
        if self.interview.acts_like in ALLOWED["skip"]:
            self.running.advance(self.interview.skip(self._ticker.now()))

    def action_pause(self) -> None:
        self.running.sync()
        interview, now = self.interview, self._ticker.now()
        if interview.acts_like in ANSWERING:
            self.interviewer.be_silent()
            paused = interview.resume(now) if interview.paused else interview.pause(now)
            self.running.advance(paused)

    def action_flag(self) -> None:
        self.running.advance(self.interview.flag())

    def action_hide_clock(self) -> None:
        self.question.toggle_clock()
        self.question.show_time(self.interview, self._ticker.now())

    def action_read_on(self) -> None:
        self.question.read_on()

    def action_repeat(self) -> None:
        self.interviewer.repeat()

    def action_step_out(self) -> None:
        """Leave a text field: open the menu of commands, or let letters tick again."""
        if self.interview.phase is Phase.ASSESSING:
            self.set_focus(self.assessment)
        else:
            self._open_menu()

    def action_leave(self) -> None:
        """Go back if nothing has begun, or else ask how to leave; keys do nothing until the
        dialog is open."""
        if isinstance(self.focused, CommandMenu):
            self.set_focus(None)
        self._leave()
