"""The program's view of a voice: a speaker, its status and its settings."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from simulator.text.speech_rate import FASTEST, SLOWEST

StatusListener = Callable[["SpeakerStatus"], None]


def ignore(line: str) -> None:
    """Drop a note."""


class SpeakerState(Enum):
    """The state of a speaker."""

    IDLE = "idle"
    """Ready and silent; every utterance that ends or is stopped leads here."""
    PREPARING = "preparing"
    """The voice is being prepared, or has been told to speak but not started."""
    SPEAKING = "speaking"
    FAILED = "failed"
    """The last attempt failed, for the reason in the status; the next `say` tries again."""
    OFF = "off"
    """Silent until the program ends: unwanted, closed, or failed three times in a row."""


@dataclass(frozen=True, slots=True)
class SpeakerStatus:
    """A speaker at one moment."""

    state: SpeakerState
    reason: str = ""
    """Why there is no voice and what to install, in one calm line; empty if all is well."""
    length: float | None = None
    """The length in seconds of the current utterance, from `SPEAKING` on, if known."""
    failures: int = 0
    """Failures in a row; three of them turn the voice off."""
    utterance: int = 0
    """The number of the latest `say`, from 1: identifies late news of an older utterance."""

    @property
    def busy(self) -> bool:
        """True while an utterance is pending or spoken, or the voice is being prepared."""
        return self.state in (SpeakerState.PREPARING, SpeakerState.SPEAKING)


@dataclass(frozen=True, slots=True)
class Voice:
    """The interviewer's voice."""

    language: str = "en"
    """BCP 47 tag; picks the voice if `id` is empty."""
    id: str = ""
    """A voice from `list_voices`; if empty, the best one for the language."""
    rate: int = 165
    """Words per minute, `SLOWEST` to `FASTEST`."""
    volume: float = 1.0
    """From 0, silent, to 1, full."""

    @property
    def words_a_minute(self) -> int:
        """The rate within the engines' range."""
        return max(SLOWEST, min(int(self.rate), FASTEST))


class Speaker(Protocol):
    """A voice that can never disturb the interview.

    `say`, `stop` and `close` return at once, never raise and may be called in any state.
    """

    on_change: StatusListener | None
    """Called after each change of the status, in order, on a thread of the speaker and never inside
    `say` or `stop`. A screen passes it on with `call_soon_threadsafe` or `post_message`; `status`
    may have moved on by then, so compare `utterance`."""

    @property
    def status(self) -> SpeakerStatus:
        """The current status; already changed when `say` or `stop` returns."""

    def say(self, text: str, language: str = "") -> None:
        """Say plain words (see `spoken_text`) instead of what is being said.

        `language` is a BCP 47 tag for this utterance only; if empty, that of the settings.
        """

    def stop(self) -> None:
        """Stop speaking."""

    def close(self) -> None:
        """Stop speaking for good and leave no process behind."""


class SilentSpeaker:
    """The speaker of an interview without a voice: always `OFF`."""

    def __init__(self, reason: str = "") -> None:
        self.on_change: StatusListener | None = None
        self.status = SpeakerStatus(SpeakerState.OFF, reason)

    def say(self, text: str, language: str = "") -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
