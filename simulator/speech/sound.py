"""An utterance in memory that other programs can open by path."""

import array
import math
import os
import sys
import tempfile
import wave
from typing import IO


class Sound:
    """A WAV (mono, 16 bit) without a name in any folder, so that nothing is left behind."""

    def __init__(self, rate: int = 22050) -> None:
        self.rate = rate
        if hasattr(os, "memfd_create"):
            self.file = os.memfd_create("utterance")
        else:
            with tempfile.TemporaryFile() as file:
                self.file = os.dup(file.fileno())

    @property
    def path(self) -> str:
        """A path to it, for this process and those that inherit the descriptor."""
        folder = "/proc/self/fd" if sys.platform == "linux" else "/dev/fd"
        return f"{folder}/{self.file}"

    @classmethod
    def silence(cls, seconds: float) -> "Sound":
        """Return this much silence, to try a sound device unheard."""
        sound = cls()
        with sound._open("wb") as file, wave.open(file, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(sound.rate)
            out.writeframes(bytes(2 * int(seconds * sound.rate)))
        return sound

    def write(self, data: bytes) -> None:
        """Store a whole WAV."""
        with self._open("wb") as file:
            file.seek(0)
            file.truncate()
            file.write(data)

    def seconds(self) -> float:
        """Return its length. Raises `wave.Error` or `EOFError` if nothing was written."""
        with self._open("rb") as file, wave.open(file) as wav:
            return float(wav.getnframes() / wav.getframerate())

    def frames(self) -> bytes:
        """Return the samples. Raises like `seconds`."""
        with self._open("rb") as file, wave.open(file) as wav:
            return bytes(wav.readframes(wav.getnframes()))

    def _open(self, mode: str) -> IO[bytes]:
        file = os.fdopen(os.dup(self.file), mode)
        file.seek(0)
        return file


def loudness(frames: bytes) -> float:
    """Return the root mean square of 16-bit samples, 0 to 1."""
    samples = array.array("h", frames[: len(frames) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    if not samples:
        return 0.0
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples)) / 32768
