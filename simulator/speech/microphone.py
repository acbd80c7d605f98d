"""The microphone as the recording process sees it."""

import time
from collections.abc import Callable, Generator
from pkgutil import resolve_name
from typing import Any, Protocol

from simulator.speech.engine import EngineTrouble
from simulator.speech.wav import RATE

BLOCK_MILLISECONDS = 50
"""The length of a block of sound, and the most that can be lost."""

Take = Callable[[bytes], None]
"""Receives each block of sound, on a thread of the microphone."""

_ATTEMPTS = 3
_BETWEEN_ATTEMPTS = 0.4
"""Seconds. A busy sound server may refuse once and agree a moment later."""

_CURE = "Connect a microphone, or choose one in the system's settings."


class Microphone(Protocol):
    """Delivers blocks of 16-bit mono sound at `wav.RATE` while it is on."""

    name: str
    """The system's name for the microphone."""

    def on(self, take: Take) -> None:
        """Start delivering blocks. Raises `EngineTrouble`."""

    def off(self) -> None:
        """Stop delivering, and free the device for others."""


def open_microphone(name: str) -> Microphone:
    """Return the microphone `module:Class`, or if empty the system's. Raises `EngineTrouble`."""
    kind: Callable[[], Microphone] = MiniaudioMicrophone
    if name:
        kind = resolve_name(name)
    for _ in range(_ATTEMPTS - 1):
        try:
            return kind()
        except EngineTrouble:
            time.sleep(_BETWEEN_ATTEMPTS)
    return kind()


class MiniaudioMicrophone:
    """The system's microphone, through miniaudio."""

    def __init__(self) -> None:
        try:
            import miniaudio
        except ImportError as error:
            cure = "Install it: pip install 'mock-interview[voice]'."
            raise EngineTrouble("Recording needs miniaudio, which is missing.", cure) from error
        self._miniaudio: Any = miniaudio
        try:
            self._device: Any = miniaudio.CaptureDevice(
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=BLOCK_MILLISECONDS,
                app_name="Mock Interview",
            )
        except miniaudio.MiniaudioError as error:
            raise EngineTrouble("No microphone was found.", _CURE) from error
        if self._device.backend.lower() == "null":
            self._device.close()
            raise EngineTrouble("No microphone was found.", _CURE)
        self.name = self._find_name()

    def on(self, take: Take) -> None:
        blocks = _blocks(take)
        next(blocks)
        try:
            self._device.start(blocks)
        except self._miniaudio.MiniaudioError as error:
            raise EngineTrouble("The microphone can't be used now.", _CURE) from error

    def off(self) -> None:
        try:
            self._device.stop()
        except self._miniaudio.MiniaudioError:
            self._device.close()

    def _find_name(self) -> str:
        """Return the system's name for the microphone it chose."""
        try:
            backend = self._miniaudio.Backend[self._device.backend.upper()]
            found = self._miniaudio.Devices([backend])
            names = [each["name"] for each in found.get_captures()]
            chosen = names[0] if len(names) == 1 else self._default(found)
        except Exception:  # The name is not essential.
            return ""
        return str(chosen)

    def _default(self, found: Any) -> str:
        ffi, lib = self._miniaudio.ffi, self._miniaudio.lib
        infos, count = ffi.new("ma_device_info**"), ffi.new("ma_uint32*")
        lib.ma_context_get_devices(found._context, ffi.NULL, ffi.NULL, infos, count)
        each = (infos[0][place] for place in range(count[0]))
        return next((ffi.string(one.name).decode() for one in each if one.isDefault), "")


def _blocks(take: Take) -> Generator[None, bytes, None]:
    while True:
        take(bytes((yield)))
