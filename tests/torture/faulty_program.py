"""The program with one thing broken, named by $TORTURE_FAULT; only tests run it.

`handler`, `timer`, `worker`, `thread worker`, `task`: an exception there when F4 is pressed.
`in place`: sessions are written into the file itself, not beside it.
"""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from textual.binding import Binding

from simulator.cli import main as cli
from simulator.core.session import Session
from simulator.storage.sessions.file import SessionFile, encoded
from simulator.system.atomic_write import PreparedWrite
from simulator.ui.interview.screen import InterviewScreen

_tasks: set[asyncio.Task[None]] = set()


def fail(screen: InterviewScreen) -> None:
    """Raise with the candidate's words in the message and in a local variable."""
    private = screen.interview.answer.text
    raise RuntimeError(f"it was {private}")


async def fail_later(screen: InterviewScreen) -> None:
    """The same in a coroutine."""
    await asyncio.sleep(0)
    fail(screen)


def break_at_f4(kind: str) -> None:
    """Give F4 a meaning."""

    def action_break(screen: InterviewScreen) -> None:
        match kind:
            case "handler":
                fail(screen)
            case "timer":
                screen.set_timer(0.01, lambda: fail(screen))
            case "worker":
                screen.run_worker(fail_later(screen))
            case "thread worker":
                screen.run_worker(lambda: fail(screen), thread=True)
            case "task":
                task = asyncio.create_task(fail_later(screen))
                _tasks.add(task)
                task.add_done_callback(_tasks.discard)

    InterviewScreen.action_break = action_break  # type: ignore[attr-defined]
    InterviewScreen.BINDINGS = [
        *InterviewScreen.BINDINGS,
        Binding("f4", "break", "Break", priority=True),
    ]
    InterviewScreen._merged_bindings = InterviewScreen._merge_bindings()


@dataclass(frozen=True)
class InPlace(PreparedWrite):
    """Content that is written straight into the target, line by line."""

    data: bytes = b""

    def commit(self) -> None:
        """Overwrite the file."""
        with self.target.open("wb", buffering=0) as file:
            for line in self.data.splitlines(keepends=True):
                file.write(line)
                os.fsync(file.fileno())

    def abandon(self) -> None:
        """There is nothing beside the file."""


def write_in_place() -> None:
    """Replace the careful writer by a careless one."""

    def prepare(self: SessionFile, session: Session) -> PreparedWrite:
        return InPlace(Path(os.devnull), self.path, data=encoded(session))

    SessionFile.prepare = prepare  # type: ignore[method-assign]


def main() -> int:
    """Break it, run it."""
    fault = os.environ["TORTURE_FAULT"]
    if fault == "in place":
        write_in_place()
    else:
        break_at_f4(fault)
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
