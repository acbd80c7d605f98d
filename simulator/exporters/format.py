"""What is known of a format before anything is written in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name, with the ending of its files and what a person chooses it by."""

    name: str
    suffix: str
    good_for: str
    writer: str
    """The function that writes it, as `module:function` below `simulator`."""
    encoding: str = "utf-8"
    """How its files are written: a spreadsheet takes UTF-8 only for what begins with its mark."""

    def load(self) -> Callable[..., str]:
        """The function that writes it. Nothing is loaded that another format needs."""
        module, _, name = self.writer.partition(":")
        writer: Callable[..., str] = getattr(import_module(f"simulator.{module}"), name)
        return writer


def by_name(*formats: Format) -> Mapping[str, Format]:
    """The formats by their names, in the order in which they are offered."""
    return {each.name: each for each in formats}
