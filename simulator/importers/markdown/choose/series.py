"""What asks without a question mark, `Describe ...`, counts in a series of its like."""

from __future__ import annotations

from dataclasses import replace

from simulator.importers.common.questionness import (
    plain,
    questionness,
    without_number,
    without_signs,
)
from simulator.importers.common.vocabulary import COMMANDS
from simulator.importers.markdown.recognisers.layout import Layout

_LEAST, _SHARE = 3, 0.7
_IN_SERIES = 0.62
_ASKS = 0.36
"""As much as a first word alone makes, in the least of the layouts."""


def in_series(made: Layout, *, tasks: bool) -> Layout:
    """The layout, its members surer where nearly all begin with a word that asks; words that
    begin the steps of a guide as well count where the page speaks of `tasks`."""
    asking = [marker for marker in made.markers if _begins(marker.prompt, tasks)]
    if len(asking) < _LEAST - tasks or len(asking) < _SHARE * made.size:
        return made
    markers = tuple(
        replace(marker, certainty=max(marker.certainty, _IN_SERIES))
        if marker.certainty >= _ASKS
        else marker
        for marker in made.markers
    )
    return replace(made, markers=markers)


def _begins(prompt: str, tasks: bool) -> bool:
    words = without_number(without_signs(plain(prompt[:400])))[1].casefold().split()
    if len(words) < 2 or questionness(prompt[:200]) < 0.4 or words[:2] == ["how", "to"]:
        return False
    return tasks or words[0] not in COMMANDS
