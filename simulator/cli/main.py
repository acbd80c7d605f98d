"""The command line: the way in. Nothing is imported here that `--version` can do without."""

from __future__ import annotations

import os
import sys

from simulator import __version__

TYPE_CHECKING = False  # What type checkers take for `typing.TYPE_CHECKING`; that takes 5 ms.
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

FINE, FAULTY, WRONG_ARGUMENTS, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never a traceback for what a person can mend."""
    words = sys.argv[1:] if argv is None else list(argv)
    if words == ["--version"]:
        print(f"mock-interview {__version__}")
        return FINE
    from simulator.system.faults import FileFault

    try:
        return _run(words)
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


def _run(words: Sequence[str]) -> int:
    from simulator.cli.dispatch import COMMANDS, open_home

    match words:
        case []:  # The most frequent words need no parser, which takes a while to build.
            return open_home(None)
        case ["--home", folder] if not folder.startswith("-"):
            return open_home(folder)
    from simulator.cli.parser import build_parser

    arguments = build_parser().parse_args(words)

    def run() -> int:
        if arguments.command is None:
            return open_home(arguments.home)
        return COMMANDS[arguments.command](arguments)

    if arguments.log_file is None:
        return run()
    from simulator.system import log

    try:
        log.begin(arguments.log_file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        complain(f"--log-file {arguments.log_file}: can't be written: {reason}")
        return FAULTY
    return log.logged(" ".join(filter(None, _names(arguments))), run)


def _names(arguments: Namespace) -> tuple[str, str]:
    return arguments.command or "home", getattr(arguments, "bank_command", "")


def _reader_gone() -> int:
    """Whoever read our output has had enough, as in `report | head`: end in silence."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    return FAULTY


def complain(text: str) -> None:
    """One line on standard error."""
    from simulator.text.cleaning import printable

    print(f"mock-interview: {printable(text)}", file=sys.stderr)
