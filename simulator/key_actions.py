"""What a key can be given to: the names that `[keys]` in settings.toml knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

ACTIONS = {
    "add": "a question to the bank",
    "again": "an interview like the one of this report",
    "answer": "show or hide the model answer in a bank",
    "back": "from a list or a report to where you came from",
    "banks": "from home to the question banks",
    "choose": "the selected line at home",
    "close": "a dialog, without a choice",
    "compare": "two marked sessions, side by side",
    "delete": "a question from a bank",
    "discard": "a session: it goes to the trash",
    "done": "the answer is given",
    "duplicate": "a question of a bank",
    "edit": "a question of a bank, in a form",
    "edit-file": "a bank, in your editor",
    "export": "a bank, or the session of a report",
    "filter": "a history, or the questions of a report",
    "flag": "look at this question again",
    "go_on": "to what comes next in an interview",
    "help": "what a screen is for, and its keys",
    "hide_clock": "and show it again",
    "history": "from home to past sessions",
    "import": "questions from other documents",
    "import-target": "the bank that an import goes to",
    "leave": "an interview, by its dialog",
    "left-out": "what an import leaves out",
    "mark": "a session, to be compared",
    "new": "bank",
    "next": "answer of a session",
    "next-field": "of the form for a question",
    "open": "the selected line of a list",
    "pause": "the clock, in practice",
    "practise": "what a report or the progress finds due",
    "previous": "answer of a session",
    "proceed": "to the next answer to be judged again",
    "progress": "over all sessions",
    "quit": "the program, from home",
    "range": "of days that a history shows",
    "repeat": "the question aloud, or its model answer",
    "rerate": "judge answers again, without seeing the first judgement",
    "resume": "from home, the interview that was left",
    "save-question": "what the form for a question holds",
    "search": "a bank, or the banks",
    "setup": "from home to another setup",
    "skip": "the question",
    "sort": "a history by another column",
    "start": "an interview from a bank or a setup",
    "step_out": "of the answer box, to the one-letter commands",
    "test_voice": "say a sentence",
    "tick-all": "or none, in an import",
    "tick-item": "of an import",
    "today": "from home to what is due",
    "trash": "see and empty it",
    "type_on": "back into the answer box",
    "undo": "the last deletion",
    "write-import": "what is ticked into the bank",
}
"""Each action that a key can be given to, and what it does or is about."""


def unknown_actions(names: Iterable[str]) -> Iterator[str]:
    """A sentence for each name that is no action, with the nearest one."""
    from simulator.arguments import did_you_mean

    for name in names:
        if name not in ACTIONS:
            yield f"keys.{name}: there is no such action{did_you_mean(name, ACTIONS)}"
