"""The player of the extra `voice`, for machines without any other."""

import time
from collections.abc import Generator
from typing import Any

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

    def play(self, sound: Sound) -> "_MiniaudioPlaying":
        """Open the device and start."""
        return _MiniaudioPlaying(self._miniaudio, sound)


class _MiniaudioPlaying:
    def __init__(self, miniaudio: Any, sound: Sound) -> None:
        self._frames = sound.frames()
        self._over = 0.0
        try:
            device = miniaudio.PlaybackDevice(
                nchannels=1,
                sample_rate=sound.rate,
                buffersize_msec=int(_BUFFER_SECONDS * 1000),
                app_name="Mock Interview",
            )
        except miniaudio.MiniaudioError as error:
            raise OSError(str(error)) from error
        self._device = device
        if device.backend.lower() == "null":
            device.close()
            raise OSError("no sound device")
        stream = self._stream()
        next(stream)
        device.start(stream)

    def _stream(self) -> Generator[bytes, int, None]:
        position = 0
        wanted = yield b""
        while position < len(self._frames):
            chunk = self._frames[position : position + 2 * wanted]
            position += len(chunk)
            wanted = yield chunk
        self._over = time.monotonic()

    def wait(self) -> str | None:
        # The last sound is still in the device's buffers.
        while not self._over or time.monotonic() - self._over < 3 * _BUFFER_SECONDS:
            time.sleep(0.005)
        self._device.close()
        return None
