"""What a voice process needs of whatever makes the sound, and the choice for this system."""

import importlib
import sys
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
    """Speech is impossible: `what` is missing or wrong, and the `cure`, each one sentence."""

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(what, cure)
        self.what = what
        self.cure = cure


class Listener(Protocol):
    """Told how an utterance goes on."""

    def started(self, seconds: float | None) -> None:
        """The sound begins; it lasts so long, where known already."""

    def length(self, seconds: float) -> None:
        """The length of the whole utterance, known later than its start."""


class Engine(Protocol):
    """Speaks in the voice process: one utterance in the life of the process.

    Everything blocks, and raises `EngineTrouble`.
    """

    name: str

    def prepare(self, voice: Voice, player: str) -> str:
        """Load what is needed; returns a note where the voice asked for is not there.

        `player` is the name of the player that was heard last, to be tried first.
        """

    def voices(self) -> list[InstalledVoice]:
        """The voices that can be chosen."""

    def probe(self) -> str:
        """Try the sound device without a sound; returns the name of the player."""

    def speak(self, text: str, language: str, listener: Listener) -> None:
        """Speak; returns when the sound is over."""

    def render(self, text: str) -> Sound:
        """Speak into a buffer."""


def load_engine(name: str) -> Engine:
    """The engine `module:Class`; empty: the one for this system."""
    module, _, kind = (name or _BY_PLATFORM.get(sys.platform, _ELSEWHERE)).partition(":")
    engine: Engine = getattr(importlib.import_module(module), kind)()
    return engine
