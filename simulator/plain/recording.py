"""An interview line by line recorded, and heard again."""

from __future__ import annotations

from pathlib import Path

from simulator.core.interview import Interview
from simulator.core.session import Answer, Session
from simulator.speech import NoRecorder, Recorder, RecorderState, Speaker, open_player
from simulator.usecases.recording import AnswerRecording, delivered, hear, tracks_of

GOES_ON = "The interview goes on without it."


class LineRecording:
    """What of an interview is recorded. Without a recorder, or a file of the session, nothing."""

    def __init__(self, recorder: Recorder | None = None, path: Path | None = None) -> None:
        """`path`: the session's file."""
        self._path = path
        self._answers = AnswerRecording(recorder or NoRecorder(), lambda: path)
        self._player = open_player()

    def follow(self, interview: Interview, now: float) -> None:
        """Record what the interview says is to be recorded, and nothing else."""
        self._answers.follow(interview, now)

    def mute_while(self, speaker: Speaker) -> None:
        """Record silence while the voice speaks."""
        recorder = self._answers.recorder
        speaker.on_change = lambda status: recorder.mute(status.busy)

    @property
    def opening(self) -> bool:
        """Whether it is not known yet if there is a microphone."""
        return self._answers.recorder.status.state is RecorderState.OPENING

    @property
    def works(self) -> bool:
        """Whether answers are recorded, as far as is known."""
        return self._answers.recorder.status.works

    @property
    def about(self) -> str:
        """Why nothing is recorded; empty where something is, or nothing is to be."""
        status = self._answers.recorder.status
        return f"{status.reason} {GOES_ON}" if status.reason else ""

    def listened(self, session: Session) -> Session:
        """The session with what was heard of its answers by now."""
        if self._path is None or not session.setup.record:
            return session
        return delivered(session, hear(session, self._path))

    def play(self, answer: Answer) -> bool:
        """Play what was recorded of an answer, or stop; False where nothing was."""
        files = [track.file for track in tracks_of(answer, self._path) if track.file]
        if self._player.status.busy:
            self._player.stop()
        elif files:
            self._player.play(files, 0.0)
        return bool(files)

    def stop(self) -> None:
        """Be silent."""
        self._player.stop()

    def close(self) -> None:
        """Record and play no more."""
        self._player.close()
        self._answers.close()
