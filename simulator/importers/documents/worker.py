"""The process in which somebody else's parser runs: `KIND SECONDS`, a file in, text out."""

from __future__ import annotations

import contextlib
import logging
import sys
import warnings
from importlib import import_module

from simulator.importers.documents.apart import REFUSED

_MEMORY = 200 * 1024 * 1024


def main() -> int:
    """Convert what comes on standard input."""
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
    return REFUSED


def _limit(seconds: int) -> None:
    """No more than this much time and memory, where the system can say so."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
