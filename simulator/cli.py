"""The command line: the only place that knows clock, folders, speaker and screens together."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from simulator.cli_parser import build_parser

FINE, FAULTY, WRONG_ARGUMENTS, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never a traceback for what a person can mend."""
    from simulator.faults import FileFault
    from simulator.text import printable

    arguments = build_parser().parse_args(argv)
    run: Callable[[Namespace], int] = COMMANDS[arguments.command or "home"]
    try:
        return run(arguments)
    except FileFault as fault:
        for line in fault.faults:
            print(printable(str(line)), file=sys.stderr)
        return FAULTY
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(printable(f"mock-interview: {where}{error.strerror or error}"), file=sys.stderr)
        return FAULTY
    except KeyboardInterrupt:
        return INTERRUPTED
