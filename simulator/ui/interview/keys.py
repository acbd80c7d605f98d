"""The keys of an interview: which work in which phase, and what each does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from simulator.core.interview import Interview
from simulator.core.states import Phase, Rating
from simulator.ui.interview.assessment_pane import AssessmentPane
from simulator.ui.interview.confidence_pane import ConfidencePane
from simulator.ui.interview.judging_keys import JudgingKeys
from simulator.ui.interview.question_pane import AnswerBox, QuestionPane

if TYPE_CHECKING:
    from simulator.system.clock import Clock
    from simulator.ui.interview.prompter import Prompter

KEYS: list[BindingType] = [
    Binding("ctrl+s", "done", "Done", priority=True, id="done"),
    Binding("ctrl+s", "go_on", "Go on", priority=True, show=False, id="go-on"),
    Binding("enter", "go_on", "Go on", id="go-on"),
    Binding("1", "number(1)", "How sure", key_display="1-5", id="number-1"),
    *(Binding(str(n), f"number({n})", show=False, id=f"number-{n}") for n in range(2, 6)),
    Binding("ctrl+r", "repeat", "Repeat", priority=True, id="repeat"),
    Binding("r", "letter('repeat')", "Repeat", show=False, id="repeat"),
    Binding("n", "note", "Note", id="note"),
    Binding("u", "undo", "Undo", id="undo-rating"),
    Binding("i", "type_on", "Type on", id="type-on"),
    Binding("escape", "step_out", "Commands", id="step-out"),
    Binding("p", "letter('pause')", "Pause", id="pause"),
    Binding("s", "letter('skip')", "Skip", id="skip"),
    Binding("f", "letter('flag')", "Flag", id="flag"),
    Binding("h", "letter('hide_clock')", "Hide clock", id="hide-clock"),
    Binding("f3", "pause", "Pause", priority=True, show=False, id="pause"),
    Binding("f2", "skip", "Skip", priority=True, show=False, id="skip"),
    Binding("f5", "flag", "Flag", priority=True, show=False, id="flag"),
    Binding("f8", "hide_clock", "Hide clock", priority=True, show=False, id="hide-clock"),
    Binding("w", "wrong", "Something wrong", show=False, id="wrong"),
    Binding("escape", "leave", "Leave", id="leave"),
]

ANSWERING = (Phase.THINKING, Phase.ANSWERING)
ALLOWED = {
    "done": ANSWERING,
    "go_on": (Phase.READY, Phase.ASKING, Phase.ASSESSING),
    "repeat": (Phase.ASKING, *ANSWERING, Phase.ASSESSING),
    "type_on": ANSWERING,
    "pause": ANSWERING,
    "skip": (Phase.ASKING, *ANSWERING),
    "hide_clock": ANSWERING,
    "wrong": (Phase.ASSESSING,),
    "note": (Phase.ASSESSING,),
    "undo": (Phase.ASSESSING,),
    "number": (Phase.CONFIDENCE, Phase.ASSESSING),
}
"""The phases in which each action works; an action that is not named works in all."""


class InterviewKeys(JudgingKeys):
    """What a key, a click or a palette entry does to the interview."""

    HELP_TEXT = (
        "Answer aloud or in writing; then say how sure you are, see the model answer, tick what "
        "you really said, and rate it as an interviewer would. Everything is saved as you go."
    )
    WHILE_TYPING = (
        ("skip", "skip"),
        ("pause", "pause"),
        ("flag", "flag"),
        ("hide-clock", "hide the clock"),
    )

    @dataclass
    class LeaveAsked(Message):
        """The candidate wants to leave; the app asks how."""

    interview: Interview
    clock: Clock
    prompter: Prompter

    if TYPE_CHECKING:

        def advance(self, interview: Interview) -> None: ...
        def sync(self) -> None: ...
        def begin(self) -> None: ...
        def ask_aloud(self) -> None: ...

        @property
        def breathing(self) -> bool: ...
        @property
        def settling(self) -> bool: ...

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which actions the phase allows."""
        phase, interview = self.interview.phase, self.interview
        if action in ALLOWED and (phase not in ALLOWED[action] or self.settling):
            return False
        typing = isinstance(self.focused, AnswerBox | Input)
        match action:
            case "letter":
                elsewhere = phase is not Phase.ASSESSING
                return elsewhere and self.check_action(str(parameters[0]), ())
            case "pause":
                return interview.practice
            case "repeat":
                return self.prompter.can_repeat and not self.breathing
            case "type_on" | "leave":
                return not typing
            case "step_out":
                return typing
            case "number":
                return phase is Phase.CONFIDENCE or (parameters != (5,) and not interview.read_only)
            case "flag":
                return phase is not Phase.READY
            case "wrong" | "note":
                return not interview.read_only
            case "undo":
                return interview.in_debrief or interview.answer.rating is not None
        return True

    def as_shown(self, binding: Binding) -> Binding:
        """The numbers rate where they don't say how sure; a pause that is on is ended."""
        interview = self.interview
        if binding.action == "number(1)" and interview.phase is Phase.ASSESSING:
            numbers = "1-4" if binding.key_display == "1-5" else binding.key_display
            return replace(binding, description="Rate", key_display=numbers)
        if binding.id == "pause" and interview.paused:
            return replace(binding, description="Go on")
        return binding

    def extra_keys(self) -> tuple[tuple[str, str], ...]:
        """What works in other phases than this one."""
        numbers = [self.shown_key(f"number-{number}") for number in range(1, 6)]
        digits = "1-5" if numbers == list("12345") else " ".join(numbers)
        typed = {self.shown_key(name, typing=True): words for name, words in self.WHILE_TYPING}
        typed.pop("", None)
        return (
            (digits, "how sure you are; the first four: your rating"),
            ("a b c …", "tick a key point (space: the one the arrows are on)"),
            (self.shown_key("wrong"), "I also said something wrong"),
            (" ".join(typed), f"{', '.join(typed.values())}, also while typing"),
        )

    async def action_letter(self, action: str) -> None:
        """A letter that stands for a command outside of the judging, where letters tick."""
        await self.run_action(action)

    def action_go_on(self) -> None:
        """Enter: ready, ask now, or on to the next answer."""
        self.action_done()

    def action_done(self) -> None:
        """What is being done is done: on to the next step."""
        self.sync()
        interview, now = self.interview, self.clock.now()
        match interview.phase:
            case Phase.READY:
                self.advance(interview.ask(now))
            case Phase.ASKING if self.breathing:
                self.ask_aloud()
            case Phase.ASKING | Phase.THINKING:
                self.begin()
            case Phase.ANSWERING:
                self.advance(interview.finish(now))
            case Phase.ASSESSING:
                self._accept()

    def _accept(self) -> None:
        self._take_note()
        interview = self.interview
        answer = interview.answer
        if not interview.read_only and answer.rating is None:
            if answer.accepted is None:
                self.query_one(AssessmentPane).ask_for_rating()
                return
            interview = interview.assess(answer.accepted)
        self.advance(interview.proceed())

    def action_number(self, number: int) -> None:
        """A digit: confidence, or the rating."""
        if self.interview.phase is Phase.CONFIDENCE:
            self.advance(self.interview.declare(number))
        elif self.judging:
            self.advance(self.interview.assess(Rating(number)))

    def action_skip(self) -> None:
        """Leave the question; its text is kept."""
        self.sync()
        if self.interview.phase in ALLOWED["skip"]:
            self.advance(self.interview.skip(self.clock.now()))

    def action_pause(self) -> None:
        """Stop the clock, or let it run again."""
        self.sync()
        interview, now = self.interview, self.clock.now()
        if interview.phase not in ANSWERING:
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
        pane.show_time(self.interview, self.clock.now())

    def action_repeat(self) -> None:
        """Say the question again; once it is revealed, the model answer."""
        if self.interview.phase is Phase.ASSESSING:
            self.prompter.read_model(self.interview.answer)
        elif self.interview.phase is Phase.ASKING:
            self.prompter.ask(self.interview.answer)
        else:
            self.prompter.repeat(self.interview.answer)

    def action_type_on(self) -> None:
        """Back into the answer box."""
        self.set_focus(self.query_one(AnswerBox))

    def action_step_out(self) -> None:
        """Out of a text field, where letters are commands."""
        if isinstance(self.focused, AnswerBox):
            self.set_focus(None)
        else:
            self.set_focus(self.query_one(AssessmentPane))

    def action_leave(self) -> None:
        """Ask how to leave."""
        self.post_message(self.LeaveAsked())

    @on(ConfidencePane.Declared)
    def _declared(self, event: ConfidencePane.Declared) -> None:
        event.stop()
        # The second half of a double click must not rate what the first one has revealed.
        if self.interview.phase is Phase.CONFIDENCE and not self.settling:
            self.action_number(event.confidence)
