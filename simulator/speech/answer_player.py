"""Plays recorded answers from any second, and knows its position."""

import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from simulator.speech.child import Child, Ended, News, worker_command

PlayerListener = Callable[["PlayerStatus"], None]


class PlayerState(Enum):
    """The state of a player."""

    STOPPED = "stopped"
    STARTING = "starting"
    PLAYING = "playing"


class PlayerStatus(NamedTuple):
    """A player at one moment."""

    state: PlayerState = PlayerState.STOPPED
    reason: str = ""
    """Why the last attempt failed, in one calm line."""
    ended: bool = False
    """True if it stopped at the end of the sound."""

    @property
    def busy(self) -> bool:
        """True if something is heard or about to be."""
        return self.state is not PlayerState.STOPPED


class AnswerPlayer:
    """Plays one sound at a time. All methods return at once and never raise."""

    def __init__(self, *, start: Callable[..., Child] = Child) -> None:
        self.on_change: PlayerListener | None = None
        """Called after each change of the status, on one of the player's threads."""
        self._start = start
        self._lock = threading.Lock()
        self.status = PlayerStatus()
        self._child: Child | None = None
        self._number = 0
        self._from = 0.0
        self._begun_at = 0.0

    @property
    def position(self) -> float:
        """The current position in seconds, or the last one."""
        with self._lock:
            return self._position()

    def play(self, paths: Sequence[Path], start: float) -> None:
        """Play these files in order from `start` seconds, instead of what is playing."""
        with self._lock:
            self._silence()
            self._from = max(0.0, start)
            self._number += 1
            self.status = PlayerStatus(PlayerState.STARTING)
            words = list(map(str, paths)), self._from, self._number
        threading.Thread(target=self._begin, args=words, name="player", daemon=True).start()

    def stop(self) -> None:
        """Stop playing; the position stays."""
        with self._lock:
            self._from = self._position()
            self._silence()
            self._number += 1
            self.status = PlayerStatus()

    def close(self) -> None:
        """Stop playing for good."""
        self.on_change = None
        self.stop()

    def _position(self) -> float:
        playing = self.status.state is PlayerState.PLAYING
        return self._from + (time.monotonic() - self._begun_at if playing else 0.0)

    def _silence(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()

    def _begin(self, paths: list[str], start: float, number: int) -> None:
        self._tell()
        try:
            child = self._start(
                worker_command("play", ""), lambda _, news: self._news(number, news)
            )
        except Exception as error:
            self._stopped(number, f"The player could not be started: {error}.")
            return
        child.order({"op": "play", "paths": paths, "start": start})
        with self._lock:
            if number == self._number:
                self._child = child
                return
        child.kill()

    def _news(self, number: int, news: News) -> None:
        if isinstance(news, Ended):
            self._stopped(number, "The player ended unexpectedly.")
        elif news["report"] == "started":
            with self._lock:
                if number != self._number:
                    return
                self._begun_at = time.monotonic()
                self.status = PlayerStatus(PlayerState.PLAYING)
            self._tell()
        elif news["report"] == "finished":
            self._stopped(number, "", ended=True)
        elif news["report"] == "failed":
            self._stopped(number, f"{news['what']} {news['cure']}".strip())

    def _stopped(self, number: int, reason: str, *, ended: bool = False) -> None:
        with self._lock:
            if number != self._number:
                return
            self._number += 1
            self._from = self._position()
            self._child = None
            self.status = PlayerStatus(reason=reason, ended=ended)
        self._tell()

    def _tell(self) -> None:
        listener = self.on_change
        if listener is not None:
            # A listener may be gone with its screen.
            with contextlib.suppress(Exception):
                listener(self.status)
