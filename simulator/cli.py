"""The command line: the only place that knows clock, folders, speaker and screens together."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator import __version__

if TYPE_CHECKING:
    from simulator.settings import Settings
    from simulator.setup import Setup
    from simulator.speech import Speaker
    from simulator.store import Store
    from simulator.ui.app import Wish

FINE, FAULTY, WRONG_ARGUMENTS, INTERRUPTED = 0, 1, 2, 130

WEB = "MOCK_INTERVIEW_WEB"
"""Set in the environment of an interview that is shown in a browser."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never a traceback for what a person can mend."""
    words = sys.argv[1:] if argv is None else list(argv)
    if words == ["--version"]:  # At once, as the most frequent starts are: without a parser.
        print(f"mock-interview {__version__}")
        return FINE
    arguments = _parsed(words) if words else Namespace(home=None, log_file=None, command=None)
    from simulator.faults import FileFault

    try:
        return COMMANDS[arguments.command or "home"](arguments)
    except FileFault as fault:
        for each in fault.faults:
            complain(str(each))
        return FAULTY
    except BrokenPipeError:
        return _reader_gone()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{error.strerror or type(error).__name__}")
        return FAULTY
    except KeyboardInterrupt:
        return INTERRUPTED


def _parsed(words: Sequence[str]) -> Namespace:
    from simulator.cli_parser import build_parser

    return build_parser().parse_args(words)


def _reader_gone() -> int:
    """Whoever read our output has had enough, as in `report | head`: end in silence."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    return FAULTY


def complain(text: str) -> None:
    """One line on standard error."""
    from simulator.text import printable

    print(f"mock-interview: {printable(text)}", file=sys.stderr)


def open_store(arguments: Namespace) -> Store:
    """The folders that the arguments, the environment and the current folder name."""
    from simulator.homes import find_home, shipped_banks
    from simulator.store import Store

    return Store(find_home(arguments.home, os.environ, Path.cwd()), shipped_banks())


def read_settings(store: Store) -> Settings:
    """The settings; where the file is faulty, the defaults, and its faults are said."""
    from simulator.faults import SettingsFault
    from simulator.settings import Settings

    try:
        return store.read_settings()
    except SettingsFault as fault:
        for each in fault.faults:
            complain(str(each))
        return Settings()


def open_voice(settings: Settings, wanted: bool) -> Speaker:
    """The voice of the settings; a silent one where none is wanted, and always in a browser."""
    from simulator.speech import Voice, open_speaker

    voice = Voice(id=settings.voice.name, rate=settings.voice.rate, volume=settings.voice.volume)
    return open_speaker(voice, enabled=wanted and WEB not in os.environ)


def chosen_setup(arguments: Namespace, last: Setup) -> Setup:
    """The last setup, with what the arguments say otherwise."""
    from simulator.bank import Difficulty, Order
    from simulator.setup import Debrief, Mode

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
        "voice": arguments.voice,
    }
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if arguments.banks:
        changes = {"topics": (), "difficulties": (), "tags": (), **changes}
    return replace(last, seed=arguments.seed, **changes)


# The commands


def _home(arguments: Namespace) -> int:
    from simulator.terminal import terminal_fault

    if fault := terminal_fault():
        complain(fault)
        return FAULTY
    return _screens(arguments)


def _start(arguments: Namespace) -> int:
    store = open_store(arguments)
    setup = chosen_setup(arguments, read_settings(store).setup)
    for name in setup.banks:
        store.bank(name)
    if _in_lines(arguments):
        from simulator.commands.interview import start_in_lines

        settings = read_settings(store)
        return start_in_lines(store, setup, lambda wanted: open_voice(settings, wanted))
    from simulator.ui.app import Wish

    return _screens(arguments, Wish(setup=setup))


def _resume(arguments: Namespace) -> int:
    store = open_store(arguments)
    path = _running(store, arguments.session)
    if path is None:
        complain("no interview was left running.")
        return FAULTY
    if _in_lines(arguments):
        from simulator.commands.interview import resume_in_lines

        settings = read_settings(store)
        return resume_in_lines(store, path, lambda wanted: open_voice(settings, wanted))
    from simulator.ui.app import Wish

    store.resume(path)[0].close()  # What forbids it is said here, in a line, not on a screen.
    return _screens(arguments, Wish(resume=path))


def _running(store: Store, which: str) -> Path | None:
    if which != "last":
        return store.find(which)
    running = store.running() or store.running(elsewhere=True)
    return running[0].path if running else None


def _in_lines(arguments: Namespace) -> bool:
    """Whether to go line by line: it was asked for, or there is no terminal to draw on."""
    from simulator.terminal import terminal_fault

    if arguments.plain:
        return True
    if fault := terminal_fault():
        complain(fault.replace("Use --plain for line by line.", "Going on line by line."))
        return True
    return False


def _screens(arguments: Namespace, wish: Wish | None = None) -> int:
    import gc

    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)  # An empty one counts as unset; Textual would be grey.
    gc.disable()  # Until the first screen stands: nothing that is loaded until then is garbage.
    from simulator.ui.app import SimulatorApp
    from simulator.ui.safe_app import leave

    store = open_store(arguments)
    settings = read_settings(store)
    app = SimulatorApp(store, settings, open_voice=open_voice, wish=wish)
    leave(app.run_safely())


def _bank(arguments: Namespace) -> int:
    from simulator.commands.bank import run_bank

    return run_bank(open_store(arguments), arguments)


def _sessions(arguments: Namespace) -> int:
    from simulator.commands.overview import run_sessions

    return run_sessions(open_store(arguments), json=arguments.json)


def _report(arguments: Namespace) -> int:
    from simulator.commands.look_back import run_report

    store = open_store(arguments)
    return run_report(store, arguments.session, arguments.format, arguments.output)


def _export(arguments: Namespace) -> int:
    from simulator.commands.look_back import run_export

    store, every = open_store(arguments), arguments.all
    return run_export(store, arguments.session, arguments.format, arguments.output, every=every)


def _progress(arguments: Namespace) -> int:
    from simulator.commands.overview import run_progress

    return run_progress(open_store(arguments), json=arguments.json)


def _due(arguments: Namespace) -> int:
    from simulator.commands.due import run_due

    store = open_store(arguments)
    day = read_settings(store).interview_date
    return run_due(store, interview_date=day, json=arguments.json)


def _notes(arguments: Namespace) -> int:
    from simulator.commands.notes import run_notes

    return run_notes(open_store(arguments))


def _voices(arguments: Namespace) -> int:
    from simulator.commands.voices import run_voices

    return run_voices(as_json=arguments.json)


def _doctor(arguments: Namespace) -> int:
    from simulator.commands.doctor import run_doctor

    return run_doctor(open_store(arguments))


def _paths(arguments: Namespace) -> int:
    from simulator.commands.paths import run_paths

    return run_paths(open_store(arguments))


def _serve(arguments: Namespace) -> int:
    from simulator.commands.serve import run_serve

    return run_serve(
        home=open_store(arguments).home,
        host=arguments.host,
        port=arguments.port,
        allow_remote=arguments.allow_remote,
    )


def _completion(arguments: Namespace) -> int:
    from simulator.cli_parser import build_parser
    from simulator.commands.completion import run_completion

    return run_completion(build_parser(), arguments.shell)


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "home": _home,
    "start": _start,
    "resume": _resume,
    "sessions": _sessions,
    "report": _report,
    "progress": _progress,
    "due": _due,
    "notes": _notes,
    "export": _export,
    "bank": _bank,
    "voices": _voices,
    "doctor": _doctor,
    "paths": _paths,
    "serve": _serve,
    "completion": _completion,
}
