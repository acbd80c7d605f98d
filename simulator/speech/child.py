"""The program's side of a sound process, which speaks, records or plays."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from simulator.speech.messages import Message, ReportReader, encode_order

# Every system's pipes take this much even if nobody reads.
_FITS_A_PIPE = 4096


class Ended(NamedTuple):
    """A sound process, and everything it started, has ended."""

    code: int
    last_words: str


News = Message | Ended


def worker_command(*words: str, module: str = "worker") -> list[str]:
    """Return the command of a process; `-P` keeps out modules in the current folder."""
    return [sys.executable, "-P", "-m", f"simulator.speech.{module}", *words]


def worker_environment() -> Mapping[str, str]:
    """Return the environment of a process, in which this package can be imported."""
    root = str(Path(__file__).resolve().parents[2])
    others = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": root + (os.pathsep + others if others else "")}


class Child:
    """A process with pipes both ways, and a thread that reads what it says.

    Raises `OSError` if the process can't be started. On that thread, `hear` is called with each
    report, and finally with an `Ended`.
    """

    def __init__(self, command: Sequence[str], hear: "Callable[[Child, News], None]") -> None:
        self._hear = hear
        self._lock = threading.Lock()
        self._over = False
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=worker_environment(),
            bufsize=0,
            **_apart(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input = self._process.stdin
        self._output = self._process.stdout
        if os.name == "posix":
            os.set_blocking(self._input.fileno(), False)
        threading.Thread(target=self._listen, name="voice", daemon=True).start()

    @property
    def pid(self) -> int:
        """The id of the process, and of its group."""
        return self._process.pid

    def order(self, message: Message) -> None:
        """Send an order without waiting. A process that can't take it is killed and reported."""
        line = encode_order(message)
        if os.name != "posix" and len(line) > _FITS_A_PIPE:
            threading.Thread(target=self._write, args=(line,), daemon=True).start()
        else:
            self._write(line)

    def kill(self) -> None:
        """End the process and its player at once."""
        with self._lock:
            if self._over:
                return
            with contextlib.suppress(OSError):
                if os.name == "posix":
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()

    def _write(self, line: bytes) -> None:
        try:
            written = self._input.write(line)
        except (OSError, ValueError):
            written = 0
        if written != len(line):
            self.kill()

    def _listen(self) -> None:
        reader = ReportReader()
        with contextlib.suppress(OSError):
            while chunk := os.read(self._output.fileno(), 1 << 16):
                for report in reader.feed(chunk):
                    self._hear(self, report)
        # A process that closes the pipe has no more to say, but its player may still run.
        self.kill()
        if hasattr(os, "waitid"):
            # Wait without freeing the id, until `kill` knows not to use it.
            with contextlib.suppress(OSError):
                os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)
        with self._lock:
            code = self._process.wait()
            self._over = True
        for pipe in (self._input, self._output):
            with contextlib.suppress(OSError):
                pipe.close()
        self._hear(self, Ended(code, reader.last_words))


def _apart() -> dict[str, Any]:
    """Detach the process from the terminal's keys and signals."""
    if os.name == "posix":
        return {"start_new_session": True}
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return {"creationflags": flags | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
