"""The programs that play a WAV, and their failures."""

import contextlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from simulator.speech.engine import EngineTrouble
from simulator.speech.messages import one_line
from simulator.speech.sound import Sound

# In the order tried.
PROGRAMS = {
    "aplay": ("aplay", "-q"),
    "paplay": ("paplay",),
    "pw-play": ("pw-play",),
    "ffplay": ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    "play": ("play", "-q"),
}
PLAYER_VARIABLE = "MOCK_INTERVIEW_PLAYER"
_GIVES_UP_WITHIN = 1.0
_OWN_NAME = re.compile(r"^\w+: (main:\d+: )?")
_CURE = "Install alsa-utils or pulseaudio-utils, or: pip install 'mock-interview[voice]'."


class Player(Protocol):
    """Plays sounds."""

    @property
    def name(self) -> str:
        """The player's name for `MOCK_INTERVIEW_PLAYER`."""

    def play(self, sound: Sound) -> str | None:
        """Play to the end; return None, or why it can't be heard. May raise `OSError`."""


@dataclass(frozen=True)
class ProgramPlayer:
    """A player that runs a program."""

    name: str
    command: Sequence[str]

    def play(self, sound: Sound) -> str | None:
        """Run the program, keeping its output off the screen; its last line says why it failed."""
        with subprocess.Popen(
            [*self.command, sound.path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=[sound.file],
        ) as process:
            assert process.stderr is not None
            words = b""
            while chunk := os.read(process.stderr.fileno(), 1 << 16):
                words = (words + chunk)[-1000:]
        if process.returncode == 0:
            return None
        lines = [line for line in words.decode("utf-8", "replace").splitlines() if line.strip()]
        said = _OWN_NAME.sub("", lines[-1]) if lines else f"exit code {process.returncode}"
        return f"{self.name}: {one_line(said, 90)}"


def find_players(first: str = "") -> list[Player]:
    """Return this machine's players, `first` first. Raises `EngineTrouble` if there are none.

    `MOCK_INTERVIEW_PLAYER` restricts them to one.
    """
    only = os.environ.get(PLAYER_VARIABLE, "")
    players: list[Player] = []
    for name, command in PROGRAMS.items():
        path = shutil.which(command[0]) if only in ("", name) else None
        if path:
            players.append(ProgramPlayer(name, (path, *command[1:])))
    if only in ("", "miniaudio") and (only or not players):
        from simulator.speech.miniaudio_player import MiniaudioPlayer

        with contextlib.suppress(ImportError):
            players.append(MiniaudioPlayer())
    if not players:
        named = f"The player {only!r} was not found." if only else "No program here plays sound."
        raise EngineTrouble(named, _CURE)
    return sorted(players, key=lambda player: player.name != first)


def play(players: Sequence[Player], sound: Sound) -> Player:
    """Play with the first player that works; return it when the sound is over.

    If a player gives up at once (no server, device taken), the next one is tried.
    """
    troubles: list[str] = []
    for player in players:
        begun = time.monotonic()
        try:
            trouble = player.play(sound)
        except OSError as error:
            trouble = f"{player.name}: {error.strerror or error}"
        if trouble is None:
            return player
        troubles.append(trouble)
        if time.monotonic() - begun > _GIVES_UP_WITHIN:
            break
    raise EngineTrouble(
        f"No sound device answers ({troubles[0]}).",
        "Connect or choose one in the system's settings.",
    )
