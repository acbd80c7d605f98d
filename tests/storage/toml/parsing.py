"""Finds the fault of content that can't be parsed."""

from __future__ import annotations

import pytest

from simulator.storage.toml.parse import parse
from simulator.system.faults import Fault, FileFault


def fault(data: bytes | str) -> Fault:
    """Return the only fault of content that can't be parsed."""
    content = data.encode() if isinstance(data, str) else data
    with pytest.raises(FileFault) as caught:
        parse(content, file="x.toml")
    assert len(caught.value.faults) == 1
    return caught.value.faults[0]
