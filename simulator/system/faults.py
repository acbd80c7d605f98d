"""Describes what is wrong with a file, in words that a person can act on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Self

from simulator.text.cleaning import printable


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
