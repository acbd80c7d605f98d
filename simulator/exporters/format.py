"""The description of an export format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pkgutil import resolve_name
from typing import NamedTuple


class Format(NamedTuple):
    """A format: its name, its file suffix, and its description for people."""

    name: str
    suffix: str
    good_for: str
    writer: str
    """The function that writes it, as `module:function` below `simulator`."""
    encoding: str = "utf-8"
    """The encoding of its files; spreadsheets recognise UTF-8 only by its byte order mark."""

    def load(self) -> Callable[..., str]:
        """Import the function that writes it, but nothing that only other formats need."""
        writer: Callable[..., str] = resolve_name(f"simulator.{self.writer}")
        return writer


def by_name(*formats: Format) -> Mapping[str, Format]:
    """Return the formats by name, in the order in which they are offered."""
    return {each.name: each for each in formats}
