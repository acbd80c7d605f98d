"""Describes what is wrong with a file, in words that a person can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import NamedTuple, Self

from simulator.text.cleaning import printable

MAKE_IT_YOURS = "make it yours (chown, chmod)"

_ANOTHER_HOME = "choose another home with --home DIR"
_ANOTHER_FILE = "choose another file, or another home with --home DIR"

_DENIALS = {
    errno.EACCES: ("permission denied", MAKE_IT_YOURS, _ANOTHER_FILE),
    errno.EPERM: ("permission denied", MAKE_IT_YOURS, _ANOTHER_FILE),
    errno.EROFS: ("the disk is read-only", "", _ANOTHER_FILE),
    errno.ENOSPC: ("the disk is full", "free some space on it", ""),
    errno.EDQUOT: ("the disk quota is used up", "free some space", ""),
    errno.ENOENT: ("there is no such folder", "create it first", ""),
    errno.ENOTDIR: ("this is not a folder", "move it away", _ANOTHER_HOME),
}


class Denied(NamedTuple):
    """Why something could not be written, and the remedy, without capitals or full stops."""

    file: str
    """Empty if the error does not name it."""
    reason: str
    cure: str
    """Empty if none is known."""
    elsewhere: str
    """Another remedy, if the command can be run again."""

    @classmethod
    def of(cls, error: OSError) -> Self:
        """Describe an error that occurred while writing."""
        otherwise = (error.strerror or type(error).__name__, "", "")
        reason, cure, elsewhere = _DENIALS.get(error.errno or 0, otherwise)
        return cls(str(error.filename or ""), reason, cure, elsewhere)

    @property
    def to_a_command(self) -> Self:
        """The same, for someone who can run the command again."""
        cure = ", or ".join(filter(None, (self.cure, self.elsewhere)))
        return self._replace(cure=cure, elsewhere="")

    @property
    def why(self) -> str:
        """`the disk is full; free some space on it`."""
        return "; ".join(filter(None, (self.reason, self.cure)))

    def __str__(self) -> str:
        """The reason after the name of the file, printable."""
        return printable(": ".join(filter(None, (self.file, self.why))))


class Fault(NamedTuple):
    """One fault. `line` counts from 1; None, or an empty `field`, if unknown."""

    file: str
    line: int | None
    field: str
    message: str

    def __str__(self) -> str:
        """`FILE:LINE: questions[2].time_limit: expected a positive number, got -5`, printable."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return printable(": ".join(part for part in (place, self.field, self.message) if part))


class FileFault(Exception):
    """A file can't be used; `faults` lists everything wrong with it, at least one."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    @classmethod
    def of(cls, file: object, message: str, *, line: int | None = None, field: str = "") -> Self:
        """Create the exception for a single fault."""
        return cls((Fault(str(file), line, field, message),))


class BankFault(FileFault):
    """A bank can't be used."""


class SessionFault(FileFault):
    """A session can't be used."""


class SessionBusy(SessionFault):
    """Another program has the session open."""


class SettingsFault(FileFault):
    """The settings can't be used."""
