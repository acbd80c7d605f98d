"""Times a program in a pseudo-terminal from outside: what a person would see, and when.

It imports nothing of this project, and the program does not know that it is measured. The probe
answers like a modern terminal with synchronised output; something is on the screen when the frame
that holds it has ended. Times are readings of `time.perf_counter`, taken when the bytes came; the
slow drawing of the screen (pyte) happens in the gaps, in small slices, and delays no reading by
more than about 2 ms.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

now = time.perf_counter

SLICE = 2048
"""Bytes drawn between checks for new ones."""

FRAME_ENDS = b"\x1b[?2026l"
LEAVES_SCREEN = b"\x1b[?1049l"

_UNDRAWN = re.compile(rb"\x1b\[[<=>?][0-9;:]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_ASKS_MODE = re.compile(rb"\x1b\[\?(\d+)\$p")
_CUT = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*)?\Z")


class NotSeen(Exception):
    """The expected output did not come in time; the message shows the screen."""


class Probe:
    """A program in its own terminal."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Start `argv`; `size` is columns and lines."""
        self.screen = pyte.Screen(*size)
        self.bytes_read = 0
        self.exit_code: int | None = None
        self._stream = pyte.ByteStream(self.screen)
        self._pending: deque[tuple[float, bytes]] = deque()
        self._rest = b""
        self._in_frame = False
        self._watched: dict[bytes, float] = {}
        self._tail = b""
        environment = _environment(env or {})
        self.started = now()
        self.pid, self._master = os.forkpty()
        if self.pid == 0:
            try:
                _set_size(0, size)
                os.execvpe(argv[0], list(argv), environment)
            finally:
                os._exit(127)
        _set_size(self._master, size)
        os.set_blocking(self._master, False)

    def send(self, data: bytes, *, at_once: bool = False) -> float:
        """Type once all earlier output is drawn; return when it was written.

        `at_once`: draw earlier output later, so that drawing it here delays nothing.
        """
        while not at_once and (self._read(0.0) or self._draw_slice() is not None):
            pass
        at = now()
        os.write(self._master, data)
        return at

    def until(self, seen: Callable[[str], bool] | str, timeout: float = 20.0) -> float:
        """Return when the screen first showed a text, or satisfied a predicate."""
        found = (lambda text: seen in text) if isinstance(seen, str) else seen
        deadline = now() + timeout
        if not self._pending and not self._in_frame and found(self.text):
            return now()
        while now() < deadline:
            self._read(0.0 if self._pending else 0.01)
            at = self._draw_slice()
            if at is not None and not self._in_frame and found(self.text):
                return at
        raise NotSeen(f"{seen!r} not within {timeout} s on this screen:\n{self.text}")

    def until_bytes(self, data: bytes, timeout: float = 20.0) -> float:
        """Return when the program next wrote `data`."""
        self._watched[data] = 0.0
        deadline = now() + timeout
        while not self._watched[data]:
            if now() > deadline or (not self._read(0.01) and self.ended()):
                if self._watched[data]:
                    break
                raise NotSeen(f"{data!r} was not written within {timeout} s")
        return self._watched.pop(data)

    def until_exit(self, timeout: float = 20.0) -> float:
        """Return when the process was gone."""
        deadline = now() + timeout
        while not self.ended():
            if now() > deadline:
                raise NotSeen(f"the program did not end within {timeout} s")
            self._read(0.001)
        return now()

    def settle(self, seconds: float) -> None:
        """Read and draw whatever comes for a while."""
        deadline = now() + seconds
        while (left := deadline - now()) > 0:
            self._read(0.0 if self._pending else min(left, 0.02))
            self._draw_slice()

    @property
    def text(self) -> str:
        """The text on the screen."""
        return "\n".join(self.screen.display)

    def style_of(self, text: str) -> object:
        """Return the style of the first letter of a text on the screen; None if absent."""
        for line, shown in enumerate(self.screen.display):
            if text in shown:
                return self.screen.buffer[line][shown.index(text)]
        return None

    def cpu_seconds(self) -> float:
        """Return the processor time of all its threads so far."""
        total = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            with contextlib.suppress(OSError):
                total += int((task / "schedstat").read_text().split()[0])
        return total / 1e9

    def memory_mb(self) -> float:
        """Return the resident memory of the process and all its descendants, in MB."""
        kilobytes = 0
        for pid in _tree(self.pid):
            with contextlib.suppress(OSError):
                status = Path(f"/proc/{pid}/status").read_text()
                found = re.search(r"VmRSS:\s+(\d+)", status)
                kilobytes += int(found[1]) if found else 0
        return kilobytes / 1024

    def ended(self) -> bool:
        """Return whether the process is gone."""
        if self.exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code is not None

    def close(self) -> None:
        """Kill the program if it still runs."""
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            self.exit_code = os.waitstatus_to_exitcode(status)
        os.close(self._master)

    def __enter__(self) -> Probe:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self, wait: float) -> bool:
        """Read what is available, with the time; return whether there was anything."""
        if not select.select([self._master], [], [], wait)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # The other end is gone.
            return False
        at = now()
        self.bytes_read += len(data)
        for watched, seen in self._watched.items():
            if not seen and watched in self._tail + data:
                self._watched[watched] = at
        self._tail = data[-16:]
        for mode in _ASKS_MODE.findall(data):
            os.write(self._master, b"\x1b[?%b;%d$y" % (mode, 2 if mode == b"2026" else 0))
        for start in range(0, len(data), SLICE):
            self._pending.append((at, data[start : start + SLICE]))
        return bool(data)

    def _draw_slice(self) -> float | None:
        """Draw a little; return when it came, or None if nothing waits."""
        if not self._pending:
            return None
        at, data = self._pending.popleft()
        data = self._rest + data
        cut = _CUT.search(data)
        self._rest = data[cut.start() :] if cut else b""
        data = data[: cut.start()] if cut else data
        for mode, state in re.findall(rb"\x1b\[\?(\d+)([hl])", data):
            if mode == b"2026":
                self._in_frame = state == b"h"
            elif mode == b"1049":
                self.screen.reset()
        self._stream.feed(_UNDRAWN.sub(b"", data))
        return at


def _environment(changes: Mapping[str, str]) -> dict[str, str]:
    dropped = ("TEXTUAL", "NO_COLOR", "COLUMNS", "LINES", "ESCDELAY", "PYTHON", "MOCK_INTERVIEW")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    common = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    return kept | common | dict(changes)


def _set_size(descriptor: int, size: tuple[int, int]) -> None:
    columns, lines = size
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            for child in (task / "children").read_text().split():
                found += _tree(int(child))
    return found
