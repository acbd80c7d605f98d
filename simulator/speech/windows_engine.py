"""Windows: SAPI 5 through pyttsx3, which plays by itself.

An engine speaks one utterance and ends with its process: its second one would be cut off at once.
"""

import contextlib
import tempfile
from pathlib import Path
from typing import Any

from simulator.speech.engine import EngineTrouble, Tell
from simulator.speech.sound import Sound
from simulator.speech.speaker import Voice
from simulator.speech.voices import InstalledVoice, match_voice

_CURE = "Windows has voices under Settings, Time & language, Speech."


class WindowsEngine:
    """The engine for Windows."""

    name = "SAPI 5"

    def __init__(self) -> None:
        self._engine: Any = None
        self._driver: Any = None
        self._voices: list[InstalledVoice] = []
        self._completed: bool | None = None
        self._error = ""

    def prepare(self, voice: Voice, player: str) -> str:
        """Load SAPI and choose the voice."""
        del player
        self._load()
        note = ""
        if voice.id and any(known.id == voice.id for known in self._voices):
            self._driver.setProperty("voice", voice.id)
        else:
            note = self._choose(voice.language)
        self._driver.setProperty("rate", voice.words_a_minute)
        self._driver.setProperty("volume", max(0.0, min(float(voice.volume), 1.0)))
        return note

    def voices(self) -> list[InstalledVoice]:
        """Return SAPI's voices."""
        self._load()
        return self._voices

    def probe(self) -> str:
        """Do nothing: SAPI can't be tried without being heard."""
        return self.name

    def speak(self, text: str, language: str, tell: Tell) -> None:
        """Speak; only SAPI's own report counts as the end."""
        if language:
            self._choose(language)
        self._engine.connect("started-utterance", lambda **_: tell("started", seconds=None))
        self._engine.connect("finished-utterance", self._finished)
        self._engine.connect("error", self._failed)
        self._engine.say(text)
        self._engine.runAndWait()
        if not self._completed:
            why = f" ({self._error})" if self._error else ""
            raise EngineTrouble(f"Windows did not speak{why}.", "Is a sound device connected?")

    def render(self, text: str) -> Sound:
        """Render; SAPI writes only to named files."""
        sound = Sound()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "utterance.wav")
            self._driver.save_to_file(text, str(path))
            sound.write(path.read_bytes())
        return sound

    def _finished(self, completed: bool = False, **_: object) -> None:
        self._completed = completed

    def _failed(self, exception: object = "", **_: object) -> None:
        self._error = str(exception)[:80]

    def _choose(self, language: str) -> str:
        voice = match_voice(self._voices, language)
        if voice is None:
            return f"No voice here speaks {language!r}; another one reads."
        self._driver.setProperty("voice", voice.id)
        return ""

    def _load(self) -> None:
        if self._engine is not None:
            return
        try:
            from pyttsx3.engine import Engine

            self._engine = Engine("sapi5")
        except ImportError as error:
            raise EngineTrouble("pyttsx3 is not complete.", "pip install pyttsx3.") from error
        except Exception as error:  # COM raises its own errors.
            raise EngineTrouble("Windows offers no voice.", _CURE) from error
        self._driver = self._engine.proxy._driver
        with contextlib.suppress(Exception):
            self._voices = [
                InstalledVoice(voice.id, voice.name, tuple(voice.languages))
                for voice in self._driver.getProperty("voices")
            ]
