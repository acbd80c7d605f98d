"""`completion`: prints a script that completes commands, options and names in a shell."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

import shtab

from simulator.cli.argument_parser import Arguments
from simulator.cli.console import FINE
from simulator.cli.names import COMPLETED, say_names
from simulator.cli.parser import build_parser
from simulator.storage.store import Store

BASH = r"""# $1: names of what; $2: the word so far
_mock_interview_named() {
  local name
  "${COMP_WORDS[0]}" completion "$1" 2>/dev/null | while IFS= read -r name; do
    [[ $name == "$2"* ]] && printf '%s\n' "$name"
  done
}
_mock_interview_quoted() {
  local name
  _mock_interview_named "$1" "" | while IFS= read -r name; do
    printf -v name %q "$name"
    [[ $name == "$2"* ]] && printf '%s\n' "$name"
  done
}
"""
"""Quotes names, since Bash only quotes what it takes for file names."""

LIMITS = {
    "bash": "_mock_interview_limits",
    "zsh": "(own off)",
    "fish": "own off",
    "preamble": {
        "bash": """_mock_interview_limits() { compgen -W "own off" -- "$1"; }""",
    },
}
"""Completes the words for a time limit, in each shell's language."""


_ZSH = 'compadd -- ${{(f)"$(mock-interview completion {} 2>/dev/null)"}};'


def names_or_files(what: str) -> dict[str, Any]:
    """Complete names of one kind, and names of files."""
    return _by_function(
        f"_mock_interview_{what}_or_files",
        bash=f'_mock_interview_named {what} "$1"; compgen -f -- "$1";',
        zsh=f"{_ZSH.format(what)} _files",
        fish=f"(mock-interview completion {what}; __fish_complete_path (commandline -ct))",
    )


def names(what: str) -> dict[str, Any]:
    """Complete names of one kind."""
    return _by_function(
        f"_mock_interview_{what}",
        bash=f'_mock_interview_quoted {what} "$1";',
        zsh=_ZSH.format(what),
        fish=f"(mock-interview completion {what})",
    )


def _by_function(function: str, *, bash: str, zsh: str, fish: str) -> dict[str, Any]:
    preamble = {"bash": f"{function}() {{ {bash} }}", "zsh": f"{function}() {{ {zsh} }}"}
    return {"bash": function, "zsh": function, "fish": fish, "preamble": preamble}


COMPLETES = {
    "BANK": names_or_files("banks"),
    "NAME": names("banks"),
    "SESSION": names_or_files("sessions"),
    "TOPIC": names("topics"),
    "TAG": names("tags"),
    "FILE": shtab.FILE,
    "DIR": shtab.DIRECTORY,
    "LIMIT": LIMITS,
}
"""How to complete an argument, by its metavar."""


def run(arguments: argparse.Namespace, store: Store) -> int:
    """Print the script for a shell, or the names of one kind."""
    if arguments.shell in COMPLETED:
        return say_names(arguments.shell, store)
    print(completion_script(build_parser(), arguments.shell), end="")
    return FINE


def completion_script(parser: Arguments, shell: str) -> str:
    """Return the script, which asks the program for names, in the home current at that time."""
    for action in _actions(parser):
        if action.metavar in COMPLETES:
            action.complete = COMPLETES[action.metavar]  # type: ignore[attr-defined]
    return shtab.complete(parser, shell, preamble=BASH if shell == "bash" else "")


def _actions(parser: Arguments) -> Iterator[argparse.Action]:
    yield from parser.arguments
    for command in parser.commands.values():
        yield from _actions(command)
