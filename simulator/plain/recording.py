"""Records a plain interview, and plays it back."""

from __future__ import annotations

from pathlib import Path

from simulator.core.interview import Interview
from simulator.core.session import Answer, Session
from simulator.speech import NoRecorder, Recorder, RecorderState, Speaker, open_player
from simulator.usecases.recording import AnswerRecording, delivered, hear, tracks_of

GOES_ON = "The interview goes on without it."


class LineRecording:
    """The recording of an interview; inactive without a recorder or a session file."""

    def __init__(self, recorder: Recorder | None = None, path: Path | None = None) -> None:
        """`path` is the session's file."""
        self._path = path
        self._answers = AnswerRecording(recorder or NoRecorder(), lambda: path)
        self._player = open_player()

    def follow(self, interview: Interview, now: float) -> None:
        """Record exactly what the interview says to record."""
        self._answers.follow(interview, now)

    def mute_while(self, speaker: Speaker) -> None:
        """Record silence while the voice speaks."""
        recorder = self._answers.recorder
        speaker.on_change = lambda status: recorder.mute(status.busy)

    @property
    def opening(self) -> bool:
        """True while it is unknown whether there is a microphone."""
        return self._answers.recorder.status.state is RecorderState.OPENING

    @property
    def works(self) -> bool:
        """True if answers are recorded, as far as is known."""
        return self._answers.recorder.status.works

    @property
    def about(self) -> str:
        """Why nothing is recorded; empty if recording works or is not wanted."""
        status = self._answers.recorder.status
        return f"{status.reason} {GOES_ON}" if status.reason else ""

    def listened(self, session: Session) -> Session:
        """Return the session with the facts of the answers recorded so far."""
        if self._path is None or not session.setup.record:
            return session
        return delivered(session, hear(session, self._path))

    def play(self, answer: Answer) -> bool:
        """Play the recording of an answer, or stop it; False if there is none."""
        files = [track.file for track in tracks_of(answer, self._path) if track.file]
        if self._player.status.busy:
            self._player.stop()
        elif files:
            self._player.play(files, 0.0)
        return bool(files)

    def stop(self) -> None:
        """Stop playing."""
        self._player.stop()

    def close(self) -> None:
        """Stop recording and playing for good."""
        self._player.close()
        self._answers.close()
