"""A program that saves a session, for tests that kill it or make its system calls fail.

`python -m tests.storage.sessions.saving_victim MANNER PATH COUNT`: saves the states 1 to COUNT to
the file, acknowledging each on a line of stdout. MANNER is `atomic`, or `in-place` for the control.
"""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import replace
from pathlib import Path

from simulator.core.session import Session
from simulator.storage.sessions.file import SessionFile, encoded
from simulator.system.file_lock import Lock
from tests.samples import sample_session

MARK = "/the-saving-begins-here"
"""A file that does not exist: opening it shows in a trace where the saving begins."""


def state(number: int) -> Session:
    """Return one of the states to save, large enough for more than one block."""
    sample = sample_session()
    answer = replace(sample.answers[0], text=f"text {number}\n" + f"{number} words\n" * 2000)
    return replace(sample, answers=(answer, *sample.answers[1:]))


def number_of(session: Session) -> int:
    """Return the number of a state; raises AssertionError if it is not one of them."""
    number = int(session.answers[0].text.split()[1])
    assert session == state(number)
    return number


def mark() -> None:
    """Leave a mark in the trace of system calls."""
    with contextlib.suppress(OSError):
        os.close(os.open(MARK, os.O_RDONLY))


def main(manner: str, path: Path, count: int) -> None:
    """Save `count` states."""
    file = SessionFile(path, Lock(None, path))
    states = [state(number) for number in range(1, count + 1)]
    mark()
    for number, each in enumerate(states, 1):
        try:
            if manner == "atomic":
                file.save(each)
            else:
                path.write_bytes(encoded(each))
        except OSError as error:
            print(f"failed {number} {error.errno}", flush=True)
        else:
            print(f"saved {number}", flush=True)
    mark()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
