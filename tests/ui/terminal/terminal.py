"""A real pseudo-terminal around any program, for tests.

    with Terminal([sys.executable, "-m", "simulator"], size=(80, 24), env={"X": "1"}) as terminal:
        terminal.read_until("Start an interview")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.faults() == []      # the shell gets its terminal back as it was

Nothing is read unless `read_until`, `pump` or `wait` is running: a terminal that nobody reads
behaves like a stalled one, as over a hung ssh.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol

from tests.ui.terminal.emulator import Emulator

DEADLINE = 30.0
"""Seconds that a condition may take on a busy machine before it is given up."""

# Makes the pty the controlling terminal, then becomes the program. A `preexec_fn` would not
# be safe in a process with threads. Tests that run in the background or under nohup ignore
# signals, and children inherit that; a program in its own terminal should ignore none.
_LAUNCHER = (
    "import fcntl, os, signal, sys, termios\n"
    "for ignored in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):\n"
    "    signal.signal(ignored, signal.SIG_DFL)\n"
    "tty = int(sys.argv[1])\n"
    "fcntl.ioctl(tty, termios.TIOCSCTTY, 0)\n"
    "os.close(tty)\n"
    "os.execvp(sys.argv[2], sys.argv[2:])\n"
)
_NOT_INHERITED = ("TEXTUAL", "NO_COLOR", "COLUMNS", "LINES", "ESCDELAY", "PYTHONWARNINGS", "COV_")


def letters(text: str) -> str:
    """Remove white space, for sentences that the screen's edge may break anywhere."""
    return "".join(text.split())


class Terminal:
    """A program in its own pseudo-terminal, as session leader."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: str | os.PathLike[str] | None = None,
        stdin: int | None = None,
        stdout: int | None = None,
        stderr: int | None = None,
    ) -> None:
        """Start `argv`; `size` is in columns and lines; a given stream replaces the pty."""
        self.emulator = Emulator(*size)
        self.output = bytearray()
        self.emulate = True
        """False to skip the emulator, which is too slow for floods of output."""
        self.bytes_a_second = 0
        """Limits the speed, as over ssh; 0: no limit."""
        self.returncode: int | None = None
        self._master, slave = os.openpty()
        os.set_blocking(self._master, False)
        self.claim_size(*size)
        self.termios_before = termios.tcgetattr(self._master)
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(slave), *argv],
            stdin=slave if stdin is None else stdin,
            stdout=slave if stdout is None else stdout,
            stderr=slave if stderr is None else stderr,
            pass_fds=[slave],
            start_new_session=True,
            env=environment(env or {}),
            cwd=cwd,
        )
        os.close(slave)
        self.started_at = time.monotonic()

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """True while the program is running or stopped."""
        return self._process.poll() is None

    @property
    def text(self) -> str:
        """The contents of the screen, as read so far."""
        return self.emulator.text

    def pump(self, seconds: float = 0.0) -> bool:
        """Read once, waiting at most `seconds`; return whether anything came."""
        if not select.select([self._master] if self._master >= 0 else [], [], [], seconds)[0]:
            return False
        if self.bytes_a_second:
            select.select([], [], [], 0.01)
        try:
            data = os.read(self._master, self.bytes_a_second // 100 or 65536)
        except OSError:  # EIO: the last program on the terminal is gone
            return False
        self.output += data
        answer = self.emulator.feed(data) if self.emulate else b""
        if answer:
            self.send(answer)
        return bool(data)

    def send(self, data: bytes, deadline: float = DEADLINE) -> None:
        """Type bytes, reading output if the program is slow to take them."""
        end = time.monotonic() + deadline
        while data:
            if time.monotonic() > end:
                raise AssertionError(f"the program does not read: {len(data)} bytes are left")
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                self.pump(0.01)
            except OSError:  # the other end is gone
                return

    def read_until(self, what: str | Callable[[str], bool], deadline: float = DEADLINE) -> str:
        """Return the screen once it holds a text or fulfils a predicate, between two frames."""
        found = (lambda text: what in text) if isinstance(what, str) else what
        self.wait_for(lambda: not self.emulator.in_frame and found(self.text), deadline)
        return self.text

    def send_until(self, data: bytes, what: str, deadline: float = DEADLINE) -> str:
        """Type bytes, and again every second until the screen holds a text.

        For keys that may be typed twice: a rating counts only once the answer could be read.
        """
        end = time.monotonic() + deadline
        while True:
            self.send(data)
            try:
                return self.read_until(what, min(1.0, deadline))
            except AssertionError:
                if not self.alive or time.monotonic() > end:
                    raise

    def read_output_until(self, data: bytes, deadline: float = DEADLINE, start: int = 0) -> None:
        """Wait for raw bytes in the output from the offset `start` on."""
        self.wait_for(lambda: self.output.find(data, start) >= 0, deadline)

    def wait_for(self, condition: Callable[[], bool], deadline: float = DEADLINE) -> None:
        """Read until a condition holds; AssertionError with the screen if it never does."""
        end = time.monotonic() + deadline
        while not condition():
            if not self.pump(0.02):
                if not self.alive and not self.pump() and not condition():
                    raise AssertionError(self._describe(f"ended with {self._process.returncode}"))
                if time.monotonic() > end:
                    raise AssertionError(self._describe(f"not within {deadline} s"))

    def pump_for(self, seconds: float) -> None:
        """Read everything that comes within a time, to show that nothing happens."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.pump(left)

    def wait(self, deadline: float = DEADLINE) -> int:
        """Wait for the end, read everything, and return the exit status (negative: a signal)."""
        end = time.monotonic() + deadline
        while self.alive:
            self.pump(0.002)
            if time.monotonic() > end:
                raise AssertionError(self._describe(f"did not end within {deadline} s"))
        while self.pump():
            pass
        self.returncode = self._process.returncode
        return self.returncode

    def resize(self, columns: int, lines: int) -> None:
        """Resize the terminal; the kernel tells the program."""
        self.emulator.resize(columns, lines)
        self.claim_size(columns, lines)

    def claim_size(self, columns: int, lines: int) -> None:
        """Report a size to the program, true or not; at most 65535 each."""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def take_over(self) -> None:
        """Do what a shell does when its job has stopped: restore its own settings and screen."""
        termios.tcsetattr(self._master, termios.TCSANOW, self.termios_before)
        self.emulator.feed(b"\x1b[2J\x1b[Hshell$ ")

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def hang_up(self) -> None:
        """Close the window."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def is_stopped(self) -> bool:
        """True if job control has stopped the program (Linux)."""
        return _stat(self.pid)[0] == "T"

    def cpu_seconds(self) -> float:
        """CPU time that the program has used so far (Linux)."""
        fields = _stat(self.pid)
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wakeups(self) -> int:
        """How often a thread of the program has been scheduled (Linux)."""
        total = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):  # noqa: PTH208
            with (
                contextlib.suppress(OSError),
                open(f"/proc/{self.pid}/task/{task}/status", encoding="ascii") as status,  # noqa: PTH123
            ):
                total += sum(int(line.split()[1]) for line in status if "ctxt_switches" in line)
        return total

    def termios_now(self) -> list[object]:
        """The terminal's settings, as `termios.tcgetattr` returns them."""
        return list(termios.tcgetattr(self._master))

    def faults(self) -> list[str]:
        """Return the modes and settings of the terminal that were not restored; [] if all were."""
        faults = self.emulator.faults()
        if self.termios_now() != list(self.termios_before):
            faults.append("termios differs")
        return faults

    def close(self) -> None:
        """Kill the program if it still runs, and close the terminal."""
        if self.alive:
            self._process.kill()
        self.hang_up()
        self._process.wait(DEADLINE)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _describe(self, what: str) -> str:
        tail = bytes(self.output[-600:])
        return f"{what}; the screen:\n{self.text}\n-- the last bytes: {tail!r}"


def environment(changes: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment, with a common terminal, UTF-8, and `changes`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_NOT_INHERITED)}
    common = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    return kept | common | dict(changes)


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat from the state on."""
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:  # noqa: PTH123
        return stat.read().rpartition(")")[2].split()


ROOT = Path(__file__).parents[3]


class RunTiny(Protocol):
    """Starts `pty_app.py`; see there for the arguments."""

    def __call__(
        self,
        app: str,
        driver: str,
        *options: str,
        ready: bool = True,
        size: tuple[int, int] = (80, 24),
        stdin: int | None = None,
        stderr: int | None = None,
    ) -> Terminal: ...
