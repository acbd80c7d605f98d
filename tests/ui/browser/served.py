"""A running `mock-interview serve` for tests."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ui.terminal.terminal import DEADLINE, ROOT

SERVE = """
import sys
from simulator.cli.commands.serve import serve
sys.exit(serve(port=0, argv=sys.argv[1:]))
"""


@dataclass
class Served:
    """The server's process and its URL."""

    process: subprocess.Popen[str]
    url: str
    """The whole URL, including the token."""

    @property
    def base(self) -> str:
        """The URL without the token."""
        return self.url.partition("/?")[0]

    def children(self) -> list[int]:
        """Return the process ids of the programs in tabs."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in found.read_text().split()]


@contextmanager
def serving(
    argv: Sequence[str], *, env: dict[str, str] | None = None, whole: bool = False
) -> Iterator[Served]:
    """Serve `argv` in each tab; with `whole`, `argv` is the server's own command line."""
    command = list(argv) if whole else [sys.executable, "-c", SERVE, *argv]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
    )
    assert process.stdout is not None
    try:
        heard = ""
        while not (found := re.search(r"http://\S+token=\S+", heard)):
            line = process.stdout.readline()
            assert line, f"the server ended: {heard}"
            heard += line
        yield Served(process, found[0])
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def gone(pids: Sequence[int], deadline: float = DEADLINE) -> bool:
    """Return whether the processes end within the deadline (seconds)."""
    end = time.monotonic() + deadline
    while any(_runs(pid) for pid in pids):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def tiny(folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.ui.browser.tiny_app", str(folder)]
