"""What is kept of a fault of the program: where it was, and nothing that the candidate wrote.

A log holds the exception's type and the frames as file:line in function. It holds neither
messages nor local variables nor lines of source: an exception's message often quotes its data.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import platform
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from simulator import __version__
from simulator.system import log
from simulator.system.exception_trace import exception_chain, frames, type_name

Report = Callable[[BaseException], None]
"""What is done about an exception that nobody handled; called in any thread."""


def write_crash_log(error: BaseException, folder: Path, now: datetime | None = None) -> Path | None:
    """Write a new log (0600, in a folder 0700 if it has to be made); None if that fails too.

    The name is `crash-<UTC>-<random>.txt`, so logs sort by time and never meet. Where the program
    keeps a log of what it does, the fault is told there, too.
    """
    log.fault(error)
    now = now or datetime.now(UTC)
    path = folder / f"crash-{now:%Y%m%dT%H%M%SZ}-{os.urandom(3).hex()}.txt"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(describe(error, now).encode("ascii", "backslashreplace"))
    except OSError:
        return None
    return path


def describe(error: BaseException, now: datetime) -> str:
    """The text of a log."""
    from importlib import metadata

    head = [
        f"Mock Interview {__version__}, Textual {metadata.version('textual')}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"{now.isoformat(timespec='seconds')}",
    ]
    return "\n".join([*head, "", *exception_chain(error)]) + "\n"


def crash_sentence(safe: str, log: Path | None, *, ends: bool = True) -> str:
    """What a person is told, in one printable line. `safe`: where the answer is, "" if there is
    none; `log`: None if there is none; `ends`: the program ended by it.
    """
    parts = ["Something went wrong" if ends else "Something went wrong, but the program goes on"]
    if safe:
        parts.append(f"your answer is safe in {safe}")
    if log is not None:
        parts.append(f"the log is {log}")
    sentence = "; ".join(parts) + "."
    return "".join(c if c.isprintable() else "\ufffd" for c in sentence)


def signature(error: BaseException) -> str:
    """The same for the same fault at the same place, so that it is reported once."""
    places = frames(error)
    return f"{type_name(error)} {places[-1] if places else ''}"


@contextlib.contextmanager
def watched_threads(report: Report) -> Iterator[None]:
    """Report what ends a thread by itself; Python would print it across the screen."""

    def hook(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and arguments.exc_type is not SystemExit:
            report(arguments.exc_value)

    before, threading.excepthook = threading.excepthook, hook
    try:
        yield
    finally:
        threading.excepthook = before


def watch_loop(loop: asyncio.AbstractEventLoop, report: Report) -> None:
    """Report what tasks that nobody awaited and callbacks raised; asyncio would only log it."""

    def handler(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            report(error)

    loop.set_exception_handler(handler)
