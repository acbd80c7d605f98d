"""The keys of an interview, and the phases in which each works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.binding import Binding, BindingsMap, BindingType

from simulator.core.interview import Interview
from simulator.core.states import Phase
from simulator.ui.keys.keymap import types_character
from simulator.ui.keys.table import bind
from simulator.ui.widgets.heard import HEAR_KEYS

KEYS: list[BindingType] = [
    bind("typing", "done", "done", "Done", priority=True),
    bind("judging", "go-on", "go_on_by_command", "Go on", priority=True, show=False, first=False),
    bind("judging", "go-on", "go_on", "Go on", first=True),
    bind("confidence", "number-1", "number(1)", "How sure", key_display="1-5"),
    *(bind("confidence", f"number-{n}", f"number({n})", show=False) for n in range(2, 6)),
    bind("typing", "repeat", "repeat", "Repeat", priority=True),
    bind("typing", "step-out", "step_out", "Commands"),
    bind("typing", "read-on", "read_on", "Read on", priority=True),
    bind("typing", "skip", "skip", "Skip", priority=True),
    bind("confidence", "undo-rating", "take_back", "Undo skip"),
    bind("typing", "pause", "pause", "Pause", priority=True),
    bind("typing", "flag", "flag", "Flag", priority=True),
    bind("typing", "hide-clock", "hide_clock", "Hide clock", priority=True),
    bind("judging", "leave", "leave", "Leave"),
]

MENU_KEYS: list[BindingType] = [
    bind("answering", "do-command", "act", "Do it"),
    bind("answering", "repeat", "select('repeat')", "Repeat", show=False, first=True),
    bind("answering", "pause", "select('pause')", "Pause", show=False, first=True),
    bind("answering", "skip", "select('skip')", "Skip", show=False, first=True),
    bind("answering", "undo-rating", "select('take_back')", "Undo skip", show=False),
    bind("answering", "flag", "select('flag')", "Flag", show=False, first=True),
    bind("answering", "hide-clock", "select('hide_clock')", "Hide clock", show=False, first=True),
    bind("answering", "type-on", "select('type_on')", "Type on", show=False),
]
"""The keys of the menu of commands; a letter only selects."""

COMMANDS = (
    ("repeat", "repeat", "repeat"),
    ("pause", "pause", "pause"),
    ("skip", "skip", "skip this question"),
    ("take_back", "undo-rating", "undo the skip"),
    ("flag", "flag", "flag"),
    ("hide_clock", "hide-clock", "hide clock"),
    ("type_on", "type-on", "type on"),
)
"""Each command of the menu: its action, its name in `[keys]`, and its words."""

JUDGING_KEYS: list[BindingType] = [
    bind("judging", "go-on", "accept", "Go on", first=True),
    bind("judging", "number-1", "rate(1)", "Rate", key_display="1-4"),
    *(bind("judging", f"number-{n}", f"rate({n})", show=False) for n in range(2, 5)),
    bind("judging", "note", "note", "Note"),
    bind("judging", "turn-page", "turn_page", "Other text"),
    bind("judging", "read-on", "turn_to_question", "The whole question", show=False),
    bind("judging", "undo-rating", "undo", "Undo"),
    bind("judging", "wrong", "wrong", "I also said something wrong", show=False),
    *HEAR_KEYS,
]
"""The keys of the judging pane, apart from the letters that tick."""

ANSWERING = (Phase.THINKING, Phase.ANSWERING)
ALLOWED = {
    "done": ANSWERING,
    "go_on": (Phase.READY, Phase.ASKING, *ANSWERING, Phase.ASSESSING),
    "go_on_by_command": (Phase.READY, Phase.ASKING, Phase.ASSESSING),
    "repeat": (Phase.ASKING, *ANSWERING, Phase.ASSESSING),
    "step_out": (Phase.ASKING, *ANSWERING, Phase.ASSESSING),
    "read_on": (Phase.ASKING, *ANSWERING),
    "type_on": ANSWERING,
    "pause": ANSWERING,
    "skip": (Phase.ASKING, *ANSWERING),
    "hide_clock": ANSWERING,
    "number": (Phase.CONFIDENCE,),
    "take_back": (Phase.CONFIDENCE, Phase.ASKING),
}
"""The phases in which each action works; actions not listed work in all."""


def as_shown(binding: Binding, interview: Interview) -> Binding:
    """Return a binding with its current words; during a pause, for example, its key goes on."""
    if binding.id == "pause" and interview.paused:
        return replace(binding, description="Go on")
    if binding.action == "take_back" and interview.judged_before is not None:
        return replace(binding, description="Change rating")
    if binding.id == "step-out" and interview.phase is Phase.ASSESSING:
        return replace(binding, show=False)  # The footer names Enter, which does the same.
    return binding


def without_letters(bindings: BindingsMap) -> BindingsMap:
    """Remove the letters that the settings give to the screen's commands.

    Letters work only in the menu, except that at the confidence, where there is no menu, a letter
    undoes a skip.
    """
    commands = {name for action, name, _ in COMMANDS if action != "take_back"}
    for key, held in list(bindings.key_to_bindings.items()):
        if types_character(key):
            bindings.key_to_bindings[key] = [b for b in held if b.id not in commands]
    return bindings


TICKING = ("a b c …", "Tick a key point (space: the one the arrows are on)")
"""The keys that tick, which are not bindings."""


def other_keys(numbers: Sequence[str], wrong: str) -> tuple[tuple[str, str], ...]:
    """Return the keys of the phases after answering, given those for the numbers and `wrong`."""
    digits = "1-5" if list(numbers) == list("12345") else " ".join(numbers)
    return (
        (digits, "How sure you are; the first four: your rating"),
        TICKING,
        (wrong, "I also said something wrong"),
    )
