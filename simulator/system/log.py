"""Logs what the program does, if a log is kept, but never a word of an interview.

Without a log, `logging` is not even imported.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import __version__
from simulator.system.faults import FileFault

if TYPE_CHECKING:
    from logging import Logger

_logger: Logger | None = None


def note(message: str) -> None:
    """Log one line, if a log is kept. It must not quote a question or an answer."""
    if _logger is not None:
        _logger.info(message)


def trouble(message: str) -> None:
    """Log a line about something that failed."""
    if _logger is not None:
        _logger.warning(message)


def fault(error: BaseException) -> None:
    """Log where an exception came from, without its message, which often quotes data."""
    if _logger is not None:
        from simulator.system.exception_trace import exception_chain

        _logger.error("\n".join(("fault:", *exception_chain(error))))


def begin(path: Path) -> None:
    """Start logging, appending to a file. Raises OSError."""
    global _logger
    from simulator.system.log_file import open_log

    end()
    _logger = open_log(path)


def end() -> None:
    """Stop logging."""
    global _logger
    if _logger is not None:
        for handler in list(_logger.handlers):
            _logger.removeHandler(handler)
            handler.close()
        _logger = None


def logged(command: str, run: Callable[[], int]) -> int:
    """Run a command and log its start, its end and anything it raises."""
    import platform

    system = f"{platform.system()} {platform.release()}"
    note(f"mock-interview {__version__}, Python {platform.python_version()}, {system}: {command}")
    try:
        code = run()
    except FileFault as fault_of_file:
        for each in fault_of_file.faults:
            place = each.file if each.line is None else f"{each.file}:{each.line}"
            trouble(f"faulty: {place}: {each.field}".removesuffix(": "))
        raise
    except OSError as error:
        trouble(f"{error.filename or 'failed'}: {error.strerror or type(error).__name__}")
        raise
    except KeyboardInterrupt:
        note("interrupted")
        raise
    except Exception as error:
        fault(error)
        raise
    ended(code)
    return code


def ended(code: int) -> None:
    """Log the last line of a command."""
    note(f"ended with code {code}")
