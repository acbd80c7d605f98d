"""The entry point. It imports nothing that `--version` does not need."""

from __future__ import annotations

import os
import sys

from simulator import __version__


def main(argv: list[str] | None = None) -> int:
    """Run a command; return its exit code. No traceback for anything a person can fix."""
    words = sys.argv[1:] if argv is None else argv
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _open_closed_streams()
    if words == ["--version"] and _is_written(f"mock-interview {__version__}\n"):
        return 0
    from simulator.cli.dispatch import dispatch

    return dispatch(words)


def _is_written(text: str) -> bool:
    """Print a text; return False if that fails, which `dispatch` then reports."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        return False
    return True


def _open_closed_streams() -> None:
    """Redirect streams that were closed before the start (`<&-`, `>&-`) to the null device.

    Otherwise the next opened file would get their number, and receive what is printed.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number)
                os.close(null)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
            setattr(sys, f"__{name}__", getattr(sys, name))
