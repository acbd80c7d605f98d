"""What every sound process needs: receiving orders, sending reports, and ending for certain."""

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
    """Reports to the program."""

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
    """Pass on orders from a separate thread; call `at_end` when no more can come."""

    def read() -> None:
        with contextlib.suppress(Exception):
            for line in sys.stdin.buffer:
                orders.put(json.loads(line))
        at_end()

    threading.Thread(target=read, daemon=True).start()


def end() -> None:
    """End this process and its player at once."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def alarm(seconds: float) -> None:
    """Have the system end this process after `seconds`; 0 cancels that.

    A library that blocks Python forever would not notice that the program is gone.
    """
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds))


def yield_to_the_screen() -> None:
    """Become a batch job, if possible, so that waking up never preempts the interview."""
    if hasattr(os, "SCHED_BATCH"):
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
