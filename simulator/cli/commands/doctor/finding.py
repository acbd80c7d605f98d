"""The result of one check."""

from __future__ import annotations

from typing import NamedTuple

from simulator.speech.doctor import Verdict
from simulator.text.cleaning import printable


class Finding(NamedTuple):
    """What one check found, and what to do about it; the cure is empty if all is well."""

    verdict: Verdict
    what: str
    found: str
    cure: str = ""

    def __str__(self) -> str:
        """Return one line, and a second one with the cure."""
        line = f"{self.verdict}  {self.what:<10} {self.found}"
        return printable(line) + (f"\n      {'':<10} {printable(self.cure)}" if self.cure else "")


def passed(what: str, found: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(Verdict.PASS, what, found)


def warned(what: str, found: str, cure: str) -> Finding:
    """Return a finding that it works with limits."""
    return Finding(Verdict.WARN, what, found, cure)


def failed(what: str, found: str, cure: str) -> Finding:
    """Return a finding that it does not work."""
    return Finding(Verdict.FAIL, what, found, cure)
