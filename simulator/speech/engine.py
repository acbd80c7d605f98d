"""What a voice process needs from an engine, and the engine for this system."""

import sys
from collections.abc import Callable
from pkgutil import resolve_name
from typing import Protocol

from simulator.speech.sound import Sound
from simulator.speech.speaker import Voice
from simulator.speech.voices import InstalledVoice

_BY_PLATFORM = {
    "darwin": "simulator.speech.mac_engine:MacEngine",
    "win32": "simulator.speech.windows_engine:WindowsEngine",
}
_ELSEWHERE = "simulator.speech.espeak_engine:EspeakEngine"


class EngineTrouble(Exception):
    """Speech is impossible: `what` is missing or wrong, and the `cure`, one sentence each."""

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(what, cure)
        self.what = what
        self.cure = cure


Tell = Callable[..., None]
"""Receives `started` when the sound begins, and `length` if known later, each with `seconds`."""


class Engine(Protocol):
    """Speaks in the voice process, one utterance per process.

    All methods block and raise `EngineTrouble`.
    """

    name: str

    def prepare(self, voice: Voice, player: str) -> str:
        """Load what is needed; return a note if the requested voice is missing.

        `player` names the player that last worked, to be tried first.
        """

    def voices(self) -> list[InstalledVoice]:
        """Return the voices that can be chosen."""

    def probe(self) -> str:
        """Try the sound device silently; return the name of the player."""

    def speak(self, text: str, language: str, tell: Tell) -> None:
        """Speak; return when the sound is over."""

    def render(self, text: str) -> Sound:
        """Speak into a buffer."""


def load_engine(name: str) -> Engine:
    """Return the engine `module:Class`; if empty, the one for this system."""
    engine: Engine = resolve_name(name or _BY_PLATFORM.get(sys.platform, _ELSEWHERE))()
    return engine
