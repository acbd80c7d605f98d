"""The command line's parser: it guesses nothing, and answers a mistake in one line that helps."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

_KINDS = {int: "a whole number", float: "a number"}
_MANY = ("*", "+")
_NEEDS = re.compile(r"the following arguments are required: (?P<names>.*)")
_SURPLUS = re.compile(r"ignored explicit argument (?P<value>.*)")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is most likely a misspelling of; None where none is near."""
    from difflib import get_close_matches

    folded = {each.casefold(): each for each in known}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'start'?`, or nothing where no known word is near."""
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""


class Arguments(argparse.ArgumentParser):
    """An argument parser without abbreviations; its commands are parsers of the same kind.

    A wrong command line ends the program with code 2, behind one line on stderr that names the
    command and, where one is near, the right word. A `type` that raises ValueError is quoted with
    its own sentence. Arguments that may be given several times are collected from everywhere
    among the options.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(*args, **kwargs)

    @property
    def options(self) -> tuple[str, ...]:
        """The long options shown in the help, short ones where there is no long one."""
        return tuple(
            option
            for action in self._actions
            if action.help != argparse.SUPPRESS
            for option in action.option_strings
            if option.startswith("--") or len(action.option_strings) == 1
        )

    @property
    def commands(self) -> dict[str, argparse.ArgumentParser]:
        """The parsers of the commands below this one, by name."""
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                return dict(action.choices)
        return {}

    # The overrides' types are argparse's own: it overloads on the namespace's class.
    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What was understood; anything else is an error here, where its command is known."""
        found, rest = super().parse_known_args(args, namespace)
        many = next((each for each in self._get_positional_actions() if each.nargs in _MANY), None)
        if many and rest and not any(word.startswith("-") for word in rest):
            setattr(found, many.dest, [*(getattr(found, many.dest) or ()), *rest])
            rest = []
        if rest:
            self.error(self._unknown(rest))
        return found, rest

    def error(self, message: str) -> NoReturn:
        """End the program with code 2 and one line."""
        from simulator.text.cleaning import printable

        needs = _NEEDS.fullmatch(message)
        if needs:
            message = f"{needs['names']} is missing"
        message = message.removeprefix("argument ")
        message = _SURPLUS.sub(r"takes no value, got \g<value>", message)
        line = printable(f"{self.prog}: {message}" + self._where_help(message))
        print(line, file=sys.stderr)
        sys.exit(2)

    def _where_help(self, message: str) -> str:
        return "" if "did you mean" in message else f" (try '{self.prog} --help')"

    def _unknown(self, rest: Sequence[str]) -> str:
        option = next((word for word in rest if word.startswith("-")), None)
        if option is None:
            return f"unexpected '{rest[0]}'"
        name = option.partition("=")[0]
        return f"unknown option '{name}'" + did_you_mean(name, self.options)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        hint = did_you_mean(str(value), known)
        if isinstance(action, argparse._SubParsersAction):
            self.error(f"unknown command '{value}'" + hint)
        raise argparse.ArgumentError(action, f"'{value}' is not one of {', '.join(known)}" + hint)

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        try:
            return super()._get_value(action, arg_string)
        except argparse.ArgumentError as error:
            cause = error.__context__
            if not isinstance(cause, ValueError):
                raise
            kind = _KINDS.get(action.type) if isinstance(action.type, type) else None
            words = f"expected {kind}, got '{arg_string}'" if kind else str(cause)
            raise argparse.ArgumentError(action, words) from None
