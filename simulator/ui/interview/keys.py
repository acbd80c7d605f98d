"""The keys of an interview: which stand on the screen, and in which phase each works."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from textual.binding import Binding, BindingType

from simulator.core.interview import Interview
from simulator.core.states import Phase

KEYS: list[BindingType] = [
    Binding("ctrl+s", "done", "Done", priority=True, id="done"),
    Binding("ctrl+s", "go_on", "Go on", priority=True, show=False, id="go-on"),
    Binding("enter", "go_on", "Go on", id="go-on"),
    Binding("1", "number(1)", "How sure", key_display="1-5", id="number-1"),
    *(Binding(str(n), f"number({n})", show=False, id=f"number-{n}") for n in range(2, 6)),
    Binding("ctrl+r", "repeat", "Repeat", priority=True, id="repeat"),
    Binding("r", "letter('repeat')", "Repeat", show=False, id="repeat"),
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
    Binding("escape", "leave", "Leave", id="leave"),
]

JUDGING_KEYS: list[BindingType] = [
    Binding("enter", "accept", "Go on", id="go-on"),
    Binding("1", "rate(1)", "Rate", key_display="1-4", id="number-1"),
    *(Binding(str(n), f"rate({n})", show=False, id=f"number-{n}") for n in range(2, 5)),
    Binding("n", "note", "Note", id="note"),
    Binding("u", "undo", "Undo", id="undo-rating"),
    Binding("w", "wrong", "Something wrong", show=False, id="wrong"),
]
"""The keys of the judging pane; beside them its letters tick."""

ANSWERING = (Phase.THINKING, Phase.ANSWERING)
ALLOWED = {
    "done": ANSWERING,
    "go_on": (Phase.READY, Phase.ASKING, Phase.ASSESSING),
    "repeat": (Phase.ASKING, *ANSWERING, Phase.ASSESSING),
    "type_on": ANSWERING,
    "pause": ANSWERING,
    "skip": (Phase.ASKING, *ANSWERING),
    "hide_clock": ANSWERING,
    "number": (Phase.CONFIDENCE,),
}
"""The phases in which each action works; an action that is not named works in all."""

WHILE_TYPING = (
    ("skip", "skip"),
    ("pause", "pause"),
    ("flag", "flag"),
    ("hide-clock", "hide the clock"),
)


class Situation(Protocol):
    """What decides which keys work."""

    interview: Interview

    @property
    def typing(self) -> bool:
        """Whether a text field has the focus."""
        ...

    @property
    def settling(self) -> bool:
        """Whether keys are still swallowed after time-up."""
        ...

    @property
    def breathing(self) -> bool:
        """Whether the question is still to come."""
        ...

    @property
    def can_repeat(self) -> bool:
        """Whether a voice would be heard."""
        ...


def allowed(situation: Situation, action: str, parameters: tuple[object, ...]) -> bool:
    """Whether an action works now."""
    interview = situation.interview
    phase = interview.acts_like
    if action in ALLOWED and (phase not in ALLOWED[action] or situation.settling):
        return False
    match action:
        case "letter":
            elsewhere = phase is not Phase.ASSESSING
            return elsewhere and allowed(situation, str(parameters[0]), ())
        case "pause":
            return interview.practice
        case "repeat":
            return situation.can_repeat and not situation.breathing
        case "type_on" | "leave":
            return not situation.typing
        case "step_out":
            return situation.typing
        case "flag":
            return phase is not Phase.READY
    return True


def as_shown(binding: Binding, interview: Interview) -> Binding:
    """A binding as the footer words it: a pause that is on is ended."""
    if binding.id == "pause" and interview.paused:
        return replace(binding, description="Go on")
    return binding
