"""Faults of banks as JSON."""

from __future__ import annotations

from typing import Any

from simulator.system.faults import Fault
from simulator.text.cleaning import printable


def fault_object(fault: Fault) -> dict[str, Any]:
    """Return a fault as an object."""
    return fault._asdict() | {"file": printable(fault.file)}
