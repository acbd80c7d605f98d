"""The voice and the microphone, each in a process of its own: they can never hurt the interview.

Importing this package is cheap; what is heavy is imported by the functions that need it.

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
    from simulator.speech.doctor import VoiceCheck
    from simulator.speech.voices import InstalledVoice

__all__ = [
    "ENGINE_VARIABLE",
    "MICROPHONE_VARIABLE",
    "NoRecorder",
    "Recorder",
    "RecorderState",
    "RecorderStatus",
    "SilentSpeaker",
    "Speaker",
    "SpeakerState",
    "SpeakerStatus",
    "StatusListener",
    "Voice",
    "check",
    "check_microphone",
    "list_voices",
    "open_player",
    "open_recorder",
    "open_speaker",
    "spoken_text",
]

ENGINE_VARIABLE = "MOCK_INTERVIEW_SPEECH_ENGINE"
"""Environment variable that names another engine, `module:Class` (see `engine.Engine`)."""

MICROPHONE_VARIABLE = "MOCK_INTERVIEW_MICROPHONE"
"""Environment variable that names another microphone, `module:Class` (see `microphone`)."""


def open_recorder(*, enabled: bool, note: Callable[[str], None] = ignore) -> Recorder:
    """A recorder; one that does nothing where recording is not enabled.

    `note` is told what is recorded, and what fails, without a word of it. Returns at once; the
    microphone is opened meanwhile, and what is wrong with it shows in the status.
    """
    if not enabled:
        return NoRecorder()
    from simulator.speech.child_recorder import ChildRecorder

    try:
        return ChildRecorder(microphone=os.environ.get(MICROPHONE_VARIABLE, ""), note=note)
    except RuntimeError as error:  # no thread to be had
        note(f"recording: can't be started: {error}")
        return NoRecorder(f"Recording could not be started: {error}.")


def open_player() -> "AnswerPlayer":
    """What plays recordings; nothing is started before the first is to be heard."""
    from simulator.speech.answer_player import AnswerPlayer

    return AnswerPlayer()


def open_speaker(
    voice: Voice,
    *,
    enabled: bool,
    on_change: StatusListener | None = None,
    note: Callable[[str], None] = ignore,
) -> Speaker:
    """A speaker with these settings; a silent one where the voice is not enabled.

    `note` is told which engine speaks, and what fails, in lines without a word of what is said.
    Returns at once. The voice is got ready meanwhile, and the sound device tried without a
    sound, so that a missing piece shows in the status before the first `say`.
    """
    if not enabled:
        note("voice: not wanted")
        return SilentSpeaker()
    from simulator.speech.child_speaker import ChildSpeaker

    try:
        return ChildSpeaker(voice, on_change=on_change, engine=_engine(), note=note)
    except RuntimeError as error:  # no thread to be had
        note(f"voice: can't be started: {error}")
        return SilentSpeaker(f"The voice could not be started: {error}.")


def list_voices(timeout: float = 15.0) -> "list[InstalledVoice]":
    """The voices of this machine; empty where there is none, and `check` says why.

    Blocks for about 0.1 s, at most for `timeout` seconds; never raises.
    """
    from simulator.speech.doctor import list_voices

    return list_voices(_engine(), timeout)


def check(voice: Voice | None = None, timeout: float = 20.0) -> "VoiceCheck":
    """Really speak, into a buffer, and try the sound device with a moment of silence.

    Blocks for about 0.2 s, at most for `timeout` seconds; never raises.
    """
    from simulator.speech.doctor import check

    return check(voice or Voice(), _engine(), timeout)


def check_microphone(timeout: float = 5.0) -> RecorderStatus:
    """Really open the microphone, without listening; the status says which it is, or why not.

    Blocks for about 0.2 s, at most for `timeout` seconds; never raises.
    """
    from simulator.speech.doctor import check_microphone

    return check_microphone(open_recorder(enabled=True), timeout)


def spoken_text(markdown: str, language: str = "en") -> str:
    """The words a person would say for a text that is written in Markdown."""
    from simulator.speech.spoken import spoken_text

    return spoken_text(markdown, language)


def _engine() -> str:
    return os.environ.get(ENGINE_VARIABLE, "")
