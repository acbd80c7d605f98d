"""An argument parser that never guesses, and explains mistakes in one helpful line."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from simulator.text.cleaning import printable
from simulator.text.suggest import did_you_mean

_KINDS = {int: "a whole number", float: "a number"}
_MANY = ("*", "+")
_NEEDS = re.compile(r"the following arguments are required: (?P<names>.*)")
_SURPLUS = re.compile(r"ignored explicit argument (?P<value>.*)")


class Arguments(argparse.ArgumentParser):
    """An argument parser without abbreviations; its commands are parsers of the same kind.

    A wrong command line exits with code 2 after one line on stderr, with the command and the
    nearest right word. ValueErrors of a `type` are quoted. Repeatable arguments are collected from
    anywhere among the options. `run` names the module of a command, and is parsed with its
    arguments.
    """

    def __init__(self, *args: Any, run: str = "", **kwargs: Any) -> None:
        self.arguments: list[argparse.Action] = []
        """Everything created by `add_argument`."""
        self._below: argparse._SubParsersAction[Arguments] | None = None
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(*args, **kwargs)
        if run:
            self.set_defaults(run=run)

    @property
    def options(self) -> tuple[str, ...]:
        """The long options in the help, or short ones if there is no long one."""
        return tuple(
            option
            for action in self.arguments
            if action.help != argparse.SUPPRESS
            for option in action.option_strings
            if option.startswith("--") or len(action.option_strings) == 1
        )

    @property
    def commands(self) -> Mapping[str, Arguments]:
        """The parsers of the commands below this one, by name."""
        return self._below.choices if self._below is not None else {}

    def print_help(self, file: Any = None) -> None:
        """Print the help; raise OSError if it can't be written."""
        stream = file or sys.stdout
        stream.write(self.format_help())
        stream.flush()

    # The overrides keep argparse's types, which overload on the namespace's class.
    def add_argument(self, *names: str, **options: Any) -> argparse.Action:
        """Like argparse, but a `type` explains errors in its own words."""
        if "type" in options:
            options["type"] = _explained(options["type"])
        action = super().add_argument(*names, **options)
        self.arguments.append(action)
        return action

    def add_subparsers(self, **options: Any) -> argparse._SubParsersAction[Arguments]:  # type: ignore[override]
        """Like argparse, with commands that are parsers of this class."""
        self._below = super().add_subparsers(parser_class=Arguments, **options)
        return self._below

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse; report leftovers here, where their command is known."""
        found, rest = super().parse_known_args(args, namespace)
        many = next((each for each in self.arguments if each.nargs in _MANY), None)
        if many and rest and not any(word.startswith("-") for word in rest):
            setattr(found, many.dest, [*(getattr(found, many.dest) or ()), *rest])
            rest = []
        if rest:
            self.error(self._unknown(rest))
        return found, rest

    def error(self, message: str) -> NoReturn:
        """Exit with code 2 and one line."""
        needs = _NEEDS.fullmatch(message)
        if needs:
            message = f"{needs['names']} is missing"
        message = message.removeprefix("argument ")
        message = _SURPLUS.sub(r"takes no value, got \g<value>", message)
        more = "" if "did you mean" in message else f" (try '{self.prog} --help')"
        print(printable(f"{self.prog}: {message}{more}"), file=sys.stderr)
        sys.exit(2)

    def _unknown(self, rest: Sequence[str]) -> str:
        option = next((word for word in rest if word.startswith("-")), None)
        if option is None:
            return f"unexpected '{rest[0]}'"
        name = option.partition("=")[0]
        return f"unknown option '{name}'" + did_you_mean(name, self.options)

    # Private to argparse, but nothing else knows both the value and the choices, and argparse's
    # own message varies between versions of Python.
    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        hint = did_you_mean(str(value), known)
        if action is self._below:
            self.error(f"unknown command '{value}'" + hint)
        raise argparse.ArgumentError(action, f"'{value}' is not one of {', '.join(known)}" + hint)


def _explained(kind: Callable[[str], Any]) -> Callable[[str], Any]:
    """Wrap a type, so that its ValueError's message is shown, or a sentence for numbers."""
    number = _KINDS.get(kind) if isinstance(kind, type) else None

    def convert(text: str) -> Any:
        try:
            return kind(text)
        except ValueError as error:
            words = f"expected {number}, got '{text}'" if number else str(error)
            raise argparse.ArgumentTypeError(words) from error

    return convert
