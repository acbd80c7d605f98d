"""Crash logs: where the program failed, and nothing that the candidate wrote.

A log holds the exception's type, and the frames as file:line in function. It holds no messages,
local variables or source lines: an exception's message often quotes its data.
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
"""Called, in any thread, with an exception that nobody handled."""


def write_crash_log(error: BaseException, folder: Path, now: datetime | None = None) -> Path | None:
    """Write a new log (mode 0600; a new folder gets 0700); None if that fails too.

    The name is `crash-<UTC>-<random>.txt`, so logs sort by time and never collide. The fault also
    goes to the program's own log, if it keeps one.
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
    """Return the text of a crash log."""
    from importlib import metadata

    head = [
        f"Mock Interview {__version__}, Textual {metadata.version('textual')}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"{now.isoformat(timespec='seconds')}",
    ]
    return "\n".join([*head, "", *exception_chain(error)]) + "\n"


def crash_sentence(safe: str, log: Path | None, *, ends: bool = True) -> str:
    """Return the message for the user, one printable line. `safe`: where the answer is saved, ""
    if there is none; `log`: the crash log, if any; `ends`: False if the program goes on.
    """
    parts = ["Something went wrong" if ends else "Something went wrong, but the program goes on"]
    if safe:
        parts.append(f"your answer is safe in {safe}")
    if log is not None:
        parts.append(f"the log is {log}")
    sentence = "; ".join(parts) + "."
    return "".join(c if c.isprintable() else "\ufffd" for c in sentence)


def signature(error: BaseException) -> str:
    """Return a string that is equal for equal faults, so that each is reported only once."""
    places = frames(error)
    return f"{type_name(error)} {places[-1] if places else ''}"


@contextlib.contextmanager
def watched_threads(report: Report) -> Iterator[None]:
    """Report exceptions that end a thread; Python would print them across the screen."""

    def hook(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and arguments.exc_type is not SystemExit:
            report(arguments.exc_value)

    before, threading.excepthook = threading.excepthook, hook
    try:
        yield
    finally:
        threading.excepthook = before


def watch_loop(loop: asyncio.AbstractEventLoop, report: Report) -> None:
    """Report exceptions from callbacks and unawaited tasks; asyncio would only log them."""

    def handler(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            report(error)

    loop.set_exception_handler(handler)
