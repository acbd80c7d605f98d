"""Mistakes on the command line: one line, code 2, and the right word where one is near."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace

import pytest

from simulator.cli.argument_parser import Arguments
from simulator.core.times import parse_time


def a_parser() -> Arguments:
    parser = Arguments(prog="mock-interview")
    parser.add_argument("--home", metavar="DIR")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    start = commands.add_parser("start")
    start.add_argument("banks", nargs="*", metavar="BANK")
    start.add_argument("-n", "--questions", type=int)
    start.add_argument("--time", type=parse_time)
    start.add_argument("--order", choices=["shuffled", "bank", "due"])
    start.add_argument("--topic", action="append")
    start.add_argument("--voice", action="store_true")
    bank = commands.add_parser("bank")
    below = bank.add_subparsers(dest="bank_command", metavar="COMMAND", required=True)
    below.add_parser("new").add_argument("name", metavar="NAME")
    return parser


def complaint(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """The one line that a wrong command line gets."""
    with pytest.raises(SystemExit) as ended:
        a_parser().parse_args(argv)
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return printed.err.rstrip("\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("strat", "mock-interview: unknown command 'strat'; did you mean 'start'?"),
        ("bank nwe", "mock-interview bank: unknown command 'nwe'; did you mean 'new'?"),
        ("zzz", "mock-interview: unknown command 'zzz' (try 'mock-interview --help')"),
        (
            "start --ordr bank",
            "mock-interview start: unknown option '--ordr'; did you mean '--order'?",
        ),
        (
            "start --quest=3",
            "mock-interview start: unknown option '--quest'; did you mean '--questions'?",
        ),
        (
            "start --order bnk",
            "mock-interview start: --order: 'bnk' is not one of shuffled, bank, due; "
            "did you mean 'bank'?",
        ),
        (
            "start -n many",
            "mock-interview start: -n/--questions: expected a whole number, got 'many' "
            "(try 'mock-interview start --help')",
        ),
        (
            "start --time soon",
            "mock-interview start: --time: a time is written like 90, 2m, 1m30s or 1:30, or off; "
            "not 'soon' (try 'mock-interview start --help')",
        ),
        (
            "start --voice=loud",
            "mock-interview start: --voice: takes no value, got 'loud' "
            "(try 'mock-interview start --help')",
        ),
        ("bank", "mock-interview bank: COMMAND is missing (try 'mock-interview bank --help')"),
        (
            "bank new",
            "mock-interview bank new: NAME is missing (try 'mock-interview bank new --help')",
        ),
        (
            "bank new a b",
            "mock-interview bank new: unexpected 'b' (try 'mock-interview bank new --help')",
        ),
    ],
)
def test_a_mistake_gets_one_helpful_line(
    line: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaint(capsys, *line.split()) == expected


def test_an_abbreviation_is_not_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "unknown option '--quest'" in complaint(capsys, "start", "--quest", "3")


def test_hostile_arguments_are_shown_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    line = complaint(capsys, "start", "--order", "\x1b]52;c;AAAA\x07\n\u202e\udcff")
    assert line.isprintable()
    assert "\\x1b" in line


def parsed(line: str) -> Namespace:
    found: Namespace = a_parser().parse_args(line.split())
    return found


def test_right_command_lines() -> None:
    found = parsed("--home h start a -n 3 b --time 1m30s c --topic x --topic y")
    assert (found.home, found.command) == ("h", "start")
    assert found.banks == ["a", "b", "c"]
    assert (found.questions, found.time, found.topic) == (3, 90.0, ["x", "y"])
    assert parsed("start -- --odd").banks == ["--odd"]
    assert parsed("").command is None


def test_a_good_command_line_loads_nothing_for_mistakes() -> None:
    code = (
        "import sys; from simulator.cli.parser import build_parser; "
        "build_parser().parse_args(['start', '-n', '3']); "
        "print({'difflib', 'shtab', 'textual'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
