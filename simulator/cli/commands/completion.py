"""`mock-interview completion`: a script that teaches a shell the commands and options."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from simulator.cli.argument_parser import Arguments

SHELLS = ("bash", "zsh", "fish")

FILES = ("FILE", "SESSION", "BANK")
"""What is shown in the help for arguments that may be files."""

FOLDERS = ("DIR",)


def run_completion(parser: Arguments, shell: str) -> int:
    """Print the script for one of `SHELLS`; returns the exit code."""
    print(completion_script(parser, shell), end="")
    return 0


def completion_script(parser: Arguments, shell: str) -> str:
    """The script; file names are offered wherever the parser expects files or folders."""
    import shtab

    for action in _actions(parser):
        if action.metavar in FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.metavar in FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    yield from parser._actions
    if isinstance(parser, Arguments):
        for command in parser.commands.values():
            yield from _actions(command)
