"""How an answer was said aloud: times that were measured, never marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from simulator.core.fields import kept
from simulator.core.times import show_time

PAUSE_SECONDS = 1.0
"""From how long on a silence between two words is told."""

ENOUGH_ANSWERS = 5
"""Recorded answers from which something can be called usual."""

MOST_PLACES = 6
"""Pauses that are named by their places; of more the first ones are."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence inside an answer: when it begins, and how long it is, in seconds."""

    at: float = kept()
    seconds: float = kept()


@dataclass(frozen=True, slots=True)
class Delivery:
    """The facts of one recorded answer. Times are seconds of the answer's own clock."""

    recording: str | None = kept(None, private=True)
    """The sound's file beside the session's, as `STEM.rec/03.wav`; None once it is deleted."""
    first_word_seconds: float | None = kept(None)
    """When the first word began; None where none was heard."""
    last_word_seconds: float | None = kept(None)
    """When the last word ended."""
    speech_seconds: float = kept(0.0)
    """Time spoken, the shorter silences between words left out as well."""
    pauses: tuple[Pause, ...] = kept(())
    """The silences of a second or more between the first word and the last."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Keys of the file that this program does not know, kept as they are."""

    @property
    def spoken(self) -> bool:
        """Whether a word was heard at all."""
        return self.first_word_seconds is not None

    @property
    def longest(self) -> Pause | None:
        """The longest pause, the first of several."""
        return max(self.pauses, key=lambda pause: pause.seconds, default=None)

    def without_recording(self) -> Self:
        """The same facts when the sound is deleted."""
        return replace(self, recording=None)

    def pause_after(self, second: float) -> Pause | None:
        """The next pause that begins after a second; None behind the last."""
        return next((pause for pause in self.pauses if pause.at > second), None)

    def speech(self) -> tuple[tuple[float, float], ...]:
        """From when to when words were said, pauses of a second or more between them."""
        if self.first_word_seconds is None:
            return ()
        last = self.first_word_seconds + self.speech_seconds
        starts = [self.first_word_seconds, *(each.at + each.seconds for each in self.pauses)]
        ends = [*(each.at for each in self.pauses), self.last_word_seconds or max(last, starts[-1])]
        return tuple(zip(starts, ends, strict=True))


def strip(delivery: Delivery, seconds: float, cells: int) -> tuple[bool, ...]:
    """An answer of so many seconds in so many cells of equal length: whether each holds words.

    A cell that a word touches by half of it at least holds words; so does one that is touched at
    all where none would else be seen of a stretch.
    """
    if cells <= 0 or seconds <= 0:
        return ()
    each, held = seconds / cells, [False] * cells
    for start, end in delivery.speech():
        first = min(cells - 1, max(0, round(start / each)))
        for cell in range(first, min(cells, max(first + 1, round(end / each)))):
            held[cell] = True
    return tuple(held)


@dataclass(frozen=True, slots=True)
class Usual:
    """What a candidate's recorded answers are like: medians over `answers` of them."""

    answers: int
    first_word_seconds: float
    longest_pause_seconds: float
    """Of the longest pause of each; 0 counts where an answer has none."""

    @classmethod
    def of(cls, deliveries: Iterable[Delivery]) -> Self | None:
        """The usual of these; None where there are too few to call anything so."""
        spoken = [each for each in deliveries if each.spoken]
        if len(spoken) < ENOUGH_ANSWERS:
            return None
        return cls(
            len(spoken),
            _median([each.first_word_seconds or 0.0 for each in spoken]),
            _median([each.longest.seconds if each.longest else 0.0 for each in spoken]),
        )


def _median(values: Sequence[float]) -> float:
    """The middle one of several values, or the mean of the two in the middle."""
    ordered, middle = sorted(values), len(values) // 2
    return (ordered[middle] + ordered[-1 - middle]) / 2


def delivery_facts(delivery: Delivery, seconds: float) -> tuple[str, ...]:
    """The facts in a few words each, of an answer that took so many seconds."""
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
    """The candidate's own history beside it; empty where there is not enough of it."""
    if usual is None:
        return ""
    return (
        f"Yours in the {usual.answers} answers before, usually: first word after "
        f"{tenths(usual.first_word_seconds)}, longest pause {tenths(usual.longest_pause_seconds)}."
    )


def delivery_sentence(delivery: Delivery, seconds: float, usual: Usual | None = None) -> str:
    """All of it in a sentence or two."""
    facts = "; ".join(delivery_facts(delivery, seconds))
    return f"{facts[:1].upper()}{facts[1:]}. {usual_words(usual)}".rstrip()


def tenths(seconds: float) -> str:
    """`2.4 s`."""
    return f"{seconds:.1f} s"


def recording_name(index: int, follow_up: int) -> str:
    """The file of an answer, by its place from 0; of its follow-ups, which count from 1."""
    return f"{index + 1:02}{f'-{follow_up}' if follow_up else ''}.wav"
