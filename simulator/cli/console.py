"""Output of commands to a terminal, a pipe or a file, and their exit codes."""

from __future__ import annotations

import io
import os
import stat
import sys
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from simulator.system.atomic_write import told_of
from simulator.system.terminal import columns_of
from simulator.text.cleaning import clean, printable
from simulator.text.wrapping import fitted

if TYPE_CHECKING:
    from simulator.exporters.format import Format

FINE, FAULTY, WRONG_ARGUMENTS, INTERRUPTED = 0, 1, 2, 130
"""Exit codes. FAULTY: a file is faulty, or there is nothing to do."""


def say(text: str) -> None:
    """Print text without terminal controls, ending with one line feed."""
    sys.stdout.write(clean(text).rstrip("\n") + "\n")


def columns() -> int | None:
    """Return the width of the terminal that `say` prints to; None without a terminal."""
    return columns_of(sys.stdout)


def columns_for(output: Path | None) -> int | None:
    """Return the width for text to be delivered to `output`; a file has none.

    A pipe has the width of the terminal beside it, where a pager may show the text.
    """
    if output is not None and not _is_printed(output):
        return None
    return columns() or (columns_of(sys.stderr) if _is_pipe(sys.stdout) else None)


def _is_pipe(stream: TextIO) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def say_fitted(text: str) -> None:
    """Print text for people, wrapped between words in a terminal."""
    width = columns()
    say(text if width is None else "\n".join(fitted(clean(text), width)))


def say_json(value: object) -> None:
    """Print JSON."""
    from simulator.text.json_text import json_text  # Few commands need `json`.

    say(json_text(value))


def complain(text: str) -> None:
    """Print one line on standard error."""
    print(f"mock-interview: {printable(text)}", file=sys.stderr)


def agrees(question: str) -> bool:
    """True if somebody at the terminal answers yes; False without a terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(f"{printable(question)} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def replace_unencodable() -> None:
    """Replace characters that the output's encoding lacks with question marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def deliver(text: str, output: Path | None, fmt: Format, encoding: str | None = None) -> int:
    """Print a text, or write it to a file. Returns FINE; raises OSError.

    Output to a pipe, for other programs, is UTF-8, whatever the terminal supports; `encoding`
    chooses another.
    """
    if output is None or _is_printed(output):
        stream = sys.stdout
        other = encoding is not None or (fmt.name != "text" and not stream.isatty())
        if other and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding or "utf-8", errors="replace")
        say(text)
        return FINE
    with told_of(output):
        output.write_text(
            text,
            encoding=encoding or fmt.encoding,
            newline="",
            errors="replace" if encoding else None,
        )
    complain(f"written to {output}")
    return FINE


def _is_printed(output: Path) -> bool:
    return str(output) == "-"


def today() -> date:
    """Return the local date."""
    return datetime.now().astimezone().date()


class ProgressLine:
    """A progress bar on standard error, on a terminal only; erased at the end."""

    _AFTER_SECONDS, _BETWEEN_SECONDS, _WIDTH = 0.5, 0.1, 24

    def __init__(self, what: str) -> None:
        self._what = what
        self._next = monotonic() + self._AFTER_SECONDS
        self._drawn = 0

    def __enter__(self) -> ProgressLine:
        return self

    def show(self, done: int, total: int) -> None:
        """Draw the progress, unless it was drawn a moment ago."""
        if monotonic() < self._next or not sys.stderr.isatty():
            return
        self._next = monotonic() + self._BETWEEN_SECONDS
        filled = self._WIDTH * done // max(1, total)
        bar = "#" * filled + "." * (self._WIDTH - filled)
        text = f"[{bar}] {done:,} of {total:,} {self._what}"
        self._draw(text)

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            self._draw("")
            sys.stderr.write("\r")
            sys.stderr.flush()

    def _draw(self, text: str) -> None:
        sys.stderr.write("\r" + text.ljust(self._drawn))
        sys.stderr.flush()
        self._drawn = len(text)
