"""What the rest of the program knows of a voice: a speaker, its status, its settings."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from simulator.text.speech_rate import FASTEST, SLOWEST

StatusListener = Callable[["SpeakerStatus"], None]


def ignore(line: str) -> None:
    """What is done with notes where nobody wants them."""


class SpeakerState(Enum):
    """What a speaker is doing."""

    IDLE = "idle"
    """Ready; nothing is being said. An utterance that ends, or is stopped, ends here."""
    PREPARING = "preparing"
    """The voice is being got ready, or was told to speak and has not been heard yet."""
    SPEAKING = "speaking"
    FAILED = "failed"
    """The last attempt failed, for the reason in the status; the next `say` tries again."""
    OFF = "off"
    """Silent until the program ends: not wanted, closed, or failed three times in a row."""


@dataclass(frozen=True, slots=True)
class SpeakerStatus:
    """A speaker at one moment."""

    state: SpeakerState
    reason: str = ""
    """One calm line: why there is no voice, and what to install. Empty where all is well."""
    length: float | None = None
    """Seconds that the utterance now being said lasts, from `SPEAKING` on, where known."""
    failures: int = 0
    """Failures in a row; three of them turn the voice off."""
    utterance: int = 0
    """The number of the latest `say`, from 1: tells late news of an older utterance apart."""

    @property
    def busy(self) -> bool:
        """Whether something was asked to be said and is not over yet, or the voice is not ready."""
        return self.state in (SpeakerState.PREPARING, SpeakerState.SPEAKING)


@dataclass(frozen=True, slots=True)
class Voice:
    """How the interviewer sounds."""

    language: str = "en"
    """BCP 47 tag; picks the voice where `id` is empty."""
    id: str = ""
    """A voice of this machine, as `list_voices` names it; empty: the best one for the language."""
    rate: int = 165
    """Words a minute, `SLOWEST` to `FASTEST`."""
    volume: float = 1.0
    """0 is silence, 1 is full."""

    @property
    def words_a_minute(self) -> int:
        """The rate that engines are given, in their range."""
        return max(SLOWEST, min(int(self.rate), FASTEST))


class Speaker(Protocol):
    """A voice that can never hurt the interview.

    `say`, `stop` and `close` return at once, never raise and may be called in any state.
    """

    on_change: StatusListener | None
    """Called after each change of the status, in order, always on a thread of the speaker's own
    and never from inside `say` or `stop`. A screen hands it on with `call_soon_threadsafe` or
    `post_message`; by then `status` may have moved on, so compare `utterance`."""

    @property
    def status(self) -> SpeakerStatus:
        """The status now; it has already changed when `say` or `stop` returns."""

    def say(self, text: str, language: str = "") -> None:
        """Say plain words (see `spoken_text`); what is being said is cut off.

        `language` is a BCP 47 tag for this utterance only; empty: that of the settings.
        """

    def stop(self) -> None:
        """Be silent now."""

    def close(self) -> None:
        """Be silent for ever and leave no process behind."""


class SilentSpeaker:
    """The speaker of an interview without a voice: it does nothing, and is `OFF`."""

    def __init__(self, reason: str = "") -> None:
        self.on_change: StatusListener | None = None
        self._status = SpeakerStatus(SpeakerState.OFF, reason)

    @property
    def status(self) -> SpeakerStatus:
        """Always `OFF`."""
        return self._status

    def say(self, text: str, language: str = "") -> None:
        """Say nothing."""

    def stop(self) -> None:
        """Nothing is being said."""

    def close(self) -> None:
        """Nothing is open."""
