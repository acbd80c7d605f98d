"""Somebody else's parser on a file from anywhere, in a process of its own with limits."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from simulator.importers.common.decode import LARGEST_TEXT
from simulator.importers.common.draft import CannotRead

REFUSED = 3
"""The exit code for a file that can't be used; standard error says why."""
_ROOT = Path(__file__).resolve().parents[3]
_LEAST_SECONDS, _MOST_SECONDS = 2, 30
PATIENCE = 10
"""How many times as long it may take on a busy machine."""
_BYTES_A_SECOND = 100_000


def seconds_for(data: bytes) -> int:
    """Seconds of the processor that a file may take: two for a small one, more for a large one."""
    return min(_MOST_SECONDS, _LEAST_SECONDS + len(data) // _BYTES_A_SECOND)


def limit_time(process: int, seconds: int) -> None:
    """No more than this much of the processor, where the system can say so of another process."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        resource.prlimit(process, resource.RLIMIT_CPU, (seconds, seconds))


def converted(kind: str, data: bytes, *, file: str, cure: str) -> str:
    """What the module of this name, beside this one, makes of a file. Raises CannotRead, with
    the `cure` for a file that is damaged.

    A small file has two seconds of the processor, a large one more; the process has 200 MB.
    """
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH", "")]))
    seconds = seconds_for(data)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "simulator.importers.documents.worker", kind, str(seconds)],
            input=data,
            capture_output=True,
            timeout=seconds * PATIENCE,
            check=False,
            env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        raise CannotRead(f"{file}: takes too long to read; it may be damaged: {cure}") from None
    except OSError as error:
        raise CannotRead(f"{file}: can't be read here ({error.strerror}).") from None
    if done.returncode == REFUSED:
        why = done.stderr.decode("utf-8", "replace").strip()
        raise CannotRead(f"{file}: {why or f'damaged: {cure}'}")
    if done.returncode or len(done.stdout) > LARGEST_TEXT:
        raise CannotRead(f"{file}: damaged, or too large to be read safely: {cure}")
    return done.stdout.decode("utf-8", "replace")
