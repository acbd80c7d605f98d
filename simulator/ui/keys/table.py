"""The default keys of each action in each place; bindings, footer, help and settings use it."""

from __future__ import annotations

from textual.binding import Binding

EVERYWHERE = {"help": "f1,question_mark", "palette": "ctrl+p", "quit": "ctrl+q", "redraw": "ctrl+l"}
BACK = {"back": "escape,q"}
MOVING = {
    "up": "up,k",
    "down": "down,j",
    "page-up": "pageup",
    "page-down": "pagedown",
    "first": "home,g",
    "last": "end,G",
}
LIST = {**MOVING, "open": "enter"}
"""A list with a cursor."""

PAGE = {"up": "k", "down": "j"}
"""A page of text, where Textual handles the arrows."""

HEARD = {"hear": "f6", "hear-back": "comma", "hear-on": "full_stop", "hear-pause": "f7"}
"""Playing a recorded answer."""

CHOICES = {
    "up": "up,k",
    "down": "down,j",
    "less": "left",
    "more": "right,space",
    "open": "enter",
    "test-voice": "t",
}
"""A list whose lines are choices."""


def _digits(name: str, last: int) -> dict[str, str]:
    return {f"{name}-{digit}": str(digit) for digit in range(1, last + 1)}


ON_SCREENS: dict[str, dict[str, str]] = {
    "home": {
        "banks": "b",
        "choose": "enter",
        "down": "down,j",
        "first": "home,pageup",
        "history": "h",
        "last": "end,pagedown",
        "notes": "p",
        **_digits("preset", 4),
        "progress": "g",
        "quit-home": "q",
        "resume": "r",
        "settings": "s",
        "setup": "n",
        "today": "d",
        "up": "up,k",
    },
    "setup": {**BACK, **CHOICES, **_digits("preset", 4), "start-setup": "ctrl+s"},
    "typing": {
        "done": "ctrl+s,f9",
        "flag": "f5",
        "hide-clock": "f8",
        "pause": "f3",
        "read-on": "f4",
        "repeat": "ctrl+r",
        "skip": "f2",
        "step-out": "escape",
    },
    "answering": {
        "do-command": "enter",
        "done": "ctrl+s,f9",
        "flag": "f,f5",
        "hide-clock": "h,f8",
        "leave": "escape",
        "pause": "p,f3",
        "read-on": "f4",
        "repeat": "r,ctrl+r",
        "skip": "s,f2",
        "type-on": "i",
        "undo-rating": "u",
    },
    "confidence": {"flag": "f5", "leave": "escape", **_digits("number", 5), "undo-rating": "u"},
    "judging": {
        **HEARD,
        "flag": "f5",
        "go-on": "enter,ctrl+s,f9",
        "leave": "escape",
        "note": "n",
        **_digits("number", 4),
        "read-on": "f4",
        "repeat": "ctrl+r",
        "turn-page": "tab",
        "undo-rating": "u",
        "wrong": "w",
    },
    "report": {
        **BACK,
        **LIST,
        "again": "r",
        "export-report": "e",
        "filter": "f",
        "judge-answer": "c",
        "practise": "p",
        "rerate-answer": "b",
        "take": "t",
    },
    "answer": {
        **HEARD,
        **BACK,
        **PAGE,
        "judge-answer": "c",
        "next": "right,n",
        "previous": "left,p",
    },
    "history": {
        **BACK,
        **LIST,
        "compare": "c",
        "discard": "d,delete",
        "mark": "m,space",
        "range": "t",
        "rerate-session": "b",
        "search": "slash",
        "sort": "s",
        "trash": "x",
        "undo-discard": "u",
    },
    "compare": {**BACK, **PAGE},
    "progress": {**BACK, **PAGE, "practise": "p"},
    "notes": {**BACK, **PAGE, "practise": "p"},
    "settings": {**BACK, **CHOICES},
    "later": {
        **HEARD,
        **BACK,
        "go-on": "enter",
        "note": "n",
        **_digits("number", 5),
        "read-on": "f4",
        "turn-page": "tab",
        "undo-rating": "u",
        "wrong": "w",
    },
    "rerate": {**BACK, **_digits("number", 4), "proceed": "enter"},
    "banks": {
        **BACK,
        **LIST,
        "delete-bank": "d,delete",
        "edit-file": "e,E,o",
        "export-bank": "x",
        "import": "i",
        "new": "n",
        "rename-bank": "r",
        "search": "slash",
        "start-bank": "s",
        "undo-import": "u",
    },
    "bank": {
        **BACK,
        **LIST,
        "add": "a",
        "answer": "space",
        "delete": "d,delete",
        "duplicate": "y",
        "edit": "e",
        "edit-file": "o,E",
        "export-bank": "x",
        "next": "right",
        "previous": "left",
        "search": "slash",
        "start-bank": "s",
        "undo-change": "u",
    },
    "import": {
        **BACK,
        **MOVING,
        "import-target": "t",
        "left-out": "l",
        "tick-all": "a",
        "tick-item": "space",
        "write-import": "enter",
    },
    "question": {**BACK, "next-field": "tab", "save-question": "ctrl+s"},
}
IN_DIALOGS: dict[str, dict[str, str]] = {
    "dialog": {"close": "escape"},
    "ticking": {"accept": "enter", "close": "escape", "tick-all": "a"},
    "explained": {"close": "escape,q,f1,question_mark,enter"},
    "document": {"close": "escape", "complete-path": "tab"},
}

KEYS = {**{place: EVERYWHERE | keys for place, keys in ON_SCREENS.items()}, **IN_DIALOGS}
"""The keys of each action, by place; comma-separated, the one that is shown first."""


def bind(
    place: str,
    name: str,
    action: str,
    words: str = "",
    *,
    first: bool | None = None,
    show: bool = True,
    priority: bool = False,
    key_display: str | None = None,
) -> Binding:
    """Bind an action in a place to a method of a screen, with its label in the footer.

    `first`: True for only the first of its keys, False for all the others.
    """
    keys = KEYS[place][name].split(",")
    if first is not None:
        keys = keys[:1] if first else keys[1:]
    return Binding(
        ",".join(keys), action, words, show=show, priority=priority, id=name,
        key_display=key_display,
    )  # fmt: skip
