"""The way in. Nothing is imported here that `--version` can do without."""

from __future__ import annotations

import sys

from simulator import __version__


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code. Never a traceback for what a person can mend."""
    words = sys.argv[1:] if argv is None else argv
    if words == ["--version"]:
        print(f"mock-interview {__version__}")
        return 0
    from simulator.cli.dispatch import dispatch

    return dispatch(words)
