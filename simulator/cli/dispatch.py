"""The commands: the only place that knows clock, folders, speaker and screens together."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.context import chosen_setup, open_store, open_voice, read_settings
from simulator.cli.main import FAULTY, complain
from simulator.system import log

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.storage.settings.model import Settings
    from simulator.storage.store import Store
    from simulator.ui.app import Wish


def open_home(home: str | None) -> int:
    """The home screen, with which the program begins."""
    from simulator.system.terminal import terminal_fault

    if fault := terminal_fault():
        complain(fault)
        return FAULTY
    return _screens(home)


def _start(arguments: Namespace) -> int:
    store = open_store(arguments.home)
    settings = read_settings(store)
    setup = chosen_setup(arguments, settings.setup)
    for name in setup.banks:
        store.bank(name)
    if _in_lines(arguments):
        from simulator.cli.commands.start import start_in_lines

        return start_in_lines(store, setup, settings, lambda wanted: open_voice(settings, wanted))
    from simulator.ui.app import Wish

    return _screens(arguments.home, Wish(setup=setup), settings)


def _resume(arguments: Namespace) -> int:
    store = open_store(arguments.home)
    path = _running(store, arguments.session)
    if path is None:
        complain("no interview was left running.")
        return FAULTY
    if _in_lines(arguments):
        from simulator.cli.commands.start import resume_in_lines

        settings = read_settings(store)
        return resume_in_lines(store, path, lambda wanted: open_voice(settings, wanted))
    from simulator.ui.app import Wish

    store.resume(path)[0].close()  # What forbids it is said here, in a line, not on a screen.
    return _screens(arguments.home, Wish(resume=path))


def _running(store: Store, which: str) -> Path | None:
    if which != "last":
        return store.find(which)
    running = store.running() or store.running(elsewhere=True)
    return running[0].path if running else None


def _in_lines(arguments: Namespace) -> bool:
    """Whether to go line by line: it was asked for, or there is no terminal to draw on."""
    from simulator.system.terminal import terminal_fault

    if arguments.plain:
        return True
    if fault := terminal_fault():
        complain(fault.replace("Use --plain for line by line.", "Going on line by line."))
        return True
    return False


def _screens(home: str | None, wish: Wish | None = None, settings: Settings | None = None) -> int:
    import gc

    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)  # An empty one counts as unset; Textual would be grey.
    gc.disable()  # Until the first screen stands: nothing that is loaded until then is garbage.
    _import_asyncio_without_ssl()
    from simulator.ui.app import SimulatorApp
    from simulator.ui.terminal.safe_app import leave

    store = open_store(home)
    if settings is None:
        settings = read_settings(store)
    app = SimulatorApp(store, settings, open_voice=open_voice, wish=wish)
    code = app.run_safely()
    log.ended(code)
    leave(code)


def _import_asyncio_without_ssl() -> None:
    """Nothing here speaks over a network, and reading that library takes 7 ms of the start."""
    import sys

    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]
        try:
            import asyncio  # noqa: F401
        finally:
            del sys.modules["ssl"]


def _bank(arguments: Namespace) -> int:
    from simulator.cli.commands.bank import run_bank

    return run_bank(open_store(arguments.home), arguments)


def _sessions(arguments: Namespace) -> int:
    from simulator.cli.commands.progress import run_sessions

    return run_sessions(open_store(arguments.home), json=arguments.json)


def _report(arguments: Namespace) -> int:
    from simulator.cli.commands.report import run_report

    store = open_store(arguments.home)
    return run_report(store, arguments.session, arguments.format, arguments.output)


def _export(arguments: Namespace) -> int:
    from simulator.cli.commands.report import run_export

    store, every = open_store(arguments.home), arguments.all
    return run_export(store, arguments.session, arguments.format, arguments.output, every=every)


def _progress(arguments: Namespace) -> int:
    from simulator.cli.commands.progress import run_progress

    return run_progress(open_store(arguments.home), json=arguments.json)


def _due(arguments: Namespace) -> int:
    from simulator.cli.commands.due import run_due

    store = open_store(arguments.home)
    day = read_settings(store).interview_date
    return run_due(store, interview_date=day, json=arguments.json)


def _notes(arguments: Namespace) -> int:
    from simulator.cli.commands.notes import run_notes

    return run_notes(open_store(arguments.home))


def _voices(arguments: Namespace) -> int:
    from simulator.cli.commands.voices import run_voices

    return run_voices(as_json=arguments.json)


def _doctor(arguments: Namespace) -> int:
    from simulator.cli.commands.doctor.run import run_doctor

    return run_doctor(open_store(arguments.home))


def _paths(arguments: Namespace) -> int:
    from simulator.cli.commands.paths import run_paths

    return run_paths(open_store(arguments.home))


def _serve(arguments: Namespace) -> int:
    from simulator.cli.commands.serve import run_serve

    return run_serve(
        home=open_store(arguments.home).home,
        log_file=arguments.log_file,
        host=arguments.host,
        port=arguments.port,
        allow_remote=arguments.allow_remote,
    )


def _completion(arguments: Namespace) -> int:
    from simulator.cli.commands.completion import run_completion
    from simulator.cli.parser import build_parser

    return run_completion(build_parser(), arguments.shell)


COMMANDS: dict[str, Callable[[Namespace], int]] = {
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
