"""The voice: reads a question aloud in a process of its own, and can never hurt the interview.

Importing this package is cheap; what is heavy is imported by the functions that need it.

    speaker = open_speaker(Voice(language="en"), enabled=True)
    speaker.on_change = listener
    speaker.say(spoken_text(question))
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.speech.speaker import (
    FASTEST,
    SLOWEST,
    SilentSpeaker,
    Speaker,
    SpeakerState,
    SpeakerStatus,
    StatusListener,
    Voice,
    ignore,
)

if TYPE_CHECKING:
    from simulator.speech.doctor import VoiceCheck
    from simulator.speech.voices import InstalledVoice

__all__ = [
    "ENGINE_VARIABLE",
    "FASTEST",
    "SLOWEST",
    "SilentSpeaker",
    "Speaker",
    "SpeakerState",
    "SpeakerStatus",
    "StatusListener",
    "Voice",
    "check",
    "list_voices",
    "open_speaker",
    "spoken_text",
]

ENGINE_VARIABLE = "MOCK_INTERVIEW_SPEECH_ENGINE"
"""Environment variable that names another engine, `module:Class` (see `engine.Engine`)."""


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


def spoken_text(markdown: str, language: str = "en") -> str:
    """The words a person would say for a text that is written in Markdown."""
    from simulator.speech.spoken import spoken_text

    return spoken_text(markdown, language)


def _engine() -> str:
    return os.environ.get(ENGINE_VARIABLE, "")
