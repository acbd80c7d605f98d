"""A small document of our own, with the questions expected from it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True)
class Sample:
    """A document and its questions; `name` is the layout, `file` its name.

    `wanted` has pairs (question's beginning, answer's beginning); an empty answer means none.
    Topics, difficulties and tags are compared if given.
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
