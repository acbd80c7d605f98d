"""Imports asyncio and Textual without what no first screen needs; it saves 20 ms at startup.

The app uses no network, so asyncio needs no ssl. Textual's palette and its widgets are imported
when a palette opens. Until then, the modules of Textual that name its classes get a placeholder;
`SafeApp` replaces the code that uses them there. `tests/ui/terminal/test_quick_imports.py` checks
that against Textual.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

PALETTE = "textual.command"
NAMES_PALETTE = ("textual.theme", "textual.app")


def import_textual() -> None:
    """Import both, unless already imported; fall back if Textual needs its palette at once."""
    with _instead_of("ssl", None):
        import asyncio  # noqa: F401
    try:
        with _instead_of(PALETTE, _Later(PALETTE)):
            import_module("textual.app")
    except Exception:
        for name in NAMES_PALETTE:
            sys.modules.pop(name, None)
        import_module("textual.app")


class _Later(ModuleType):
    """A placeholder module: every public name in it is `object`."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return object


@contextmanager
def _instead_of(name: str, other: ModuleType | None) -> Iterator[None]:
    """Replace a module that is not imported yet; None makes importing it fail."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = other  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
