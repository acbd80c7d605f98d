"""`completion`: prints a script that completes commands and options in a shell."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import shtab

from simulator.cli.argument_parser import Arguments
from simulator.cli.console import FINE
from simulator.cli.parser import build_parser

FILES = ("FILE", "SESSION", "BANK")
"""Metavars of arguments that may be files."""

FOLDERS = ("DIR",)

LIMITS = {
    "bash": "_mock_interview_limits",
    "zsh": "(own off)",
    "fish": "own off",
    "preamble": {
        "bash": """_mock_interview_limits() { compgen -W "own off" -- "$1"; }""",
    },
}
"""The words for a time limit, in the language of each shell."""


def run(arguments: argparse.Namespace) -> int:
    """Print the script for a shell."""
    print(completion_script(build_parser(), arguments.shell), end="")
    return FINE


def completion_script(parser: Arguments, shell: str) -> str:
    """Return the script; it completes file names and words for a limit where they fit."""
    for action in _actions(parser):
        if action.metavar in FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.metavar in FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif action.metavar == "LIMIT":
            action.complete = LIMITS  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def _actions(parser: Arguments) -> Iterator[argparse.Action]:
    yield from parser.arguments
    for command in parser.commands.values():
        yield from _actions(command)
