"""The test's own sound server, whose only sink feeds its only microphone."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import threading
import time
import wave
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from simulator.core.hearing import heard
from simulator.speech.wav import BYTES_A_SECOND, RATE
from tests.speech.watched import wait_for

PROGRAMS = ("pulseaudio", "pactl", "paplay", "parec", "espeak-ng")
MISSING = [name for name in PROGRAMS if shutil.which(name) is None]
needs_pulseaudio = pytest.mark.skipif(
    bool(MISSING), reason=f"not installed: {', '.join(MISSING)} (pulseaudio, pulseaudio-utils)"
)

SENTENCES = (
    "The gradient shrinks layer by layer",
    "so the early layers learn slowly",
    "and normalisation helps",
)


@dataclass
class Speech:
    """Sentences with known silences around them, as a WAV; times in seconds from its start."""

    path: Path
    first_word: float
    pauses: list[tuple[float, float]]
    last_word: float
    words: array[int] = field(repr=False)


def known_speech(
    folder: Path, silences: tuple[float, ...] = (0.8, 1.3, 2.2), tail: float = 0.3
) -> Speech:
    """The sentences, each after the given silence."""
    samples, pauses, first_word, last_word = array("h"), [], 0.0, 0.0
    for number, (sentence, silence) in enumerate(zip(SENTENCES, silences, strict=True)):
        if number:
            pauses.append((last_word, silence))
        samples.extend(array("h", bytes(2 * round(silence * RATE))))
        first_word = first_word or len(samples) / RATE
        samples.extend(spoken(sentence, folder))
        last_word = len(samples) / RATE
    samples.extend(array("h", bytes(2 * round(tail * RATE))))
    path = folder / "speech.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", ""))
        out.writeframes(samples.tobytes())
    return Speech(path, first_word, pauses, last_word, samples)


def spoken(sentence: str, folder: Path) -> array[int]:
    """A sentence from its first sound to its last, at 16 kHz."""
    raw = folder / "raw.wav"
    subprocess.run(["espeak-ng", "-s", "165", "-w", str(raw), sentence], check=True)
    with wave.open(str(raw)) as wav:
        rate, samples = wav.getframerate(), array("h", wav.readframes(wav.getnframes()))
    ratio = rate / RATE
    found = array("h", (samples[int(n * ratio)] for n in range(int(len(samples) / ratio))))
    loud = [place for place, sample in enumerate(found) if abs(sample) > 300]
    return found[loud[0] : loud[-1]]


class VirtualMicrophone:
    """The server. What is played reaches the microphone; `ear` records when."""

    def __init__(self, folder: Path) -> None:
        self.server = f"unix:{folder / 'native'}"
        self.env = {"PULSE_SERVER": self.server}
        self._sound = bytearray()
        """All that was heard so far."""
        self._begun = math.inf
        """The time of day at which that began, by the quickest of its pieces: all come late."""
        self._processes: list[subprocess.Popen[bytes]] = []
        try:
            self._open(folder)
        except BaseException:
            self.close()
            raise

    def _open(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        own = {"HOME": str(folder), "PULSE_RUNTIME_PATH": str(folder), "LC_ALL": "C"}
        server = subprocess.Popen(
            [
                "pulseaudio", "-n", "-F", os.devnull, "--daemonize=no", "--use-pid-file=no",
                "--exit-idle-time=-1", "--log-target=null",
                "-L", f"module-null-sink sink_name=virtual rate={RATE} channels=1",
                "-L", f"module-native-protocol-unix socket={folder / 'native'} auth-anonymous=1",
            ],
            env={**os.environ, **own},
        )  # fmt: skip
        self._processes.append(server)
        wait_for(lambda: (folder / "native").exists())
        self._ear = subprocess.Popen(
            ["parec", "--raw", "--format=s16le", "--channels=1", "--latency-msec=20",
             f"--rate={RATE}", "-d", "virtual.monitor"],
            env={**os.environ, **self.env},
            stdout=subprocess.PIPE,
        )  # fmt: skip
        self._processes.append(self._ear)
        threading.Thread(target=self._listen, daemon=True).start()
        wait_for(lambda: bool(self._sound))

    def _listen(self) -> None:
        assert self._ear.stdout is not None
        with suppress(OSError, ValueError):  # Closed midway, at the end of the test.
            while chunk := os.read(self._ear.stdout.fileno(), 1 << 16):
                self._sound += chunk
                self._begun = min(self._begun, time.time() - len(self._sound) / BYTES_A_SECOND)

    def _place(self, moment: float) -> int:
        """Where in all that was heard a time of day is."""
        return 2 * max(0, round((moment - self._begun) * RATE))

    @property
    def server_pid(self) -> int:
        """The process id of the server."""
        return self._processes[0].pid

    def play(self, path: Path) -> subprocess.Popen[bytes]:
        """Play a WAV; return its player."""
        # As much as half a second waits in the server, so that a player who gets no share of a busy
        # machine makes no pauses.
        return subprocess.Popen(
            ["paplay", "--latency-msec=500", str(path)], env={**os.environ, **self.env}
        )

    def heard_at(self, since: float) -> float:
        """The time of day of the first sound since then."""
        found = 0.0

        def listen() -> bool:
            nonlocal found
            place = self._place(since)
            sound = bytes(self._sound[place:])
            rest = sound.lstrip(b"\0")
            found = self._begun + (place + len(sound) - len(rest)) / BYTES_A_SECOND
            return bool(rest)

        wait_for(listen)
        return found

    def stumbled(self, speech: Speech, first_word: float, pauses: int = 2) -> bool:
        """True if the player, on a busy machine, made pauses that it should not have made.

        `first_word`: the time of day at which that was heard; `pauses`: how many were played.
        """
        last_word = first_word + speech.last_word - speech.first_word
        heard_then = self._sound[self._place(first_word - 0.1) : self._place(last_word + 0.5)]
        found = heard(array("h", heard_then[: len(heard_then) // 2 * 2]), RATE)
        shift = (found.first_word_seconds or 0.0) - speech.first_word
        told = [(pause.at - shift, pause.seconds) for pause in found.pauses[:pauses]]
        meant = speech.pauses[:pauses]
        return len(told) != len(meant) or any(
            each != pytest.approx(other, abs=0.05) for each, other in zip(told, meant, strict=True)
        )

    def unplug(self) -> None:
        """Remove the microphone, as if it were unplugged."""
        subprocess.run(
            ["pactl", "unload-module", "module-null-sink"],
            env={**os.environ, **self.env},
            check=True,
        )

    def close(self) -> None:
        """End the server."""
        for process in self._processes:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


@contextmanager
def virtual_microphone(folder: Path) -> Iterator[VirtualMicrophone]:
    """Run a virtual microphone for a while."""
    microphone = VirtualMicrophone(folder)
    try:
        yield microphone
    finally:
        microphone.close()
