"""`start`: begins an interview at once, on screen or line by line."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.cli.commands.bank.path import is_file
from simulator.cli.console import FAULTY, WRONG_ARGUMENTS, complain, say
from simulator.cli.screens import open_screens
from simulator.cli.settings import open_recorder, open_voice, settings_or_defaults
from simulator.core.bank import written_alike
from simulator.core.choices import Difficulty, Order
from simulator.core.drawing import NothingToAsk
from simulator.core.interview import Interview
from simulator.core.session import Session
from simulator.core.setup import Debrief, Mode, Setup
from simulator.core.times import OWN
from simulator.core.wording import and_list
from simulator.storage.sessions.file import SessionFile
from simulator.storage.settings.model import Settings
from simulator.storage.store import Store
from simulator.system.clock import Clock
from simulator.system.faults import FileFault, SettingsFault
from simulator.system.terminal import terminal_fault
from simulator.text.suggest import no_such
from simulator.usecases.look_back import notes_by_question
from simulator.usecases.recording import prune
from simulator.usecases.start import draw_chosen, draw_interview, keys_for_today, remembered
from simulator.usecases.take import beside_the_past, draw_take

NOT_FOR_A_TAKE = (
    "banks", "questions", "topic", "difficulty", "tag", "time", "think", "mode", "debrief", "today",
    "order", "seed", "extra_time", "follow_ups",
)  # fmt: skip
"""The arguments that a take inherits from the previous interview."""

NOT_FOR_TODAY = ("banks", "questions", "topic", "difficulty", "tag", "order", "seed")
"""The arguments that choose questions, which the plan for today does itself."""


def run(arguments: Namespace, store: Store) -> int:
    """Start an interview with the last setup, as changed by the arguments; 1 if nothing fits."""
    try:
        return _start(arguments, store)
    except NothingToAsk as nothing:
        complain(str(nothing))
        return FAULTY


def _start(arguments: Namespace, store: Store) -> int:
    settings = settings_or_defaults(store)
    if arguments.take_of is not None:
        return _start_take(store, arguments, settings)
    if arguments.today:
        return _start_today(store, arguments, settings)
    arguments.banks = [
        store.shelf.lend(Path(each)) if is_file(store, each) else each for each in arguments.banks
    ]
    setup = chosen_setup(arguments, settings.setup)
    banks = [store.shelf.bank(name) for name in setup.banks]
    questions = [question for bank in banks for question in bank.questions]
    if arguments.topic:
        known = [each.topic for each in questions]
        setup = replace(setup, topics=_as_written("topic", setup.topics, known))
    if arguments.tag:
        known = [tag for each in questions for tag in each.tags]
        setup = replace(setup, tags=_as_written("tag", setup.tags, known))
    if is_line_by_line(arguments):
        return start_line_by_line(store, setup, settings)
    open_screens(store, settings, setup=setup)


def _start_take(store: Store, arguments: Namespace, settings: Settings) -> int:
    """Repeat a past interview in less time; 2 if an argument contradicts that."""
    if refused := _refused(arguments, NOT_FOR_A_TAKE):
        complain(f"--take-of repeats an interview as it was, so leave out {refused}.")
        return WRONG_ARGUMENTS
    path = store.sessions.find(arguments.take_of)
    wanted = {"voice": arguments.voice, "record": arguments.record}
    sound = {name: value for name, value in wanted.items() if value is not None}
    session = draw_take(store, path, Clock().wall(), sound)
    if is_line_by_line(arguments):
        return hold_line_by_line(store, settings, store.sessions.create(session), session)
    open_screens(store, settings, take_of=path, sound=sound)


def _start_today(store: Store, arguments: Namespace, settings: Settings) -> int:
    """Ask today's plan with the usual setup, which is not changed; 2 if an argument asks for other
    questions.
    """
    if refused := _refused(arguments, NOT_FOR_TODAY):
        complain(f"--today asks what `due` lists, so leave out {refused}.")
        return WRONG_ARGUMENTS
    setup, now = chosen_setup(arguments, settings.setup), Clock().wall()
    keys = keys_for_today(store, now.date(), settings)
    session = draw_chosen(store, store.shelf.good(), setup, keys, now=now)
    if is_line_by_line(arguments):
        return hold_line_by_line(store, settings, store.sessions.create(session), session)
    open_screens(store, settings, setup=setup, keys=keys)


def _refused(arguments: Namespace, names: Sequence[str]) -> str:
    """Return which of these arguments were given, in words: `--mode and --seed`."""
    given = [name for name in names if getattr(arguments, name) not in (None, [])]
    typed = ["the bank" if each == "banks" else f"--{each.replace('_', '-')}" for each in given]
    return and_list(typed)


def chosen_setup(arguments: Namespace, last: Setup) -> Setup:
    """Return the last setup, as changed by the arguments.

    Choices that depend on an argument are not taken from the last setup: another bank has other
    topics, and a mode has its own default for the debrief.
    """
    given = {
        "banks": tuple(arguments.banks) or None,
        "questions": arguments.questions,
        "topics": arguments.topic and tuple(arguments.topic),
        "difficulties": arguments.difficulty and tuple(map(Difficulty, arguments.difficulty)),
        "tags": arguments.tag and tuple(arguments.tag),
        "time_limit": arguments.time,
        "think_seconds": arguments.think,
        "mode": arguments.mode and Mode(arguments.mode),
        "debrief": arguments.debrief and Debrief(arguments.debrief),
        "order": arguments.order and Order(arguments.order),
        "extra_time": arguments.extra_time,
        "follow_ups": arguments.follow_ups,
        "voice": arguments.voice,
        "record": arguments.record,
    }
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if arguments.time == OWN:
        changes["time_limit"] = None
    if arguments.banks:
        changes = {"topics": (), "difficulties": (), "tags": (), **changes}
    if arguments.mode:
        changes = {"debrief": None, **changes}
    return replace(last, seed=arguments.seed, **changes)


def _as_written(kind: str, names: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """Return topics or tags as the banks spell them. Raises NothingToAsk if no bank has one."""
    found: dict[str, None] = {}
    for name in names:
        alike = written_alike([name], known)
        if not alike:
            raise NothingToAsk(f"{name}: {no_such(kind, name, dict.fromkeys(known))}")
        found |= dict.fromkeys(sorted(alike))
    return tuple(found)


def is_line_by_line(arguments: Namespace) -> bool:
    """True if the interview runs line by line: on request, or without a full-screen terminal."""
    if arguments.plain:
        return True
    if fault := terminal_fault():
        complain(fault.replace("Use --plain to go line by line.", "Continuing line by line."))
        return True
    return False


def start_line_by_line(store: Store, setup: Setup, settings: Settings) -> int:
    """Draw an interview and run it line by line; return the exit code. Raises NothingToAsk."""
    now = Clock().wall()
    drawn = draw_interview(store, setup, now=now, interview_on=settings.interview_date)
    with suppress(OSError, SettingsFault):  # The interview goes on anyway.
        kept = replace(settings, setup=remembered(store, setup, settings.setup))
        store.change_settings(settings, kept)
    if drawn.shortfall:
        say(drawn.shortfall)
    return hold_line_by_line(store, settings, store.sessions.create(drawn.session), drawn.session)


def hold_line_by_line(store: Store, settings: Settings, file: SessionFile, session: Session) -> int:
    """Run an interview, new or resumed, line by line; return the exit code."""
    from simulator.plain import conversation, interview, recording  # The screens don't need these.
    from simulator.plain.input import LineInput

    def discard() -> None:
        file.close()
        with suppress(OSError, FileFault):  # If that fails, it can be resumed.
            store.sessions.discard(file.path)

    speaker = open_voice(settings, session.setup.voice)
    with closing(file), closing(speaker):
        talk = conversation.Conversation(
            Interview.of(beside_the_past(store, session, settings.interview_date)),
            save=file.save,
            clock=Clock(),
            speaker=speaker,
            lines=LineInput(sys.stdin),
            out=sys.stdout,
            recorded=recording.LineRecording(open_recorder(session.setup.record), file.path),
            discard=discard,
        )
        code = interview.hold_interview(talk, notes_by_question(store, session))
    if session.setup.record:
        with suppress(SettingsFault):
            prune(store, store.read_settings().recording.keep_sessions)
    return code
