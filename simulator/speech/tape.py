"""The core of the recording process: a microphone, and the file for its sound.

Reports, besides those of `messages`: ready {microphone}, level {loudness}, silent {}, heard {},
recording {path}, kept {path, seconds}, failed {what, cure}.
"""

import contextlib
import errno
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from simulator.speech.engine import EngineTrouble
from simulator.speech.messages import one_line
from simulator.speech.microphone import Microphone
from simulator.speech.sound import loudness
from simulator.speech.wav import BYTES_A_SECOND, GrowingWav

LONGEST_SECONDS = 1800.0
"""The longest recording; a longer answer continues unrecorded."""

FASTER = 1.1
"""A device faster than real time by this factor has no pacing."""

AT_ONCE_SECONDS = 1.0
"""The most sound that may come at once, from a device's buffer."""

SILENT_SECONDS = 2.0
"""After this much sound of only zeros, the microphone counts as silent."""

PATIENCE_SECONDS = 3.0
"""A microphone that is on but delivers nothing for this long counts as gone."""

HOLE_SECONDS = 0.25
"""A gap of this length is filled with silence, so that the rest keeps its time."""

LEVEL_SECONDS = 0.12
"""How often the loudness is reported while nothing is recorded."""


class Tape:
    """Carries out the orders. The microphone's thread calls `take`, another one the rest.

    A recording starts with the answer's clock; late, missing or muted sound becomes silence.
    """

    def __init__(
        self,
        microphone: Microphone,
        tell: Callable[..., None],
        *,
        wake: Callable[[], None] = lambda: None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`tell` takes a report and its facts, and raises OSError if nobody listens any more.

        `wake` is called when `check` has something to do; `now` is the clock of the orders.
        """
        self._microphone = microphone
        self._report = tell
        self._wake = wake
        self._now = now
        self._lock = threading.Lock()
        self._on = False
        self._last_block = 0.0
        self._zeros = 0
        self._silent = False
        self._levels: list[float] = []
        self._levels_since = 0.0
        self._wav: GrowingWav | None = None
        self._path = Path()
        self._begun_at = 0.0
        self._clock_started = 0.0
        self._taken = 0
        self._muted = False
        self._trouble: EngineTrouble | None = None

    def meter(self) -> None:
        """Measure the loudness without keeping anything. Raises EngineTrouble."""
        self.rest()
        self._switch_on()

    def record(self, path: str, elapsed: float, sent: float, muted: bool) -> None:
        """Append to a file; the answer's clock stood at `elapsed` seconds at `sent`.

        Raises EngineTrouble.
        """
        self.rest()
        try:
            wav = GrowingWav(Path(path))
        except OSError as error:
            raise _disk_trouble(error) from error
        with self._lock:
            self._wav, self._path = wav, Path(path)
            self._begun_at, self._clock_started = self._now(), sent - elapsed
            self._taken, self._muted = 0, muted
        self._switch_on()

    def mute(self, muted: bool) -> None:
        """Record silence from now on, or sound again."""
        with self._lock:
            self._muted = muted

    def rest(self) -> None:
        """Stop listening, and complete the recording."""
        if self._on:
            self._on = False
            self._microphone.off()
        with self._lock:
            wav, self._wav = self._wav, None
        if wav is not None:
            wav.finish()
            self._tell("kept", path=str(self._path), seconds=wav.seconds)

    def check(self) -> None:
        """Do what the microphone's thread can't. Raises EngineTrouble if recording is over."""
        waited = self._now() - self._last_block
        if self._on and self._trouble is None and waited > PATIENCE_SECONDS:
            self._trouble = EngineTrouble("The microphone stopped delivering sound.")
        if self._trouble is not None:
            raise self._trouble

    def take(self, block: bytes) -> None:
        """Receive a block of sound."""
        with self._lock:
            self._last_block = self._now()
            if not self._on or self._trouble is not None:
                return
            self._listen_for_silence(block)
            try:
                if self._wav is None:
                    self._measure(block)
                else:
                    self._keep(self._wav, block)
            except EngineTrouble as trouble:
                self._trouble = trouble
            except OSError as error:
                self._trouble = _disk_trouble(error)
        if self._trouble is not None:
            self._wake()

    def _switch_on(self) -> None:
        self._last_block = self._levels_since = self._now()
        self._zeros, self._silent, self._levels = 0, False, []
        self._on = True
        self._microphone.on(self.take)
        if self._wav is not None:
            self._tell("recording", path=str(self._path))

    def _listen_for_silence(self, block: bytes) -> None:
        if block.count(0) != len(block):
            self._zeros = 0
            if self._silent:
                self._silent = False
                self._tell("heard")
            return
        self._zeros += len(block)
        if not self._silent and self._zeros > SILENT_SECONDS * BYTES_A_SECOND:
            self._silent = True
            self._tell("silent")

    def _measure(self, block: bytes) -> None:
        self._levels.append(loudness(block))
        if self._last_block - self._levels_since >= LEVEL_SECONDS:
            self._tell("level", loudness=round(max(self._levels), 4))
            self._levels, self._levels_since = [], self._last_block

    def _keep(self, wav: GrowingWav, block: bytes) -> None:
        """Append a block where it belongs. Raises OSError and EngineTrouble."""
        now = self._last_block
        room = (now - self._begun_at) * FASTER + AT_ONCE_SECONDS
        self._taken += len(block)
        if self._taken > room * BYTES_A_SECOND:
            wav.cut(min(wav.size, _whole((now - self._clock_started) * BYTES_A_SECOND)))
            raise EngineTrouble("The microphone delivers sound faster than real time.")
        missing = _whole((now - self._clock_started) * BYTES_A_SECOND) - wav.size - len(block)
        first = self._taken == len(block)
        if missing > (0 if first else HOLE_SECONDS * BYTES_A_SECOND):
            wav.silence(min(missing, _whole(LONGEST_SECONDS * BYTES_A_SECOND) - wav.size))
        if wav.size + len(block) > LONGEST_SECONDS * BYTES_A_SECOND:
            minutes = round(LONGEST_SECONDS / 60)
            raise EngineTrouble(f"The recording ends here: it is {minutes} minutes long.")
        wav.write(bytes(len(block)) if self._muted else block)

    def _tell(self, report: str, **facts: object) -> None:
        # If the program is gone, the end of the orders shows it too.
        with contextlib.suppress(OSError):
            self._report(report, **facts)


def _whole(size: float) -> int:
    """Round bytes to whole samples."""
    return int(size) // 2 * 2


def _disk_trouble(error: OSError) -> EngineTrouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EngineTrouble("The disk is full: the sound can't be kept.")
    reason = one_line(os.strerror(error.errno) if error.errno else type(error).__name__)
    return EngineTrouble(f"The sound can't be kept ({reason}).")
