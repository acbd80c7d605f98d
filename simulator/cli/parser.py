"""The commands and their arguments."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from simulator import __version__
from simulator.cli.argument_parser import Arguments
from simulator.cli.names import COMPLETED
from simulator.core.choices import Difficulty, Order
from simulator.core.fields import MOST_QUESTIONS
from simulator.core.setup import EXTRA_TIMES, Debrief, Mode
from simulator.core.times import chosen_limit, think_time
from simulator.exporters.bank_files import BANK_FORMATS
from simulator.exporters.format import Format
from simulator.exporters.session_files import SESSION_FORMATS
from simulator.text.cleaning import printable

SESSION_HELP = "a path, a name that `sessions` lists, or last (the default)"

SHELLS = ("bash", "zsh", "fish")


class _Shells(tuple[str, ...]):
    """Choices of `completion`: shells, and the names that its script asks for, not listed."""

    __slots__ = ()

    def __contains__(self, word: object) -> bool:
        return word in COMPLETED or super().__contains__(word)


EPILOG = f"""\
Without a command the home screen opens. SESSION is {SESSION_HELP}.
Exit codes: 0 fine, 1 a file is faulty or there is nothing to do, 2 wrong arguments,
130 interrupted.
"""


def build_parser() -> Arguments:
    """Return the parser of all commands."""
    parser = Arguments(
        prog="mock-interview",
        run="home",
        description="Timed mock interviews in the terminal, judged honestly.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="the version of the program")
    parser.add_argument("--home", metavar="DIR", help="where banks, sessions and settings are")
    parser.add_argument("--log-file", type=Path, metavar="FILE", help="append a log to FILE")
    add = parser.add_subparsers(dest="command", metavar="COMMAND").add_parser
    _start(add("start", run="start", help="start an interview at once"))
    resume = add("resume", run="resume", help="resume an interview that was left")
    _session(resume)
    _plain_option(resume)
    _look_back(add)
    _bank(add("bank", run="bank.list", help="list, check, create, import and export banks"))
    _machine(add)
    return parser


class _Version(argparse.Action):
    """Prints the version; raises OSError if it can't be written."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        sys.stdout.write(f"mock-interview {__version__}\n")
        sys.stdout.flush()
        parser.exit()


def _plain_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plain", action="store_true", help="line by line, for screen readers and pipes"
    )


def _start(parser: argparse.ArgumentParser) -> None:
    parser.description = "Whatever is not given stays as in the last interview."
    parser.add_argument("banks", nargs="*", metavar="BANK", help="names or files of banks")
    parser.add_argument("-n", "--questions", type=number, metavar="N", help="how many questions")
    parser.add_argument(
        "--topic", action="append", metavar="TOPIC", help="only this topic (repeatable)"
    )
    parser.add_argument(
        "--difficulty",
        action="append",
        choices=[*Difficulty],
        metavar="D",
        help="easy, medium or hard (repeatable)",
    )
    parser.add_argument("--tag", action="append", metavar="TAG", help="only this tag (repeatable)")
    parser.add_argument(
        "--time",
        type=chosen_limit,
        metavar="LIMIT",
        help="90, 2m, 1m30s, off for none, or own for each question's own (the default at first)",
    )
    parser.add_argument(
        "--think", type=think_time, metavar="TIME", help="time to think first, or off"
    )
    parser.add_argument("--mode", choices=[*Mode], help="practice may pause and run over")
    parser.add_argument("--debrief", choices=[*Debrief], help="when answers are judged")
    parser.add_argument(
        "--take-of", metavar="SESSION", help="the same interview once more, in less time"
    )
    parser.add_argument(
        "--today",
        action="store_true",
        default=None,
        help="exactly the questions that `due` lists, with the times and rules of last time",
    )
    parser.add_argument("--order", choices=[*Order], help="the order in which questions are drawn")
    parser.add_argument("--seed", type=seed, metavar="N", help="repeats the same draw")
    parser.add_argument(
        "--extra-time",
        type=float,
        choices=EXTRA_TIMES,
        metavar="F",
        help="multiplies the time to think and to answer: "
        + ", ".join(f"{each:g}" for each in EXTRA_TIMES),
    )
    parser.add_argument(
        "--follow-ups",
        type=int,
        choices=range(4),
        metavar="N",
        help="follow-ups after each answer, 0 to 3",
    )
    parser.add_argument(
        "--voice", action=argparse.BooleanOptionalAction, help="read questions aloud"
    )
    parser.add_argument(
        "--record", action=argparse.BooleanOptionalAction, help="record what you say, on this disk"
    )
    _plain_option(parser)


def _session(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("session", nargs="?", default="last", metavar="SESSION", help=SESSION_HELP)


def _bank_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the bank, as `bank list` names it")


def _format(parser: argparse.ArgumentParser, formats: Mapping[str, Format], default: str) -> None:
    """Add `--format`; the default comes first."""
    parser.add_argument(
        "--format",
        choices=sorted(formats, key=lambda name: name != default),
        default=default,
        help=f"default: {default}; "
        + "; ".join(f"{name}: {each.good_for}" for name, each in formats.items()),
    )


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE")
    parser.add_argument(
        "--encoding",
        type=encoding,
        metavar="ENCODING",
        help="such as utf-8, utf-8-sig (with the mark that Excel expects) or utf-16",
    )


def _look_back(add: Callable[..., Arguments]) -> None:
    _json(add("sessions", run="sessions", help="list past interviews"))
    report = add("report", run="report", help="the report of an interview")
    _session(report)
    _format(report, SESSION_FORMATS, "text")
    _output(report)
    _json(add("progress", run="progress", help="progress over all interviews"))
    _json(add("due", run="due", help="what to practise today"))
    add("notes", run="notes", help="your notes and missed points, on one page")
    export = add("export", run="export", help="sessions in other formats")
    _session(export)
    export.add_argument("--all", action="store_true", help="every session")
    _format(export, SESSION_FORMATS, "md")
    _output(export)


def _bank(parser: Arguments) -> None:
    parser.set_defaults(json=False)  # `bank` alone means `bank list`.
    add = parser.add_subparsers(dest="bank_command", metavar="COMMAND").add_parser
    _json(add("list", run="bank.list", help="all banks"))
    check = add("check", run="bank.check", help="every fault in banks, with its cure")
    check.add_argument(
        "files", nargs="*", metavar="BANK", help="names, files or folders; default: all banks"
    )
    _json(check)
    new = add("new", run="bank.new", help="a small commented bank to start from")
    new.add_argument("name", metavar="NEW", help='its title or name: "Operating systems"')
    importing = add("import", run="bank.import_files", help="questions from other documents")
    importing.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="files or folders; - is standard input"
    )
    importing.add_argument("--to", metavar="NAME", help="the bank's name")
    importing.add_argument("--dry-run", action="store_true", help="only show what would be written")
    importing.add_argument(
        "--yes", action="store_true", help="also write doubtful questions, or undo without asking"
    )
    importing.add_argument(
        "--theirs", action="store_true", help="for questions you edited, take the source's version"
    )
    importing.add_argument(
        "--undo",
        action="store_true",
        help="undo the last import, or with --to the last into that bank",
    )
    importing.add_argument(
        "--encoding", metavar="ENCODING", help="the files' encoding, if it is not detected"
    )
    _json(importing)
    export = add("export", run="bank.export", help="a bank in another format")
    export.add_argument("name", metavar="BANK", help="the name or the file of a bank")
    _format(export, BANK_FORMATS, "md")
    _output(export)
    _bank_name(add("delete", run="bank.delete", help="move a bank into the trash"))
    rename = add("rename", run="bank.rename", help="give a bank another name")
    _bank_name(rename)
    rename.add_argument("new", metavar="NEW", help="its new name; past interviews keep the old one")
    _bank_name(add("path", run="bank.path", help="where a bank's file is"))


def _machine(add: Callable[..., Arguments]) -> None:
    _json(add("voices", run="voices", help="the voices of this machine"))
    doctor = add(
        "doctor", run="doctor.examine", help="what works here, and what to do about the rest"
    )
    doctor.add_argument("--all", action="store_true", help="name every fault, however many")
    add("paths", run="paths", help="where everything is kept")
    serve = add("serve", run="serve", help="run in a browser on this machine")
    serve.add_argument("--port", type=port, default=8000, help="default: 8000; 0 takes a free one")
    serve.add_argument(
        "--host",
        type=host,
        default="127.0.0.1",
        help="default: 127.0.0.1, this machine; another needs --allow-remote",
    )
    serve.add_argument("--allow-remote", action="store_true", help="allow other machines")
    completion = add("completion", run="completion", help="a completion script for your shell")
    completion.add_argument(
        "shell",
        choices=_Shells(SHELLS),
        metavar="SHELL",
        help=f"{', '.join(SHELLS)}; or the names that the script asks for: {', '.join(COMPLETED)}",
    )
    explained = add("help", run="help", help="the same as --help, for a command if one is named")
    explained.add_argument(
        "words", nargs="*", metavar="COMMAND", help="such as start, or bank import"
    )


def encoding(text: str) -> str:
    """Return an encoding that Python knows and that can encode text."""
    try:
        "".encode(text)
    except (LookupError, ValueError):
        raise ValueError(f"there is no encoding {text!r}; try utf-8-sig or utf-16") from None
    return text


def _whole(text: str, least: int, most: int) -> int:
    digits = text.removeprefix("-")
    if digits.isdecimal() and len(digits) < 30 and least <= int(text) <= most:
        return int(text)
    got = printable(text[:40])
    raise ValueError(f"expected a whole number from {least} to {most}, got {got!r}")


def number(text: str) -> int:
    """Return a number of questions, at most a bank's limit."""
    return _whole(text, 1, MOST_QUESTIONS)


def seed(text: str) -> int:
    """Return a seed that fits a session's file."""
    return _whole(text, -(2**63), 2**63 - 1)


def port(text: str) -> int:
    """Return a port; 0 for any free one."""
    return _whole(text, 0, 65_535)


def host(text: str) -> str:
    """Return an address or a name to listen at."""
    if not _HOST.fullmatch(text) or len(text) > 253:
        got = printable(text[:40])
        raise ValueError(f"expected an address or a name, such as 127.0.0.1, got {got!r}")
    return text


_HEX = r"[\da-fA-F.]*"
_HOST = re.compile(rf"\w[\w.-]*|\[?{_HEX}:{_HEX}:[\da-fA-F:.]*(?:%\w+)?\]?")
