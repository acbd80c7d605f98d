"""Runs a command line: finds, imports and calls the command, and prints its faults."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.console import FAULTY, INTERRUPTED, complain, replace_unencodable
from simulator.cli.context import open_store
from simulator.cli.names import COMPLETED, say_names
from simulator.system import log
from simulator.system.faults import Denied, FileFault

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.storage.store import Store


def dispatch(words: list[str]) -> int:
    """Run a command line; return the exit code."""
    replace_unencodable()
    try:
        return _run(words)
    except FileFault as fault:
        for each in fault.faults:
            complain(str(each))
        return FAULTY
    except BrokenPipeError:
        return _reader_gone()
    except OSError as error:
        complain(str(Denied.of(error).to_a_command))
        return FAULTY
    except KeyboardInterrupt:
        return INTERRUPTED


def command(name: str) -> Callable[[Namespace, Store], int]:
    """Import a command below `cli.commands` and return its function `run`."""
    run: Callable[[Namespace, Store], int] = import_module(f"simulator.cli.commands.{name}").run
    return run


def _run(words: list[str]) -> int:
    match words:
        case []:  # Frequent commands skip the parser, which takes a while to build.
            return _open_home(None)
        case ["--home", folder] if not folder.startswith("-"):
            return _open_home(folder)
        case ["completion", what] if what in COMPLETED:  # Shells ask at every Tab.
            return say_names(what, open_store(None))
    from simulator.cli.parser import build_parser

    arguments = build_parser().parse_args(words)

    def run() -> int:
        return command(arguments.run)(arguments, open_store(arguments.home))

    if arguments.log_file is None:
        return run()
    return _logged(arguments.log_file, _name(arguments), run)


def _open_home(folder: str | None) -> int:
    from simulator.cli.commands import home

    return home.run(None, open_store(folder))


def _name(arguments: Namespace) -> str:
    below = getattr(arguments, "bank_command", None)
    return " ".join(filter(None, (arguments.command or "home", below)))


def _logged(file: Path, name: str, run: Callable[[], int]) -> int:
    try:
        log.begin(file)
    except (OSError, ValueError) as error:
        reason = Denied.of(error).why if isinstance(error, OSError) else error
        complain(f"--log-file {file}: can't be written: {reason}")
        return FAULTY
    return log.logged(name, run)


def _reader_gone() -> int:
    """End silently: the reader of our output is gone, as in `report | head`."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    return FAULTY
