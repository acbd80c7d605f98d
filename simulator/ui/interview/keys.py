"""The keys of an interview: which stand on the screen, and in which phase each works."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from textual.binding import Binding, BindingType

from simulator.core.interview import Interview
from simulator.core.states import Phase

KEYS: list[BindingType] = [
    Binding("ctrl+s", "done", "Done", priority=True, id="done"),
    Binding("f9", "done", "Done", priority=True, id="done"),
    Binding("ctrl+s", "go_on_by_command", "Go on", priority=True, show=False, id="go-on"),
    Binding("f9", "go_on_by_command", "Go on", priority=True, show=False, id="go-on"),
    Binding("enter", "go_on", "Go on", id="go-on"),
    Binding("1", "number(1)", "How sure", key_display="1-5", id="number-1"),
    *(Binding(str(n), f"number({n})", show=False, id=f"number-{n}") for n in range(2, 6)),
    Binding("ctrl+r", "repeat", "Repeat", priority=True, id="repeat"),
    Binding("escape", "step_out", "Commands", id="step-out"),
    Binding("f2", "skip", "Skip", priority=True, id="skip"),
    Binding("u", "take_back", "Undo skip", id="undo-rating"),
    Binding("f3", "pause", "Pause", priority=True, id="pause"),
    Binding("f5", "flag", "Flag", priority=True, id="flag"),
    Binding("f8", "hide_clock", "Hide clock", priority=True, id="hide-clock"),
    Binding("escape", "leave", "Leave", id="leave"),
]

MENU_KEYS: list[BindingType] = [
    Binding("enter", "act", "Do it", id="do-command"),
    Binding("r", "select('repeat')", "Repeat", show=False, id="repeat"),
    Binding("p", "select('pause')", "Pause", show=False, id="pause"),
    Binding("s", "select('skip')", "Skip", show=False, id="skip"),
    Binding("u", "select('take_back')", "Undo skip", show=False, id="undo-rating"),
    Binding("f", "select('flag')", "Flag", show=False, id="flag"),
    Binding("h", "select('hide_clock')", "Hide clock", show=False, id="hide-clock"),
    Binding("i", "select('type_on')", "Type on", show=False, id="type-on"),
]
"""The keys of the menu of commands: a letter only selects."""

JUDGING_KEYS: list[BindingType] = [
    Binding("enter", "accept", "Go on", id="go-on"),
    Binding("1", "rate(1)", "Rate", key_display="1-4", id="number-1"),
    *(Binding(str(n), f"rate({n})", show=False, id=f"number-{n}") for n in range(2, 5)),
    Binding("n", "note", "Note", id="note"),
    Binding("tab", "turn_page", "Other text", id="turn-page"),
    Binding("u", "undo", "Undo", id="undo-rating"),
    Binding("w", "wrong", "Something wrong", show=False, id="wrong"),
]
"""The keys of the judging pane; beside them its letters tick."""

ANSWERING = (Phase.THINKING, Phase.ANSWERING)
ALLOWED = {
    "done": ANSWERING,
    "go_on": (Phase.READY, Phase.ASKING, *ANSWERING, Phase.ASSESSING),
    "go_on_by_command": (Phase.READY, Phase.ASKING, Phase.ASSESSING),
    "repeat": (Phase.ASKING, *ANSWERING, Phase.ASSESSING),
    "step_out": (Phase.ASKING, *ANSWERING, Phase.ASSESSING),
    "type_on": ANSWERING,
    "pause": ANSWERING,
    "skip": (Phase.ASKING, *ANSWERING),
    "hide_clock": ANSWERING,
    "number": (Phase.CONFIDENCE,),
    "take_back": (Phase.CONFIDENCE,),
}
"""The phases in which each action works; an action that is not named works in all."""


class Situation(Protocol):
    """What decides which keys work."""

    interview: Interview

    @property
    def typing(self) -> bool:
        """Whether a text field has the focus."""
        ...

    @property
    def choosing(self) -> bool:
        """Whether the menu of commands is open."""
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


def allowed(situation: Situation, action: str) -> bool:
    """Whether an action works now."""
    interview = situation.interview
    phase = interview.acts_like
    if action in ALLOWED and (phase not in ALLOWED[action] or situation.settling):
        return False
    if situation.breathing and action in ALLOWED:
        return action == "go_on"  # What was typed for the answer before must not act on this one.
    match action:
        case "go_on":
            return phase not in ANSWERING or (interview.paused and not situation.choosing)
        case "pause":
            return interview.practice
        case "repeat":
            return situation.can_repeat
        case "step_out":
            return situation.typing if phase is Phase.ASSESSING else not situation.choosing
        case "leave":
            return not allowed(situation, "step_out")
        case "take_back":
            return interview.skipped_follow_up is not None
        case "flag":
            return phase is not Phase.READY
    return True


def as_shown(binding: Binding, interview: Interview) -> Binding:
    """A binding as the footer words it: a pause that is on is ended."""
    if binding.id == "pause" and interview.paused:
        return replace(binding, description="Go on")
    return binding
