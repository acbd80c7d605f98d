"""A small document of our own, with what must come out of it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True)
class Sample:
    """A document and its questions; `name` is the layout, `file` its name.

    What is wanted: (question's beginning, answer's beginning); an empty answer means none. What is
    said besides (topics, difficulties, tags) is compared where it is given.
    """

    name: str
    text: str
    wanted: tuple[tuple[str, str], ...]
    file: str = "page.md"
    topics: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()

    def __str__(self) -> str:
        return self.name


def sample(
    name: str,
    text: str,
    *wanted: tuple[str, str],
    file: str = "page.md",
    topics: tuple[str, ...] = (),
    difficulties: tuple[str, ...] = (),
    tags: tuple[tuple[str, ...], ...] = (),
) -> Sample:
    """A sample whose text is dedented."""
    text = dedent(text).lstrip("\n")
    return Sample(name, text, wanted, file, topics, difficulties, tags)
