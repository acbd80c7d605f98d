"""Run a third-party parser on an untrusted file, in a separate process with limits."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import warnings
from importlib import import_module
from pathlib import Path

from simulator.importers.common.decode import LARGEST_TEXT
from simulator.importers.common.draft import CannotRead

_REFUSED = 3
"""The exit code for an unusable file; standard error says why."""
_MEMORY = 200 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[3]
_LEAST_SECONDS, _MOST_SECONDS = 2, 30
PATIENCE = 10
"""Wall time allowed, as a multiple of the processor time; for busy machines."""
_BYTES_A_SECOND = 100_000


def seconds_for(data: bytes) -> int:
    """The processor seconds that a file may take: two for a small one, more for a large one."""
    return min(_MOST_SECONDS, _LEAST_SECONDS + len(data) // _BYTES_A_SECOND)


def limit_time(process: int, seconds: int) -> None:
    """Limit the processor time of another process, if the system supports it."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        resource.prlimit(process, resource.RLIMIT_CPU, (seconds, seconds))


def converted(kind: str, data: bytes, *, file: str, cure: str) -> str:
    """Convert a file with the module `kind` of this package.

    Raises CannotRead, with the `cure` if the file is damaged. A small file gets two seconds of
    processor time, a large one more; the process gets 200 MB.
    """
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH", "")]))
    seconds = seconds_for(data)
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, kind, str(seconds)],
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
    if done.returncode == _REFUSED:
        why = done.stderr.decode("utf-8", "replace").strip()
        raise CannotRead(f"{file}: {why or f'damaged: {cure}'}")
    if done.returncode or len(done.stdout) > LARGEST_TEXT:
        raise CannotRead(f"{file}: damaged, or too large to be read safely: {cure}")
    return done.stdout.decode("utf-8", "replace")


def main() -> int:
    """The child process: `KIND SECONDS`; reads a file on stdin, writes its text to stdout."""
    _limit(int(sys.argv[2]))
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    data = sys.stdin.buffer.read()
    try:
        module = import_module(f"simulator.importers.documents.{sys.argv[1]}")
        with contextlib.redirect_stdout(sys.stderr):
            text = module.convert(data)
    except ImportError as error:
        return _refused(f"needs the package {error.name}: pip install 'mock-interview[documents]'.")
    except ValueError as error:
        return _refused(str(error))
    except (Exception, RecursionError):
        return _refused("")  # Damaged.
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


def _refused(why: str) -> int:
    sys.stderr.write(why[:500])
    return _REFUSED


def _limit(seconds: int) -> None:
    """Limit processor time and memory, if the system supports it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
