"""`mock-interview doctor`: what works here, and what to do about the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from simulator.text.cleaning import printable

if TYPE_CHECKING:
    from simulator.storage.store import Store


class Verdict(StrEnum):
    """How a check ended: WARN works with less, FAIL does not work."""

    PASS = "PASS"
    WARN = "WARN"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, and what to do about it; the cure is empty where all is well."""

    verdict: Verdict
    what: str
    found: str
    cure: str = ""

    def __str__(self) -> str:
        """One line, and a second one with the cure."""
        line = f"{self.verdict}  {self.what:<10} {self.found}"
        return printable(line) + (f"\n      {'':<10} {printable(self.cure)}" if self.cure else "")


Check = Callable[[], Iterable[Finding]]


def passed(what: str, found: str) -> Finding:
    """All is well."""
    return Finding(Verdict.PASS, what, found)


def warned(what: str, found: str, cure: str) -> Finding:
    """It works with less."""
    return Finding(Verdict.WARN, what, found, cure)


def failed(what: str, found: str, cure: str) -> Finding:
    """It does not work."""
    return Finding(Verdict.FAIL, what, found, cure)


def run_doctor(store: Store, *, environ: Mapping[str, str] = os.environ) -> int:
    """Print what each check finds as it is found; 1 where anything failed, else 0."""
    from simulator.cli.commands.doctor import files, machine

    checks: tuple[Check, ...] = (
        machine.check_versions,
        lambda: machine.check_terminal(environ),
        lambda: machine.check_keys(environ),
        lambda: files.check_folders(store),
        lambda: files.check_settings(store),
        lambda: files.check_banks(store),
        lambda: files.check_sessions(store),
        lambda: machine.check_voice(files.settings_of(store)),
    )
    found = [finding.verdict for check in checks for finding in _told(check)]
    return 1 if Verdict.FAIL in found else 0


def _told(check: Check) -> Iterable[Finding]:
    for finding in check():
        print(finding, flush=True)
        yield finding
