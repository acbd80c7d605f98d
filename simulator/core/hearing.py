"""Tells speech from silence in recorded sound by loudness alone."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import mul

from simulator.core.delivery import PAUSE_SECONDS, Delivery, Pause

FRAME_SECONDS = 0.01
"""Length of the frames whose loudness is compared."""

QUIETEST = 48.0
"""Root mean square of 16-bit samples below which nothing is speech: -57 dB."""

OVER_THE_FLOOR = 3.0
"""How many times louder than the room speech must be."""

GAP_SECONDS = 0.3
"""Silences up to this long belong to speech: between words, before a stop consonant."""

SHORTEST_SECONDS = 0.1
"""A shorter noise is no word: a click, a key, the end of a cough."""

FILLED = 0.35
"""The share of a stretch that must be loud: speech reaches it, typing does not."""

_FLOOR, _TOP = 0.10, 0.95
"""Percentiles of loudness that stand for the room and for the voice."""

_Frames = tuple[int, int]


def heard(samples: array[int], rate: int) -> Delivery:
    """Return the facts of 16-bit mono sound that starts with the answer's clock."""
    levels = loudness(samples, rate)
    stretches = _joined(_loud(levels), levels)
    if not stretches:
        return Delivery()
    times = [(start * FRAME_SECONDS, end * FRAME_SECONDS) for start, end in stretches]
    pauses = tuple(
        Pause(round(end, 3), round(start - end, 3))
        for (_, end), (start, _) in pairwise(times)
        if start - end >= PAUSE_SECONDS
    )
    return Delivery(
        first_word_seconds=round(times[0][0], 3),
        last_word_seconds=round(times[-1][1], 3),
        speech_seconds=round(sum(end - start for start, end in times), 3),
        pauses=pauses,
    )


def loudness(samples: array[int], rate: int) -> list[float]:
    """Return the root mean square of each frame; every second sample is enough."""
    step = round(rate * FRAME_SECONDS)
    half = step // 2
    pieces = (samples[at : at + step : 2] for at in range(0, len(samples) - step + 1, step))
    return [math.sqrt(sum(map(mul, piece, piece)) / half) for piece in pieces]


def threshold(levels: Sequence[float]) -> float:
    """Return the loudness from which a frame is speech; infinite if nothing stands out.

    Three times the room's; in a room so loud that this would exceed the voice, the geometric mean
    of both.
    """
    ordered = sorted(levels)
    floor = ordered[int(_FLOOR * (len(ordered) - 1))]
    top = ordered[int(_TOP * (len(ordered) - 1))]
    peak = max(top, ordered[-1] / 2)  # There may be only a few words in a long silence.
    if peak < max(QUIETEST, 2 * floor):
        return math.inf
    return max(QUIETEST, min(OVER_THE_FLOOR * floor, math.sqrt(floor * peak)))


def _loud(levels: Sequence[float]) -> Iterator[_Frames]:
    """Yield the runs of loud frames."""
    if not levels:
        return
    least, start = threshold(levels), None
    for index, level in enumerate(levels):
        if level >= least:
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(levels)


def _joined(runs: Iterator[_Frames], levels: Sequence[float]) -> list[_Frames]:
    """Join runs that are close together, and drop those that are too short or too thin."""
    gap, shortest = round(GAP_SECONDS / FRAME_SECONDS), round(SHORTEST_SECONDS / FRAME_SECONDS)
    joined: list[tuple[int, int, int]] = []
    for start, end in runs:
        if joined and start - joined[-1][1] <= gap:
            begun, _, filled = joined[-1]
            joined[-1] = begun, end, filled + end - start
        else:
            joined.append((start, end, end - start))
    return [
        (start, end)
        for start, end, filled in joined
        if end - start >= shortest and filled >= FILLED * (end - start)
    ]
