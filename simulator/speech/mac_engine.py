"""macOS: the system's own `say`."""

import re
import subprocess
import tempfile
from pathlib import Path

from simulator.speech.engine import EngineTrouble, Tell
from simulator.speech.messages import one_line
from simulator.speech.sound import Sound
from simulator.speech.speaker import Voice
from simulator.speech.voices import InstalledVoice, match_voice

_VOICE = re.compile(r"^(?P<name>\S.*?)\s+(?P<tag>[a-z]{2,3}(?:[_-][A-Za-z0-9]+)+)\s+#")
# Joke voices and outdated ones, never chosen for a language.
_JOKES = re.compile(
    "Albert|Bad News|Bahh|Bells|Boing|Bubbles|Cellos|Deranged|Fred|Good News|Hysterical|Jester|"
    "Junior|Kathy|Organ|Pipe Organ|Princess|Ralph|Superstar|Trinoids|Whisper|Wobble|Zarvox|"
    r"(Eddy|Flo|Grandma|Grandpa|Reed|Rocko|Sandy|Shelley)( \(.*)?"
)
_CURE = "macOS has voices under System Settings, Accessibility, Spoken Content."


class MacEngine:
    """The engine for macOS."""

    name = "say"

    def __init__(self, program: str = "/usr/bin/say") -> None:
        self._program = program
        self._voice = ""
        self._settings = Voice()
        self._voices: list[InstalledVoice] = []

    def prepare(self, voice: Voice, player: str) -> str:
        """Choose the voice."""
        del player
        self._settings = voice
        known = self.voices()
        if voice.id and any(one.id == voice.id for one in known):
            self._voice = voice.id
            return ""
        return self._choose(voice.language)

    def voices(self) -> list[InstalledVoice]:
        """Return what `say -v ?` lists."""
        if not self._voices:
            listing = self._run(["-v", "?"], "")
            self._voices = [
                InstalledVoice(match["name"], match["name"], (match["tag"],))
                for match in map(_VOICE.match, listing.splitlines())
                if match
            ]
        return self._voices

    def probe(self) -> str:
        """Do nothing: `say` can't be tried without being heard."""
        return self.name

    def speak(self, text: str, language: str, tell: Tell) -> None:
        """Let `say` speak."""
        if language:
            self._choose(language)
        tell("started", seconds=None)
        self._run(self._options(), self._volume() + text)

    def render(self, text: str) -> Sound:
        """Render; `say` takes the format from the file name."""
        sound = Sound()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "utterance.wav")
            self._run([*self._options(), "-o", str(path), "--data-format=LEI16@22050"], text)
            sound.write(path.read_bytes())
        return sound

    def _options(self) -> list[str]:
        voice = ["-v", self._voice] if self._voice else []
        return [*voice, "-r", str(self._settings.words_a_minute)]

    def _volume(self) -> str:
        volume = max(0.0, min(float(self._settings.volume), 1.0))
        return "" if volume >= 1 else f"[[volm {volume:.2f}]] "

    def _choose(self, language: str) -> str:
        serious = [one for one in self._voices if not _JOKES.fullmatch(one.name)]
        voice = match_voice(serious, language)
        self._voice = voice.id if voice else ""
        return "" if voice else f"No voice here speaks {language!r}; the system's own reads."

    def _run(self, options: list[str], text: str) -> str:
        """Run `say`; the text goes through stdin, where it can't be mistaken for an option."""
        try:
            done = subprocess.run(
                [self._program, *options], input=text.encode(), capture_output=True, check=False
            )
        except OSError as error:
            raise EngineTrouble("This Mac's `say` was not found.", _CURE) from error
        if done.returncode:
            words = one_line(done.stderr.decode("utf-8", "replace"), 90)
            raise EngineTrouble(f"`say` failed ({words or done.returncode}).", _CURE)
        return done.stdout.decode("utf-8", "replace")
