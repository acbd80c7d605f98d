"""What the rest of the program knows of recording: a recorder and its status."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

RecorderListener = Callable[["RecorderStatus"], None]
KeptListener = Callable[[Path], None]


class RecorderState(Enum):
    """What a recorder is doing."""

    OPENING = "opening"
    """The microphone is being opened; what is to be recorded begins as soon as it is."""
    RESTING = "resting"
    """The microphone is there, and off."""
    METERING = "metering"
    """It is on, and nothing is kept."""
    RECORDING = "recording"
    FAILED = "failed"
    """There is none, for the reason in the status; the next `record` tries again."""
    OFF = "off"
    """Nothing is recorded until the program ends: not wanted, closed, or failed too often."""


@dataclass(frozen=True, slots=True)
class RecorderStatus:
    """A recorder at one moment."""

    state: RecorderState
    microphone: str = ""
    """What the system calls the one in use; empty where it is not known."""
    reason: str = ""
    """One calm line: why nothing is recorded, and what to do. Empty where all is well."""
    level: float = 0.0
    """How loud it is, 0 to 1 (root mean square; speech has about 0.1), while it is metering."""
    silent: bool = False
    """Whether it is on and gives nothing but zeros: muted, or not allowed to this program."""

    @property
    def works(self) -> bool:
        """Whether what is to be recorded is, as far as is known."""
        return self.state not in (RecorderState.FAILED, RecorderState.OFF)

    @property
    def on(self) -> bool:
        """Whether the microphone listens."""
        return self.state in (RecorderState.METERING, RecorderState.RECORDING)


class Recorder(Protocol):
    """A microphone that can never hurt the interview.

    All methods return at once, never raise and may be called in any state. The listeners are
    called on a thread of the recorder's own.
    """

    on_change: RecorderListener | None
    """Called after each change of the status, in order."""
    on_kept: KeptListener | None
    """Called with each file when its sound is complete."""

    @property
    def status(self) -> RecorderStatus:
        """The status now."""

    def meter(self) -> None:
        """Listen and tell how loud it is, without keeping anything."""

    def record(self, path: Path, elapsed: float) -> None:
        """Append to this file what is said from now on; the answer's clock stands at `elapsed`.

        Where sound comes late or is missing, silence takes its place.
        """

    def mute(self, muted: bool) -> None:
        """Record silence, for as long as something else speaks; until the next `record`."""

    def rest(self) -> None:
        """Switch the microphone off; what was recorded is complete in a moment."""

    def close(self) -> None:
        """Stop for ever; what was recorded is completed."""


class NoRecorder:
    """The recorder of an interview that is not recorded: it does nothing, and is `OFF`."""

    def __init__(self, reason: str = "") -> None:
        self.on_change: RecorderListener | None = None
        self.on_kept: KeptListener | None = None
        self._status = RecorderStatus(RecorderState.OFF, reason=reason)

    @property
    def status(self) -> RecorderStatus:
        """Always `OFF`."""
        return self._status

    def meter(self) -> None:
        """There is nothing to be measured."""

    def record(self, path: Path, elapsed: float) -> None:
        """Nothing is recorded."""

    def mute(self, muted: bool) -> None:
        """Nothing is recorded."""

    def rest(self) -> None:
        """Nothing is on."""

    def close(self) -> None:
        """Nothing is open."""
