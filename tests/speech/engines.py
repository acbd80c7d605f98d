"""Engines for the voice process: well-behaved, fake, and misbehaving in every way."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import types
from typing import Any
from unittest import mock

from simulator.speech import espeak_engine, players
from simulator.speech.engine import EngineTrouble, Tell
from simulator.speech.espeak_engine import EspeakEngine
from simulator.speech.mac_engine import MacEngine
from simulator.speech.sound import Sound
from simulator.speech.speaker import Voice
from simulator.speech.voices import InstalledVoice
from simulator.speech.windows_engine import WindowsEngine


class Quick:
    """Speaks silently for the time in the variable `UTTERANCE_SECONDS`."""

    name = "quick"

    def prepare(self, voice: Voice, player: str) -> str:
        return ""

    def voices(self) -> list[InstalledVoice]:
        return [InstalledVoice("quick", "Quick", ("en-US",))]

    def probe(self) -> str:
        return "nothing"

    def speak(self, text: str, language: str, tell: Tell) -> None:
        seconds = float(os.environ.get("UTTERANCE_SECONDS", "0.05"))
        tell("started", seconds=seconds)
        time.sleep(seconds)

    def render(self, text: str) -> Sound:
        return Sound.silence(1.0)


class HangsInPrepare(Quick):
    def prepare(self, voice: Voice, player: str) -> str:
        time.sleep(1000)
        return ""


class HangsInSpeech(Quick):
    def speak(self, text: str, language: str, tell: Tell) -> None:
        tell("started", seconds=0.1)
        time.sleep(1000)


class BusyInSpeech(Quick):
    def speak(self, text: str, language: str, tell: Tell) -> None:
        tell("started", seconds=0.1)
        while True:
            pass


class HoldsPython(Quick):
    """A C library that never releases the GIL."""

    def speak(self, text: str, language: str, tell: Tell) -> None:
        tell("started", seconds=0.1)
        ctypes.PyDLL(None).sleep(1000)


class ExitsInPrepare(Quick):
    def prepare(self, voice: Voice, player: str) -> str:
        os.write(2, b"Error processing file 'phontab': No such file or directory.\n")
        os._exit(1)


class ExitsInSpeech(Quick):
    def speak(self, text: str, language: str, tell: Tell) -> None:
        tell("started", seconds=1.0)
        os._exit(0)


class Crashes(Quick):
    def speak(self, text: str, language: str, tell: Tell) -> None:
        os.kill(os.getpid(), signal.SIGSEGV)


class Raises(Quick):
    def speak(self, text: str, language: str, tell: Tell) -> None:
        raise ValueError("a bad\nvoice \x1b[2J")


class Floods(Quick):
    """Prints a lot on both outputs, some of it like a report, and then speaks."""

    def speak(self, text: str, language: str, tell: Tell) -> None:
        for number in range(5000):
            os.write(2, b"ALSA lib confmisc.c: cannot find card %d\n" % number)
        os.write(1, b'\x1e{"report": "finished", \n\x1e[1]\n\x1e' + bytes(range(256)) * 800 + b"\n")
        super().speak(text, language, tell)


class IgnoresSigterm(HangsInSpeech):
    def prepare(self, voice: Voice, player: str) -> str:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        return ""


class ClosesItsOutput(Quick):
    def speak(self, text: str, language: str, tell: Tell) -> None:
        os.closerange(1, 64)
        time.sleep(1000)


class LeavesAPlayer(Quick):
    """Ends while its player is still playing."""

    def speak(self, text: str, language: str, tell: Tell) -> None:
        subprocess.Popen(["sleep", "1000"])
        tell("started", seconds=0.1)
        os._exit(3)


class WithPlayer(Quick):
    """Speaks through another process, for a long time."""

    def speak(self, text: str, language: str, tell: Tell) -> None:
        tell("started", seconds=1000.0)
        subprocess.run(["sleep", "1000"], check=False)


class SpareFails(Quick):
    """The first process of a session works, the later ones do not."""

    def prepare(self, voice: Voice, player: str) -> str:
        if player:
            raise EngineTrouble("The library is gone.", "Install it again.")
        return ""


class Patient(EspeakEngine):
    """Tries the next player however long the first one took to give up."""

    def prepare(self, voice: Voice, player: str) -> str:
        players._GIVES_UP_WITHIN = 60.0
        return super().prepare(voice, player)


class NoPyttsx3(EspeakEngine):
    def prepare(self, voice: Voice, player: str) -> str:
        sys.modules["pyttsx3.engine"] = None  # type: ignore[assignment]
        return super().prepare(voice, player)


class NoLibrary(EspeakEngine):
    """What pyttsx3 does if espeak-ng is missing."""

    def prepare(self, voice: Voice, player: str) -> str:
        import pyttsx3.engine

        def engine(name: str) -> None:
            raise RuntimeError("This means you probably do not have eSpeak installed!")

        pyttsx3.engine.Engine = engine
        return super().prepare(voice, player)


class BundledEspeak(EspeakEngine):
    """The espeak-ng of the extra `voice`, as on a system without one."""

    def prepare(self, voice: Voice, player: str) -> str:
        load = ctypes.CDLL

        def without_system(name: str, *rest: Any, **options: Any) -> ctypes.CDLL:
            if name == "libespeak-ng.so.1":
                raise OSError(name)
            return load(name, *rest, **options)

        with mock.patch.object(ctypes, "CDLL", without_system):
            espeak_engine._make_library_available()
        if "espeakng_loader" not in os.environ.get("ESPEAK_DATA_PATH", ""):
            raise EngineTrouble("The bundled library was not used.")
        return super().prepare(voice, player)


class FakeMac(MacEngine):
    """macOS with the test's own `say`."""

    def __init__(self) -> None:
        super().__init__(os.environ["FAKE_SAY"])


class FakeWindows(WindowsEngine):
    """The real engine of pyttsx3 with a driver that behaves as SAPI's does."""

    def __init__(self) -> None:
        super().__init__()
        module = types.ModuleType("pyttsx3.drivers.sapi5")
        module.buildDriver = _SapiDriver  # type: ignore[attr-defined]
        sys.modules["pyttsx3.drivers.sapi5"] = module


class _SapiDriver:
    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._over = 0.0
        self._looping = False

    def getProperty(self, name: str) -> list[Any]:
        voice = types.SimpleNamespace(id="HKLM\\Zira", name="Zira", languages=["en-US"])
        return [voice]

    def setProperty(self, name: str, value: object) -> None:
        pass

    def say(self, text: str) -> None:
        self._proxy.setBusy(True)
        self._proxy.notify("started-utterance")
        self._over = time.monotonic() + float(os.environ.get("UTTERANCE_SECONDS", "0.05"))

    def save_to_file(self, text: str, filename: str) -> None:
        sound = Sound.silence(1.0)
        with open(sound.path, "rb") as source, open(filename, "wb") as target:  # noqa: PTH123
            target.write(source.read())

    def stop(self) -> None:
        self._over = 0.0

    def startLoop(self) -> None:
        self._looping = True
        self._proxy.setBusy(False)
        while self._looping:
            if self._over and time.monotonic() > self._over:
                self._over = 0.0
                self._proxy.notify("finished-utterance", completed=True)
                self._proxy.setBusy(False)
                self.endLoop()
            time.sleep(0.005)

    def endLoop(self) -> None:
        self._looping = False

    def destroy(self) -> None:
        pass
