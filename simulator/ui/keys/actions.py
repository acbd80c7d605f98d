"""What a key can be given to: the names that `[keys]` in settings.toml knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.text.suggest import did_you_mean
from simulator.ui.keys.table import KEYS


@dataclass(frozen=True, slots=True)
class Action:
    """What an action does or is about, and its own keys in each place that has it."""

    what: str
    keys: Mapping[str, str]

    @property
    def own(self) -> str:
        """All its keys, those of the first place first, with commas."""
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
"""The places where keys work, and the screen that each is on, for people.

An interview is four: in a text field, at the letters beside it, at the confidence, at the rating.
"""

DIALOGS = {
    "dialog": "dialogs", "ticking": "dialogs", "explained": "dialogs", "document": "dialogs",
}  # fmt: skip
"""The same for what lies above a screen: choices, lists to tick, and the help."""

_TICKED = ("judging", "later", "rerate")
TICK_LETTERS = "abcdefghijklmoprstvxyz"
"""The letters that tick key points: all but n, q, u and w, which are actions there."""


WHAT = {
    "accept": "what is ticked in a dialog",
    "add": "a question to the bank",
    "again": "a new interview like the one of this report",
    "answer": "show or hide the model answer in a bank",
    "back": "from a list or a report to where you came from",
    "banks": "from home to the question banks",
    "choose": "the selected line at home",
    "close": "a dialog, without a choice",
    "compare": "two marked sessions, side by side",
    "complete-path": "the path of a document",
    "delete": "a question from a bank",
    "delete-bank": "a bank: it goes to the trash",
    "discard": "a session: it goes to the trash",
    "do-command": "what is selected in the menu of commands",
    "done": "the answer is given",
    "down": "a line, or a few lines",
    "duplicate": "a question of a bank",
    "edit": "a question of a bank, in a form",
    "edit-file": "a bank, in your editor",
    "export-bank": "in another format",
    "export-report": "the session, in another format",
    "filter": "which questions of a report are listed",
    "first": "line of a list",
    "flag": "mark this question, to look at it again",
    "go-on": "to what comes next in an interview",
    "hear": "your recorded answer, or pause it",
    "hear-back": "five seconds, in a recorded answer",
    "hear-on": "five seconds, in a recorded answer",
    "hear-pause": "to the next pause of a recorded answer",
    "help": "what a screen is for, and its keys",
    "hide-clock": "or show it again",
    "history": "from home to past sessions",
    "import": "questions from other documents",
    "import-target": "the bank that an import goes to",
    "judge-answer": "rate it, or change its rating, after the interview",
    "last": "line of a list",
    "leave": "an interview, by its dialog",
    "left-out": "what an import leaves out",
    "less": "the choice before, in a setup",
    "mark": "a session, to be compared",
    "more": "the next choice, in a setup",
    "new": "bank",
    "next": "answer of a session, or question of a bank",
    "next-field": "of the form for a question",
    "note": "what you will say next time",
    "notes": "from home to what to read before the interview",
    "number-1": "confidence 1, or the rating 1",
    "number-2": "confidence 2, or the rating 2",
    "number-3": "confidence 3, or the rating 3",
    "number-4": "confidence 4, or the rating 4",
    "number-5": "confidence 5",
    "open": "the selected line",
    "page-down": "in a list",
    "page-up": "in a list",
    "palette": "every command by name",
    "pause": "the clock, in practice",
    "practise": "what a report missed, or what is due",
    "preset-1": "a ready-made set of rules",
    "preset-2": "a ready-made set of rules",
    "preset-3": "a ready-made set of rules",
    "preset-4": "a ready-made set of rules",
    "previous": "answer of a session, or question of a bank",
    "proceed": "to the next answer to be judged again",
    "progress": "over all sessions",
    "quit": "the program, from anywhere",
    "quit-home": "the program, from home",
    "range": "the days that a history shows",
    "read-on": "in a question that is longer than what shows of it; while judging, all of it",
    "redraw": "the screen, where something else wrote on it",
    "rename-bank": "its file",
    "repeat": "the question aloud, or its model answer",
    "rerate-answer": "judge it again, without seeing the first judgement",
    "rerate-session": "judge its answers again",
    "resume": "from home, the interview that was left",
    "save-question": "what the form for a question holds",
    "search": "for words in a list",
    "settings": "from home to the settings",
    "setup": "from home to another setup",
    "skip": "the question",
    "sort": "a history by another column",
    "start-bank": "an interview from a bank",
    "start-setup": "an interview as set up",
    "step-out": "of a text field: to the menu of commands, or to the letters that tick",
    "take": "the interview of this report again, in less time",
    "test-voice": "say a sentence",
    "tick-all": "all or none",
    "tick-item": "one question of an import",
    "today": "from home to what is due",
    "trash": "see and empty it",
    "turn-page": "between your answer and the model answer, where one of them shows",
    "type-on": "back into the answer box",
    "undo-change": "the last change of a bank",
    "undo-discard": "bring the session back",
    "undo-import": "the last import into this bank",
    "undo-rating": "clear it, or undo a skip; in the breath before a question, back to the rating;"
    " in the debrief, back to the answer before",
    "up": "a line, or a few lines",
    "write-import": "what is ticked into the bank",
    "wrong": "I also said something wrong",
}
"""What each action does or is about. A name stands for one meaning, wherever it is."""

ACTIONS: dict[str, Action] = {
    name: Action(what, {place: keys[name] for place, keys in KEYS.items() if name in keys})
    for name, what in WHAT.items()
}
"""Each action that a key can be given to."""


def key_warnings(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is doubtful about `[keys]`: the name in it, and a sentence."""
    for name in keys:
        if name not in ACTIONS:
            yield name, f"there is no such action{did_you_mean(name, ACTIONS)}"
    for name in keys:
        if name in ACTIONS:
            yield from ((name, sentence) for sentence in _clashes(name, keys))


def _clashes(name: str, keys: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each key of an action that others have where it is.

    Of two that were both given the key, the later one is told of.
    """
    action, given = ACTIONS[name], list(keys)
    for key in split(keys[name]):
        told: set[str] = set()
        for other, place in ((other, place) for other in ACTIONS for place in action.keys):
            earlier = other not in keys or given.index(other) < given.index(name)
            if other not in {name, *told} and earlier and key in _keys_in(place, other, keys):
                told.add(other)
                where = {**PLACES, **DIALOGS}[place]
                yield f"{key} is the key of '{other}' as well, in: {where}"
        if key in TICK_LETTERS and any(key in _keys_in(p, name, keys) for p in _TICKED):
            yield f"{key} ticks a key point there"


def _keys_in(place: str, name: str, keys: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that do something in a place; letters may be commands in one and not in another."""
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
    """The keys of a list with commas, each by its name."""
    return tuple(_NAMES.get(key.strip(), key.strip()) for key in keys.split(",") if key.strip())


_NAMES = {"?": "question_mark", "/": "slash", " ": "space", ".": "full_stop"}


def table() -> str:
    """The actions as a table in Markdown."""
    lines = ["| action | keys | where | what it does or is about |", "|---|---|---|---|"]
    for name, action in ACTIONS.items():
        keys = " ".join(f"`{key}`" for key in action.own.split(","))
        lines.append(f"| `{name}` | {keys} | {_where(action)} | {action.what} |")
    return "\n".join(lines)


def _where(action: Action) -> str:
    if all(place in action.keys for place in PLACES):
        return "everywhere"
    return ", ".join(dict.fromkeys({**PLACES, **DIALOGS}[place] for place in action.keys))
