"""The program's view of recording: a recorder and its status."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

RecorderListener = Callable[["RecorderStatus"], None]
KeptListener = Callable[[Path], None]


class RecorderState(Enum):
    """The state of a recorder."""

    OPENING = "opening"
    """The microphone is being opened; recording begins as soon as it is."""
    RESTING = "resting"
    """The microphone is available and off."""
    METERING = "metering"
    """The microphone is on, but nothing is kept."""
    RECORDING = "recording"
    FAILED = "failed"
    """There is no microphone, for the reason in the status; the next `record` tries again."""
    OFF = "off"
    """Nothing more will be recorded: unwanted, closed, or failed too often."""


@dataclass(frozen=True, slots=True)
class RecorderStatus:
    """A recorder at one moment."""

    state: RecorderState
    microphone: str = ""
    """The system's name for the microphone in use; empty if unknown."""
    reason: str = ""
    """Why nothing is recorded and what to do, in one calm line; empty if all is well."""
    level: float = 0.0
    """While metering, the loudness, 0 to 1 (root mean square; speech has about 0.1)."""
    silent: bool = False
    """True if it is on but delivers only zeros: muted, or not allowed to this program."""

    @property
    def works(self) -> bool:
        """True if what should be recorded is recorded, as far as is known."""
        return self.state not in (RecorderState.FAILED, RecorderState.OFF)

    @property
    def on(self) -> bool:
        """True if the microphone is listening."""
        return self.state in (RecorderState.METERING, RecorderState.RECORDING)


class Recorder(Protocol):
    """A microphone that can never disturb the interview.

    All methods return at once, never raise and may be called in any state. Listeners are called on
    a thread of the recorder.
    """

    on_change: RecorderListener | None
    """Called after each change of the status, in order."""
    on_kept: KeptListener | None
    """Called with each file once its sound is complete."""

    @property
    def status(self) -> RecorderStatus:
        """The current status."""

    def meter(self) -> None:
        """Measure the loudness without keeping anything."""

    def record(self, path: Path, elapsed: float) -> None:
        """Append sound from now on to a file; the answer's clock is at `elapsed` seconds.

        Late or missing sound is replaced by silence.
        """

    def mute(self, muted: bool) -> None:
        """Record silence while something else speaks; until the next `record`."""

    def rest(self) -> None:
        """Turn the microphone off; the recording is complete a moment later."""

    def close(self) -> None:
        """Complete the recording and stop for good."""


class NoRecorder:
    """The recorder of an interview that is not recorded: always `OFF`."""

    def __init__(self, reason: str = "") -> None:
        self.on_change: RecorderListener | None = None
        self.on_kept: KeptListener | None = None
        self.status = RecorderStatus(RecorderState.OFF, reason=reason)

    def meter(self) -> None:
        """Do nothing."""

    def record(self, path: Path, elapsed: float) -> None:
        """Do nothing."""

    def mute(self, muted: bool) -> None:
        """Do nothing."""

    def rest(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
