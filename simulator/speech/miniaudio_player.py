"""The player of the extra `voice`, for machines without any other."""

import contextlib
import threading
import time
from collections.abc import Generator

from simulator.speech.sound import Sound

_BUFFER_SECONDS = 0.05


class MiniaudioPlayer:
    """Plays within this process."""

    name = "miniaudio"

    def __init__(self) -> None:
        """Raise ImportError if miniaudio is not installed."""
        # Imported now because it takes about 0.1 s, which is too long once the sound is due.
        import miniaudio

        self._miniaudio = miniaudio

    def play(self, sound: Sound) -> str | None:
        """Play to the end. Raises OSError if there is no device."""
        try:
            device = self._miniaudio.PlaybackDevice(
                nchannels=1,
                sample_rate=sound.rate,
                buffersize_msec=int(_BUFFER_SECONDS * 1000),
                app_name="Mock Interview",
            )
        except self._miniaudio.MiniaudioError as error:
            raise OSError(str(error)) from error
        with contextlib.closing(device):
            if device.backend.lower() == "null":
                raise OSError("no sound device")
            over = threading.Event()
            stream = _stream(sound.frames(), over)
            next(stream)
            device.start(stream)
            over.wait()
            time.sleep(3 * _BUFFER_SECONDS)  # The last sound is still in the device's buffers.
        return None


def _stream(frames: bytes, over: threading.Event) -> Generator[bytes, int, None]:
    position = 0
    wanted = yield b""
    while position < len(frames):
        chunk = frames[position : position + 2 * wanted]
        position += len(chunk)
        wanted = yield chunk
    over.set()
