"""One interview from the first question to the last, on one screen with a pane for each phase."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap
from textual.containers import Horizontal
from textual.content import Content
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import ContentSwitcher, Input, Static, TextArea

from simulator.core.delivery import Usual
from simulator.core.interview import Interview
from simulator.core.session import Session
from simulator.core.states import Phase
from simulator.speech import NoRecorder, SpeakerStatus
from simulator.system import log
from simulator.system.clock import Clock
from simulator.ui.interview.assessment_pane import AssessmentPane
from simulator.ui.interview.card import Card
from simulator.ui.interview.cards import breathe_words, number_words, ready_words, topic_words
from simulator.ui.interview.command_menu import COMMANDS, CommandMenu
from simulator.ui.interview.confidence_pane import ConfidencePane
from simulator.ui.interview.keys import ALLOWED, ANSWERING, KEYS, allowed, as_shown
from simulator.ui.interview.prompter import Prompter
from simulator.ui.interview.question_pane import AnswerBox, QuestionPane
from simulator.ui.interview.recording import Recording
from simulator.ui.interview.ticker import STILL_SECONDS, Ticker
from simulator.ui.keys.footer import NARROW
from simulator.ui.keys.keymap import shown_key, types_character
from simulator.ui.widgets.level import GOES_ON, microphone_line
from simulator.ui.widgets.screen import BaseScreen
from simulator.usecases.recording import delivered

TYPING_SAVE_SECONDS = 0.25
"""From the first unsaved keystroke to its save; with the write itself under 400 ms."""


class Keeper(Protocol):
    """Puts sessions on disk."""

    def save(self, session: Session) -> None:
        """Save soon, and return at once."""

    def keep(self, session: Session) -> None:
        """Save, and wait a moment for it."""


class InterviewScreen(BaseScreen):
    """Keeps time, shows the pane of the phase, and has each step saved before it is shown."""

    CSS_PATH = "interview.tcss"
    BINDINGS = KEYS
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "Answer aloud or in writing; then say how sure you are, see the model answer, tick what "
        "you really said, and rate it as an interviewer would. Everything is saved as you go."
    )

    @dataclass
    class Finished(Message):
        """The interview is over; the session has its final status."""

        session: Session

    @dataclass
    class LeaveAsked(Message):
        """The candidate wants to leave; the app asks how."""

    def __init__(
        self,
        interview: Interview,
        *,
        clock: Clock,
        prompter: Prompter,
        keeper: Keeper,
        titles: Mapping[str, str],
        promises: Mapping[tuple[str, str], str],
        stay_hidden: bool = False,
        recording: Recording | None = None,
    ) -> None:
        """`promises`: the last note on each question, by bank and id; it may still be filled."""
        super().__init__()
        self.interview = interview
        self.ticker = Ticker(clock)
        self.prompter = prompter
        self.recording = recording or Recording(NoRecorder(), lambda: None)
        self._keeper = keeper
        self._titles = titles
        self._promises = promises
        self._stay_hidden = stay_hidden
        self._panes: tuple[QuestionPane | AssessmentPane, ...] = ()
        self._typing_save: Timer | None = None
        self._breath: Timer | None = None
        self._next_tick: Timer | None = None
        self._paused_by_dialog = False
        self.unsaved = ""
        """Why saving fails at the moment; empty where it works."""

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """A letter that the settings give to a command is the menu's; alone it does nothing.

        But for one: at the confidence, where no menu is, a skip is taken back by its letter.
        """
        chain = super()._binding_chain
        commands = {name for action, name, _ in COMMANDS if action != "take_back"}
        for node, bindings in chain:
            if node is self:
                for key, held in list(bindings.key_to_bindings.items()):
                    if types_character(key):
                        bindings.key_to_bindings[key] = [b for b in held if b.id not in commands]
        return chain

    @property
    def going_on(self) -> bool:
        """Whether the interview is not finished."""
        return self.interview.phase is not Phase.FINISHED

    @property
    def ends_at_once(self) -> bool:
        """Whether ending leads to the report: what is answered is being judged already."""
        return self.interview.stopping or self.interview.phase is Phase.ASSESSING

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="where"):
            yield Static(id="where-topic")
            yield Static(id="where-number")
        with ContentSwitcher(id="panes", initial="card"):
            yield Card()
            yield QuestionPane(
                stay_hidden=self._stay_hidden, act=self.do_command, type_on=self.type_on
            )
            yield ConfidencePane()
            yield AssessmentPane(self._promises, self.judge, self.take_up, self.recording.tracks)

    def on_mount(self) -> None:
        """Show where the interview stands: its READY card."""
        self._panes = self.query_one(QuestionPane), self.query_one(AssessmentPane)
        self.prompter.attach(self)
        self.recording.attach(self)
        self.recording.follow(self.interview, self.ticker.now())
        self.recording.listen(self, self.interview.session)
        self.app.app_suspend_signal.subscribe(self, lambda _: self.prompter.stop())
        self.show_phase()

    def on_resize(self) -> None:
        """There is another room for the marks above the panes."""
        super().on_resize()
        self._show_where()

    def on_unmount(self) -> None:
        """Be silent, and listen no more."""
        self.prompter.close()
        self.recording.close()

    # From one state to the next

    def advance(self, interview: Interview) -> None:
        """Adopt the interview's next state: the only place where this screen changes."""
        before, self.interview = self.interview, interview
        if interview is before:
            return
        self.recording.follow(interview, self.ticker.now())
        if interview.view_state != before.view_state:
            if interview.after_time_up and before.clocked:
                self._time_is_up()
            self.prompter.stop()
            self.query_one(AssessmentPane).be_silent()
            total = len(interview.session.answers)
            log.note(f"question {interview.index + 1} of {total}: {interview.phase.value}")
            # What the screen says is done is on disk: a step is kept before it is shown.
            self._keeper.keep(interview.record(self.ticker.now()))
            self.show_phase()
            self.save()
        elif interview.session is not before.session or interview.paused != before.paused:
            self._show_changes(before)

    def judge(self, step: Callable[[Interview], Interview]) -> None:
        """Adopt what the judging pane makes of the interview, while an answer is judged.

        Not before it could have been read: a key pressed twice, or a word, judges nothing.
        """
        if self.interview.phase is Phase.ASSESSING and self.ticker.can_judge:
            self.advance(step(self.as_typed()))

    def take_up(self) -> None:
        """Answer a skipped question after all, or a skipped follow-up."""
        self.sync()
        if self.interview.held_back or self.interview.skipped_follow_up is not None:
            self.advance(self.interview.take_up(self.ticker.now()))

    def save(self) -> None:
        """Have the interview on disk as it is now; once it is finished, the app does it."""
        self.take_text()
        if self._typing_save is not None:
            self._typing_save.stop()
            self._typing_save = None
        if self.going_on:
            self._keeper.save(self.interview.record(self.ticker.now()))
        else:
            self.post_message(self.Finished(self.interview.session))

    def take_text(self) -> None:
        """What stands in the answer box and the note now is the interview's text.

        They are read, not their messages: one may come when the box holds the next answer
        already, and the last ones are still under way when a key ends the answer.
        """
        self.advance(self.as_typed())

    def as_typed(self) -> Interview:
        """The interview with what stands in its fields.

        Changes nothing, so that a signal handler may ask at any moment.
        """
        interview = self.interview
        for pane in self._panes:
            if pane.is_attached:
                interview = pane.as_typed(interview)
        return interview

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _typed(self) -> None:
        if self._typing_save is None and self.as_typed() is not self.interview:
            self._save_soon()

    def _save_soon(self) -> None:
        if self._typing_save is None:
            self._typing_save = self.set_timer(TYPING_SAVE_SECONDS, self.save)

    # Time

    def sync(self) -> None:
        """Let the interview know what was typed, and what time has done: sleep, limits reached."""
        self.take_text()
        self.advance(self.ticker.brought_up_to_date(self.interview))

    def tick(self) -> None:
        """A second has passed, or more: bring time, clock and file up to date."""
        phase = self.interview.phase
        self.sync()
        if self.interview.phase is phase and self.interview.clocked:
            self.query_one(QuestionPane).show_time(self.interview, self.ticker.now())
            self._save_soon()  # Not now: a key may be under way.
        self._schedule_tick()

    def _schedule_tick(self) -> None:
        """One timer, for the moment at which the shown second changes next."""
        if self._next_tick is not None:
            self._next_tick.stop()
        seconds = self.ticker.to_next_second(self.interview)
        self._next_tick = None if seconds is None else self.set_timer(seconds, self.tick)

    def _time_is_up(self) -> None:
        self.ticker.key_pressed()
        self.set_timer(STILL_SECONDS, self._settle)
        top = self.app.screen
        if top is not self and isinstance(top, ModalScreen):
            top.dismiss(None)

    def _settle(self) -> None:
        if left := self.ticker.until_still(self.interview):
            self.set_timer(max(0.05, left), self._settle)
        self.query_one(ConfidencePane).settle(self.settling)
        self.refresh_bindings()

    def on_screen_suspend(self) -> None:
        """A dialog lies above: in practice the clock waits, and the next question, too."""
        self.prompter.stop()
        if self.interview.practice and self._breath is not None:
            self._breath.pause()
        self.sync()
        if self.interview.practice and self.interview.clocked and not self.interview.paused:
            self._paused_by_dialog = True
            self.advance(self.interview.pause(self.ticker.now()))

    def on_screen_resume(self) -> None:
        """The dialog is gone: what it cut off is asked again, and its pause ends."""
        if self.interview.practice and self._breath is not None:
            self._breath.stop()
            self._ask()
        if self.interview.being_asked and not self.breathing:
            self.ask_aloud()
        if self.interview.acts_like in ANSWERING and self.focused is None:
            self.set_focus(self.query_one(AnswerBox))
        if self._paused_by_dialog:
            self._paused_by_dialog = False
            if self.interview.paused:
                self.advance(self.interview.resume(self.ticker.now()))

    # Showing

    def show_phase(self) -> None:
        """Bring the pane of the phase to the front, everything in it set anew."""
        interview, panes = self.interview, self.query_one("#panes", ContentSwitcher)
        self._show_where()
        match interview.phase:
            case Phase.READY:
                self._show_ready()
            case _ if interview.being_asked:
                self._ask()
            case Phase.THINKING | Phase.ANSWERING | Phase.FOLLOW_UP:
                self._show_question()
                panes.current = "question"
                self.set_focus(self.query_one(AnswerBox))
            case Phase.CONFIDENCE:
                asking = self.query_one(ConfidencePane)
                asking.show(interview)
                asking.settle(self.settling)
                panes.current = "confidence"
                self.set_focus(None)
            case Phase.ASSESSING:
                judging = self.query_one(AssessmentPane)
                judging.show(interview)
                self.ticker.judging_shown()
                panes.current = "assessment"
                self.set_focus(judging)
        self._schedule_tick()
        self.refresh_bindings()

    def _show_question(self) -> None:
        pane = self.query_one(QuestionPane)
        pane.show(self.interview, self.ticker.now(), self.prompter.trouble)

    def _show_changes(self, before: Interview) -> None:
        interview = self.interview
        if _typed_only(before, interview):
            self._save_soon()  # Its message may come when there is nothing new to be seen.
            return
        if interview.phase is Phase.ASSESSING:
            self.query_one(AssessmentPane).update_judgement(interview)
            self.save()
        elif interview.paused != before.paused:
            self._show_question()
            self.set_focus(self.query_one(AnswerBox))
            self.save()
            self.refresh_bindings()
        else:
            self._show_where()
            self.save()
        self._schedule_tick()

    def show_unsaved(self, reason: str) -> None:
        """Let it stand above everything that saving fails, and why; "" when it works again."""
        self.unsaved = reason
        self._show_where()

    def _show_where(self) -> None:
        answer = self.interview.answer
        title = self._titles.get(answer.bank, answer.bank)
        mark = self.recording.mark + self.prompter.mark
        topic = mark + topic_words(self.interview, title)
        warning = f"NOT SAVED: {self.unsaved} · " if self.unsaved else ""
        self.query_one("#where-topic", Static).update(
            Content.assemble((warning, "bold $text-warning"), topic)
        )
        spaced = self.app.size.width >= NARROW
        marks = number_words(self.interview, spaced=spaced)
        self.query_one("#where-number", Static).update(marks)

    def _show_card(self, text: Content, seconds: float = 0) -> None:
        self.query_one(Card).show(text, seconds)
        self.query_one("#panes", ContentSwitcher).current = "card"
        self.set_focus(None)

    def _show_ready(self) -> None:
        wanted = self.interview.session.setup.voice
        trouble = self.prompter.speaker.status.reason if wanted else ""
        hears, recorded = Content(""), False
        if self.interview.session.setup.record:
            self.recording.is_news(self.recording.status)
            hears, recorded = microphone_line(self.recording.status), self.recording.status.works
        key = self.shown_key("go-on")
        self._show_card(ready_words(self.interview, trouble, key, hears, recorded=recorded))

    # Asking

    def _ask(self) -> None:
        self.query_one("#notice", Static).update("")
        if self.interview.breath:
            words = breathe_words(self.interview, self.shown_key("go-on"))
            self._show_card(words, self.interview.breath)
            self._breath = self.set_timer(self.interview.breath, self.ask_aloud)
        else:
            self.ask_aloud()

    def ask_aloud(self) -> None:
        """Show the question and say it; the clock starts when it has been said."""
        if self._breath is not None:
            self._breath.stop()
            self._breath = None
        if not self.interview.being_asked:
            return
        if left := self.ticker.until_still(self.interview):  # No clock runs while keys don't count.
            self._breath = self.set_timer(left, self.ask_aloud)
            return
        if self.prompter.silent:
            self.begin()
            return
        self._show_question()
        self.query_one("#panes", ContentSwitcher).current = "question"
        self.set_focus(None)
        self.prompter.ask(self.interview)
        self.refresh_bindings()

    def begin(self) -> None:
        """Start the think time or the answer, and the clock with it."""
        self.sync()  # Sleep before it is not the question's.
        if self.interview.acts_like in (Phase.ASKING, Phase.THINKING):
            self.advance(self.interview.begin(self.ticker.now()))

    @on(Prompter.Asked)
    def _asked(self, event: Prompter.Asked) -> None:
        event.stop()
        if self.interview.being_asked and not self.breathing:
            self.begin()

    @on(Prompter.Changed)
    def _voice_changed(self, event: Prompter.Changed) -> None:
        event.stop()
        self.prompter.heard(event.status)
        self.recording.recorder.mute(event.status.busy)  # What the voice says is no answer.
        self._show_where()
        self._show_voice(event.status)
        self.refresh_bindings()

    def _show_voice(self, status: SpeakerStatus) -> None:
        """Why nothing is heard, where one looks now."""
        if self.interview.phase is Phase.READY:
            if status.reason:
                self._show_ready()
        elif self.interview.phase is Phase.ASSESSING:
            if self.prompter.trouble and not status.busy:
                self.notify(self.prompter.trouble, severity="warning", markup=False)
        elif status.reason:
            self.query_one(QuestionPane).say(status.reason)

    # Recording

    @on(Recording.Changed)
    def _microphone_changed(self, event: Recording.Changed) -> None:
        event.stop()
        if self.interview.phase is Phase.READY:
            self._show_ready()
            return
        self._show_where()
        asked = self.interview.recorded is not None
        if asked and self.recording.is_news(event.status):
            self.query_one(QuestionPane).say(f"{event.status.reason} {GOES_ON}")

    @on(Recording.Kept)
    def _sound_kept(self, event: Recording.Kept) -> None:
        event.stop()
        self.recording.listen(self, self.interview.session)

    @on(Recording.Heard)
    def _answer_heard(self, event: Recording.Heard) -> None:
        event.stop()
        interview = self.interview
        self.advance(replace(interview, session=delivered(interview.session, event.found)))

    def show_usual(self, usual: Usual | None) -> None:
        """Let what is usual for the candidate stand beside how answers were said."""
        session = replace(self.interview.session, usual=usual)
        self.advance(replace(self.interview, session=session))

    # Keys

    @property
    def typing(self) -> bool:
        """Whether a text field has the focus."""
        return isinstance(self.focused, AnswerBox | Input)

    @property
    def choosing(self) -> bool:
        """Whether the menu of commands is open."""
        return isinstance(self.focused, CommandMenu)

    @property
    def breathing(self) -> bool:
        """Whether the question is still to come."""
        return self._breath is not None

    @property
    def settling(self) -> bool:
        """Whether keys are still swallowed after time-up."""
        return self.ticker.until_still(self.interview) > 0

    @property
    def can_repeat(self) -> bool:
        """Whether a voice would be heard."""
        return self.prompter.can_repeat

    @property
    def can_read_on(self) -> bool:
        """Whether the question is longer than what shows of it."""
        return self.query_one(QuestionPane).can_read_on

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which actions the phase allows."""
        return allowed(self, action)

    def as_shown(self, binding: Binding) -> Binding:
        """A binding in the words of this moment."""
        return as_shown(binding, self.interview)

    @property
    def help_titles(self) -> tuple[str, str]:
        """The phase, and what comes in others."""
        if self.interview.acts_like in ANSWERING:
            return "Answering", "Judging"
        return ("Judging", "Also") if self.interview.phase is Phase.ASSESSING else ("Now", "Later")

    def extra_keys(self) -> tuple[tuple[str, str], ...]:
        """What works in other phases than this one."""
        numbers = [self.shown_key(f"number-{number}") for number in range(1, 6)]
        digits = "1-5" if numbers == list("12345") else " ".join(numbers)
        return (
            (digits, "how sure you are; the first four: your rating"),
            ("a b c …", "tick a key point (space: the one the arrows are on)"),
            (shown_key(self.query_one(AssessmentPane), "wrong"), "I also said something wrong"),
        )

    def on_key(self, event: events.Key) -> None:
        """After time-up, swallow what the hands are still typing; in a pause, keep it."""
        if self.settling:
            self.ticker.key_pressed()
        elif self.interview.paused and self.typing and event.key == "backspace":
            self.query_one(QuestionPane).keep("\b")
        elif self.interview.paused and self.typing and event.character and event.is_printable:
            self.type_on(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted beside a text field is text all the same."""
        event.stop()
        if self.typing and not self.interview.paused:
            return  # The field has taken it.
        if self.interview.acts_like in ANSWERING:
            self.type_on(event.text)
        elif self.interview.phase is Phase.ASSESSING:
            self.query_one(AssessmentPane).add_to_note(event.text)

    def action_go_on(self) -> None:
        """Enter: ready, ask now, out of a pause, or on to the next answer."""
        if self.interview.paused:
            self.action_pause()
        else:
            self.action_done()

    def action_go_on_by_command(self) -> None:
        """The same by a key that no word is typed with."""
        self.action_done()

    def action_done(self) -> None:
        """What is being done is done: on to the next step."""
        self.sync()
        interview, now = self.interview, self.ticker.now()
        match interview.acts_like:
            case Phase.READY:
                self.advance(interview.ask(now))
            case Phase.ASKING if self.breathing:
                self.ask_aloud()
            case Phase.ASKING | Phase.THINKING:
                self.begin()
            case Phase.ANSWERING:
                self.advance(interview.finish(now))
            case Phase.ASSESSING:
                self.query_one(AssessmentPane).action_accept()

    def action_number(self, number: int) -> None:
        """A digit says how sure the candidate is."""
        self.advance(self.interview.declare(number))

    def open_commands(self, selected: str = "") -> None:
        """Open the menu of commands, one of them selected already."""
        words = {"pause": "go on"} if self.interview.paused else {}
        if self.interview.phase is Phase.FOLLOW_UP:
            words["skip"] = "skip this follow-up"
        can = [action for action, _, _ in COMMANDS if self._offered(action)]
        self.query_one(CommandMenu).open(can, words, selected)

    def _offered(self, action: str) -> bool:
        back = action == "take_back" and self.interview.skipped_follow_up is not None
        return back or allowed(self, action)

    def action_take_back(self) -> None:
        """Answer the follow-up that was skipped just before, after all."""
        self.take_up()

    def action_skip(self) -> None:
        """Select leaving the question: another key does it."""
        self.open_commands("skip")

    def do_command(self, action: str) -> None:
        """Do what was selected in the menu, and go back to the answer."""
        self.type_on("")
        match action:
            case "skip":
                self.skip()
            case "take_back":
                self.take_up()
            case "pause":
                self.action_pause()
            case "flag":
                self.action_flag()
            case "hide_clock":
                self.action_hide_clock()
            case "repeat":
                self.action_repeat()

    def skip(self) -> None:
        """Leave the question; its text is kept."""
        self.sync()
        if self.interview.acts_like in ALLOWED["skip"]:
            self.advance(self.interview.skip(self.ticker.now()))

    def type_on(self, text: str) -> None:
        """Back into the answer box, with what was typed for it elsewhere."""
        box = self.query_one(AnswerBox)
        if self.interview.acts_like not in ANSWERING:
            self.set_focus(None)
            return
        self.set_focus(box)
        if text and box.read_only:
            self.query_one(QuestionPane).keep(text)
            self._save_soon()
        elif text:
            box.insert(text, maintain_selection_offset=False)

    def action_pause(self) -> None:
        """Stop the clock, or let it run again."""
        self.sync()
        interview, now = self.interview, self.ticker.now()
        if interview.acts_like not in ANSWERING:
            return
        self.prompter.stop()
        self.advance(interview.resume(now) if interview.paused else interview.pause(now))

    def action_flag(self) -> None:
        """Mark the question as one to look at again."""
        self.advance(self.interview.flag())

    def action_hide_clock(self) -> None:
        """Hide the clock, or show it."""
        pane = self.query_one(QuestionPane)
        pane.clock_hidden = not pane.clock_hidden
        pane.show_time(self.interview, self.ticker.now())

    def action_read_on(self) -> None:
        """The next lines of a long question, behind its last ones the first again."""
        self.query_one(QuestionPane).read_on()

    def action_repeat(self) -> None:
        """Say the question again; once it is revealed, the model answer."""
        if self.interview.phase is Phase.ASSESSING:
            self.query_one(AssessmentPane).be_silent()
            self.prompter.read_model(self.interview.answer)
        elif self.interview.being_asked:
            self.prompter.ask(self.interview)
        else:
            self.prompter.repeat(self.interview)

    def action_step_out(self) -> None:
        """Out of a text field: to the menu of commands, or to the letters that tick."""
        if self.interview.phase is Phase.ASSESSING:
            self.set_focus(self.query_one(AssessmentPane))
        else:
            self.open_commands()

    def action_leave(self) -> None:
        """Ask how to leave; until that stands, a key does nothing else."""
        if self.choosing:
            self.set_focus(None)
        self.post_message(self.LeaveAsked())

    @on(ConfidencePane.Declared)
    def _declared(self, event: ConfidencePane.Declared) -> None:
        event.stop()
        # The second half of a double click must not rate what the first one has revealed.
        if self.interview.phase is Phase.CONFIDENCE and not self.settling:
            self.action_number(event.confidence)


def _typed_only(before: Interview, now: Interview) -> bool:
    """Whether nothing is new but what was typed, which its field shows already."""
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
