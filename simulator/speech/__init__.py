"""The voice and the microphone, in separate processes that can never disturb the interview.

Importing this package is cheap; its functions import the heavy parts.

    speaker = open_speaker(Voice(language="en"), enabled=True)
    speaker.on_change = listener
    speaker.say(spoken_text(question))

    recorder = open_recorder(enabled=True)
    recorder.record(path, elapsed=0.0)
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.speech.recorder import NoRecorder, Recorder, RecorderState, RecorderStatus
from simulator.speech.speaker import (
    SilentSpeaker,
    Speaker,
    SpeakerState,
    SpeakerStatus,
    StatusListener,
    Voice,
    ignore,
)

if TYPE_CHECKING:
    from simulator.speech.answer_player import AnswerPlayer

__all__ = [
    "ENGINE_VARIABLE", "MICROPHONE_VARIABLE", "NoRecorder", "Recorder", "RecorderState",
    "RecorderStatus", "SilentSpeaker", "Speaker", "SpeakerState", "SpeakerStatus", "StatusListener",
    "Voice", "open_player", "open_recorder", "open_speaker", "spoken_text",
]  # fmt: skip

ENGINE_VARIABLE = "MOCK_INTERVIEW_SPEECH_ENGINE"
"""Environment variable naming another engine as `module:Class` (see `engine.Engine`)."""

MICROPHONE_VARIABLE = "MOCK_INTERVIEW_MICROPHONE"
"""Environment variable naming another microphone as `module:Class` (see `microphone`)."""


def open_recorder(*, enabled: bool, note: Callable[[str], None] = ignore) -> Recorder:
    """Return a recorder; one that does nothing unless enabled.

    `note` logs what is recorded and what fails, but nothing that is said. Returns at once; the
    microphone opens in the background, and problems show in the status.
    """
    if not enabled:
        return NoRecorder()
    from simulator.speech.child_recorder import ChildRecorder

    try:
        return ChildRecorder(microphone=os.environ.get(MICROPHONE_VARIABLE, ""), note=note)
    except RuntimeError as error:  # No thread is available.
        note(f"recording: can't be started: {error}")
        return NoRecorder(f"Recording could not be started: {error}.")


def open_player() -> "AnswerPlayer":
    """Return a player for recordings; nothing starts before the first one plays."""
    from simulator.speech.answer_player import AnswerPlayer

    return AnswerPlayer()


def open_speaker(voice: Voice, *, enabled: bool, note: Callable[[str], None] = ignore) -> Speaker:
    """Return a speaker with these settings; a silent one unless enabled.

    `note` logs which engine speaks and what fails, but nothing that is said. Returns at once. In
    the background, the voice is prepared and the sound device tried silently, so that problems
    show in the status before the first `say`.
    """
    if not enabled:
        note("voice: not wanted")
        return SilentSpeaker()
    from simulator.speech.child_speaker import ChildSpeaker

    try:
        return ChildSpeaker(voice, engine=os.environ.get(ENGINE_VARIABLE, ""), note=note)
    except RuntimeError as error:  # No thread is available.
        note(f"voice: can't be started: {error}")
        return SilentSpeaker(f"The voice could not be started: {error}.")


def spoken_text(markdown: str, language: str = "en") -> str:
    """Return the words with which a person would read a Markdown text aloud."""
    from simulator.speech.spoken import spoken_text

    return spoken_text(markdown, language)
