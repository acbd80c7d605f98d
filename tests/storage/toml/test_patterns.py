"""Tests that no pattern of the reader is one that older Pythons match wrongly."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import pytest

from simulator.storage.toml import parse as files
from simulator.storage.toml import positions as scan


def looks_ahead(parsed: Any, *, possessive: bool = False) -> bool:
    """True if a parsed pattern looks ahead within a possessive group."""
    for operation, value in parsed:
        name = str(operation)
        if possessive and name in ("ASSERT", "ASSERT_NOT"):
            return True
        inside = possessive or name == "POSSESSIVE_REPEAT"
        if any(looks_ahead(part, possessive=inside) for part in parts_of(value)):
            return True
    return False


def parts_of(value: Any) -> Iterator[Any]:
    """Yield the patterns nested in a part of a pattern."""
    for each in value if isinstance(value, (tuple, list)) else ():
        if type(each).__name__ == "SubPattern":
            yield each
        else:
            yield from parts_of(each)


@pytest.mark.parametrize("module", [scan, files])
def test_no_pattern_uses_lookahead_that_older_pythons_mishandle(module: Any) -> None:
    parser = importlib.import_module("re._parser")
    sources = [getattr(each, "pattern", None) for each in vars(module).values()]
    patterns = [each for each in sources if isinstance(each, str)]
    assert patterns
    assert looks_ahead(parser.parse(r"(?:a|'(?!'))*+"))
    assert not looks_ahead(parser.parse(r"(?:a|b)*+(?!c)"))
    for pattern in patterns:
        assert not looks_ahead(parser.parse(pattern)), pattern
