"""Imports asyncio and Textual without what no first screen needs: 20 ms of a start.

Nothing here uses a network, so asyncio needs no ssl. Textual's palette, and the widgets that it is
made of, are imported when a palette opens. Until then, something stands for its classes in the
modules of Textual that name them; what uses them there, `SafeApp` does itself.
`tests/ui/terminal/test_quick_imports.py` checks that against Textual.
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
    """Import both, if nobody has; a Textual that needs its palette at once gets it."""
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
    """Has every name that is asked for."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return object


@contextmanager
def _instead_of(name: str, other: ModuleType | None) -> Iterator[None]:
    """Importing this module gives another meanwhile, or None fails, unless it is there already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = other  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
