"""Facts about how an answer was spoken: measured times, never marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Self

from simulator.core.fields import kept
from simulator.core.times import show_time

PAUSE_SECONDS = 1.0
"""Silences between two words are reported if they last this long."""

ENOUGH_ANSWERS = 5
"""The number of recorded answers needed before anything is called usual."""

MOST_PLACES = 6
"""The most pauses listed with their places; the rest are left out."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence inside an answer: its start and its length in seconds."""

    at: float = kept()
    seconds: float = kept()


@dataclass(frozen=True, slots=True)
class Delivery:
    """The facts of one recorded answer, in seconds on the answer's own clock."""

    recording: str | None = kept(None, private=True)
    """The sound file, relative to the session's folder: `STEM.rec/03.wav`; None once deleted."""
    first_word_seconds: float | None = kept(None)
    """Start of the first word; None if no word was heard."""
    last_word_seconds: float | None = kept(None)
    """End of the last word."""
    speech_seconds: float = kept(0.0)
    """Time spent speaking; silences too short to be reported as pauses don't count either."""
    pauses: tuple[Pause, ...] = kept(())
    """Silences of a second or more between the first word and the last."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Unknown keys of the file, kept as they are."""

    @property
    def spoken(self) -> bool:
        """True if any word was heard."""
        return self.first_word_seconds is not None

    @property
    def longest(self) -> Pause | None:
        """The longest pause, the first if several tie; None if there is none."""
        return max(self.pauses, key=lambda pause: pause.seconds, default=None)

    def without_recording(self) -> Self:
        """The same facts after the sound is deleted."""
        return replace(self, recording=None)

    def pause_after(self, second: float) -> Pause | None:
        """Return the first pause that begins after `second`; None after the last."""
        return next((pause for pause in self.pauses if pause.at > second), None)

    def speech(self) -> tuple[tuple[float, float], ...]:
        """Return the stretches of speech (start, end) between pauses of a second or more."""
        if self.first_word_seconds is None:
            return ()
        last = self.first_word_seconds + self.speech_seconds
        starts = [self.first_word_seconds, *(each.at + each.seconds for each in self.pauses)]
        ends = [*(each.at for each in self.pauses), self.last_word_seconds or max(last, starts[-1])]
        return tuple(zip(starts, ends, strict=True))


def strip(delivery: Delivery, seconds: float, cells: int) -> tuple[bool, ...]:
    """Divide an answer of `seconds` into equal cells; True for each cell that holds speech.

    A cell holds speech if at least half of it is speech, or if a stretch of speech touches it and
    would otherwise not show at all.
    """
    if cells <= 0 or seconds <= 0:
        return ()
    each, held = seconds / cells, [False] * cells
    for start, end in delivery.speech():
        first = min(cells - 1, max(0, round(start / each)))
        for cell in range(first, min(cells, max(first + 1, round(end / each)))):
            held[cell] = True
    return tuple(held)


class Usual(NamedTuple):
    """A candidate's typical recorded answer: medians over `answers` of them."""

    answers: int
    first_word_seconds: float
    longest_pause_seconds: float
    """Median of each answer's longest pause; an answer without pauses counts as 0."""

    @classmethod
    def of(cls, deliveries: Iterable[Delivery]) -> Self | None:
        """Return the medians, or None if there are too few to call anything usual."""
        spoken = [each for each in deliveries if each.spoken]
        if len(spoken) < ENOUGH_ANSWERS:
            return None
        return cls(
            len(spoken),
            _median([each.first_word_seconds or 0.0 for each in spoken]),
            _median([each.longest.seconds if each.longest else 0.0 for each in spoken]),
        )


def _median(values: Sequence[float]) -> float:
    """Return the median; the mean of the middle two for an even number."""
    ordered, middle = sorted(values), len(values) // 2
    return (ordered[middle] + ordered[-1 - middle]) / 2


def delivery_facts(delivery: Delivery, seconds: float) -> tuple[str, ...]:
    """Return the facts of an answer that took `seconds`, in a few words each."""
    if delivery.first_word_seconds is None:
        return ("no word was heard",)
    facts = [
        f"first word after {tenths(delivery.first_word_seconds)}",
        f"spoke for {show_time(delivery.speech_seconds)} of {show_time(seconds)}",
    ]
    longest, number = delivery.longest, len(delivery.pauses)
    if longest is None:
        facts.append("no pause of a second or more")
    elif number == 1:
        facts.append(f"1 pause of {tenths(longest.seconds)} at {show_time(longest.at)}")
    else:
        facts.append(f"{number} pauses of a second or more: {_places(delivery.pauses)}")
        facts.append(f"the longest {tenths(longest.seconds)}")
    return tuple(facts)


def _places(pauses: Sequence[Pause]) -> str:
    named = ", ".join(f"at {show_time(each.at)}" for each in pauses[:MOST_PLACES])
    return named + (" …" if len(pauses) > MOST_PLACES else "")


def usual_words(usual: Usual | None) -> str:
    """Return the candidate's own medians in words; empty if there is too little history."""
    if usual is None:
        return ""
    return (
        f"Usually, in your {usual.answers} earlier answers: first word after "
        f"{tenths(usual.first_word_seconds)}, longest pause {tenths(usual.longest_pause_seconds)}."
    )


def delivery_sentence(delivery: Delivery, seconds: float, usual: Usual | None = None) -> str:
    """Return all the facts in a sentence or two."""
    facts = "; ".join(delivery_facts(delivery, seconds))
    return f"{facts[:1].upper()}{facts[1:]}. {usual_words(usual)}".rstrip()


def tenths(seconds: float) -> str:
    """`2.4 s`."""
    return f"{seconds:.1f} s"


def recording_name(index: int, follow_up: int) -> str:
    """Return the file name for an answer, `index` from 0, or its follow-up from 1 (0 for none)."""
    return f"{index + 1:02}{f'-{follow_up}' if follow_up else ''}.wav"
