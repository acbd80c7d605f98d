"""Mistakes on the command line: one line, code 2, and the nearest right word."""

from __future__ import annotations

import math
import subprocess
import sys
from argparse import Namespace

import pytest

from simulator.cli.argument_parser import Arguments
from simulator.cli.parser import build_parser
from simulator.core.fields import fields_of
from simulator.core.setup import Setup
from simulator.core.times import parse_time
from simulator.ui.setup.fields import parse_number


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
    """The one-line message for a wrong command line."""
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


@pytest.mark.parametrize(
    "host",
    ["", " ", "a b", "localhost ", "127.0.0.1:80", "http://localhost", "\x1b[31m", "a" * 254],
)
def test_an_invalid_address_is_refused_in_a_sentence(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["serve", "--host", host])
    said = capsys.readouterr().err
    assert said.startswith("mock-interview serve: --host: expected an address or a name, such as")
    assert said.count("\n") == 1
    assert "\x1b" not in said


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "::1", "[::1]", "::ffff:10.0.0.1", "fe80::1%lo", "my-machine.local", "::"]
)
def test_addresses_to_serve_at(host: str) -> None:
    assert build_parser().parse_args(["serve", "--host", host]).host == host


@pytest.mark.parametrize("port", ["", "-1", "65536", "1e3", "80 ", "abc"])
def test_an_invalid_port_is_refused_in_a_sentence(
    port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["serve", "--port", port])
    assert "expected a whole number from 0 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--time", "--think"])
@pytest.mark.parametrize(
    "written", ["-1", "", " ", "abc", "1e9", "0.5", "nan", "inf", "9" * 26, "86401", "25h", "1:60"]
)
def test_invalid_times_are_refused(
    option: str, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["start", f"{option}={written}"])
    said = capsys.readouterr().err
    assert said.startswith(f"mock-interview start: {option}: a time is ")
    assert said.count("\n") == 1


def test_off_and_zero_are_times_where_they_have_a_meaning() -> None:
    start = build_parser().parse_args(["start", "--time", "off", "--think", "off"])
    assert (start.time, start.think) == (math.inf, 0.0)
    assert build_parser().parse_args(["start", "--think", "0"]).think == 0.0
    with pytest.raises(SystemExit):
        build_parser().parse_args(["start", "--time", "0"])


def test_the_most_questions_are_the_same_here_as_in_the_setup_and_in_files() -> None:
    (most,) = (each.most for each in fields_of(Setup) if each.name == "questions")
    written = str(int(most))
    assert build_parser().parse_args(["start", "-n", written]).questions == most
    assert parse_number(written) == most
    with pytest.raises(SystemExit):
        build_parser().parse_args(["start", "-n", f"{written}0"])
    for beyond in (f"{written}0", "9" * 5000):
        with pytest.raises(ValueError, match="a number from 1 to"):
            parse_number(beyond)
