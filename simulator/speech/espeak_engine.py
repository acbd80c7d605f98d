"""espeak-ng through pyttsx3, rendered to a WAV for one of the system's players.

pyttsx3's own `say` reports success without a sound device, and returns before the sound is over.
"""

import contextlib
import ctypes
import os
import tempfile
import threading
import time
import wave
from pathlib import Path
from typing import Any

from simulator.speech.engine import EngineTrouble, Tell
from simulator.speech.parts import parts
from simulator.speech.players import Player, find_players, play
from simulator.speech.sound import Sound
from simulator.speech.speaker import Voice
from simulator.speech.voices import InstalledVoice, match_voice

_CURE = "Install espeak-ng, or: pip install 'mock-interview[voice]'."
# espeak-ng truncates longer paths to its data, and then ends the whole process.
_LONGEST_DATA_PATH = 140


class EspeakEngine:
    """The engine for Linux and similar systems."""

    name = "espeak-ng"

    def __init__(self) -> None:
        self._engine: Any = None
        self._driver: Any = None
        self._voices: list[InstalledVoice] = []
        self._players: list[Player] = []
        self._over = threading.Event()

    def prepare(self, voice: Voice, player: str) -> str:
        """Load espeak-ng, choose the voice, and find the players."""
        self._load()
        self._players = find_players(player)
        self._driver.setProperty("rate", voice.words_a_minute)
        self._driver.setProperty("volume", max(0.0, min(float(voice.volume), 1.0)))
        if voice.id and any(known.id == voice.id for known in self._voices):
            self._driver.setProperty("voice", voice.id)
            return ""
        note = self._choose(voice.language)
        return f"There is no voice {voice.id!r} here; another one reads." if voice.id else note

    def voices(self) -> list[InstalledVoice]:
        """Return all but the MBROLA voices, whose sounds espeak-ng does not include."""
        self._load()
        return self._voices

    def probe(self) -> str:
        """Play a moment of silence."""
        player = play(self._players, Sound.silence(0.02))
        self._players.sort(key=lambda other: other is not player)
        return player.name

    def speak(self, text: str, language: str, tell: Tell) -> None:
        """Render the first part, and the others while it plays: long texts start as fast."""
        if language:
            self._choose(language)
        first, *others = parts(text)
        sounds = [self.render(first)]
        length = sounds[0].seconds()
        tell("started", seconds=None if others else length)
        troubles: list[EngineTrouble] = []
        playing = threading.Thread(target=self._play, args=(sounds, len(others) + 1, troubles))
        playing.start()
        for other in others:
            sound = self.render(other)
            length += sound.seconds()
            sounds.append(sound)
        if others:
            tell("length", seconds=length)
        playing.join()
        if troubles:
            raise troubles[0]

    def _play(self, sounds: list[Sound], count: int, troubles: list[EngineTrouble]) -> None:
        for number in range(count):
            while len(sounds) <= number:
                time.sleep(0.005)
            try:
                play(self._players, sounds[number])
            except EngineTrouble as trouble:
                troubles.append(trouble)
                return

    def render(self, text: str) -> Sound:
        """Let pyttsx3 write the WAV; its `runAndWait` may return before that is done."""
        sound = Sound()
        self._over.clear()
        self._engine.save_to_file(text, sound.path)
        self._engine.runAndWait()
        if not self._over.wait(30):
            raise EngineTrouble("espeak-ng did not finish the text.")
        try:
            sound.seconds()
        except (wave.Error, EOFError) as error:
            raise EngineTrouble("espeak-ng produced no sound for the text.") from error
        return sound

    def _choose(self, language: str) -> str:
        voice = match_voice(self._voices, language)
        if voice is None:
            return f"No voice here speaks {language!r}; another one reads."
        self._driver.setProperty("voice", voice.id)
        return ""

    def _load(self) -> None:
        if self._engine is not None:
            return
        _make_library_available()
        try:
            from pyttsx3.engine import Engine
        except ImportError as error:
            raise EngineTrouble("pyttsx3 is not installed.", "pip install pyttsx3.") from error
        try:
            # Not `pyttsx3.init()`, which hands out engines that were used before.
            self._engine = Engine("espeak")
        except (RuntimeError, OSError) as error:
            raise EngineTrouble("espeak-ng was not found.", _CURE) from error
        self._driver = self._engine.proxy._driver
        self._engine.connect("finished-utterance", lambda **_: self._over.set())
        self._voices = [
            InstalledVoice(voice.id, voice.name, tuple(voice.languages))
            for voice in self._driver.getProperty("voices")
            if not voice.id.startswith("mb/")
        ]


def _make_library_available() -> None:
    """Load the espeak-ng of the extra `voice` if the system has none.

    pyttsx3 asks for the library by name, and gets the one already loaded.
    """
    with contextlib.suppress(OSError):
        ctypes.CDLL("libespeak-ng.so.1")
        return
    try:
        import espeakng_loader
    except ImportError:
        return
    data = str(espeakng_loader.get_data_path())
    if len(os.fsencode(data)) > _LONGEST_DATA_PATH:
        data = _short_path(Path(data))
    os.environ["ESPEAK_DATA_PATH"] = data
    with contextlib.suppress(OSError):
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


def _short_path(folder: Path) -> str:
    """Return a short path to a folder, through a link that is created once."""
    link = Path(tempfile.gettempdir(), f"mock-interview-espeak-{os.getuid()}", folder.name)
    with contextlib.suppress(OSError):
        link.parent.mkdir(mode=0o700, exist_ok=True)
        if link.parent.stat().st_uid != os.getuid():
            return str(folder)
        if not link.is_symlink() or link.readlink() != folder:
            link.unlink(missing_ok=True)
            link.symlink_to(folder)
    return str(link)
