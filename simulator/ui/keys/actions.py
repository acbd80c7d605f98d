"""The actions that keys can be bound to, by their names in `[keys]` of settings.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textual.keys import REPLACED_KEYS, Keys, key_to_character

from simulator.text.suggest import did_you_mean
from simulator.ui.keys.table import KEYS


@dataclass(frozen=True, slots=True)
class Action:
    """What an action does, and its default keys in each place that has it."""

    what: str
    keys: Mapping[str, str]

    @property
    def own(self) -> str:
        """All its default keys, comma-separated, those of the first place first."""
        return ",".join(dict.fromkeys(",".join(self.keys.values()).split(",")))


PLACES = {
    "home": "home",
    "setup": "setup",
    "typing": "interview",
    "answering": "interview",
    "confidence": "interview",
    "judging": "interview",
    "report": "report",
    "answer": "one answer",
    "history": "history",
    "compare": "two sessions",
    "progress": "progress",
    "notes": "notes",
    "settings": "settings",
    "later": "rating later",
    "rerate": "judging again",
    "banks": "banks",
    "bank": "one bank",
    "import": "import",
    "question": "form for a question",
}
"""The places where keys work, and the name of their screen, for people.

An interview has four: in the text field, outside it, at the confidence, and at the rating.
"""

DIALOGS = {
    "dialog": "dialogs", "ticking": "dialogs", "explained": "dialogs", "document": "dialogs",
}  # fmt: skip
"""The same for what opens on top of a screen: choices, lists to tick, the help."""

_TICKED = ("judging", "later", "rerate")
TICK_LETTERS = "abcdefghijklmoprstvxyz"
"""The letters that tick key points: all except n, q, u and w, which are actions there."""


WHAT = {
    "accept": "accept what is ticked in a dialog",
    "add": "add a question to the bank",
    "again": "start a new interview like the one of this report",
    "answer": "show or hide the model answer in a bank",
    "back": "go back to where you came from",
    "banks": "open the question banks",
    "choose": "choose the selected line at home",
    "close": "close a dialog without a choice",
    "compare": "compare the two marked sessions side by side",
    "complete-path": "complete the path of a document",
    "delete": "delete a question from a bank",
    "delete-bank": "move a bank to the trash",
    "discard": "move a session to the trash",
    "do-command": "run the command selected in the menu",
    "done": "finish the answer",
    "down": "go down a line, or a few lines",
    "duplicate": "copy a question of a bank",
    "edit": "edit a question of a bank in a form",
    "edit-file": "open a bank in your editor",
    "export-bank": "export a bank in another format",
    "export-report": "export the session in another format",
    "filter": "choose which questions of a report are listed",
    "first": "go to the first line",
    "flag": "mark this question, to look at it again",
    "go-on": "go on to what comes next in an interview",
    "hear": "play or pause your recorded answer",
    "hear-back": "go back five seconds in a recorded answer",
    "hear-on": "go forward five seconds in a recorded answer",
    "hear-pause": "go to the next pause in a recorded answer",
    "help": "explain the screen and its keys",
    "hide-clock": "hide the clock, or show it again",
    "history": "list past sessions",
    "import": "import questions from other documents",
    "import-target": "choose the bank that an import goes to",
    "judge-answer": "rate an answer after the interview, or change its rating",
    "last": "go to the last line",
    "leave": "leave an interview; a dialog asks how, once it has begun",
    "left-out": "show what an import leaves out",
    "less": "select the previous choice, in a setup",
    "mark": "mark a session, to compare it",
    "more": "select the next choice, in a setup",
    "new": "make a new bank",
    "next": "go to the next answer of a session, or question of a bank",
    "next-field": "go to the next field of the form for a question",
    "note": "note what you will say next time",
    "notes": "open what to read before the interview",
    "number-1": "choose confidence 1, or rate 1",
    "number-2": "choose confidence 2, or rate 2",
    "number-3": "choose confidence 3, or rate 3",
    "number-4": "choose confidence 4, or rate 4",
    "number-5": "choose confidence 5",
    "open": "open the selected line",
    "page-down": "go down a page of a list",
    "page-up": "go up a page of a list",
    "palette": "find any command by name",
    "pause": "stop the clock, or let it run again; in practice",
    "practise": "practise what a report missed, or what is due",
    "preset-1": "use the first preset",
    "preset-2": "use the second preset",
    "preset-3": "use the third preset",
    "preset-4": "use the fourth preset",
    "previous": "go to the previous answer of a session, or question of a bank",
    "proceed": "go to the next answer to be judged again",
    "progress": "show the progress over all sessions",
    "quit": "quit the program, from anywhere",
    "quit-home": "quit the program, from home",
    "range": "choose the days that a history shows",
    "read-on": "read on in a long question; while judging, show all of it",
    "redraw": "redraw the screen, if something else has written on it",
    "rename-bank": "rename the file of a bank",
    "repeat": "say the question again, or its model answer",
    "rerate-answer": "judge an answer again, without seeing the first judgement",
    "rerate-session": "judge the answers of a session again",
    "resume": "resume the interview that was left",
    "save-question": "save what the form for a question holds",
    "search": "search a list for words",
    "settings": "open the settings",
    "setup": "choose another setup",
    "skip": "skip the question",
    "sort": "sort a history by another column",
    "start-bank": "start an interview from a bank",
    "start-setup": "start the interview as set up",
    "step-out": "open the menu of commands; while judging, leave the note",
    "take": "repeat the interview of this report in less time",
    "test-voice": "let the voice say a sentence",
    "tick-all": "tick all or none",
    "tick-item": "tick one question of an import",
    "today": "show what is due",
    "trash": "see and empty the trash",
    "turn-page": "switch between your answer and the model answer, where only one is shown",
    "type-on": "go back to the answer box",
    "undo-change": "undo the last change of a bank",
    "undo-discard": "bring the discarded session back",
    "undo-import": "undo the last import into this bank",
    "undo-rating": "clear the rating, or undo a skip; in the breath before a question, change the "
    "rating; in the debrief, go back to the previous answer",
    "up": "go up a line, or a few lines",
    "write-import": "write what is ticked into the bank",
    "wrong": "mark that you also said something wrong",
}
"""What each action does. A name has one meaning everywhere."""

ACTIONS: dict[str, Action] = {
    name: Action(what, {place: keys[name] for place, keys in KEYS.items() if name in keys})
    for name, what in WHAT.items()
}
"""Every action that a key can be bound to."""


def key_warnings(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a warning for each doubtful line of `[keys]`: the action's name and a sentence."""
    for name in keys:
        if name not in ACTIONS:
            yield name, f"there is no such action{did_you_mean(name, ACTIONS)}"
    for name in keys:
        if name in ACTIONS:
            yield from ((name, sentence) for sentence in _no_keys(keys[name]))
            yield from ((name, sentence) for sentence in _clashes(name, keys))


def _no_keys(keys: str) -> Iterator[str]:
    """Yield a sentence for each key that no keyboard has."""
    for key in split(keys):
        *modifiers, plain = key.split("+") if len(key) > 1 else [key]
        known = {each.value for each in Keys} | REPLACED_KEYS.keys()
        there = len(plain) == 1 or plain in known or key_to_character(plain) is not None
        if not there or not _MODIFIERS.issuperset(modifiers):
            yield f"there is no key '{key}'{did_you_mean(key, sorted(known))}"


_MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})


def _clashes(name: str, keys: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each key of an action that another action has in the same place.

    Where the settings give both of them the key, only the later one is reported.
    """
    action, given = ACTIONS[name], list(keys)
    for key in split(keys[name]):
        told: set[str] = set()
        for other, place in ((other, place) for other in ACTIONS for place in action.keys):
            earlier = other not in keys or given.index(other) < given.index(name)
            if other not in {name, *told} and earlier and key in _keys_in(place, other, keys):
                told.add(other)
                where = {**PLACES, **DIALOGS}[place]
                yield f"{key} is also the key of '{other}', in: {where}"
        if key in TICK_LETTERS and any(key in _keys_in(p, name, keys) for p in _TICKED):
            yield f"{key} ticks a key point there"


def _keys_in(place: str, name: str, keys: Mapping[str, str]) -> tuple[str, ...]:
    """Return an action's keys in a place; letters may be commands in one place but not another."""
    action = ACTIONS[name]
    if place not in action.keys:
        return ()
    found = split(keys.get(name, action.keys[place]))
    if _letters(action.own) and not _letters(action.keys[place]):
        return tuple(key for key in found if len(key) > 1)
    return found


def _letters(keys: str) -> bool:
    return any(len(key) == 1 for key in split(keys))


def split(keys: str) -> tuple[str, ...]:
    """Split a comma-separated list of keys, and give each its Textual name."""
    return tuple(_NAMES.get(key.strip(), key.strip()) for key in keys.split(",") if key.strip())


_NAMES = {"?": "question_mark", "/": "slash", " ": "space", ".": "full_stop"}


def table() -> str:
    """Return the actions as a Markdown table."""
    lines = ["| action | keys | where | what it does |", "|---|---|---|---|"]
    for name, action in ACTIONS.items():
        keys = " ".join(f"`{key}`" for key in action.own.split(","))
        lines.append(f"| `{name}` | {keys} | {_where(action)} | {action.what} |")
    return "\n".join(lines)


def _where(action: Action) -> str:
    if all(place in action.keys for place in PLACES):
        return "everywhere"
    return ", ".join(dict.fromkeys({**PLACES, **DIALOGS}[place] for place in action.keys))
