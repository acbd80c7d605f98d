"""The process of one utterance, and its time limits."""

from dataclasses import dataclass
from typing import NamedTuple

from simulator.speech.child import Child
from simulator.speech.speaker import Voice

NEVER = float("inf")


class Limits(NamedTuple):
    """Seconds that a voice process may take before it counts as hung."""

    prepare: float = 15.0
    """Until it is ready and has tried the sound device; the first start on Windows is slow."""
    speak: float = 15.0
    """Added to the length of an utterance, or to 2.5 times its estimate."""


@dataclass(slots=True)
class Job:
    """A voice process and what is known of it."""

    child: Child
    deadline: float
    """By the monotonic clock."""
    ready: bool = False
    heard: bool = False
    trouble: str = ""


def estimated_seconds(text: str, voice: Voice) -> float:
    """Estimate how long a voice takes; scripts without letters take longer."""
    plain = sum(letter.isascii() for letter in text)
    return (plain / 18 + (len(text) - plain) / 3) * 165 / voice.words_a_minute
