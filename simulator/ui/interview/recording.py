"""Records answers while they are given, and tells the screen how they were said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from textual.message import Message
from textual.screen import Screen

from simulator.core.delivery import Delivery
from simulator.core.interview import Interview
from simulator.core.session import Answer, Session
from simulator.speech import Recorder, RecorderState, RecorderStatus
from simulator.ui.widgets.background import in_background
from simulator.usecases.recording import AnswerRecording, PartIndex, Track, hear, tracks_of

MARK = "● rec · "
"""Shown above an answer that is being recorded."""


class Recording:
    """Connects a recorder to the interview screen; `session_path` returns the session's file."""

    @dataclass
    class Changed(Message):
        """The recorder's status changed."""

        status: RecorderStatus

    class Kept(Message):
        """The sound of an answer is complete."""

    def __init__(self, recorder: Recorder, session_path: Callable[[], Path | None]) -> None:
        self.recorder = recorder
        self._path = session_path
        self._answers = AnswerRecording(recorder, session_path)
        self._told = ""

    @property
    def status(self) -> RecorderStatus:
        """The recorder's status."""
        return self.recorder.status

    def is_news(self, status: RecorderStatus) -> bool:
        """Return whether a status brings a new reason why nothing is recorded.

        Each question tries the microphone again; the same failure is reported only once.
        """
        if status.state is RecorderState.RECORDING:
            self._told = ""
        if not status.reason or status.reason == self._told:
            return False
        self._told = status.reason
        return True

    @property
    def mark(self) -> str:
        """A small mark while it records."""
        return MARK if self.status.state is RecorderState.RECORDING else ""

    def tracks(self, answer: Answer) -> tuple[Track, ...]:
        """Return an answer's recordings."""
        return tracks_of(answer, self._path())

    def attach(self, screen: Screen[None]) -> None:
        """Send messages to this screen from now on."""

        def post(message: Message) -> None:
            if screen.is_running:
                screen.post_message(message)

        self.recorder.on_change = lambda status: post(Recording.Changed(status))
        self.recorder.on_kept = lambda _: post(Recording.Kept())

    def follow(self, interview: Interview, now: float) -> None:
        """Start or stop recording, as the interview's state requires."""
        self._answers.follow(interview, now)

    def listen(
        self,
        screen: Screen[None],
        session: Session,
        told: Callable[[Mapping[PartIndex, Delivery]], None],
    ) -> None:
        """Analyse the complete recordings in the background, and pass the result to `told`."""
        path = self._path()
        if path is not None:
            in_background(screen.app, lambda: hear(session, path), told, owner=screen)

    def close(self) -> None:
        """Stop recording, and send no more messages."""
        self.recorder.on_change = self.recorder.on_kept = None
        self._answers.close()
