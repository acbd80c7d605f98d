"""One utterance's process, and how long it may take."""

from dataclasses import dataclass

from simulator.speech.child import Child
from simulator.speech.speaker import Voice

NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a voice process may take, in seconds, before it counts as hung."""

    prepare: float = 15.0
    """Until it is ready, the sound device tried. The first start on Windows takes long."""
    speak: float = 15.0
    """Added to the length of an utterance, or to 2.5 times its estimate."""


@dataclass(slots=True)
class Job:
    """A voice process and what is known of it."""

    child: Child
    deadline: float
    """On the monotonic clock."""
    ready: bool = False
    heard: bool = False
    trouble: str = ""


def estimated_seconds(text: str, voice: Voice) -> float:
    """How long a voice takes for a text; scripts without letters take longer."""
    plain = sum(letter.isascii() for letter in text)
    return (plain / 18 + (len(text) - plain) / 3) * 165 / voice.words_a_minute
