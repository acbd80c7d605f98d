"""What every sound process needs: orders from the program, reports to it, and a sure end."""

import contextlib
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

from simulator.speech.messages import Message, encode_report

Orders = queue.SimpleQueue[Message]


class Pipe:
    """The way back to the program."""

    def __init__(self) -> None:
        self._file = os.dup(1)
        self._lock = threading.Lock()

    def send(self, report: str, **facts: Any) -> None:
        """Send one report."""
        with self._lock:
            rest = encode_report({"report": report, **facts})
            while rest:
                rest = rest[os.write(self._file, rest) :]


def take_orders(orders: Orders, at_end: Callable[[], None]) -> None:
    """Hand on the orders from a thread of its own; `at_end` when no more can come."""

    def read() -> None:
        with contextlib.suppress(Exception):
            for line in sys.stdin.buffer:
                orders.put(json.loads(line))
        at_end()

    threading.Thread(target=read, daemon=True).start()


def end() -> None:
    """End this process, and its player, at once."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def alarm(seconds: float) -> None:
    """Let the system end this process after so many seconds; 0: not any more.

    A library that never gives Python its turn again can't notice that the program is gone.
    """
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds))


def yield_to_the_screen() -> None:
    """Where the system can, never push the interview aside at the moment of waking up."""
    if hasattr(os, "SCHED_BATCH"):
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
