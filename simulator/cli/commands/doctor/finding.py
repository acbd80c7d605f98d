"""The result of one check."""

from __future__ import annotations

from functools import partial
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


passed = partial(Finding, Verdict.PASS)
"""Make a finding that all is well, from what was checked and what was found."""

warned = partial(Finding, Verdict.WARN)
"""Make a finding that it works with limits, with the cure."""

failed = partial(Finding, Verdict.FAIL)
"""Make a finding that it does not work, with the cure."""
