"""What a key can be given to: the names that `[keys]` in settings.toml knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.text.suggest import did_you_mean


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

_LISTS = ("report", "history", "banks", "bank", "import")
_PAGES = ("answer", "compare", "progress", "notes")
_SETUPS = ("setup", "settings")
_INTERVIEW = ("typing", "answering", "confidence", "judging")

_TICKED = ("judging", "later", "rerate")
TICK_LETTERS = "abcdefghijklmoprstvxyz"
"""The letters that tick key points: all but n, q, u and w, which are actions there."""


def _in(places: tuple[str, ...], keys: str) -> dict[str, str]:
    return dict.fromkeys(places, keys)


def _action(what: str, *shared: dict[str, str], **own: str) -> Action:
    keys: dict[str, str] = {}
    for each in (*shared, own):
        keys |= each
    return Action(what, keys)


_BACK = tuple(place for place in PLACES if place not in ("home", *_INTERVIEW))
_COMMANDS = ("typing", "answering")

ACTIONS: dict[str, Action] = {
    "accept": _action("what is ticked in a dialog", ticking="enter"),
    "add": _action("a question to the bank", bank="a"),
    "again": _action("a new interview like the one of this report", report="r"),
    "answer": _action("show or hide the model answer in a bank", bank="space"),
    "back": _action("from a list or a report to where you came from", _in(_BACK, "escape,q")),
    "banks": _action("from home to the question banks", home="b"),
    "choose": _action("the selected line at home", home="enter"),
    "close": _action(
        "a dialog, without a choice",
        _in(("dialog", "ticking", "document"), "escape"),
        explained="escape,q,f1,question_mark,enter",
    ),
    "compare": _action("two marked sessions, side by side", history="c"),
    "complete-path": _action("the path of a document", document="tab"),
    "delete": _action("a question from a bank", bank="d,delete"),
    "delete-bank": _action("a bank: it goes to the trash", banks="d,delete"),
    "discard": _action("a session: it goes to the trash", history="d,delete"),
    "do-command": _action("what is selected in the menu of commands", answering="enter"),
    "done": _action("the answer is given", _in(_COMMANDS, "ctrl+s,f9")),
    "down": _action(
        "a line, or a few lines",
        _in(_LISTS, "down,j"),
        _in(_PAGES, "j"),
        _in(_SETUPS, "down,j"),
        home="down,j",
        dialog="j",
    ),
    "duplicate": _action("a question of a bank", bank="y"),
    "edit": _action("a question of a bank, in a form", bank="e"),
    "edit-file": _action("a bank, in your editor", banks="e,E,o", bank="o,E"),
    "export-bank": _action("in another format", _in(("banks", "bank"), "x")),
    "export-report": _action("the session, in another format", report="e"),
    "filter": _action("which questions of a report are listed", report="f"),
    "first": _action("line of a list", _in(_LISTS, "home,g"), home="home,pageup"),
    "flag": _action(
        "mark this question, to look at it again",
        answering="f,f5",
        **_in(("typing", "confidence", "judging"), "f5"),
    ),
    "go-on": _action(
        "to what comes next in an interview", judging="enter,ctrl+s,f9", later="enter"
    ),
    "help": _action("what a screen is for, and its keys", _in(tuple(PLACES), "f1,question_mark")),
    "hide-clock": _action("or show it again", typing="f8", answering="h,f8"),
    "history": _action("from home to past sessions", home="h"),
    "import": _action("questions from other documents", banks="i"),
    "import-target": _action("the bank that an import goes to", **{"import": "t"}),
    "judge-answer": _action("rate it, or change its rating, after the interview", report="c"),
    "last": _action("line of a list", _in(_LISTS, "end,G"), home="end,pagedown"),
    "leave": _action(
        "an interview, by its dialog", _in(("answering", "confidence", "judging"), "escape")
    ),
    "left-out": _action("what an import leaves out", **{"import": "l"}),
    "less": _action("the choice before, in a setup", _in(_SETUPS, "left")),
    "mark": _action("a session, to be compared", history="m,space"),
    "more": _action("the next choice, in a setup", _in(_SETUPS, "right,space")),
    "new": _action("bank", banks="n"),
    "next": _action("answer of a session, or question of a bank", answer="right,n", bank="right"),
    "next-field": _action("of the form for a question", question="tab"),
    "note": _action("what you will say next time", judging="n", later="n"),
    "notes": _action("from home to what to read before the interview", home="p"),
    **{
        f"number-{number}": _action(
            f"confidence {number}" + (f", or the rating {number}" if number < 5 else ""),
            _in(
                ("confidence", "judging", "later", "rerate")
                if number < 5
                else ("confidence", "later"),
                str(number),
            ),
        )
        for number in range(1, 6)
    },
    "open": _action("the selected line", _in(_LISTS[:-1], "enter"), _in(_SETUPS, "enter")),
    "page-down": _action("in a list", _in(_LISTS, "pagedown")),
    "page-up": _action("in a list", _in(_LISTS, "pageup")),
    "palette": _action("every command by name", _in(tuple(PLACES), "ctrl+p")),
    "pause": _action("the clock, in practice", typing="f3", answering="p,f3"),
    "practise": _action(
        "what a report missed, or what is due", report="p", progress="p", notes="p"
    ),
    **{
        f"preset-{number}": _action(
            "a ready-made set of rules", _in(("home", "setup"), str(number))
        )
        for number in range(1, 5)
    },
    "previous": _action("answer of a session, or question of a bank", answer="left,p", bank="left"),
    "proceed": _action("to the next answer to be judged again", rerate="enter"),
    "progress": _action("over all sessions", home="g"),
    "quit": _action("the program, from anywhere", _in(tuple(PLACES), "ctrl+q")),
    "quit-home": _action("the program, from home", home="q"),
    "range": _action("of days that a history shows", history="t"),
    "redraw": _action("the screen, where something else wrote on it", _in(tuple(PLACES), "ctrl+l")),
    "rename-bank": _action("its file", banks="r"),
    "repeat": _action(
        "the question aloud, or its model answer",
        typing="ctrl+r",
        answering="r,ctrl+r",
        judging="ctrl+r",
    ),
    "rerate-answer": _action("judge it again, without seeing the first judgement", report="b"),
    "rerate-session": _action("judge its answers again", history="b"),
    "resume": _action("from home, the interview that was left", home="r"),
    "save-question": _action("what the form for a question holds", question="ctrl+s"),
    "search": _action("for words in a list", _in(("history", "banks", "bank"), "slash")),
    "settings": _action("from home to what holds for every interview", home="s"),
    "setup": _action("from home to another setup", home="n"),
    "skip": _action("the question", typing="f2", answering="s,f2"),
    "sort": _action("a history by another column", history="s"),
    "start-bank": _action("an interview from a bank", _in(("banks", "bank"), "s")),
    "start-setup": _action("an interview by the setup", setup="ctrl+s"),
    "step-out": _action(
        "of a text field: to the menu of commands, or to the letters that tick", typing="escape"
    ),
    "take": _action("the interview of this report again, in less time", report="t"),
    "test-voice": _action("say a sentence", _in(_SETUPS, "t")),
    "tick-all": _action("all or none", ticking="a", **{"import": "a"}),
    "tick-item": _action("one question of an import", **{"import": "space"}),
    "today": _action("from home to what is due", home="d"),
    "trash": _action("see and empty it", history="x"),
    "turn-page": _action(
        "between your answer and the model answer, where one of them shows",
        judging="tab",
        later="tab",
    ),
    "type-on": _action("back into the answer box", answering="i"),
    "undo-change": _action("the last change of a bank", bank="u"),
    "undo-discard": _action("bring the session back", history="u"),
    "undo-import": _action("the last import into this bank", banks="u"),
    "undo-rating": _action(
        "clear it, or take a skip back; in the debrief also back to the answer before",
        answering="u",
        confidence="u",
        judging="u",
        later="u",
    ),
    "up": _action(
        "a line, or a few lines",
        _in(_LISTS, "up,k"),
        _in(_PAGES, "k"),
        _in(_SETUPS, "up,k"),
        home="up,k",
        dialog="k",
    ),
    "write-import": _action("what is ticked into the bank", **{"import": "enter"}),
    "wrong": _action("I also said something wrong", judging="w", later="w"),
}
"""Each action that a key can be given to. A name stands for one meaning, wherever it is."""


def doubts(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
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
