"""The faults of banks, for programs."""

from __future__ import annotations

from typing import Any

from simulator.system.faults import Fault
from simulator.text.cleaning import printable


def fault_object(fault: Fault) -> dict[str, Any]:
    """A fault under the names of its parts."""
    return {
        "file": printable(fault.file),
        "line": fault.line,
        "field": fault.field,
        "message": fault.message,
    }
