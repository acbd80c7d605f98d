"""Finds what is valid in a bank but probably a mistake, for `bank check`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from simulator.core.bank import Bank
from simulator.storage.toml.parse import decode
from simulator.system.faults import Fault, FileFault
from simulator.text.patterns import pattern

# Escapes that are letters: a LaTeX command beginning with one loses its backslash.
_ESCAPE = pattern(r"\\(?:\\|(?P<letters>[bfnrt][A-Za-z]*))")
# Nobody means form feed or backspace. Plain words often follow the others, as in "one\ntwo", so
# only LaTeX names count.
_LATEX = pattern(
    "r[A-Za-z]+|nabla|neg?|neq|ni|nmid|nolimits|nonumber|not|notin|nu|nexists|ngeq|nleq|nsubseteq|"
    "tanh?|tau|text|textbf|textit|textrm|texttt|textstyle|tfrac|theta|therefore|thickapprox|"
    "thinspace|tilde|times|to|top|tr|triangle|triangleq"
)
_MARKS = pattern(r"^(?:<{7} |>{7} )", re.MULTILINE)


def bank_warnings(data: bytes, *, file: str = "") -> tuple[Fault, ...]:
    r"""Return warnings for a bank's author, by line; empty if the bank can't be read.

    Warns of backslashes that TOML took for escapes, which turns `\frac` and `\theta` into control
    characters, and of conflict markers left by git.
    """
    try:
        text = decode(data, file=file).replace("\r\n", "\n")
    except FileFault:
        return ()
    found = [*_eaten(text, file), *_conflicts(text, file)]
    return tuple(sorted(found, key=lambda fault: fault.line or 0))


STALE_YEARS = 2
"""Years after which a question's facts should be checked again."""


def stale_questions(bank: Bank, data: bytes, today: date, *, file: str = "") -> tuple[Fault, ...]:
    """Return a warning for each question last checked more than `STALE_YEARS` ago."""
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
    from simulator.storage.toml.positions import Lines, escaping_strings

    lines = Lines(text)
    for start, string in escaping_strings(text):
        for escape in _ESCAPE.finditer(string):
            letters = escape["letters"] or ""
            if letters[:1] in ("b", "f") or _LATEX.fullmatch(letters):
                quotes = '"""' if string.startswith('"""') else '"'
                yield Fault(
                    file,
                    lines.at(start + escape.start()),
                    "",
                    f"\\{letters} loses its backslash between {quotes} and {quotes}; "
                    "write this text between ''' and '''",
                )


def _conflicts(text: str, file: str) -> Iterator[Fault]:
    if "<<<<<<<" not in text and ">>>>>>>" not in text:  # Finding the strings is slow.
        return
    from simulator.storage.toml.positions import Lines, strings

    lines = Lines(text)
    for string in strings(text):
        for mark in _MARKS.finditer(string[0]):
            line = lines.at(string.start() + mark.start())
            yield Fault(file, line, "", "a merge conflict that git left in this text")
