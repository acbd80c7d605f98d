"""Microphones for the recording process: well-behaved, and misbehaving in every way."""

import os
import threading
import time
from typing import ClassVar

from simulator.speech.engine import EngineTrouble
from simulator.speech.microphone import Take
from simulator.speech.wav import BYTES_A_SECOND

BLOCK = b"\x10\x20" * (BYTES_A_SECOND // 80) + b"\x10\x01" * (BYTES_A_SECOND // 80)
"""A twentieth of a second, varying in loudness like speech."""

SLOW_SECONDS = 0.3
"""How long a slow microphone takes to open, in seconds."""


class Steady:
    """Delivers a block every twentieth of a second."""

    name = "Steady"
    block = BLOCK
    blocks_at_once = 1

    def __init__(self) -> None:
        self._stop = threading.Event()

    def on(self, take: Take) -> None:
        self._stop = stop = threading.Event()
        threading.Thread(target=self._give, args=(take, stop), daemon=True).start()

    def _give(self, take: Take, stop: threading.Event) -> None:
        due = time.monotonic()
        while not stop.is_set():
            due += 0.05
            time.sleep(max(0.0, due - time.monotonic()))
            for _ in range(self.blocks_at_once):
                if not stop.is_set():
                    take(self.block)

    def off(self) -> None:
        self._stop.set()


class Zeros(Steady):
    """One that the system blocks for this program, as macOS does."""

    name = "Zeros"
    block = bytes(len(BLOCK))


class Runaway(Steady):
    """A device without pacing, which delivers more sound than real time."""

    name = "Runaway"
    blocks_at_once = 400


class Unplugged(Steady):
    """Delivers half a second, and then nothing."""

    name = "Unplugged"

    def _give(self, take: Take, stop: threading.Event) -> None:
        for _ in range(10):
            time.sleep(0.05)
            take(self.block)


class Missing(Steady):
    def __init__(self) -> None:
        raise EngineTrouble("No microphone was found.", "Connect one.")


class SlowToOpen(Steady):
    """Takes a while to be found, even on a fast machine."""

    name = "SlowToOpen"

    def __init__(self) -> None:
        time.sleep(SLOW_SECONDS)
        super().__init__()


class RefusedOnce(Steady):
    """Not found at first, as with a busy sound server."""

    name = "RefusedOnce"
    refused: ClassVar[bool] = False

    def __init__(self) -> None:
        if not RefusedOnce.refused:
            RefusedOnce.refused = True
            raise EngineTrouble("No microphone was found.", "Connect one.")
        super().__init__()


class Busy(Steady):
    name = "Busy"

    def on(self, take: Take) -> None:
        raise EngineTrouble("The microphone can't be used now.", "Close what uses it.")


class Hangs(Steady):
    def __init__(self) -> None:
        time.sleep(1000)


class Crashes(Steady):
    """Dies in its library after a moment."""

    name = "Crashes"

    def _give(self, take: Take, stop: threading.Event) -> None:
        time.sleep(0.05)
        take(self.block)
        os.abort()


class Noisy(Steady):
    """Prints on both outputs, as sound libraries do."""

    name = "Noisy"

    def on(self, take: Take) -> None:
        for number in range(2000):
            os.write(2, b"ALSA lib confmisc.c: cannot find card %d\n" % number)
        super().on(take)
