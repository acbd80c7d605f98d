"""What is valid in a bank and still not meant: for `bank check`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from simulator.core.bank import Bank
from simulator.storage.toml.parse import decode
from simulator.system.faults import Fault, FileFault

# Escapes that are letters: what begins with one of them in LaTeX loses its backslash.
_ESCAPE = re.compile(r"\\(?:\\|(?P<letters>[bfnrt][A-Za-z]*))")
# Form feed and backspace nobody means. After the others plain words are likely, as in "one\ntwo":
# only the names of LaTeX count.
_LATEX = re.compile(
    "r[A-Za-z]+|nabla|neg?|neq|ni|nmid|nolimits|nonumber|not|notin|nu|nexists|ngeq|nleq|nsubseteq|"
    "tanh?|tau|text|textbf|textit|textrm|texttt|textstyle|tfrac|theta|therefore|thickapprox|"
    "thinspace|tilde|times|to|top|tr|triangle|triangleq"
)
_MARKS = re.compile(r"^(?:<{7} |>{7} )", re.MULTILINE)


def bank_warnings(data: bytes, *, file: str = "") -> tuple[Fault, ...]:
    """What a bank's author should look at, in the order of the lines; empty if it can't be read.

    Backslashes that TOML took for escapes, which silently turns `\\frac` and `\\theta` into a
    control character and the rest; marks that git left in a text.
    """
    try:
        text = decode(data, file=file).replace("\r\n", "\n")
    except FileFault:
        return ()
    found = [*_eaten(text, file), *_conflicts(text, file)]
    return tuple(sorted(found, key=lambda fault: fault.line or 0))


STALE_YEARS = 2
"""After this long the facts of a question should be checked again."""


def stale_questions(bank: Bank, data: bytes, today: date, *, file: str = "") -> tuple[Fault, ...]:
    """The questions whose facts were last checked more than `STALE_YEARS` ago."""
    stale = [
        (place, question)
        for place, question in enumerate(bank.questions)
        if question.reviewed is not None and _years_before(today) > question.reviewed
    ]
    if not stale:
        return ()
    from simulator.storage.toml.positions import key_lines

    lines = key_lines(decode(data, file=file))
    return tuple(
        Fault(
            file,
            lines.get(("questions", place)),
            f"questions[{place + 1}].reviewed",
            f"last checked on {question.reviewed}, more than {STALE_YEARS} years ago; "
            "check its facts again, and set the date",
        )
        for place, question in stale
    )


def _years_before(today: date) -> date:
    year = today.year - STALE_YEARS
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=year, day=day)


def _eaten(text: str, file: str) -> Iterator[Fault]:
    from simulator.storage.toml.positions import Lines, strings

    lines = Lines(text)
    for string in strings(text):
        if string[0][0] != '"' or "\\" not in string[0]:
            continue
        for escape in _ESCAPE.finditer(string[0]):
            letters = escape["letters"] or ""
            if letters[:1] in ("b", "f") or _LATEX.fullmatch(letters):
                line = lines.at(string.start() + escape.start())
                quotes = '"""' if string[0].startswith('"""') else '"'
                yield Fault(
                    file,
                    line,
                    "",
                    f"\\{letters} loses its backslash between {quotes} and {quotes}; "
                    "write this text between ''' and '''",
                )


def _conflicts(text: str, file: str) -> Iterator[Fault]:
    if "<<<<<<<" not in text and ">>>>>>>" not in text:  # Finding the texts takes a while.
        return
    from simulator.storage.toml.positions import Lines, strings

    lines = Lines(text)
    for string in strings(text):
        for mark in _MARKS.finditer(string[0]):
            line = lines.at(string.start() + mark.start())
            yield Fault(file, line, "", "a conflict that git left behind in this text")
